import FoundationEssentials
import WarraqCore

/// Runs one process of a program and passes documents through it.
///
/// A batch on which the program dies is tried again document by document. A document that ends it
/// twice, alone and with a fresh process, goes to the quarantine, unless the program fails without
/// any document too. Being stopped from outside, and hanging, is blamed on no document: those are
/// errors, and the task is tried again.
final class CommandWorker: DocumentWorker {
  private let program: CommandProgram
  private let batchSize: Int
  private let timeout: Int
  /// Called after every exchange with the program.
  private let beat: @Sendable () -> Void
  private var process: CommandProcess?
  /// Milliseconds to wait for a second answer to a document that is tried alone.
  private static let patience = 50
  private var isKnownToRun = false
  private var hasAnswered = false
  /// Documents that the program failed on before it ever answered one.
  private var failed = 0
  private static let hopeless = 20
  private var question = CommandQuestion()
  private let decoder = JSONDecoder()

  init(
    program: CommandProgram, batchSize: Int, timeout: Int,
    beat: @escaping @Sendable () -> Void = {}
  ) {
    self.beat = beat
    self.program = program
    self.batchSize = batchSize
    self.timeout = timeout
  }

  func process(_ batch: DocumentBatch) throws {
    let active = batch.documents.filter(\.isActive)
    var start = 0
    while start < active.count {
      let end = min(start + batchSize, active.count)
      try process(active[start..<end])
      start = end
    }
  }

  func finish() throws {
    let running = process
    process = nil
    if let running, running.finish() { throw tooManyLines() }
  }

  private func process(_ documents: ArraySlice<Document>) throws {
    let wasRunning = process != nil
    if try exchange(documents) == .answered { return }
    // A program may end between batches, to free memory say: that costs a start, no more.
    if wasRunning, try exchange(documents) == .answered { return }
    for document in documents { try processAlone(document) }
  }

  private func processAlone(_ document: Document) throws {
    var failures = 0
    while true {
      let isFresh = process == nil
      let result = try exchange([document][...], patience: Self.patience)
      if result == .answered { return }
      if isFresh { failures += 1 }
      guard failures == 2 else { continue }
      try checkThatItRuns()
      try checkThatItAnswers()
      return document.quarantine(result == .outOfStep ? "command-output" : "command-crash")
    }
  }

  private enum Result {
    case answered, died, outOfStep
  }

  /// Passes some documents through the program. Unless they were answered, no process runs then.
  private func exchange(_ documents: ArraySlice<Document>, patience: Int = 0) throws -> Result {
    let running = try process ?? CommandProcess(program)
    process = running
    // Lines that came after the last batch was answered: some answer went to the wrong document.
    if CommandExchange.hasOutput(running.output, within: 0) { throw tooManyLines() }
    question.removeAll()
    let first = running.asked
    running.asked += documents.count
    for (n, document) in documents.enumerated() { question.add(document, n: first + n) }
    var exchange = CommandExchange(
      input: running.input, output: running.output, lines: question.bytes)
    let outcome = exchange.run(count: documents.count, timeout: timeout, patience: patience)
    beat()
    if case .answers(let lines) = outcome {
      let answers = lines.enumerated().map { n, line in
        CommandAnswer(line: line, to: first + n, decoder: decoder)
      }
      if !answers.contains(.outOfStep) {
        for (document, answer) in zip(documents, answers) { apply(answer, to: document) }
        if answers.contains(where: { $0 != .invalid }) {
          isKnownToRun = true
          hasAnswered = true
        }
        return .answered
      }
    }
    process = nil
    switch outcome {
    case .ended:
      let status = running.end(within: timeout * 1000)
      if let status, status.isFromOutside { throw stopped(status) }
      return .died
    case .timedOut:
      running.stop()
      throw WarraqError(
        .timeout,
        "command: \(program.path) did not answer \(documents.count) documents in \(timeout) s. "
          + "Raise timeout or lower batch if it is slow.")
    case .outOfStep, .answers:
      running.stop()
      return .outOfStep
    }
  }

  private func apply(_ answer: CommandAnswer, to document: Document) {
    switch answer {
    case .invalid, .outOfStep: document.quarantine("command-output")
    case .reject(let reason): document.reject(reason)
    case .accept(let text, let entities):
      let bytes = text.map { Array($0.utf8) } ?? document.text
      let spans = entities.map { EntitySpan.spans($0, in: bytes) }
      // What a bad answer says of the text is not believed either.
      if case .some(nil) = spans { return document.quarantine("command-output") }
      if bytes != document.text { document.replaceText { $0 = bytes } }
      if let spans { document.entities = spans }
    }
  }

  /// Throws if the program fails without any document: then no document is to blame.
  private func checkThatItRuns() throws {
    guard !isKnownToRun else { return }
    let status = try CommandProcess(program).end(within: timeout * 1000)
    if let status, status.isFromOutside { throw stopped(status) }
    guard let status, status.exitCode == 0 else {
      throw WarraqError(
        .command,
        "command: \(program.path) fails even without documents"
          + (status.map { " (\($0))" } ?? ": it does not end with its input")
          + ". Try it by hand: printf '' | \(program.arguments.joined(separator: " "))")
    }
    isKnownToRun = true
  }

  /// Throws when the program has failed on every one of the first documents: it is the program that
  /// is broken then, and not the corpus.
  private func checkThatItAnswers() throws {
    guard !hasAnswered else { return }
    failed += 1
    guard failed >= Self.hopeless else { return }
    throw WarraqError(
      .command,
      "command: \(program.path) failed on each of the first \(failed) documents. Try it by hand "
        + "with one document: its log is that of the task.")
  }

  private func tooManyLines() -> WarraqError {
    WarraqError(
      .command,
      "command: \(program.path) wrote more lines than it was given. It must answer each document "
        + "with one line; let it repeat \"n\" in its answers to find the document.")
  }

  private func stopped(_ status: CommandStatus) -> WarraqError {
    WarraqError(.timeout, "command: \(program.path) was stopped from outside: \(status).")
  }
}
