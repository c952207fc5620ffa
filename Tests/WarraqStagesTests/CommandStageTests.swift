import Glibc
import Testing
import WarraqCore
import WarraqStages
import WarraqTestKit

@Suite struct CommandStageTests {
  /// A program in Python that answers each document by `body`, in which `d` is the document.
  private func stage(
    _ body: String, batch: Int = 4, timeout: Int = 20, in folder: TemporaryDirectory
  ) throws -> any DocumentStage {
    let lines = body.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
    try folder.write(
      """
      import json, os, signal, sys, time
      def answer(d):
      \(lines)
      for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)
      """, to: "program.py")
    let made = try makeStage(
      "command",
      [
        "run": .list([.string("python3"), .string("program.py")]), "batch": .integer(batch),
        "timeout": .integer(timeout),
      ], directory: folder.path)
    guard case .document(let stage) = made else {
      throw WarraqError(.usage, "not a document stage")
    }
    return stage
  }

  private func process(_ texts: [String], with stage: any DocumentStage) throws -> [Document] {
    let batch = DocumentBatch()
    for (index, text) in texts.enumerated() {
      SampleDocument(text, id: "d\(index)").add(to: batch, at: Place(ordinal: index, offset: 0))
    }
    let worker = try stage.makeWorker(in: StageContext(memory: 1 << 20, scratch: "/tmp"))
    do {
      try worker.process(batch)
      try worker.finish()
    } catch {
      try worker.finish()
      throw error
    }
    return Array(batch.documents)
  }

  @Test func `a program changes, rejects and leaves documents`() throws {
    let folder = try TemporaryDirectory()
    let stage = try stage(
      """
      if d["text"] == "bad": return {"reject": "spam"}
      if d["text"] == "same": return {}
      return {"text": d["text"].upper() + "é\\n\\"\\\\" + d["id"]}
      """, in: folder)
    let found = try process(["one", "bad", "same", "two", "bad", "عربي"], with: stage)
    #expect(found[0].text == Array("ONEé\n\"\\d0".utf8))
    #expect(found[1].standing == .rejected(reason: "spam"))
    #expect(found[2].text == Array("same".utf8) && found[2].isKept)
    #expect(found[3].text == Array("TWOé\n\"\\d3".utf8))
    #expect(found[5].text == Array("عربيé\n\"\\d5".utf8))
  }

