public import WarraqCore

/// How often something had each label of a ``LabelSet``, by the label's number.
public struct LabelCounts: Equatable, Sendable {
  package private(set) var lanes = SIMD16<UInt64>()

  public init() {}

  /// Counts a label.
  @inline(__always) public mutating func add(_ label: UInt8) { lanes[Int(label)] &+= 1 }

  public static func += (counts: inout Self, other: Self) { counts.lanes &+= other.lanes }

  public var total: Int { (0..<16).reduce(0) { $0 + Int(lanes[$1]) } }

  /// How often the label was that of some name.
  public var names: Int { total - Int(lanes[LabelSet.outside]) }

  /// Appends the counts up to the last that is not zero.
  public func encode(to encoder: inout RowEncoder) {
    let last: Int = (0..<16).last(where: { lanes[$0] != 0 }) ?? 0
    for label in 0...last { encoder.varint(Int(lanes[label])) }
  }

  /// Reads counts to the end of a row.
  public init(_ decoder: inout RowDecoder) {
    var label = 0
    while !decoder.isAtEnd {
      lanes[label] = UInt64(decoder.varint())
      label += 1
    }
  }

  /// Reads a row that holds counts alone.
  public init(_ row: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(row)
    self.init(&decoder)
  }
}
