import CWarraqICU

/// Cuts runs of ideographs and kana into words, as ICU does and with its dictionary, in a fraction of the time: without
/// a copy, a check of normal forms and a handful of vectors for each run, and with the steps of the dictionary that
/// were taken lately at hand.
///
/// The words are those of the least sum of costs. Costs stand in the dictionary; a character that is no word of it
/// costs most, and a run of Katakana costs what its length says. Source of the method and the costs: ICU's
/// `CjkBreakEngine`. One thread at a time.
final class IdeographSegmenter {
  /// Bytes of each character that runs are made of: they lie between U+3005 and U+9FFF.
  static let characterSize = 3

  private static let costOfUnknown: UInt32 = 255
  /// Runs of Katakana of so many characters and more are no candidates.
  private static let katakanaLimit = 20
  /// By length; longer ones cost what nothing costs.
  private static let costsOfKatakana: [UInt32] = [8_192, 984, 408, 240, 204, 252, 300, 372, 480]

  private let dictionary: OpaquePointer
  private let words = UnsafeMutableBufferPointer<warraq_dictionary_word>.allocate(
    capacity: Int(WARRAQ_DICTIONARY_LENGTH))
  /// Room for so many places, of which a run has one more than it has characters.
  private var capacity = 1 << 8
  /// The characters of a run.
  private var units: UnsafeMutablePointer<UInt16>
  /// The best words up to each place.
  private var best: UnsafeMutablePointer<Path>

  private struct Path {
    /// The least cost of the characters before the place.
    var cost: UInt32
    /// Where the last word of them begins; once all is known, where the word ends that begins here.
    var link: Int32
  }

  /// `nil` where ICU has no such dictionary, or does not cut by it what this one cuts: then ICU has to be asked.
  convenience init?(comparing iterator: WordIterator) {
    guard let dictionary = warraq_dictionary_open() else { return nil }
    self.init(dictionary)
    guard Self.samples.allSatisfy({ cutsAlike($0, iterator) }) else { return nil }
  }

  private init(_ dictionary: OpaquePointer) {
    self.dictionary = dictionary
    units = .allocate(capacity: capacity)
    best = .allocate(capacity: capacity)
  }

  deinit {
    warraq_dictionary_close(dictionary)
    words.deallocate()
    units.deallocate()
    best.deallocate()
  }

  /// Calls `body` with the bounds of every word of a run.
  @inline(__always) func forEachWord(
    _ run: UnsafeBufferPointer<UInt8>, _ body: (_ start: Int, _ end: Int) -> Void
  ) {
    let count = run.count / Self.characterSize
    findBest(run, count)
    var start = 0
    while start < count {
      let end = Int(best[start].link)
      body(start * Self.characterSize, end * Self.characterSize)
      start = end
    }
  }

  private func findBest(_ run: UnsafeBufferPointer<UInt8>, _ count: Int) {
    if count >= capacity { reserve(count + 1) }
    decode(run, count)
    best[0] = Path(cost: 0, link: 0)
    for place in 0..<count { best[place + 1] = Path(cost: .max, link: 0) }
    // Each place is reached: a character alone is always a candidate.
    for start in 0..<count { addWords(from: start, count) }
    // The words are known from the last one to the first: turn the links round.
    var place = count
    var next = Int32(count)
    while place > 0 {
      let start = Int(best[place].link)
      best[place].link = next
      next = Int32(place)
      place = start
    }
    best[0].link = next
  }

  private func decode(_ run: UnsafeBufferPointer<UInt8>, _ count: Int) {
    for place in 0..<count {
      let first = place * Self.characterSize
      units[place] =
        UInt16(run[first] & 0x0F) << 12 | UInt16(run[first + 1] & 0x3F) << 6
        | UInt16(run[first + 2] & 0x3F)
    }
  }

  private func reserve(_ count: Int) {
    units.deallocate()
    best.deallocate()
    capacity = count
    units = .allocate(capacity: capacity)
    best = .allocate(capacity: capacity)
  }

  /// Looks at all words that begin at a place.
  private func addWords(from start: Int, _ count: Int) {
    let cost = best[start].cost
    func consider(_ length: Int, _ more: UInt32) {
      // Of equal sums the one that begins first.
      guard cost &+ more < best[start + length].cost else { return }
      best[start + length] = Path(cost: cost &+ more, link: Int32(start))
    }
    let found = warraq_dictionary_words(
      dictionary, units + start, Int32(count - start), words.baseAddress)
    for word in words[..<Int(found)] { consider(Int(word.length), UInt32(bitPattern: word.cost)) }
    if found == 0 || words[0].length != 1 { consider(1, Self.costOfUnknown) }
    guard Self.isKatakana(units[start]), start == 0 || !Self.isKatakana(units[start - 1]) else {
      return
    }
    var length = 1
    while length < Self.katakanaLimit, start + length < count,
      Self.isKatakana(units[start + length])
    {
      length += 1
    }
    guard length < Self.katakanaLimit else { return }
    let costs = Self.costsOfKatakana
    consider(length, length < costs.count ? costs[length] : costs[0])
  }

  private static func isKatakana(_ unit: UInt16) -> Bool {
    (0x30A1...0x30FE).contains(unit) && unit != 0x30FB
  }
}

extension IdeographSegmenter {
  /// News; then texts each of which is cut otherwise by a method that leaves one thing out or changes it: long words,
  /// runs of Katakana, what they cost by length and beyond eight, what unknown characters cost, also beside longer
  /// words that begin with them, and which of two equal sums is taken.
  private static let samples = [
    "中华人民共和国国务院总理在北京会见记者", "東京都知事は記者会見で発表しました", "コンピューターとインターネット",
    "ヴァージンアトランティックエアウェイズノースアメリカン", "ヌヌヌ", "ザケイ", "ヌヌヌヌヌヌヌヌヌ", "カントーンメンメ",
    "ピンアピイーューッーター", "わうに", "龘々〇一二三",
  ]

  private func cutsAlike(_ sample: String, _ iterator: WordIterator) -> Bool {
    Array(sample.utf8).withUnsafeBufferPointer { run in
      var mine: [Int] = []
      var others: [Int] = []
      forEachWord(run) { mine.append($1) }
      iterator.forEachWord(run) { _, end in
        others.append(end)
        return true
      }
      return mine == others
    }
  }
}
