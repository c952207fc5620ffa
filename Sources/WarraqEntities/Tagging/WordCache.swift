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

  /// Address space for more words than most memories hold.
  private static let reserved = 1 << 20

  private let model: EntityModel
  private let reader: WordReader
  private let evidence: WordEvidence
  private let sums: WordSums
  private var index = WordIndex()
  let records = PageList<WordRecord>(reserved: WordCache.reserved)
  /// What may begin names, of the records that have some.
  private(set) var starts: [NameStarts] = []
  /// The rows of ``PlaceFeatures``, by number, then those of words.
  private(set) var rows: ScoreRows

  init(_ model: EntityModel, _ evidence: WordEvidence) {
    self.model = model
    reader = model.reader
    self.evidence = evidence
    sums = WordSums(model)
    rows = ScoreRows(model.placeRows)
  }

  /// About the bytes in use, but for what the memo holds of features: that is bounded by the model.
  var memory: Int {
    // More than anybody has: there are no numbers for many more words.
    if records.count > WordIndex.limit - 1 << 20 { return 1 << 50 }
    let names = starts.count * MemoryLayout<NameStarts>.stride
    return Self.emptySize + records.count * Self.wordSize + names + rows.addedCount * ScoreRows.size
  }

  /// The bytes that it takes without any word: records begin with a page.
  var ownMemory: Int { rows.ownMemory + ZeroPages.hugePage }

  /// Forgets all words, and keeps the memory: between documents.
  mutating func forget() { keep { _ in false } }

  /// Forgets the words that have been met but once since this was last asked for: between documents. Most
  /// words are rare, and of those that are met again most will be so once more.
  mutating func forgetRare() { keep(\.isMetAgain) }

  /// Forgets the other words. Everything moves together where it is: tables made anew each time would leave
  /// holes in the memory of the process.
  private mutating func keep(_ isKept: (WordRecord) -> Bool) {
    var (count, names) = (0, 0)
    for number in 0..<records.count where isKept(records[number]) {
      var record = records[number]
      record.isMetAgain = false
      if record.starts > 0 {
        // They stand in the order of their records.
        starts[names] = starts[Int(record.starts) - 1]
        names += 1
        record.starts = UInt32(names)
      }
      records[count] = record
      count += 1
    }
    records.removeAll(from: count)
    starts.removeLast(starts.count - names)
    rows.keep { keep in
      for index in 0..<count {
        for place in records[index].rows.indices { keep(&records[index].rows[place]) }
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

  /// Looks words up whose keys are given, and reads those that are new: `numbers` gets those of their records.
  mutating func look(
    up tokens: [SequenceToken], _ keys: [UInt64], _ normalized: UnsafeRawBufferPointer,
    _ published: UnsafeRawBufferPointer, into numbers: UnsafeMutableBufferPointer<UInt32>
  ) {
    for (index, token) in tokens.enumerated() {
      if index + 2 * Self.ahead < keys.count { prefetch(keys[index + 2 * Self.ahead]) }
      if index + Self.ahead < keys.count { prefetchRecord(keys[index + Self.ahead]) }
      let text = token.shape == .punctuation ? published : normalized
      numbers[index] = number(keys[index], text, token.range, token.shape)
    }
  }

  /// So many tokens before its own a word's record is asked for; where it stands, twice as many before.
  private static let ahead = 8

  /// Asks memory for where a word stands.
  @inline(__always) private func prefetch(_ key: UInt64) { index.prefetch(key) }

  /// Asks memory for the record of a word, when the answer of ``prefetch(_:)`` has come.
  @inline(__always) private func prefetchRecord(_ key: UInt64) {
    guard let number = index.guess(key) else { return }
    warraq_prefetch(records.start + number)
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
    let sums = sums
    sums.begin(shape)
    let reading = reader.read(word, shape) { sums.add($0, $1, $2) }
    sums.finish(evidence.row(reading.identity))
    var record = WordRecord(reading, shape, names: &starts)
    rows.number(sums.rows, sums.placeCount, into: &record.rows)
    records.reserve(1)
    records.append(record)
    index.insertLast(of: records.count) { records[$0].key }
    return UInt32(records.count - 1)
  }
}
