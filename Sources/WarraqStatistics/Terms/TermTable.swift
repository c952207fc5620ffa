import CWarraqIntrinsics
import Glibc
import WarraqCore

/// A hash table of ``TermSlot``s: the slots one behind the other in the order of their making, so that
/// common terms, which come early, lie together; and an index of four bytes a place with linear
/// probing, which says by some bits of the hash which slot may be meant.
///
/// A term's place in the index is the top bits of its key's ``KeyHash``, so that walking the index gives
/// rows nearly in the order in which they are sorted next. A value with memory of its own: its owner
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
    @inline(__always) init(
      _ start: UnsafeRawPointer, count: Int, readable: Int, masks: KeyMasks = .shared
    ) {
      self.start = start
      self.count = UInt32(truncatingIfNeeded: count)
      if count <= KeyWords.limit, readable >= KeyWords.limit {
        words = KeyWords(readable: start, count: count, masks)
        hash = KeyHash.hash(words, count: count)
      } else {
        (words, hash) = Self.rare(start, count)
      }
    }

    /// The words and the hash of a key that is long, or at the end of what can be read.
    @inline(never) private static func rare(
      _ start: UnsafeRawPointer, _ count: Int
    ) -> (KeyWords, UInt64) {
      (
        KeyWords(start, count: min(count, KeyWords.limit)),
        KeyHash.hash(UnsafeRawBufferPointer(start: start, count: count))
      )
    }

    /// Whether its bytes are the given ones.
    @inline(__always) func isEqual(to other: UnsafeRawBufferPointer) -> Bool {
      guard other.count == Int(count), let base = other.baseAddress else { return false }
      if isLong { return memcmp(base, start, Int(count)) == 0 }
      return KeyWords(base, count: Int(count)) == words
    }
  }

  /// Address space for more slots than there are in most tables: memory comes as it is touched. Slot 0
  /// is not used.
  private var slots: UnsafeMutablePointer<TermSlot>
  /// The low bits of an entry of the index that name a slot.
  private var slotBits: UInt32
  /// Tag and slot; 0 where there is none.
  private var index: UnsafeMutablePointer<UInt32>
  private static let minimumBits: UInt64 = 12
  private var capacityBits = TermTable.minimumBits
  /// The number of terms.
  private(set) var count = 0
  /// Long keys, and forms.
  var arena = ByteArena()

  /// Makes an empty table; `slotBits` says how many slots are set aside to begin with.
  init(slotBits: UInt32 = 20) {
    self.slotBits = slotBits
    slots = ZeroPages.allocate(1 << Int(slotBits))
    index = ZeroPages.allocate(1 << Int(capacityBits))
  }

  /// Gives the memory back; to be called once, by the owner.
  func deallocate() {
    ZeroPages.free(slots, 1 << Int(slotBits))
    ZeroPages.free(index, capacity)
    arena.deallocate()
  }

  private var capacity: Int { 1 &<< Int(truncatingIfNeeded: capacityBits) }
  private var slotMask: UInt32 { 1 &<< slotBits &- 1 }

  /// Bytes in use, and what they would be while the table grows once more.
  var memory: Int {
    let places = count > capacity / 2 ? 3 * capacity : capacity
    return count * MemoryLayout<TermSlot>.stride + places * 4 + arena.count
  }

  /// Asks for the part of the index that a hash belongs to.
  @inline(__always) func prefetchIndex(_ hash: UInt64) { places.prefetch(hash) }

  /// Where hashes belong in the index, for loops: valid until the table changes.
  @inline(__always) var places: Places {
    Places(index: UnsafePointer(index), shift: 0 &- capacityBits)
  }

  struct Places {
    fileprivate let index: UnsafePointer<UInt32>
    fileprivate let shift: UInt64

    /// Asks for the part of the index that a hash belongs to.
    @inline(__always) func prefetch(_ hash: UInt64) { warraq_prefetch(index + home(hash)) }

    @inline(__always) func home(_ hash: UInt64) -> Int {
      Int(truncatingIfNeeded: hash &>> shift)
    }
  }

  /// The slot that may be that of a hash, whose memory is asked for: a guess for
  /// ``slot(of:guess:)``. 0 where there is none yet.
  @inline(__always) func guess(_ hash: UInt64) -> UInt32 {
    let tag = tag(hash)
    var place = home(hash)
    while true {
      let entry = index[place]
      if entry == 0 { return 0 }
      if entry & ~slotMask == tag {
        let slot = entry & slotMask
        warraq_prefetch(slots + Int(slot))
        return slot
      }
      place = (place &+ 1) & (capacity &- 1)
    }
  }

  /// The slot of a key; a new one counts nothing yet. Slots stay where they are.
  ///
  /// The key is looked at where it lies. A copy on the stack is written and read in words of different sizes, and
  /// processors hold such a read back until the writes are done.
  @inline(__always) mutating func slot(
    of key: UnsafePointer<Key>, guess: UInt32
  ) -> UnsafeMutablePointer<TermSlot> {
    let slot = slots + Int(guess)
    return guess != 0 && isEqual(slot, key) ? slot : find(key)
  }

  /// The same of a key of the caller's own.
  @inline(__always) mutating func slot(
    of key: Key, guess: UInt32
  ) -> UnsafeMutablePointer<TermSlot> {
    withUnsafePointer(to: key) { slot(of: $0, guess: guess) }
  }

  @inline(never) private mutating func find(
    _ key: UnsafePointer<Key>
  ) -> UnsafeMutablePointer<TermSlot> {
    let tag = tag(key.pointee.hash)
    var place = home(key.pointee.hash)
    while index[place] != 0 {
      let entry = index[place]
      let slot = slots + Int(entry & slotMask)
      if entry & ~slotMask == tag, isEqual(slot, key) { return slot }
      place = (place &+ 1) & (capacity &- 1)
    }
    return insert(key, at: place)
  }

  /// The key of a slot. Valid until the next ``slot(of:guess:)``.
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

  /// Calls `body` with every slot, in the order of their places in the index.
  func forEach(_ body: (UnsafeMutablePointer<TermSlot>) throws -> Void) rethrows {
    // The slots lie anywhere: ask for their memory some places ahead.
    let ahead = 32
    for place in 0..<capacity {
      if place + ahead < capacity {
        warraq_prefetch(slots + Int(index[place + ahead] & slotMask))
      }
      let slot = index[place] & slotMask
      if slot != 0 { try body(slots + Int(slot)) }
    }
  }

  /// Forgets all terms, and keeps at most about `limit` bytes of memory.
  mutating func removeAll(keeping limit: Int) {
    if count * MemoryLayout<TermSlot>.stride > limit {
      ZeroPages.giveBack(slots, 1 << Int(slotBits))
    }
    ZeroPages.free(index, capacity)
    while capacityBits > Self.minimumBits, capacity * 4 > limit / 4 { capacityBits -= 1 }
    index = ZeroPages.allocate(capacity)
    arena.removeAll()
    count = 0
  }

  @inline(__always) private func home(_ hash: UInt64) -> Int { places.home(hash) }

  /// The low bits of a hash, where an entry has room beside the slot.
  @inline(__always) private func tag(_ hash: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: hash) &<< slotBits
  }

  @inline(__always) private func isEqual(
    _ slot: UnsafeMutablePointer<TermSlot>, _ key: UnsafePointer<Key>
  ) -> Bool {
    if key.pointee.isLong { return isEqualLong(slot, key.pointee) }
    return (slot.pointee.key.first ^ key.pointee.words.first)
      | (slot.pointee.key.second ^ key.pointee.words.second)
      | (slot.pointee.key.third ^ key.pointee.words.third)
      | UInt64(slot.pointee.length ^ key.pointee.count) == 0
  }

  private func isEqualLong(_ slot: UnsafeMutablePointer<TermSlot>, _ key: Key) -> Bool {
    slot.pointee.hash == key.hash && slot.pointee.length == key.count
      && memcmp(arena.pointer(at: Int(slot.pointee.key.first)), key.start, Int(key.count)) == 0
  }

  @inline(never) private mutating func insert(
    _ key: UnsafePointer<Key>, at place: Int
  ) -> UnsafeMutablePointer<TermSlot> {
    // Beyond 5/8 full, probing costs more than growing.
    if count >= capacity / 8 * 5 {
      grow()
      return find(key)
    }
    let key = key.pointee
    count += 1
    index[place] = tag(key.hash) | UInt32(count)
    let slot = slots + count
    slot.initialize(to: TermSlot(hash: key.hash, length: key.count, key: key.words))
    if key.isLong {
      let bytes = UnsafeRawBufferPointer(start: key.start, count: Int(key.count))
      slot.pointee.key.first = UInt64(arena.add(bytes))
    }
    return slot
  }

  private mutating func grow() {
    ZeroPages.free(index, capacity)
    capacityBits += 1
    precondition(capacityBits < 32, "a document has too many different words")
    // Never more slots than places: one document may hold more than fit into what was set aside.
    if capacityBits > UInt64(slotBits) {
      slots = ZeroPages.move(slots, 1 << Int(slotBits), to: 2 << Int(slotBits))
      slotBits += 1
    }
    index = ZeroPages.allocate(capacity)
    for slot in 1..<count + 1 {
      let hash = slots[slot].hash
      var place = home(hash)
      while index[place] != 0 { place = (place + 1) & (capacity - 1) }
      index[place] = tag(hash) | UInt32(slot)
    }
  }
}
