import CWarraqIntrinsics
import Glibc
import WarraqCore

/// An open-addressing hash table of ``TermSlot``s with linear probing.
///
/// A slot's place is the top bits of its key's ``KeyHash``, so that walking the table gives rows
/// nearly in the order in which they are sorted next. A value with memory of its own: its owner
/// calls ``deallocate()``.
struct TermTable {
  private var slots: UnsafeMutablePointer<TermSlot>
  private static let minimumBits: UInt64 = 12
  private var capacityBits = TermTable.minimumBits
  /// The number of terms.
  private(set) var count = 0
  /// Long keys, and forms.
  var arena = ByteArena()

  init() {
    slots = Self.allocate(1 << Int(capacityBits))
  }

  /// Gives the memory back; to be called once, by the owner.
  func deallocate() {
    Self.free(slots, capacity)
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
  @inline(__always) mutating func slot(
    of key: UnsafeRawBufferPointer, hash: UInt64
  ) -> UnsafeMutablePointer<TermSlot> {
    var index = home(hash)
    let mask = capacity &- 1
    while true {
      let slot = slots + index
      if slot.pointee.length == 0 { return insert(key, hash, at: index) }
      if slot.pointee.hash == hash, Int(slot.pointee.length) == key.count, isEqual(slot, key) {
        return slot
      }
      index = (index &+ 1) & mask
    }
  }

  /// The key of a slot. Valid until the next ``slot(of:hash:)``.
  @inline(__always) func key(of slot: UnsafeMutablePointer<TermSlot>) -> UnsafeRawBufferPointer {
    let length = Int(slot.pointee.length)
    let start: UnsafeRawPointer
    if length <= TermSlot.inlineLimit {
      start = Self.inlineKey(slot)
    } else {
      start = arena.pointer(at: Int(slot.pointee.key.0))
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
      Self.free(slots, capacity)
      while capacityBits > Self.minimumBits, 3 * capacity * MemoryLayout<TermSlot>.stride > limit {
        capacityBits -= 1
      }
      slots = Self.allocate(capacity)
    } else {
      memset(slots, 0, capacity * MemoryLayout<TermSlot>.stride)
    }
    arena.removeAll()
    count = 0
  }

  @inline(__always) private func home(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash &>> (0 &- capacityBits))
  }

  private static func inlineKey(_ slot: UnsafeMutablePointer<TermSlot>) -> UnsafeRawPointer {
    UnsafeRawPointer(slot) + (MemoryLayout<TermSlot>.offset(of: \.key) ?? 0)
  }

  /// Whether the key of a slot is a key of the same length.
  @inline(__always) private func isEqual(
    _ slot: UnsafeMutablePointer<TermSlot>, _ key: UnsafeRawBufferPointer
  ) -> Bool {
    guard let other = key.baseAddress else { return true }
    let count = key.count
    if count > TermSlot.inlineLimit {
      return memcmp(arena.pointer(at: Int(slot.pointee.key.0)), other, count) == 0
    }
    let mine = Self.inlineKey(slot)
    // Words that overlap at the end see every byte, without a call.
    if count >= 8 {
      var same = Self.word(mine, 0) == Self.word(other, 0)
      if count > 16 { same = same && Self.word(mine, 8) == Self.word(other, 8) }
      return same && Self.word(mine, count - 8) == Self.word(other, count - 8)
    }
    if count >= 4 {
      return Self.half(mine, 0) == Self.half(other, 0)
        && Self.half(mine, count - 4) == Self.half(other, count - 4)
    }
    for index in 0..<count
    where mine.load(fromByteOffset: index, as: UInt8.self)
      != other.load(fromByteOffset: index, as: UInt8.self)
    {
      return false
    }
    return true
  }

  @inline(__always) private static func word(_ base: UnsafeRawPointer, _ offset: Int) -> UInt64 {
    base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  @inline(__always) private static func half(_ base: UnsafeRawPointer, _ offset: Int) -> UInt32 {
    base.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
  }

  @inline(never) private mutating func insert(
    _ key: UnsafeRawBufferPointer, _ hash: UInt64, at index: Int
  ) -> UnsafeMutablePointer<TermSlot> {
    // Beyond 5/8 full, probing costs more than growing.
    if count >= capacity / 8 * 5 {
      grow()
      return slot(of: key, hash: hash)
    }
    count += 1
    let slot = slots + index
    slot.pointee.hash = hash
    slot.pointee.length = UInt32(key.count)
    slot.pointee.formRank = TermSlot.noRank
    slot.pointee.form = TermSlot.sameForm
    if key.count <= TermSlot.inlineLimit, let source = key.baseAddress {
      UnsafeMutableRawPointer(mutating: Self.inlineKey(slot))
        .copyMemory(from: source, byteCount: key.count)
    } else {
      slot.pointee.key.0 = UInt64(arena.add(key))
    }
    return slot
  }

  private mutating func grow() {
    let old = slots
    let oldCapacity = capacity
    capacityBits += 1
    slots = Self.allocate(capacity)
    for index in 0..<oldCapacity where old[index].length != 0 {
      var place = home(old[index].hash)
      while slots[place].length != 0 { place = (place + 1) & (capacity - 1) }
      slots[place] = old[index]
    }
    Self.free(old, oldCapacity)
  }

  private static func free(_ slots: UnsafeMutablePointer<TermSlot>, _ capacity: Int) {
    munmap(slots, capacity * MemoryLayout<TermSlot>.stride)
  }

  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<TermSlot> {
    let size = capacity * MemoryLayout<TermSlot>.stride
    // The system's own pages are zero already. Memory from `mmap` begins at a page, and so at a
    // cache line.
    let raw = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let raw, raw != MAP_FAILED else { preconditionFailure("out of memory") }
    return raw.bindMemory(to: TermSlot.self, capacity: capacity)
  }
}
