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
    /// Ideographs and kana with nothing that joins them at either end.
    case ideographs(Range<Int>)
    /// White space, before ``WordScanner/position``.
    case space
    /// Something that needs ICU, in the stretch that begins at ``WordScanner/stretchStart``.
    case complex
    /// Something that needs ICU on the whole text.
    case unbound
    case end
  }

  private let text: UnsafePointer<UInt8>
  private let count: Int
  // The tokenizer holds it: a reference of its own would be counted for every stretch.
  private let classes: Unmanaged<WordClassTable>
  private(set) var position: Int
  /// Behind the last white space, or the last ideographs.
  var stretchStart: Int

  init(_ text: SourceText, _ range: Range<Int>, classes: WordClassTable) {
    self.text = text.bytes
    self.classes = .passUnretained(classes)
    count = range.upperBound
    position = range.lowerBound
    stretchStart = range.lowerBound
  }

  @inline(__always) private func at(_ offset: Int) -> (wordClass: WordClass, length: Int) {
    classes._withUnsafeGuaranteedRef { $0.next(text + offset, available: count - offset) }
  }

  /// Goes on to the next word, run of ideographs, white space or complex class.
  @inline(__always) mutating func next() -> Step {
    while position < count {
      let (wordClass, length) = at(position)
      switch wordClass.rule {
      case WordClass.letter, WordClass.numeric, WordClass.extendNumLet, WordClass.hebrew:
        if let step = word() { return step }
      case WordClass.hangul:
        return hangul()
      case WordClass.ideograph:
        return ideographs()
      case WordClass.space:
        position += length
        return .space
      case WordClass.complex:
        return .complex
      case WordClass.unbound:
        return .unbound
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
      let extends = wordClass.rule == WordClass.extend || wordClass.rule == WordClass.unbound
      if extends { return .complex }
      if wordClass.rule != WordClass.hangul { break }
      position += length
    }
    return .word(Word(start: start, end: position, hasLetter: true, hasFullStop: false))
  }

  /// The ideographs and kana at `position`.
  private mutating func ideographs() -> Step {
    let start = position
    run: while position < count {
      let (wordClass, length) = at(position)
      switch wordClass.rule {
      case WordClass.ideograph: position += length
      case WordClass.extend, WordClass.extendNumLet, WordClass.complex, WordClass.unbound:
        return .complex
      default: break run
      }
    }
    // Alone it has no status.
    let isIterationMark =
      position == start + 3 && text[start] == 0xE3 && text[start + 1] == 0x80
      && text[start + 2] == 0x85
    return isIterationMark ? .complex : .ideographs(start..<position)
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
      case WordClass.complex, WordClass.unbound:
        return .complex
      case WordClass.ideograph:
        // A connector joins Katakana.
        if last == WordClass.extendNumLet { return .complex }
        break scan
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
      case WordClass.complex, WordClass.unbound: return .complex
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
