import Foundation
import Glibc
import Subprocess
import Testing
import WarraqTestKit

extension Acceptance {
  /// `explain --document`: what happened to single documents.
  @Suite struct DocumentTests {
    /// What `--json` says, as far as it is looked at.
    private struct Explanation: Decodable {
      struct Place: Decodable, Equatable {
        var input: String
        var inputRecord: Int?
        var offset: Int?
        var ordinal: Int?
      }
      struct Verdict: Decodable {
        var stage: String
        var outcome: String
        var reason: String?
        var bytesBefore: Int?
        var bytesAfter: Int?
      }
      struct Part: Decodable {
        var kind: String
        var text: String
      }
      struct Difference: Decodable {
        var parts: [Part]
      }
      struct Original: Decodable {
        var name: String
        var place: Place?
        var kind: String
        var similarity: String
        var cluster: Int
        var difference: Difference?
      }
      var name: String
      var place: Place
      var outcome: String
      var stages: [Verdict]
      var original: Original?
      var copies: Int
      var firstCopies: [String]
      var notes: [String]

      var verdicts: [String] { stages.map { "\($0.stage) \($0.outcome)" } }
    }

    private static let nearJob = """
      name: near
      stages:
        - normalize
        - dedupe: { kind: exact }
        - dedupe: { kind: near, threshold: 0.5, ngram: 2 }
        - terms
      """

