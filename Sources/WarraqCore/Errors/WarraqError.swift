/// What went wrong, where, and how to mend it. Never holds document text.
public struct WarraqError: Error, Sendable, CustomStringConvertible {
  /// What kind of failure this is. New codes can be added without breaking a `switch`.
  public struct Code: Hashable, Sendable {
    public let name: String
    public init(_ name: String) { self.name = name }

    /// The job file, a flag or an argument is wrong. Exit status 2.
    public static let usage = Code("usage")
    /// An input cannot be read, or is not what the job says it is.
    public static let input = Code("input")
    /// An input ends early or is damaged: what was whole has been kept.
    public static let damaged = Code("damaged")
    /// A file that Warraq wrote is missing or does not match its checksum.
    public static let state = Code("state")
    /// The books do not balance. Always a bug or a damaged disk, never ignored.
    public static let ledger = Code("ledger")
    /// The run directory belongs to another coordinator.
    public static let locked = Code("locked")
    /// The disk is full, or a file cannot be written.
    public static let output = Code("output")
    /// Another Unicode, ICU or format version than the run was made with.
    public static let version = Code("version")
    /// A task failed for good.
    public static let task = Code("task")
    /// An external program failed.
    public static let command = Code("command")
    /// Something took too long, or was killed from outside: it may well work when tried again.
    public static let timeout = Code("timeout")
    /// A worker was asked for what the run no longer wants.
    public static let stale = Code("stale")
    /// The coordinator was told to leave its jobs to the next one.
    public static let left = Code("left")
    /// The run was stopped by a signal.
    public static let interrupted = Code("interrupted")
  }

  public var code: Code
  /// One or two sentences: what happened, and what to do about it.
  public var message: String
  /// The name of the input file.
  public var input: String?
  /// The shard's number in the run.
  public var shard: Int?
  /// The byte offset in the decoded input (or shard, where `shard` is given).
  public var offset: Int?
  public var cause: (any Error)?

  public init(
    _ code: Code, _ message: String, input: String? = nil, shard: Int? = nil, offset: Int? = nil,
    cause: (any Error)? = nil
  ) {
    self.code = code
    self.message = message
    self.input = input
    self.shard = shard
    self.offset = offset
    self.cause = cause
  }

  /// `message (input news.jsonl.zst, shard 17, byte 5120): cause`
  public var description: String {
    var place: [String] = []
    if let input { place.append("input \(input)") }
    if let shard { place.append("shard \(shard)") }
    if let offset { place.append("byte \(offset)") }
    let suffix = place.isEmpty ? "" : " (" + place.joined(separator: ", ") + ")"
    return message + suffix + (cause.map { ": \($0)" } ?? "")
  }
}
