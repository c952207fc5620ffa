public import WarraqCore

/// `command`: hands documents to a program and takes back what it made of them.
///
/// The program reads JSON lines from standard input and writes one JSON line for each, in the same
/// order, to standard output. One process runs in each lane.
public struct CommandStage: DocumentStage {
  /// The description of the stage.
  public static let descriptor = StageDescriptor(
    name: "command",
    summary: "hand documents to a program: JSON lines in, one JSON line back for each",
    version: 1,
    options: [
      OptionDescriptor(
        "run", .strings, default: nil,
        """
        the program and its arguments. A document is one line on its standard input, {"n", "id", \
        "text", "title", "date", "source", "url", "language"}; it answers with one line each, in \
        order: {} for no change, {"text": "..."} for another text, {"reject": "reason"}, \
        {"entities": [{"start", "end", "type"}]} for the names in the text, counted in code points
        """),
      OptionDescriptor(
        "batch", .integer(1...100_000), default: .integer(256),
        "the number of documents that are written before answers are awaited"),
      OptionDescriptor(
        "timeout", .integer(1...86_400), default: .integer(60),
        "seconds that a batch may take before the program is stopped and the task is tried again"),
    ],
    make: { .document(try CommandStage($0)) })

  private let program: CommandProgram
  private let batchSize: Int
  private let timeout: Int

  /// The program, and every argument that is a file.
  public var files: [String] { program.files }

  init(_ options: StageOptions) throws {
    program = try CommandProgram(words: options.strings("run"), options: options)
    batchSize = options.integer("batch")
    timeout = options.integer("timeout")
  }

  public func makeWorker(in context: StageContext) -> any DocumentWorker {
    CommandWorker(
      program: program, batchSize: batchSize, timeout: timeout, beat: context.beat)
  }

  public var longestSilence: Int { timeout }
}