    /// What `explain` says of a document, as text; it must not have touched the run.
    private func text(
      _ workspace: Workspace, _ name: String, _ arguments: [String] = [], status: Int = 0,
      sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> String {
      let before = try FileTree(workspace.directory.file("run"))
      let result = try await Warraq.run(
        ["explain", "run", "--document", name] + arguments, in: workspace.directory)
      let after = try FileTree(workspace.directory.file("run"))
      #expect(after.difference(from: before) == [], sourceLocation: sourceLocation)
      #expect(result.status == .exited(status), "\(result)", sourceLocation: sourceLocation)
      return result.standardOutput + result.standardError
    }

    private func explain(
      _ workspace: Workspace, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> [Explanation] {
      let lines = try await text(workspace, name, ["--json"], sourceLocation: sourceLocation)
      return try lines.split(separator: "\n").filter { $0.hasPrefix("{") }.map {
        try JSONDecoder().decode(Explanation.self, from: Data($0.utf8))
      }
    }

    private func one(
      _ workspace: Workspace, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Explanation {
      let found = try await explain(workspace, name, sourceLocation: sourceLocation)
      #expect(found.count == 1, sourceLocation: sourceLocation)
      return try #require(found.first, sourceLocation: sourceLocation)
    }

    @Test(arguments: [["--shard-size", "2KiB"], ["--shard-size", "1MiB", "--workers", "1"]])
    func `every record is explained as the report has it, by id and by place`(
      arguments: [String]
    ) async throws {
      let workspace = try Workspace()
      let corpus = SameBytesTests.corpus
      // A stream that is split, and files that are read where they lie.
      let inputs = try await corpus.write(parts: 3, "part", in: workspace.directory)
      #expect(try await workspace.run(inputs, arguments).status == .exited(0))
      let starts = (0...3).map { corpus.records.count * $0 / 3 }

      let copies = corpus.duplicates.prefix(4).map(\.ordinal)
      for ordinal in [0, 11, 100, 200, 300, corpus.records.count - 1] + copies {
        let record = corpus.records[ordinal]
        let part = try #require(starts.lastIndex { $0 <= ordinal })
        let found = try await one(workspace, "\(inputs[part]):\(ordinal - starts[part])")
        let offset = corpus.offset(of: ordinal) - corpus.offset(of: starts[part])
        let place = Explanation.Place(
          input: inputs[part], inputRecord: ordinal - starts[part], offset: offset,
          ordinal: ordinal)
        #expect(found.place == place)
        #expect(try await one(workspace, "#\(ordinal)").place == place)
        switch record.fate {
        case .kept:
          #expect(found.verdicts == ["read kept", "normalize kept", "dedupe kept"])
        case .duplicate(let original):
          #expect(found.verdicts == ["read kept", "normalize kept", "dedupe duplicate"])
          #expect(found.original?.name == corpus.records[original].id)
          #expect(found.original?.place?.ordinal == original)
          #expect(found.original?.kind == "exact" && found.original?.similarity == "1.0000")
          #expect(found.original?.difference?.parts.map(\.kind) == ["same"])
        case .rejected:
          #expect(found.verdicts == ["read kept", "normalize rejected"])
          #expect(found.stages.last?.reason == "empty")
        case .quarantined:
          #expect(found.verdicts == ["read quarantined"] && found.stages[0].reason != nil)
          continue
        }
        guard !record.id.isEmpty else { continue }
        #expect(found.name == record.id)
        #expect(try await one(workspace, record.id).place == place)
      }
    }

    @Test func `a near-duplicate is shown against what is kept, word by word`() async throws {
      let workspace = try Workspace(job: Self.nearJob)
      try workspace.directory.write(
        """
        {"id": "قديم", "text": "قال الوزير اليوم إن السوق تشهد توازنا بين العرض والطلب"}
        {"id": "جديد", "text": "قال الوزير أمس إن السوق تشهد توازنا بين العرض والطلب\\u202e كما"}
        """, to: "news.jsonl")
      #expect(try await workspace.run(["news.jsonl"]).status == .exited(0))
      let plain = try await text(workspace, "جديد")
      let headline = "جديد: duplicate of قديم (near, similarity 0.5833, cluster 0)\n"
      #expect(plain.hasPrefix(headline), "\(plain)")
      #expect(plain.contains("  dedupe-2   duplicate of قديم\n"), "\(plain)")
      let words =
        "\n\nقال الوزير [-اليوم-] {+أمس+} إن السوق تشهد توازنا بين العرض [-والطلب-] {+والطلب كما+}\n"
      #expect(plain.hasSuffix(words), "\(plain)")
      let kept = try await text(workspace, "قديم")
      #expect(kept.contains("stands for 1 duplicates: جديد\n"), "\(kept)")

      // Coloured, isolated and of the texts' own direction where it goes to a terminal.
      let terminal = try await onTerminal(workspace, "جديد")
      let removed = "\u{1B}[31;9m\u{2068}اليوم\u{2069}\u{1B}[0m"
      let added = "\u{1B}[32;1m\u{2068}أمس\u{2069}\u{1B}[0m"
      #expect(terminal.contains("\u{2067}قال الوزير \(removed) \(added) إن"), "\(terminal)")
      #expect(terminal.contains("\u{2068}جديد\u{2069}: duplicate of \u{2068}قديم\u{2069}"))
      #expect(!terminal.contains("\u{202E}"), "controls of the text itself are not printed")
      let sober = try await onTerminal(workspace, "جديد", environment: "NO_COLOR=1 ")
      #expect(sober.contains("[-\u{2068}اليوم\u{2069}-] {+\u{2068}أمس\u{2069}+}"), "\(sober)")
    }

    /// What `explain` prints where its output is a terminal.
    private func onTerminal(
      _ workspace: Workspace, _ name: String, environment: String = "NO_COLOR= "
    ) async throws -> String {
      let command =
        "\(environment)'\(Warraq.binary)' explain '\(workspace.directory.file("run"))' "
        + "--document '\(name)'"
      let result = try await Subprocess.run(
        .name("script"), arguments: ["-qec", command, "/dev/null"],
        output: .string(limit: 1 << 20))
      return result.standardOutput
    }

    @Test
    func `long stretches of the same words are left out, and control characters are not shown`()
      async throws
    {
      let workspace = try Workspace(job: Self.nearJob)
      let words = (0..<100).map { "w\($0)" }
      var other = words
      other[50] = "\\u001b[2Jchanged"
      let texts = [words, other].map { $0.joined(separator: " ") }
      let lines = texts.enumerated().map {
        "{\"id\": \"\($0)\", \"title\": \"a\\u001b[1mb\\u009b\", \"text\": \"\($1)\"}"
      }
      try workspace.directory.write(lines.joined(separator: "\n"), to: "news.jsonl")
      #expect(try await workspace.run(["news.jsonl"]).status == .exited(0))
      let shown = try await text(workspace, "1")
      #expect(shown.contains("title    a [1mb ") && !shown.contains("\u{1B}"), "\(shown)")
      let last = try #require(shown.split(separator: "\n").last)
      #expect(
        last == "(... 38 words ...) " + words[38..<50].joined(separator: " ")
          + " [-w50-] {+[2Jchanged+} " + words[51..<63].joined(separator: " ")
          + " (... 37 words ...)")
    }

    @Test func `an id that repeats is explained each time`() async throws {
      let workspace = try Workspace(job: Self.nearJob)
      let line = { (id: String, text: String) in "{\"id\": \"\(id)\", \"text\": \"\(text)\"}\n" }
      try workspace.directory.write(
        line("x", "one story") + line("y", "another") + line("x", "one story"), to: "a.jsonl")
      try workspace.directory.write(line("x", "yet another"), to: "b.jsonl")
      #expect(try await workspace.run(["a.jsonl", "b.jsonl"]).status == .exited(0))
      let found = try await explain(workspace, "x")
      #expect(found.map(\.outcome) == ["kept", "duplicate", "kept"])
      #expect(found.map(\.place.ordinal) == [0, 2, 3])
      #expect(found[0].copies == 1 && found[0].firstCopies == ["x"])
    }

    @Test func `without its inputs a run still says what it knows`() async throws {
      let workspace = try Workspace()
      let corpus = SameBytesTests.corpus
      let inputs = try await corpus.write(
        parts: 2, "part", codecs: [.plain], in: workspace.directory)
      #expect(try await workspace.run(inputs, ["--shard-size", "4KiB"]).status == .exited(0))
      for input in inputs { unlink(workspace.directory.file(input)) }

      let copy = corpus.duplicates[0]
      let duplicate = try await one(workspace, copy.document)
      #expect(duplicate.outcome == "duplicate" && duplicate.place.ordinal == copy.ordinal)
      #expect(duplicate.original?.name == copy.kept && duplicate.original?.difference == nil)
      #expect(duplicate.notes.contains { $0.contains("the input has changed, or is gone") })
      let kept = try await one(workspace, copy.kept)
      #expect(kept.outcome == "unknown" && kept.firstCopies.contains(copy.document))
      let bad = try await one(workspace, "#11")
      #expect(bad.outcome == "quarantined" && bad.stages.first?.reason == "invalid-json")
      let lone = try #require(
        corpus.records.indices.first { ordinal in
          corpus.records[ordinal].fate == .kept
            && !corpus.duplicates.contains { $0.keptOrdinal == ordinal }
        })
      let other = try await text(workspace, corpus.records[lone].id, status: 2)
      #expect(other.contains("Not all could be asked") && other.contains(inputs[0]), "\(other)")
    }

    @Test func `what was not found is told, with the ways to ask`() async throws {
      let workspace = try Workspace()
      let input = try await CorpusFixture.stories(20).write("a.jsonl", in: workspace.directory)
      let nothing = try await Warraq.run(
        ["explain", "run", "--document", "doc-1"], in: workspace.directory)
      #expect(nothing.status == .exited(2) && nothing.standardError.contains("there is no run"))
      #expect(try await workspace.run([input]).status == .exited(0))
      let unknown = try await text(workspace, "doc-77", status: 2)
      #expect(unknown.contains("no document has the id 'doc-77'"), "\(unknown)")
      #expect(unknown.contains("the input's field 'id'"), "\(unknown)")
      #expect(try await text(workspace, "#20", status: 2).contains("no document of the ordinal 20"))
      let record = try await text(workspace, "a.jsonl:20", status: 2)
      #expect(record.contains("there is no record a.jsonl:20"), "\(record)")
      let both = try await text(workspace, "doc-1", ["--all"], status: 2)
      #expect(both.contains("--all: of no use with --document"), "\(both)")
    }

    @Test func `a document is explained while its run is at work, and after reruns`() async throws {
      let workspace = try Workspace()
      let corpus = CorpusFixture.stories(60, copyEvery: 5)
      let input = try await corpus.write("a.jsonl", in: workspace.directory)
      let copy = try #require(corpus.duplicates.last)

      // Before the decision, before the report, and beside both.
      for (point, phase, outcome) in [
        ("start", "decide-dedupe", "undecided"), ("before-publish", "merge", "duplicate"),
      ] {
        let running = try await workspace.start(
          [input, "--shard-size", "2KiB"],
          environment: ["WARRAQ_FAULT": "\(point):\(phase):0:hang"])
        let log = workspace.directory.file("run/tasks/\(phase)/00000/order.json")
        #expect(
          try await eventually { FileManager.default.fileExists(atPath: log) ? true : nil } == true)
        let result = try await Warraq.run(
          ["explain", "run", "--document", copy.document, "--json"], in: workspace.directory)
        #expect(result.status == .exited(0), "\(result)")
        let found = try JSONDecoder().decode(
          Explanation.self, from: Data(result.standardOutput.utf8))
        #expect(found.outcome == outcome && found.place.ordinal == nil, "\(result)")
        #expect(found.notes.contains { $0.contains("there is no report yet") }, "\(result)")
        let place = try await Warraq.run(
          ["explain", "run", "--document", "#3"], in: workspace.directory)
        #expect(place.status == .exited(2) && place.standardError.contains("no report yet"))
        running.send(SIGINT)
        #expect(try await running.wait(timeout: .seconds(20)).status == .exited(130))
      }

      #expect(try await workspace.run([input]).status == .exited(0))
      for shard in ["0", "2"] {
        let rerun = try await Warraq.run(
          ["rerun", "run", "--shard", shard], in: workspace.directory)
        #expect(rerun.status == .exited(0), "\(rerun)")
        let found = try await one(workspace, copy.document)
        #expect(found.outcome == "duplicate" && found.original?.name == copy.kept)
        #expect(found.place.ordinal == copy.ordinal && found.notes == [])
      }
      // Other shards under the same report.
      let packed = try await corpus.write("a.jsonl", codec: .zstd, in: workspace.directory)
      #expect(try await workspace.run([packed]).status == .exited(0))
      let found = try await one(workspace, copy.document)
      #expect(found.place.input == packed && found.original?.place?.ordinal == copy.keptOrdinal)
    }

