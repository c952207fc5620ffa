import CWarraqIntrinsics
import Glibc
import WarraqCore

/// An open-addressing hash table of ``TermSlot``s with linear probing.
///
/// A slot's place is the top bits of its key's ``KeyHash``, so that walking the table gives rows
/// nearly in the order in which they are sorted next. A value with memory of its own: its owner
/// calls ``deallocate()``.
struct TermTable {
  /// A key as it is looked for.
  struct Key: BitwiseCopyable {
    var hash: UInt64
    /// The bytes of a key of up to ``KeyWords/limit`` bytes; of a longer one its first ones.
    var words: KeyWords
    var start: UnsafeRawPointer
    var count: UInt32

    @inline(__always) var isLong: Bool { count > UInt32(KeyWords.limit) }

    /// `readable` bytes can be read from `start` on, `count` of which are the key.
    @inline(__always) init(_ start: UnsafeRawPointer, count: Int, readable: Int) {
      self.start = start
      self.count = UInt32(truncatingIfNeeded: count)
      if count <= KeyWords.limit, readable >= KeyWords.limit {
        words = KeyWords(readable: start, count: count)
        hash = KeyHash.hash(words, count: count)
      } else {
        words = KeyWords(start, count: min(count, KeyWords.limit))
        hash = KeyHash.hash(UnsafeRawBufferPointer(start: start, count: count))
      }
    }

    /// Whether its bytes are the given ones.
    @inline(__always) func isEqual(to other: UnsafeRawBufferPointer) -> Bool {
      guard other.count == Int(count), let base = other.baseAddress else { return false }
      if isLong { return memcmp(base, start, Int(count)) == 0 }
      return KeyWords(base, count: Int(count)) == words
    }
  }

  private var slots: UnsafeMutablePointer<TermSlot>
  private static let minimumBits: UInt64 = 12
  private var capacityBits = TermTable.minimumBits
  /// The number of terms.
  private(set) var count = 0
  /// Long keys, and forms.
  var arena = ByteArena()

  init() { slots = ZeroPages.allocate(1 << Int(capacityBits)) }

  /// Gives the memory back; to be called once, by the owner.
  func deallocate() {
    ZeroPages.free(slots, capacity)
    arena.deallocate()
  }

  private var capacity: Int { 1 &<< Int(truncatingIfNeeded: capacityBits) }

  /// Bytes in use, and what they would be while the table grows once more.
  func memory(growing: Bool) -> Int {
    capacity * MemoryLayout<TermSlot>.stride * (growing ? 3 : 1) + arena.count
  }

  /// Whether the next terms make the table grow.
  var isNearlyFull: Bool { count > capacity / 2 }

  /// Asks for the memory of the slot that a hash belongs to.
  @inline(__always) func prefetch(_ hash: UInt64) { warraq_prefetch(slots + home(hash)) }

  /// The slot of a key; a new one counts nothing yet. Valid until the next call.
  @inline(__always) mutating func slot(of key: Key) -> UnsafeMutablePointer<TermSlot> {
    var index = home(key.hash)
    while true {
      let slot = slots + index
      if isEqual(slot, key) { return slot }
      if slot.pointee.length == 0 { return insert(key, at: index) }
      index = (index &+ 1) & (capacity &- 1)
    }
  }

  /// The key of a slot. Valid until the next ``slot(of:)``.
  @inline(__always) func key(of slot: UnsafeMutablePointer<TermSlot>) -> UnsafeRawBufferPointer {
    let length = Int(slot.pointee.length)
    let start: UnsafeRawPointer
    if length <= KeyWords.limit {
      start = UnsafeRawPointer(slot) + (MemoryLayout<TermSlot>.offset(of: \.key) ?? 0)
    } else {
      start = arena.pointer(at: Int(slot.pointee.key.first))
    }
    return UnsafeRawBufferPointer(start: start, count: length)
  }

  /// Calls `body` with every slot, in the order of their places.
  func forEach(_ body: (UnsafeMutablePointer<TermSlot>) throws -> Void) rethrows {
    for index in 0..<capacity where slots[index].length != 0 { try body(slots + index) }
  }

  /// Forgets all terms, and keeps as much memory as leaves room to grow within `limit` bytes.
  mutating func removeAll(keeping limit: Int) {
    if capacityBits > Self.minimumBits, 3 * capacity * MemoryLayout<TermSlot>.stride > limit {
      ZeroPages.free(slots, capacity)
      while capacityBits > Self.minimumBits, 3 * capacity * MemoryLayout<TermSlot>.stride > limit {
        capacityBits -= 1
      }
      slots = ZeroPages.allocate(capacity)
    } else {
      memset(slots, 0, capacity * MemoryLayout<TermSlot>.stride)
    }
    arena.removeAll()
    count = 0
  }

  @inline(__always) private func home(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash &>> (0 &- capacityBits))
  }

  /// Whether a slot holds a key. A free slot holds none: no key is empty.
  @inline(__always) private func isEqual(
    _ slot: UnsafeMutablePointer<TermSlot>, _ key: Key
  ) -> Bool {
    if key.isLong { return isEqualLong(slot, key) }
    let mine = slot.pointee.key
    return (mine.first ^ key.words.first) | (mine.second ^ key.words.second)
      | (mine.third ^ key.words.third) | UInt64(slot.pointee.length ^ key.count) == 0
  }

  private func isEqualLong(_ slot: UnsafeMutablePointer<TermSlot>, _ key: Key) -> Bool {
    slot.pointee.hash == key.hash && slot.pointee.length == key.count
      && memcmp(arena.pointer(at: Int(slot.pointee.key.first)), key.start, Int(key.count)) == 0
  }

  @inline(never) private mutating func insert(
    _ key: Key, at index: Int
  ) -> UnsafeMutablePointer<TermSlot> {
    // Beyond 5/8 full, probing costs more than growing.
    if count >= capacity / 8 * 5 {
      grow()
      return slot(of: key)
    }
    count += 1
    let slot = slots + index
    slot.pointee.hash = key.hash
    slot.pointee.length = key.count
    slot.pointee.formRank = TermSlot.noRank
    slot.pointee.form = TermSlot.sameForm
    slot.pointee.key = key.words
    if key.isLong {
      let bytes = UnsafeRawBufferPointer(start: key.start, count: Int(key.count))
      slot.pointee.key.first = UInt64(arena.add(bytes))
    }
    return slot
  }

  private mutating func grow() {
    let old = slots
    let oldCapacity = capacity
    capacityBits += 1
    slots = ZeroPages.allocate(capacity)
    for index in 0..<oldCapacity where old[index].length != 0 {
      var place = home(old[index].hash)
      while slots[place].length != 0 { place = (place + 1) & (capacity - 1) }
      slots[place] = old[index]
    }
    ZeroPages.free(old, oldCapacity)
  }
}
