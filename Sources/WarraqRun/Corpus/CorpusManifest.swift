import WarraqCodecs
import WarraqCore

/// The inputs of a run in order, and what all of its tasks must agree on.
struct CorpusManifest: Codable, Sendable {
  /// The number of partitions: chosen once for a run, so that new inputs do not rerun old shards.
  var partitions: Int
  var versions: FormatVersions
  var inputs: [CorpusInput] = []

  /// The corpus of a run that is looked at.
  ///
  /// - Throws: `usage` where there is no run.
  static func of(_ run: RunDirectory) throws -> CorpusManifest {
    guard let corpus = try StableJSON.load(CorpusManifest.self, from: run.corpusFile) else {
      throw WarraqError(.usage, "there is no run in \(run.path)")
    }
    return corpus
  }

  /// - Throws: `version` where the run is of another build, which may be why something in it cannot be read.
  func checkBuild(of run: RunDirectory) throws(WarraqError) {
    guard versions.warraq != StageLibrary.engineVersion else { return }
    throw WarraqError(
      .version,
      "\(run.path) was made by another build (format \(versions.warraq); this one has "
        + "\(StageLibrary.engineVersion)). Look at it with that build, or start a new run directory"
    )
  }

  /// - Throws: `version` where a run was made with other data than this build has.
  func check(_ ours: FormatVersions, of run: RunDirectory) throws(WarraqError) {
    guard versions != ours else { return }
    throw WarraqError(
      .version,
      "\(run.path) was made with Unicode \(versions.unicode), ICU \(versions.icu), format "
        + "\(versions.warraq); this build has \(ours.unicode), \(ours.icu), \(ours.warraq). Start a "
        + "new run directory")
  }
}

/// One input file.
struct CorpusInput: Codable, Equatable, Sendable {
  /// As the user wrote it, or found it in a folder.
  var name: String
  /// Absolute; within the run directory for what came through standard input.
  var path: String
  var bytes: Int
  /// Modification time in nanoseconds: with the size, the quick check that it is still the same.
  var modified: Int
  var digest: Digest
  /// Which plan divides it: its content, how it is read, and how often the same content came before.
  var plan: Digest
  var stamp: InputStamp { InputStamp(bytes: bytes, modified: modified) }
  /// Why it cannot be read. It has no digest and no shards then; the report names it as a hole.
  var problem: String?
}

/// How one input is divided into shards: written once, never changed.
struct InputPlan: Codable, Sendable {
  var digest: Digest
  var bytes: Int
  /// Whether the pieces are spool files that a split task wrote.
  var isSplit: Bool
  var sizes: ShardSizes
  /// The slices of a dividable input. Those of a split one stand in the manifests of its pieces.
  var slices: [ShardSlice] = []
  /// Decoded bytes, estimated where only reading would tell.
  var rawBytes = 0
  /// What is known of an input that has to be split.
  var description: InputDescription?
  /// The number of pieces of a split input.
  var pieces = 0
}

extension InputPlan {
  /// What is to be read of a piece of the input; `nil` for a piece of a stream that has not been
  /// published.
  func source(of piece: Int, _ input: CorpusInput, _ book: TaskBook) throws -> ShardSource? {
    guard isSplit else {
      return ShardSource(slice: slices[piece], path: input.path, digest: input.digest)
    }
    let task = TaskID(phase: PhaseName.pieces(input.plan), index: piece)
    guard let manifest = try book.current(task, key: SplitTask.key(input.plan, piece: piece)),
      let slice = manifest.piece, let spool = manifest.outputs[SplitTask.spool]
    else { return nil }
    return ShardSource(
      slice: slice, path: manifest.path(of: SplitTask.spool), digest: spool.digest)
  }
}

/// What is read for a shard.
struct ShardSource: Sendable {
  var slice: ShardSlice
  /// The file to read: the input itself, or a spool file relative to the run.
  var path: String
  /// The identity of that file's content.
  var digest: Digest
}

/// One shard in the order of the corpus, as tasks need it.
struct Shard: Sendable {
  var number: Int
  var input: CorpusInput
  var source: ShardSource

  var slice: ShardSlice { source.slice }
  var path: String { source.path }
  var digest: Digest { source.digest }
  /// What the input must look like; `nil` for a spool file, which has a checksum.
  var stamp: InputStamp? { path == input.path ? input.stamp : nil }
}

/// Which shard number belongs to which piece of which plan. Numbers are only ever appended, so that a
/// number means the same shard for the life of a run.
struct ShardRegistry {
  private struct Line: Codable {
    var shard: Int
    var plan: Digest
    var piece: Int
  }
  private struct Key: Hashable {
    var plan: Digest
    var piece: Int
  }

  private let path: String
  private let isReadOnly: Bool
  private var numbers: [Key: Int] = [:]
  /// The number of the next new piece.
  private var next = 0

  init(_ run: RunDirectory) throws {
    path = run.shardsFile
    isReadOnly = run.isReadOnly
    var bytes = Files.read(path) ?? []
    if let last = bytes.last, last != UInt8(ascii: "\n") {
      // A crash cut the last line off: what is appended next must not be glued to it.
      bytes.removeSubrange((bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0)...)
      if !isReadOnly { try Files.replace(path, with: bytes) }
    }
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      // A line that was cut off by a crash named a number that nobody has used yet.
      guard let entry = try? StableJSON.decode(Line.self, Array(line)) else { continue }
      numbers[Key(plan: entry.plan, piece: entry.piece)] = entry.shard
      next = max(next, entry.shard + 1)
    }
  }

  /// The number of a piece that has one.
  func known(plan: Digest, piece: Int) -> Int? { numbers[Key(plan: plan, piece: piece)] }

  /// The numbers of a plan's pieces.
  func numbers(of plan: Digest) -> [Int] {
    numbers.filter { $0.key.plan == plan }.map(\.value).sorted()
  }

  /// The number of a piece, given to it now if it has none.
  mutating func number(plan: Digest, piece: Int) throws -> Int {
    let key = Key(plan: plan, piece: piece)
    if let number = numbers[key] { return number }
    let number = next
    if !isReadOnly {
      let line = try StableJSON.encode(
        Line(shard: number, plan: plan, piece: piece), pretty: false)
      try Files.append(String(decoding: line, as: UTF8.self), to: path)
    }
    numbers[key] = number
    next += 1
    return number
  }
}