    @Test func `a killed run of other inputs does not mix its decisions with those of the report`()
      async throws
    {
      let workspace = try Workspace(job: Self.nearJob)
      let line = { (id: String, text: String) in "{\"id\": \"\(id)\", \"text\": \"\(text)\"}\n" }
      let story = "one two three four five six seven eight nine ten"
      try workspace.directory.write(line("first", story), to: "a.jsonl")
      try workspace.directory.write(line("copy", story + " more"), to: "b.jsonl")
      try workspace.directory.write(line("other", "another story"), to: "c.jsonl")
      #expect(try await workspace.run(["a.jsonl", "b.jsonl"]).status == .exited(0))
      let complete = try await one(workspace, "copy")
      #expect(complete.original?.name == "first" && complete.notes == [])

      // Killed between the rounds, an input in front: what the report says still holds.
      try await kill(workspace, ["c.jsonl", "a.jsonl", "b.jsonl"])
      let reported = try await one(workspace, "copy")
      #expect(reported.verdicts == complete.verdicts && reported.original?.name == "first")
      #expect(reported.notes.contains { $0.contains("the run is unfinished") }, "\(reported.notes)")
      let new = try await one(workspace, "other")
      #expect(new.verdicts.suffix(2) == ["dedupe kept", "dedupe-2 undecided"])

      // Killed again, without the input that holds the original: nothing is decided about the copy.
      try await kill(workspace, ["c.jsonl", "b.jsonl"])
      let open = try await one(workspace, "copy")
      #expect(open.outcome == "undecided" && open.original == nil, "\(open)")
      #expect(open.notes.contains { $0.contains("the run is unfinished") }, "\(open.notes)")
      #expect(
        open.notes.contains { $0.contains("has it as a duplicate of first") }, "\(open.notes)")
      // A report of what was killed is one of its own.
      #expect(try await workspace.run(["c.jsonl", "b.jsonl"]).status == .exited(0))
      let kept = try await one(workspace, "copy")
      #expect(kept.outcome == "kept" && kept.notes == [])
    }

