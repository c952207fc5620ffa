/// How sentences end.
enum SentenceEnd {
  private static let marks = Set(".!?…:;؟؛۔。！？।".unicodeScalars)
  private static let closers = Set("\"'”’»)]」』".unicodeScalars)

  /// Whether the last mark of `text`, before quotes and brackets that close, ends a sentence.
  static func ends(_ text: ArraySlice<UInt8>) -> Bool {
    var scalars = Substring(decoding: text.suffix(24), as: UTF8.self).unicodeScalars
    while let last = scalars.last, closers.contains(last) { scalars.removeLast() }
    return scalars.last.map(marks.contains) ?? false
  }
}