  @Test func `a program is given all fields, whatever characters they hold`() throws {
    let folder = try TemporaryDirectory()
    let stage = try stage(#"return {"text": json.dumps(d, sort_keys=True)}"#, in: folder)
    let batch = DocumentBatch()
    let document = batch.add(at: Place(ordinal: 5, offset: 0))
    document.replaceText { $0 = Array("\u{0}\u{1F}\u{7F}\t\r\n\"\\/é🙂".utf8) }
    document.title = "t\"\n"
    document.date = CalendarDate(year: 2015, month: 7, day: 2)
    (document.source, document.url, document.language) = ("s", "u", "ar")
    let worker = try stage.makeWorker(in: StageContext(memory: 1, scratch: "/tmp"))
    try worker.process(batch)
    try worker.finish()
    #expect(
      String(decoding: document.text, as: UTF8.self)
        == #"{"date": "2015-07-02", "language": "ar", "#
        + #""n": 0, "source": "s", "text": "\u0000\u001f\u007f\t\r\n\"\\/\u00e9\ud83d\ude42", "#
        + #""title": "t\"\n", "url": "u"}"#)
  }

  @Test(arguments: ["os._exit(3)", "os.abort()", "os.kill(os.getpid(), signal.SIGSEGV)"])
  func `a document that ends the program goes to the quarantine, no other`(death: String) throws {
    let folder = try TemporaryDirectory()
    let stage = try stage(
      """
      if d["text"] == "poison": \(death)
      return {"text": d["text"] + "!"}
      """, in: folder)
    let texts = (0..<10).map { $0 == 2 || $0 == 7 ? "poison" : "text \($0)" }
    for (text, found) in zip(texts, try process(texts, with: stage)) {
      if text == "poison" {
        #expect(found.standing == .quarantined(reason: "command-crash"))
      } else {
        #expect(found.isKept && found.text == Array("\(text)!".utf8))
      }
    }
  }

  @Test(arguments: [
    "not json", "[]", "null", #"{"text": 5}"#, #"{"text": "\ud800"}"#, #"{"n": 77}"#,
    #"{"reject": ""}"#, #"{"reject": "a\tb"}"#, "", "{} {}",
  ])
  func `an answer that is none goes to the quarantine`(answer: String) throws {
    let folder = try TemporaryDirectory()
    try folder.write("ok\n", to: "unused")
    let program = try folder.write(
      """
      import sys
      for line in sys.stdin:
        print(\(pythonLiteral(answer)) if "odd" in line else "{}", flush=True)
      """, to: "program.py")
    let made = try makeStage(
      "command", ["run": .list([.string("python3"), .string(program)])], directory: folder.path)
    guard case .document(let stage) = made else { return }
    let found = try process(["even", "odd", "even"], with: stage)
    #expect(found.map(\.isKept) == [true, false, true])
    #expect(found[1].standing == .quarantined(reason: "command-output"))
  }

  /// A program that answers the document `twice` two times, and repeats `n` if asked to.
  private func repeating(_ n: Bool, in folder: TemporaryDirectory) throws -> any DocumentStage {
    try folder.write(
      """
      import json, sys
      for line in sys.stdin:
        d = json.loads(line)
        answer = {"text": d["text"] + "!"}
        if \(n ? "True" : "False"): answer["n"] = d["n"]
        sys.stdout.write((json.dumps(answer) + "\\n") * (2 if d["text"] == "twice" else 1))
        sys.stdout.flush()
      """, to: "program.py")
    let made = try makeStage(
      "command", ["run": .list([.string("python3"), .string("program.py")])],
      directory: folder.path)
    guard case .document(let stage) = made else {
      throw WarraqError(.usage, "not a document stage")
    }
    return stage
  }

  @Test func `a document with two answers goes to the quarantine, and the others keep theirs`()
    throws
  {
    let folder = try TemporaryDirectory()
    let found = try process(["a", "twice", "b"], with: try repeating(true, in: folder))
    #expect(found[1].standing == .quarantined(reason: "command-output"))
    #expect(found[0].text == Array("a!".utf8) && found[2].text == Array("b!".utf8))
  }

  @Test func `two answers without numbers are never taken for those of others`() throws {
    let folder = try TemporaryDirectory()
    let stage = try repeating(false, in: folder)
    do {
      let found = try process(["a", "twice", "b"], with: stage)
      #expect(found[1].standing == .quarantined(reason: "command-output"))
      #expect(found[0].text == Array("a!".utf8) && found[2].text == Array("b!".utf8))
    } catch let error as WarraqError {
      #expect(error.code == .command && error.message.contains("more lines"))
    }
  }

  @Test func `a program that hangs is stopped, and no document is blamed`() throws {
    let folder = try TemporaryDirectory()
    let stage = try stage("time.sleep(60)", timeout: 1, in: folder)
    let error = try #require(throws: WarraqError.self) { try process(["a"], with: stage) }
    #expect(error.code == .timeout)
  }

  @Test func `a program that is killed is tried again, and no document is blamed`() throws {
    let folder = try TemporaryDirectory()
    let stage = try stage("os.kill(os.getpid(), signal.SIGKILL)", in: folder)
    let error = try #require(throws: WarraqError.self) { try process(["a"], with: stage) }
    #expect(error.code == .timeout)
  }

  @Test func `a program that fails without documents is an error, not a quarantine`() throws {
    let folder = try TemporaryDirectory()
    try folder.write("import no_such_module", to: "program.py")
    let made = try makeStage(
      "command", ["run": .list([.string("python3"), .string("program.py")])],
      directory: folder.path)
    guard case .document(let stage) = made else { return }
    let error = try #require(throws: WarraqError.self) { try process(["a"], with: stage) }
    #expect(error.code == .command)
    #expect(error.message.contains("exit status 1"))
  }

  @Test func `a program that ends after every few documents is started again`() throws {
    let folder = try TemporaryDirectory()
    let stage = try stage(
      """
      global left
      left = globals().get("left", 4) - 1
      if left < 0: sys.exit(0)
      return {"text": d["text"] + "!"}
      """, in: folder)
    let texts = (0..<16).map { "text \($0)" }
    let found = try process(texts, with: stage)
    #expect(found.map(\.text) == texts.map { Array("\($0)!".utf8) })
  }

  @Test func `large documents pass in both directions at once`() throws {
    let made = try makeStage("command", ["run": .string("cat"), "batch": .integer(100)])
    guard case .document(let stage) = made else { return }
    let texts = (0..<20).map { String(repeating: "كلمة \($0) ", count: 40_000) }
    let found = try process(texts, with: stage)
    #expect(found.allSatisfy { $0.isKept })
    #expect(found.map(\.text) == texts.map { Array($0.utf8) })
  }

  @Test func `the program and its script are files of the stage`() throws {
    let folder = try TemporaryDirectory()
    let stage = try stage("return {}", in: folder)
    #expect(stage.files.count == 2)
    #expect(stage.files[0].hasSuffix("/python3"))
    #expect(stage.files[1] == folder.file("program.py"))
  }

  @Test(arguments: [[], [""], ["no-such-program-anywhere"], ["./no-such-script"]])
  func `a program that is not there is an error of use`(words: [String]) throws {
    let error = try #require(throws: WarraqError.self) {
      try makeStage("command", ["run": .list(words.map { .string($0) })])
    }
    #expect(error.code == .usage)
  }

