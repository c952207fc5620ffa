import CWarraqIntrinsics
public import WarraqCore

/// Cuts texts into tokens: the words and numbers of ICU's word break iterator, root locale, and then
/// words that a full stop has welded.
///
/// A vector kernel says of every byte whether it is a separator, part of a common letter or digit,
/// or odd. A stretch between separators that holds nothing odd is a word. Other stretches run through
/// a state machine with ICU's rules, and what that does not know (ideographs, Thai, ...) through ICU
/// itself: no rule or dictionary looks across a separator. One thread at a time.
public final class Tokenizer {
  private let stretches: StretchTokenizer
  private var bits = UnsafeMutableBufferPointer<warraq_word_bits>(start: nil, count: 0)
  private var found: [Token] = []

  public init() { stretches = StretchTokenizer() }

  deinit { bits.deallocate() }

  /// Fills `tokens` with the tokens of `text` (valid UTF-8 of less than 1 GiB) in order; what it
  /// held before is forgotten.
  public func tokenize(_ text: UnsafeRawBufferPointer, into tokens: inout [Token]) {
    tokens.removeAll(keepingCapacity: true)
    text.withMemoryRebound(to: UInt8.self) { text in
      guard let bytes = text.baseAddress else { return }
      scan(SourceText(bytes: bytes, count: text.count), into: &tokens)
    }
  }

  /// Whether `text` holds a token. Stops at the first.
  public func hasToken(_ text: UnsafeRawBufferPointer) -> Bool {
    found.removeAll(keepingCapacity: true)
    text.withMemoryRebound(to: UInt8.self) { text in
      guard let bytes = text.baseAddress else { return }
      let source = SourceText(bytes: bytes, count: text.count)
      stretches.tokenize(source, 0..<text.count, limit: 1, into: &found)
    }
    return !found.isEmpty
  }

  private func scan(_ text: SourceText, into tokens: inout [Token]) {
    let blocks = classify(text)
    var start = -1
    var carry: UInt64 = 0
    for (block, bits) in blocks.enumerated() {
      // Set where a stretch begins or ends.
      var edges = bits.inner ^ (bits.inner << 1 | carry)
      carry = bits.inner >> 63
      while edges != 0 {
        let position = block * 64 + edges.trailingZeroBitCount
        edges &= edges - 1
        if start < 0 {
          start = position
        } else {
          add(text, blocks, start..<position, into: &tokens)
          start = -1
        }
      }
    }
    if start >= 0 { add(text, blocks, start..<text.count, into: &tokens) }
  }

  private func classify(_ text: SourceText) -> UnsafeBufferPointer<warraq_word_bits> {
    let blocks = (text.count + 63) / 64
    if bits.count < blocks {
      bits.deallocate()
      bits = .allocate(capacity: blocks * 2)
    }
    warraq_classify_words(text.bytes, text.count, bits.baseAddress)
    return UnsafeBufferPointer(rebasing: bits[..<blocks])
  }

  /// Adds the tokens of the stretch `range`.
  @inline(__always) private func add(
    _ text: SourceText, _ blocks: UnsafeBufferPointer<warraq_word_bits>, _ range: Range<Int>,
    into tokens: inout [Token]
  ) {
    let (odd, letter) = contents(blocks, range)
    if odd {
      stretches.tokenize(text, range, limit: .max, into: &tokens)
    } else {
      tokens.append(Token(start: range.lowerBound, length: range.count, hasLetter: letter))
    }
  }

  /// Whether bytes of `range`, which is not empty, are odd, and whether some are of letters.
  @inline(__always) private func contents(
    _ blocks: UnsafeBufferPointer<warraq_word_bits>, _ range: Range<Int>
  ) -> (odd: Bool, letter: Bool) {
    let last = (range.upperBound - 1) / 64
    var block = range.lowerBound / 64
    var mask = ~UInt64(0) << UInt64(range.lowerBound % 64)
    var odd: UInt64 = 0
    var letter: UInt64 = 0
    while block < last {
      odd |= blocks[block].odd & mask
      letter |= blocks[block].letter & mask
      mask = ~0
      block += 1
    }
    mask &= ~UInt64(0) >> UInt64(63 - (range.upperBound - 1) % 64)
    odd |= blocks[block].odd & mask
    letter |= blocks[block].letter & mask
    return (odd != 0, letter != 0)
  }
}