    /// Runs the inputs until near dedupe compares documents, and kills the coordinator then.
    private func kill(_ workspace: Workspace, _ inputs: [String]) async throws {
      try? FileManager.default.removeItem(atPath: workspace.directory.file("faults"))
      let running = try await workspace.start(
        inputs, environment: workspace.faults("start:read-dedupe-2-2:*:hang"))
      #expect(try await eventually { workspace.struck.isEmpty ? nil : true } == true)
      running.send(SIGKILL)
      #expect(try await running.wait().status == .signaled(9))
    }

    @Test func `stages that change texts, reject or withdraw printings are told`() async throws {
      let workspace = try Workspace(
        job: """
          name: changes
          stages:
            - normalize
            - dedupe: { kind: exact }
            - dedupe: { kind: lines, minimumTokens: 1 }
            - command: { run: [sed, -u, 's/.*another.*/{"reject":"unwanted"}/;t;s/.*/{}/'] }
            - terms
          """)
      let texts = [
        "a story of its own\\nsubscribe now", "a story\\nsubscribe now", "another\\nnew",
        "another\\nnew",
      ]
      let lines = texts.enumerated().map { "{\"id\": \"\($0)\", \"text\": \"\($1)\"}" }
      try workspace.directory.write(lines.joined(separator: "\n"), to: "news.jsonl")
      let run = try await workspace.run(["news.jsonl"])
      #expect(run.status == .exited(0), "\(run)")

      let changed = try #require(
        try await one(workspace, "1").stages.first { $0.stage == "dedupe-2" })
      #expect(changed.bytesBefore == 21 && changed.bytesAfter ?? 21 < 10, "\(changed)")
      #expect(try await text(workspace, "1").contains("kept, text changed from 21 to"))
      let rejected = try await one(workspace, "2")
      #expect(rejected.outcome == "rejected" && rejected.stages.last?.reason == "unwanted")
      let withdrawn = try await one(workspace, "3")
      #expect(withdrawn.outcome == "duplicate", "the ledger has it as that")
      #expect(withdrawn.verdicts.suffix(2) == ["dedupe-2 passed", "command withdrawn"])
    }
  }
}
