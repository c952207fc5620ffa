import CWarraqICU
import Testing
import WarraqCore
import WarraqText

/// The Unicode Consortium's own test files, and Lucene's pairs for Arabic. Where we differ on
/// purpose, the rows are named here, and `Docs/text-conformance.md` says why.
@Suite struct ConformanceTests {
  /// Phrases that get spaces around them: their decompositions do not.
  static let spacedPhrases: Set<Unicode.Scalar> = ["\u{FDFA}", "\u{FDFB}"]
  /// ICU folds it to a letter where it stands, before marks are put in order.
  static let ypogegrammeni: Unicode.Scalar = "\u{0345}"

  @Test func `all five columns of NormalizationTest normalise to the same text`() throws {
    let file = "conformance/NormalizationTest-15.0.0.txt.bz2"
    guard let lines = try SharedData.lines(file) else { return }
    var rows = 0
    for analyzing in [Analyzing(arabic: .never), Analyzing(arabic: .always)] {
      for line in lines where !line.hasPrefix("#") && !line.hasPrefix("@") {
        let columns = line.split(separator: ";").prefix(5).map { text(hexadecimal: $0) }
        try #require(columns.count == 5)
        rows += 1
        let results = columns.map { column in
          analyzing.analyze(column)
          return analyzing.document.analysis.normalized
        }
        if (Set(results).count == 1) == isException(columns) { Issue.record("\(line)") }
      }
    }
    #expect(rows > 2 * 18_000)
  }

  private func isException(_ columns: [String]) -> Bool {
    let source = columns[0].unicodeScalars
    if source.contains(where: Self.spacedPhrases.contains) { return true }
    return source.contains(Self.ypogegrammeni) && escaped(columns[0]) != escaped(columns[1])
  }

  @Test func `full case folding and the unfolded letter normalise to the same text`() throws {
    guard let lines = try SharedData.lines("conformance/CaseFolding-15.0.0.txt") else { return }
    let analyzing = Analyzing(arabic: .never)
    var rows = 0
    for line in lines where !line.hasPrefix("#") {
      let fields = line.split(separator: ";").map { $0.drop { $0 == " " } }
      guard fields.count > 2, fields[1] == "C" || fields[1] == "F" else { continue }
      rows += 1
      let results = [fields[0], fields[2]].map { field in
        analyzing.analyze(text(hexadecimal: field))
        return analyzing.document.analysis.normalized
      }
      if results[0] != results[1] { Issue.record("\(line)") }
    }
    #expect(rows > 1_500)
  }

  /// Rows in which ICU 72's root rules, which take the colon out of MidLetter, break where the table
  /// of UAX #29 does not.
  static let colonRows = [
    "÷ 0041 × 003A × 0041 ÷",
    "÷ 0061 × 003A × 0041 ÷",
    "÷ 0061 × 003A × 0061 × 2060 ÷",
    "÷ 0061 × 003A × 0061 ÷ 0027 × 2060 ÷",
    "÷ 0061 × 003A × 0061 ÷ 0027 ÷",
    "÷ 0061 × 003A × 0061 ÷ 002C ÷",
    "÷ 0061 × 003A × 0061 ÷ 003A ÷",
    "÷ 0061 × 003A × 0308 × 0041 ÷",
    "÷ 0061 × 003A × 0308 × 0061 × 2060 ÷",
    "÷ 0061 × 003A × 0308 × 0061 ÷ 0027 × 2060 ÷",
    "÷ 0061 × 003A × 0308 × 0061 ÷ 0027 ÷",
    "÷ 0061 × 003A × 0308 × 0061 ÷ 002C ÷",
    "÷ 0061 × 003A × 0308 × 0061 ÷ 003A ÷",
    "÷ 0061 × 003A × 0308 × 05D0 ÷",
    "÷ 0061 × 003A × 05D0 ÷",
  ]

  @Test func `ICU breaks words as WordBreakTest says but for the named rows`() throws {
    guard let lines = try SharedData.lines("conformance/WordBreakTest-15.0.0.txt") else { return }
    let iterator = warraq_word_iterator_open()
    defer { warraq_word_iterator_close(iterator) }
    var compared = TokenizerComparison()
    var rows = 0
    var different: Set<String> = []
    for line in lines where !line.hasPrefix("#") {
      rows += 1
      let row = line.prefix { $0 != "#" }.filter { $0 != "\t" }
      let parts = row.split(separator: "÷").map { text(hexadecimal: $0) }.filter { !$0.isEmpty }
      let bytes = Array(parts.joined().utf8)
      #expect(warraq_word_iterator_set_text(iterator, bytes, bytes.count))
      var ends: [Int] = []
      var status: Int32 = 0
      while true {
        let end = Int(warraq_word_iterator_next(iterator, &status))
        if end < 0 { break }
        ends.append(end)
      }
      var sum = 0
      let expected = parts.map { part in
        sum += part.utf8.count
        return sum
      }
      if ends != expected { different.insert(row.trimmed) }
      // The tokenizer follows ICU in all rows.
      let agrees = compared.compare(parts.joined())
      #expect(agrees)
    }
    #expect(rows == 1_823)
    #expect(different.sorted() == Self.colonRows.sorted())
  }

  @Test func `Lucene's Arabic normalisation agrees`() throws {
    let file = "conformance/lucene-arabic-normalization.tsv"
    guard let lines = try SharedData.lines(file) else { return }
    for line in lines.dropFirst() {
      let fields = line.split(separator: "\t").map(String.init)
      #expect(normalized(fields[0]) == escaped(fields[1]))
    }
    #expect(lines.count > 10)
  }

  @Test func `words of WikiNews with marks normalise to the words without`() throws {
    let file = "conformance/ar-wikinewsmax-diacritized.tsv.bz2"
    guard let lines = try SharedData.lines(file) else { return }
    let analyzing = Analyzing()
    var words = 0
    for line in lines.dropFirst() {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count > 2 else { continue }
      words += 1
      let normalized = fields[0...2].map { field in
        analyzing.analyze(field)
        return analyzing.document.analysis.normalized
      }
      for (marked, result) in zip(fields, normalized).dropFirst() where result != normalized[0] {
        Issue.record("\(escaped(fields[0])) \(escaped(marked))")
      }
    }
    #expect(words > 10_000)
  }

  /// The text of code points in hexadecimal, separated by spaces or joints.
  private func text(hexadecimal: Substring) -> String {
    var scalars = String.UnicodeScalarView()
    for field in hexadecimal.split(whereSeparator: { $0 == " " || $0 == "×" }) {
      if let value = UInt32(field, radix: 16), let scalar = Unicode.Scalar(value) {
        scalars.append(scalar)
      }
    }
    return String(scalars)
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
