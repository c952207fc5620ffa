import Glibc
import WarraqCore

/// Names that were folded lately, by their hashes: documents name the same again and again. Each has two lines
/// of the cache, and a later one with the same hash takes them over.
final class FoldedNames {
  /// Numbers of a slot, in front of the name, what it is folded to, and where each word begins in that and in
  /// the name.
  private struct Numbers {
    /// The kind of the name and one; 0 where there is none.
    var kind: UInt8 = 0
    var nameCount: UInt8 = 0
    var foldedCount: UInt8 = 0
    var wordCount: UInt8 = 0
    var titleCount: UInt8 = 0
    var isTitle = false
  }

  private static let slotSize = 128
  private let slots: UnsafeMutablePointer<UInt8>
  private let count: Int
  /// What names are folded by beside their bytes: few types and languages.
  private var kinds: [(type: EntityType, language: String?)] = []
  /// The slot and the kind of the name that was looked for last.
  private var place = 0
  private var kind = 0

  /// - Parameter count: names that are kept, a power of two.
  init(count: Int) {
    precondition(count > 0 && count & (count - 1) == 0)
    self.count = count
    slots = ZeroPages.allocate(count * Self.slotSize)
  }

  deinit { ZeroPages.free(slots, count * Self.slotSize) }

  /// Brings back what a folder has made of a name: its words, how many of them are titles, and whether it is
  /// nothing else. Returns nil where it is not known.
  func find(
    _ name: UnsafeRawBufferPointer, _ type: EntityType, _ language: String?, into words: NameWords
  ) -> (titleCount: Int, isTitle: Bool)? {
    kind = number(type, language)
    let hash = KeyHash.hash(name) &+ UInt64(kind) &* 0x9E37_79B9_7F4A_7C15
    place = Int(truncatingIfNeeded: hash >> 20) & (count - 1)
    let slot = self.slot
    let numbers = slot.load(as: Numbers.self)
    guard Int(numbers.kind) == kind + 1, Int(numbers.nameCount) == name.count else { return nil }
    let start = slot + MemoryLayout<Numbers>.stride
    guard let base = name.baseAddress, memcmp(start, base, name.count) == 0 else { return nil }
    let folded = start + name.count
    let starts = folded + Int(numbers.foldedCount)
    words.take(
      UnsafeRawBufferPointer(start: folded, count: Int(numbers.foldedCount)),
      starts: UnsafeRawBufferPointer(start: starts, count: Int(numbers.wordCount)),
      sources: UnsafeRawBufferPointer(
        start: starts + Int(numbers.wordCount), count: Int(numbers.wordCount)))
    return (Int(numbers.titleCount), numbers.isTitle)
  }

  /// Keeps the name that was looked for last, if it is as short as most.
  func keep(_ name: UnsafeRawBufferPointer, _ words: NameWords, _ titleCount: Int, isTitle: Bool) {
    let wanted = name.count + words.bytes.count + 2 * words.count
    guard wanted <= Self.slotSize - MemoryLayout<Numbers>.stride else { return }
    let numbers = Numbers(
      kind: UInt8(kind + 1), nameCount: UInt8(name.count), foldedCount: UInt8(words.bytes.count),
      wordCount: UInt8(words.count), titleCount: UInt8(titleCount), isTitle: isTitle)
    slot.storeBytes(of: numbers, as: Numbers.self)
    var fields = RowFields(
      UnsafeMutableRawBufferPointer(
        start: slot + MemoryLayout<Numbers>.stride, count: wanted))
    fields.raw(name)
    words.bytes.withUnsafeBytes { fields.raw($0) }
    for start in words.starts { fields.byte(UInt8(start)) }
    for source in words.sources { fields.byte(UInt8(source)) }
  }

  private var slot: UnsafeMutableRawPointer {
    UnsafeMutableRawPointer(slots + place * Self.slotSize)
  }

  private func number(_ type: EntityType, _ language: String?) -> Int {
    if kind < kinds.count, kinds[kind] == (type, language) { return kind }
    if let known = kinds.firstIndex(where: { $0 == (type, language) }) { return known }
    // Documents may name any number of languages: all is forgotten when there are too many.
    if kinds.count == Int(UInt8.max) {
      kinds.removeAll()
      slots.update(repeating: 0, count: count * Self.slotSize)
    }
    kinds.append((type, language))
    return kinds.count - 1
  }
}
