import Glibc
import WarraqCodecs
import WarraqCore

/// The bad records of a run.
public struct Quarantine {
  /// An entry, with its place in the decoded input.
  public struct Item: Codable, Sendable {
    public var entry: QuarantineEntry
    /// Decoded bytes before the record in its input; `nil` while shards before it are not read.
    public var inputOffset: Int?
  }

  public let items: [Item]

  /// Reads the quarantine of all shards, in corpus order.
  public init(_ run: RunDirectory) throws {
    let corpus = try CorpusManifest.of(run)
    items = try RunSurvey(run).places(corpus).flatMap { place in
      try Self.entries(run, shard: place.number).map { entry in
        Item(entry: entry, inputOffset: place.before.map { $0.bytes + entry.offset })
      }
    }
  }

  /// Shards that have entries.
  public var shards: [Int] { Array(Set(items.map(\.entry.shard))).sorted() }

  /// The entries of one shard, in order.
  static func entries(_ run: RunDirectory, shard: Int) throws -> [QuarantineEntry] {
    let path = run.quarantineFile(shard)
    guard Files.exists(path) else { return [] }
    let description = try describe(path, format: .text(.line))
    guard
      case .slices(let slices) = plan(
        description, format: .text(.line), sizes: .equal(.max / 4))
    else { return [] }
    var format = InputFormat.text(.line)
    format.maximumRecord = 4 << 30
    var entries: [QuarantineEntry] = []
    for slice in slices {
      let reader = try ShardReader(path: path, slice: slice, format: format)
      let block = RecordBlock()
      while try reader.next(block) {
        for record in block.records {
          entries.append(
            try StableJSON.decode(QuarantineEntry.self, Array(block.bytes(of: record))))
        }
      }
    }
    return entries
  }
}
