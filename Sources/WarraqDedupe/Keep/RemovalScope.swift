import WarraqCore

/// From which inputs documents may go. Those of some inputs go only for documents of others, which
/// all stay; without names every document may go, and stand, for every other.
public struct RemovalScope: Sendable, Equatable {
  /// Names of inputs or folders; empty: all inputs.
  public var from: [String]

  public init(from: [String] = []) { self.from = from }

  /// Whether some documents may not go.
  public var isLimited: Bool { !from.isEmpty }

  /// What that means for the shards of a run.
  func sides(in context: StageContext) -> RemovalSides {
    guard isLimited else { return RemovalSides() }
    return RemovalSides(
      from: context.inputs.map { input in from.contains { InputName.holds($0, input) } })
  }
}

/// Which documents may go and which may stay, by the corpus positions of their shards.
struct RemovalSides: Sendable {
  /// Whether a shard is of an input that documents go from; `nil`: all documents may do both.
  private let from: [Bool]?

  init(from: [Bool]? = nil) { self.from = from }

  /// Whether a document of the shard may go for another one.
  func mayGo(_ shard: Int) -> Bool { from?[shard] ?? true }

  /// Whether a document of the shard may be kept for another one.
  func mayStay(_ shard: Int) -> Bool { from.map { !$0[shard] } ?? true }

  /// The order in which copies are kept: those that others may go for come first.
  func areInOrder(_ a: KeepPlace, _ b: KeepPlace) -> Bool {
    let (first, second) = (mayStay(a.shard), mayStay(b.shard))
    return first == second ? a < b : first
  }
}

extension RowEncoder {
  /// 25 bytes that sort as ``RemovalSides/areInOrder(_:_:)`` does.
  mutating func place(_ place: KeepPlace, inOrderOf sides: RemovalSides) {
    bytes.append(sides.mayStay(place.shard) ? 0 : 1)
    self.place(place)
  }
}
