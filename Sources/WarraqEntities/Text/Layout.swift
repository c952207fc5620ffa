/// What kind of line a token stands in, and of which lines the document is made.
///
/// Sets of labelled sentences differ in what they call a name as their texts do: titles of an encyclopaedia,
/// messages, articles. What a document looks like tells which of them to follow.
package struct Layout: Hashable, Sendable {
  package enum Line: UInt8, Sendable {
    /// It ends like a sentence.
    case prose
    /// It does not: a headline, an item of a list. All of its words are capitalised, some are.
    case title, fragment
    /// It has no capitals.
    case plain
  }

  package enum Document: UInt8, Sendable {
    /// Most of it is sentences.
    case articles
    /// Some of it is titles, more than a headline; some of it does not end like a sentence.
    case titles, messages
  }

  var line: Line
  var document = Document.articles

  static let count = 12
  /// The number of the layout, below ``count``.
  var number: Int { Int(document.rawValue) * 4 + Int(line.rawValue) }

  /// How many words and marks of a document stand in which lines.
  struct Counts {
    private var all = 0
    private var titles = 0
    private var titleCount = 0
    private var fragments = 0

    mutating func add(_ tokens: Int, _ line: Line, isFragment: Bool) {
      all += tokens
      if line == .title {
        titles += tokens
        titleCount += 1
      }
      if isFragment { fragments += tokens }
    }

    var document: Document {
      titleCount > 1 && titles * 25 >= all
        ? .titles : fragments * 12 >= all ? .messages : .articles
    }
  }
}
