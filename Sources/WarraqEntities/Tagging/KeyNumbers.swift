/// Numbers of keys that are hashes already: open addressing, at most half full.
package struct KeyNumbers: Sendable {
  private struct Slot {
    var key: UInt64 = 0
    /// The number and one, or 0.
    var next: UInt32 = 0
  }

  private static let smallest = 1 << 12
  private var slots: [Slot]
  private var count = 0
  private let fewest: Int
  /// Places for keys.
  var capacity: Int { slots.count }

  /// An empty table; `smallest`, a power of two, is how many places it has.
  package init(smallest: Int = 1 << 12) {
    slots = [Slot](repeating: Slot(), count: smallest)
    fewest = smallest
  }

  /// The number of a key.
  @inline(__always) package func find(_ key: UInt64) -> Int? {
    let slot = slots[place(of: key)]
    return slot.next == 0 ? nil : Int(slot.next) - 1
  }

  /// Forgets all keys and keeps the memory, but half of it where most of it was not needed: clearing takes as long
  /// as there is memory.
  mutating func removeAll() {
    if slots.count > max(fewest, 8 * count) {
      slots = [Slot](repeating: Slot(), count: slots.count / 2)
    } else if count > 0 {
      slots.withUnsafeMutableBufferPointer { $0.update(repeating: Slot()) }
    }
    count = 0
  }

  /// Gives a key that has none a number.
  package mutating func insert(_ key: UInt64, _ number: Int) {
    if 2 * count >= slots.count { grow() }
    slots[place(of: key)] = Slot(key: key, next: UInt32(number + 1))
    count += 1
  }

  /// Where a key stands, or would stand.
  @inline(__always) private func place(of key: UInt64) -> Int {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: key >> 32) & mask
    while slots[place].next != 0, slots[place].key != key { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: 2 * old.count)
    for slot in old where slot.next != 0 { slots[place(of: slot.key)] = slot }
  }

  /// Bytes of an empty table.
  static let emptySize = smallest * MemoryLayout<Slot>.stride
}
