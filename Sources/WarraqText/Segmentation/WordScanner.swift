/// A word as the iterator gives it, before full stops are looked at.
struct Word {
  var start: Int
  var end: Int
  var hasLetter: Bool
  /// Whether a full stop may stand between two letters.
  var hasFullStop: Bool
}

/// The word break rules for the common classes, over a stretch of a text.
///
/// Source of the rules: Unicode Standard Annex #29, section 4.1, and `word.txt` of ICU 72, which
/// adds the rule status.
struct WordScanner {
  enum Step {
    case word(Word)
    /// White space, before ``WordScanner/position``.
    case space
    /// Something that needs ICU, in the stretch that begins at ``WordScanner/stretchStart``.
    case complex
    case end
  }

  private let text: UnsafePointer<UInt8>
  private let count: Int
  private let classes: WordClassTable
  private(set) var position: Int
  /// Behind the last white space.
  var stretchStart: Int

  init(_ text: SourceText, _ range: Range<Int>, classes: WordClassTable) {
    self.text = text.bytes
    self.classes = classes
    count = range.upperBound
    position = range.lowerBound
    stretchStart = range.lowerBound
  }

  @inline(__always) private func at(_ offset: Int) -> (wordClass: WordClass, length: Int) {
    classes.next(text + offset, available: count - offset)
  }

  /// Goes on to the next word, white space or complex class.
  @inline(__always) mutating func next() -> Step {
    while position < count {
      let (wordClass, length) = at(position)
      switch wordClass.rule {
      case WordClass.letter, WordClass.numeric, WordClass.extendNumLet, WordClass.hebrew:
        if let step = word() { return step }
      case WordClass.hangul:
        return hangul()
      case WordClass.space:
        position += length
        return .space
      case WordClass.complex:
        return .complex
      default:
        position += length
      }
    }
    return .end
  }

  /// The Hangul syllables at `position`.
  private mutating func hangul() -> Step {
    let start = position
    while position < count {
      let (wordClass, length) = at(position)
      // ICU gives syllables with marks no status.
      if wordClass.rule == WordClass.extend { return .complex }
      if wordClass.rule != WordClass.hangul { break }
      position += length
    }
    return .word(Word(start: start, end: position, hasLetter: true, hasFullStop: false))
  }

  /// The word at `position`; nil for a lone connector, which is none.
  @inline(__always) private mutating func word() -> Step? {
    let start = position
    var hasLetter = false
    var hasFullStop = false
    var isWord = false
    var last = WordClass.other
    scan: while position < count {
      let (wordClass, length) = at(position)
      switch wordClass.rule {
      case WordClass.letter, WordClass.numeric, WordClass.hebrew:
        isWord = true
        hasLetter = hasLetter || wordClass.isLetter
        last = wordClass.rule
        position += length
      case WordClass.extend:
        // ICU gives a word that ends in a connector with marks no status.
        if last == WordClass.extendNumLet { return .complex }
        position += length
      case WordClass.extendNumLet:
        if last == WordClass.hebrew { return .complex }
        isWord = isWord || position > start
        last = wordClass.rule
        position += length
      case WordClass.complex:
        return .complex
      case WordClass.midLetter, WordClass.midNum, WordClass.midNumLet:
        if last == WordClass.hebrew, text[position] == 0x27 { return .complex }
        switch joins(last, wordClass.rule, at: position + length) {
        case .no: break scan
        case .complex: return .complex
        case .yes(let next):
          hasFullStop = hasFullStop || text[position] == 0x2E
          position = next
        }
      default:
        if last == WordClass.hebrew, text[position] == 0x22 { return .complex }
        break scan
      }
    }
    guard isWord else { return nil }
    return .word(
      Word(start: start, end: position, hasLetter: hasLetter, hasFullStop: hasFullStop))
  }

  private enum Joint {
    case no
    case complex
    /// Yes, and the word goes on at this offset.
    case yes(Int)
  }

  /// Whether a sign of class `middle` joins a word that ends in `last` with what comes behind it.
  private func joins(_ last: UInt8, _ middle: UInt8, at behind: Int) -> Joint {
    var next = behind
    while next < count {
      let (wordClass, length) = at(next)
      switch wordClass.rule {
      case WordClass.extend: next += length
      case WordClass.complex: return .complex
      case WordClass.letter, WordClass.hebrew:
        let isLetter = last == WordClass.letter || last == WordClass.hebrew
        return isLetter && middle != WordClass.midNum ? .yes(next) : .no
      case WordClass.numeric:
        return last == WordClass.numeric && middle != WordClass.midLetter ? .yes(next) : .no
      default: return .no
      }
    }
    return .no
  }

  /// The stretch that holds something complex, up to the next white space. Goes on behind it.
  mutating func stretch() -> Range<Int> {
    let start = stretchStart
    while position < count {
      let (wordClass, length) = at(position)
      if wordClass.rule == WordClass.space { break }
      position += length
    }
    stretchStart = position
    return start..<position
  }
}
