import WarraqCore
import WarraqText

/// Cuts a name into words, folded as Warraq folds texts, and more: words that are written together or
/// apart become one (عبد العزيز), full stops and apostrophes go, and spellings of one foreign name
/// become the usual one. One thread at a time.
final class NameWords {
  /// The words, a space between them.
  private(set) var bytes: [UInt8] = []
  /// Where each word begins in ``bytes``.
  private(set) var starts: [Int] = []
  /// Where each word begins in the name as it was given.
  private(set) var sources: [Int] = []

  private let spellings: Spellings
  private let normalizer = Normalizer(arabic: .auto, needs: .alignment)
  private let tokenizer = Tokenizer()
  private var analysis = Analysis()
  private var tokens: [Token] = []

  init(_ spellings: Spellings) { self.spellings = spellings }

  /// Replaces the words by those of a name in a text of some language.
  func cut(_ name: UnsafeRawBufferPointer, language: String?) {
    bytes.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    sources.removeAll(keepingCapacity: true)
    normalizer.normalize(name, language: language, into: &analysis)
    analysis.normalized.withUnsafeBytes { text in
      tokenizer.tokenize(text, into: &tokens)
      for token in tokens { add(token.range, of: text, sourceCount: name.count) }
      if starts.isEmpty { addWhole(text) }
    }
  }

  /// Replaces the words by those of a name that was cut before.
  func take(
    _ bytes: UnsafeRawBufferPointer, starts: UnsafeRawBufferPointer,
    sources: UnsafeRawBufferPointer
  ) {
    self.bytes.removeAll(keepingCapacity: true)
    self.bytes.append(contentsOf: bytes)
    self.starts.removeAll(keepingCapacity: true)
    for start in starts { self.starts.append(Int(start)) }
    self.sources.removeAll(keepingCapacity: true)
    for source in sources { self.sources.append(Int(source)) }
  }

  /// Replaces the words by those of a name.
  func cut(_ name: String) {
    var name = name
    name.withUTF8 { cut(UnsafeRawBufferPointer($0), language: nil) }
  }

  /// The number of words.
  var count: Int { starts.count }

  /// The bytes from the beginning of one word to the end of another one.
  func range(_ words: Range<Int>) -> Range<Int> {
    starts[
      words.lowerBound]..<(words.upperBound == count
      ? bytes.count : starts[words.upperBound] - 1)
  }

  private func add(_ range: Range<Int>, of text: UnsafeRawBufferPointer, sourceCount: Int) {
    let isJoined = starts.last.map { last in
      bytes[last...].withUnsafeBytes { spellings.joins($0) }
    }
    if isJoined != true {
      if !starts.isEmpty { bytes.append(UInt8(ascii: " ")) }
      starts.append(bytes.count)
      sources.append(
        analysis.alignment.source(
          of: range, normalizedCount: text.count, sourceCount: sourceCount
        ).lowerBound)
    }
    let word = UnsafeRawBufferPointer(rebasing: text[range])
    if word.contains(where: Self.isLeftOut) {
      bytes.append(contentsOf: word.lazy.filter { !Self.isLeftOut($0) })
    } else {
      bytes.append(contentsOf: word)
    }
    guard let start = starts.last else { return }
    spellings.replace(from: start, in: &bytes)
  }

  private static func isLeftOut(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "'")
  }

  /// A name without a word, a sign say, is one word.
  private func addWhole(_ text: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: text)
    starts.append(0)
    sources.append(0)
  }
}