  @Test func `no process is left behind`() throws {
    let folder = try TemporaryDirectory()
    let stage = try stage(
      """
      import subprocess
      child = subprocess.Popen(["sleep", "600"], stdout=subprocess.DEVNULL)
      return {"text": str(os.getpid()) + " " + str(child.pid)}
      """, in: folder)
    let text = try process(["a"], with: stage)[0].text
    let processes = String(decoding: text, as: UTF8.self).split(separator: " ").compactMap {
      pid_t($0)
    }
    #expect(processes.count == 2)
    for process in processes {
      // The sleeping one ends by a signal and is reaped by the system a moment later.
      for _ in 0..<2000 where isRunning(process) { usleep(1000) }
      #expect(!isRunning(process))
    }
  }

  private func isRunning(_ process: pid_t) -> Bool {
    guard let file = fopen("/proc/\(process)/stat", "r") else { return false }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 512)
    guard fgets(&line, 512, file) != nil else { return false }
    let fields = String(decoding: line.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return !fields.contains(") Z ")
  }

  private func pythonLiteral(_ text: String) -> String {
    "'" + text.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "'"
  }
}

/// Names that a program finds.
extension CommandStageTests {
  @Test func `spans of a program become the names of the document, counted in code points`() throws
  {
    let folder = try TemporaryDirectory()
    let stage = try stage(
      """
      at = d["text"].index("مصر")
      return {"n": d["n"], "entities": [
        {"start": at, "end": at + 3, "type": "place", "score": 0.5},
        {"start": 0, "end": 1, "type": "person"}]}
      """, in: folder)
    let document = try #require(try process(["🙂 في مصر"], with: stage).first)
    let spans = try #require(document.entities)
    #expect(spans.map(\.type) == [.person, .place])
    #expect(spans.map { String(decoding: document.text[$0.name], as: UTF8.self) } == ["🙂", "مصر"])
    #expect(spans.map(\.name) == spans.map(\.form))
  }

  @Test func `spans belong to the text of the answer where there is one`() throws {
    let folder = try TemporaryDirectory()
    let stage = try stage(
      """
      if d["text"] == "none": return {"entities": []}
      if d["text"] == "unknown": return {}
      return {"text": "é " + d["text"], "entities": [{"start": 2, "end": 5, "type": "x y"}]}
      """, in: folder)
    let found = try process(["Ann went", "none", "unknown"], with: stage)
    #expect(found[0].entities?.map(\.name) == [3..<6])
    #expect(found[0].entities?.first?.type.rawValue == "x y")
    #expect(found[1].entities == [] && found[2].entities == nil)
  }

  @Test(arguments: [
    #"[{"start": 0, "end": 3, "type": "a"}, {"start": 2, "end": 4, "type": "a"}]"#,
    #"[{"start": 0, "end": 5, "type": "a"}]"#, #"[{"start": -1, "end": 2, "type": "a"}]"#,
    #"[{"start": 2, "end": 2, "type": "a"}]"#, #"[{"start": 3, "end": 2, "type": "a"}]"#,
    #"[{"start": 0, "end": 2}]"#, #"[{"start": 0, "end": 2, "type": ""}]"#,
    #"[{"start": 0, "end": 2, "type": "a\n"}]"#, #"[{"start": "0", "end": 2, "type": "a"}]"#,
    #"[{"start": 0.5, "end": 2, "type": "a"}]"#, #"{"start": 0, "end": 2, "type": "a"}"#,
    "[[0, 2]]",
    #""person""#,
  ]) func `spans that are none send the document to the quarantine`(spans: String) throws {
    let folder = try TemporaryDirectory()
    let stage = try stage(
      """
      if d["text"] == "good": return {}
      return {"text": "abcd", "entities": json.loads(r'''\(spans)''')}
      """, in: folder)
    let found = try process(["text", "good"], with: stage)
    #expect(found[0].standing == .quarantined(reason: "command-output"))
    #expect(found[0].text == Array("text".utf8) && found[0].entities == nil)
    #expect(found[1].isKept)
  }
}
