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
    MemoryLayout<WordRecord>.stride + WordIndex.wordSize

  /// About the bytes that there are without words: the tables of words and of the memo.
  private static let emptySize = WordIndex.emptySize + KeyNumbers.emptySize

  private let model: EntityModel
  private let reader: WordReader
  private let evidence: WordEvidence
  private var sums: WordSums
  private var index = WordIndex()
  private(set) var records: [WordRecord] = []
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
    // More than anybody has: there are no numbers for many more words.
    if records.count > WordIndex.limit - 1 << 20 { return 1 << 50 }
    return Self.emptySize + records.count * Self.wordSize + rows.addedCount * ScoreRows.size
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
      count += 1
    }
    records.removeLast(records.count - count)
    rows.keep { keep in
      for index in records.indices {
        for place in 0..<records[index].rows.count { keep(&records[index].rows[place]) }
      }
    }
    index.replace(by: count) { records[$0].key }
  }

  /// What a word is known by.
  @inline(__always) static func key(
    of text: UnsafeRawBufferPointer, _ range: Range<Int>, _ shape: WordShape
  ) -> UInt64 {
    WordRecord.key(KeyHash.hash(text, range), shape)
  }

  /// Asks memory for where a word stands.
  @inline(__always) func prefetch(_ key: UInt64) { index.prefetch(key) }

  /// Asks memory for the record of a word, when the answer of ``prefetch(_:)`` has come.
  @inline(__always) func prefetchRecord(_ key: UInt64) {
    guard let number = index.guess(key) else { return }
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
    if let known = index.find(key, { records[$0].key == key }) {
      records[known].isMetAgain = true
      return UInt32(known)
    }
    return read(UnsafeRawBufferPointer(rebasing: text[range]), shape)
  }

  @inline(never) private mutating func read(
    _ word: UnsafeRawBufferPointer, _ shape: WordShape
  ) -> UInt32 {
    sums.begin(shape)
    let reading = reader.read(word, shape) { sums.add($0, $1, $2) }
    sums.finish(evidence.row(reading.identity))
    var record = WordRecord(reading, shape)
    rows.number(sums.rows, sums.placeCount, into: &record.rows)
    records.append(record)
    index.insertLast(of: records.count) { records[$0].key }
    return UInt32(records.count - 1)
  }
}
