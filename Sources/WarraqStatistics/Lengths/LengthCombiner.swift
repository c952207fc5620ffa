public import WarraqCore

/// Adds up lengths rows.
public final class LengthCombiner: RowCombiner {
  private var sum = LengthTally()

  public init() {}

  public func begin(key: UnsafeRawBufferPointer) { sum = LengthTally() }

  public func add(_ value: UnsafeRawBufferPointer) { sum.add(LengthTally(value)) }

  public func end(into value: inout [UInt8]) {
    var encoder = RowEncoder()
    sum.encode(to: &encoder)
    value += encoder.bytes
  }
}
