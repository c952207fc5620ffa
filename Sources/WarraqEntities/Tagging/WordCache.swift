import CWarraqIntrinsics
import WarraqCore

/// The words that a worker has met, each with its record, which holds the rows of its features' weights
/// for the labels of the tokens around it: features of a word never change, so they are looked up
/// once.
struct WordCache {
  /// How far the features of a word reach.
  static let reach = 2
  /// About the bytes that a word takes beside its rows.
  private static let wordSize =
    MemoryLayout<WordRecord>.stride + MemoryLayout<UInt64>.stride + KeyNumbers.keySize

  /// About the bytes that there are without words: the tables of words and of the memo.
  private static let emptySize = 2 * KeyNumbers.emptySize

  private let model: EntityModel
  private let reader: WordReader
  private let evidence: WordEvidence
  private var sums: WordSums
  private var numbers = KeyNumbers()
  private(set) var records: [WordRecord] = []
  /// What each word is known by.
  private var keys: [UInt64] = []
  /// The rows of ``PlaceFeatures``, by number, then those of words.
  private(set) var rows: ScoreRows

  init(_ model: EntityModel, _ evidence: WordEvidence) {
    self.model = model
    reader = model.reader
    self.evidence = evidence
    sums = WordSums(model)
    rows = ScoreRows(model.placeRows)
  }

  /// About the bytes in use, but for what the memo holds of features, and sums of them: that is bounded by the
  /// model.
  var memory: Int {
    Self.emptySize + records.count * Self.wordSize + rows.addedCount * ScoreRows.size
  }

  /// Forgets all words, and keeps the memory: between documents.
  mutating func forget() { keep { _ in false } }

  /// Forgets the words that have been met but once since this was last asked for: between documents. Most
  /// words are rare, and of those that are met again most will be so once more.
  mutating func forgetRare() { keep(\.isMetAgain) }

  /// Forgets the other words. Everything moves together where it is: tables made anew each time would leave
  /// holes in the memory of the process.
  private mutating func keep(_ isKept: (WordRecord) -> Bool) {
    var count = 0
    for number in records.indices where isKept(records[number]) {
      records[count] = records[number]
      records[count].isMetAgain = false
      keys[count] = keys[number]
      count += 1
    }
    records.removeLast(records.count - count)
    keys.removeLast(keys.count - count)
    rows.keep { keep in
      for index in records.indices {
        for place in 0..<records[index].rows.count { keep(&records[index].rows[place]) }
      }
    }
    numbers.removeAll()
    for (number, key) in keys.enumerated() { numbers.insert(key, number) }
  }

  /// What a word is known by.
  @inline(__always) static func key(
    of text: UnsafeRawBufferPointer, _ range: Range<Int>, _ shape: WordShape
  ) -> UInt64 {
    KeyHash.hash(text, range) &+ UInt64(shape.rawValue) &* 0x9E37_79B9_7F4A_7C15
  }

  /// Asks memory for the number of a word.
  @inline(__always) func prefetchNumber(_ key: UInt64) { numbers.prefetch(key) }

  /// Asks memory for the record of a word whose number has been asked for.
  @inline(__always) func prefetchRecord(_ key: UInt64) {
    guard let number = numbers.guess(key) else { return }
    records.withUnsafeBufferPointer { records in
      guard let record = records.baseAddress.map({ $0 + number }) else { return }
      warraq_prefetch(record)
      warraq_prefetch(UnsafeRawPointer(record + 1) - 1)
    }
  }

  /// The number of a word that has a key.
  @inline(__always) mutating func number(
    _ key: UInt64, _ text: UnsafeRawBufferPointer, _ range: Range<Int>, _ shape: WordShape
  ) -> UInt32 {
    if let known = numbers.find(key) {
      records[known].isMetAgain = true
      return UInt32(known)
    }
    return read(UnsafeRawBufferPointer(rebasing: text[range]), shape, key)
  }

  @inline(never) private mutating func read(
    _ word: UnsafeRawBufferPointer, _ shape: WordShape, _ key: UInt64
  ) -> UInt32 {
    sums.begin(shape)
    let reading = reader.read(word, shape) { sums.add($0, $1, $2) }
    sums.finish(evidence.row(reading.identity))
    var record = WordRecord(reading, shape)
    rows.number(sums.rows, sums.placeCount, into: &record.rows)
    let number = UInt32(records.count)
    records.append(record)
    keys.append(key)
    numbers.insert(key, Int(number))
    return number
  }
}
