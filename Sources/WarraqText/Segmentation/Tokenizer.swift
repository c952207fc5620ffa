import CWarraqIntrinsics
public import WarraqCore

/// Cuts texts into tokens: the words and numbers of ICU's word break iterator, root locale, and then
/// words that a full stop has welded.
///
/// A vector kernel says of every byte whether it is a separator, part of a common letter or digit,
/// or odd. A stretch between separators that holds nothing odd is a word. Other stretches run through
/// a state machine with ICU's rules, runs of ideographs and kana through ICU's dictionary, and what neither
/// knows (Thai, ...) through ICU itself: no rule or dictionary looks across a separator. One thread at a time.
public final class Tokenizer {
  private let stretches: StretchTokenizer
  private var bits = UnsafeMutableBufferPointer<warraq_word_bits>(start: nil, count: 0)
  private var found = TokenBuffer()

  public init() { stretches = StretchTokenizer() }

  /// - Parameter usesDictionary: whether ideographs are cut without ICU's iterator; for tests.
  init(usesDictionary: Bool) { stretches = StretchTokenizer(usesDictionary: usesDictionary) }

  deinit { bits.deallocate() }

  /// Fills `tokens` with the tokens of `text` (valid UTF-8 of less than 1 GiB) in order; what it
  /// held before is forgotten.
  public func tokenize(_ text: UnsafeRawBufferPointer, into tokens: inout [Token]) {
    tokens.removeAll(keepingCapacity: true)
    text.withMemoryRebound(to: UInt8.self) { text in
      guard let bytes = text.baseAddress else { return }
      let source = SourceText(bytes: bytes, count: text.count)
      found.truncate(to: 0)
      if !scan(source, into: &found) {
        stretches.tokenizeWhole(source, limit: .max, into: &found)
      }
      found.copy(into: &tokens)
    }
  }

  /// Whether `text` holds a token. Stops at the first.
  public func hasToken(_ text: UnsafeRawBufferPointer) -> Bool {
    found.truncate(to: 0)
    text.withMemoryRebound(to: UInt8.self) { text in
      guard let bytes = text.baseAddress else { return }
      let source = SourceText(bytes: bytes, count: text.count)
      if !stretches.tokenize(source, 0..<text.count, limit: 1, into: &found) {
        stretches.tokenizeWhole(source, limit: 1, into: &found)
      }
    }
    return found.count > 0
  }

  /// Appends the tokens of `text`, stretch by stretch. Returns false where that cannot be done.
  private func scan(_ text: SourceText, into tokens: inout TokenBuffer) -> Bool {
    let blocks = classify(text)
    // The start of a stretch that has not ended yet.
    var open = -1
    var carry: UInt64 = 0
    for (block, bits) in blocks.enumerated() {
      // The bytes whose predecessor is inside a stretch, which may lie in the block before.
      let behind = bits.inner &<< 1 | carry
      carry = bits.inner &>> 63
      var starts = bits.inner & ~behind
      var ends = ~bits.inner & behind
      let base = block &* 64
      // The first end is that of the open stretch; from then on each end has a start before it.
      if open >= 0, ends != 0 {
        let end = base &+ ends.trailingZeroBitCount
        guard add(text, blocks, open, end, into: &tokens) else { return false }
        open = -1
        ends &= ends &- 1
      }
      while ends != 0 {
        let stretch = Stretch(base, starts, ends)
        if bits.odd & stretch.mask == 0 {
          tokens.append(stretch.token(hasLetter: bits.letter & stretch.mask != 0))
        } else if !stretches.tokenize(text, stretch.range, limit: .max, into: &tokens) {
          return false
        }
        starts &= starts &- 1
        ends &= ends &- 1
      }
      if starts != 0 { open = base &+ starts.trailingZeroBitCount }
    }
    return open < 0 || add(text, blocks, open, text.count, into: &tokens)
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

  /// Adds the tokens of the stretch from `start` to `end`, which may lie in several blocks.
  @inline(__always) private func add(
    _ text: SourceText, _ blocks: UnsafeBufferPointer<warraq_word_bits>, _ start: Int, _ end: Int,
    into tokens: inout TokenBuffer
  ) -> Bool {
    let (odd, letter) = contents(blocks, start, end)
    if odd { return stretches.tokenize(text, start..<end, limit: .max, into: &tokens) }
    tokens.append(Token(start: start, length: end &- start, hasLetter: letter))
    return true
  }

  /// Whether bytes from `start` to `end`, which are some, are odd, and whether some are of letters.
  @inline(__always) private func contents(
    _ blocks: UnsafeBufferPointer<warraq_word_bits>, _ start: Int, _ end: Int
  ) -> (odd: Bool, letter: Bool) {
    var block = start &>> 6
    let last = (end &- 1) &>> 6
    var mask = ~UInt64(0) &<< UInt64(truncatingIfNeeded: start)
    var odd: UInt64 = 0
    var letter: UInt64 = 0
    // Few stretches cross from block to block.
    while block < last {
      odd |= blocks[block].odd & mask
      letter |= blocks[block].letter & mask
      mask = ~0
      block &+= 1
    }
    // The bits up to that of the last byte: shifts count modulo 64.
    mask &= ~UInt64(0) &>> UInt64(truncatingIfNeeded: 0 &- end)
    odd |= blocks[block].odd & mask
    letter |= blocks[block].letter & mask
    return (odd != 0, letter != 0)
  }
}

/// A stretch that begins and ends in one block, by the lowest bits of the block's starts and ends.
private struct Stretch {
  private let start: Int
  private let length: Int
  /// The bits of its bytes.
  let mask: UInt64

  @inline(__always) init(_ base: Int, _ starts: UInt64, _ ends: UInt64) {
    start = base &+ starts.trailingZeroBitCount
    length = ends.trailingZeroBitCount &- starts.trailingZeroBitCount
    mask = (ends & (0 &- ends)) &- (starts & (0 &- starts))
  }

  var range: Range<Int> { start..<start &+ length }

  @inline(__always) func token(hasLetter: Bool) -> Token {
    Token(start: start, length: length, hasLetter: hasLetter)
  }
}
