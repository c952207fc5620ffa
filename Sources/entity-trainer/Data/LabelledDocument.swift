import WarraqCore
import WarraqEntities
import WarraqText

/// A run of sentences as one document, with the labels of its tokens.
struct LabelledDocument {
  /// As many sentences make a document.
  static let run = 40

  var document: Document
  /// The bytes of each token of the file in the document's text.
  var ranges: [Range<Int>]
  /// The mentions, as ranges of tokens of the file.
  var mentions: [Mention]
  /// Names of the types that the set marks.
  var types: Set<String>

  struct Mention: Hashable {
    var tokens: Range<Int>
    var type: String
  }

  static func documents(_ sentences: [Sentence], _ set: DataSet, _ analyzer: DocumentAnalyzer)
    -> [LabelledDocument]
  {
    stride(from: 0, to: sentences.count, by: run).map { start in
      let run = sentences[start..<min(start + run, sentences.count)]
      return LabelledDocument(run, set, analyzer)
    }
  }

  private init(_ sentences: ArraySlice<Sentence>, _ set: DataSet, _ analyzer: DocumentAnalyzer) {
    var text: [UInt8] = []
    ranges = []
    mentions = []
    types = Set(set.types.values)
    for sentence in sentences {
      mentions += Self.mentions(sentence.tags, base: ranges.count, set.types)
      for token in sentence.tokens {
        ranges.append(text.count..<text.count + token.utf8.count)
        text += token.utf8
        text.append(32)
      }
      text[text.count - 1] = 10
    }
    document = analyzer.document(text, language: set.language)
  }

  /// Mentions by seqeval's default rules: a mention begins at `B-`, at `I-` behind `O` or behind
  /// another type, and goes on while `I-` of its type follows.
  static func mentions(_ tags: [Substring], base: Int, _ types: [String: String]) -> [Mention] {
    var result: [Mention] = []
    var open: (start: Int, type: Substring)?
    for index in 0...tags.count {
      let tag = index < tags.count ? tags[index] : "O"
      let type = tag.dropFirst(2)
      if let current = open, !(tag.hasPrefix("I-") && type == current.type) {
        if let ours = types[String(current.type)] {
          result.append(Mention(tokens: base + current.start..<base + index, type: ours))
        }
        open = nil
      }
      if open == nil, tag != "O" { open = (index, type) }
    }
    return result
  }
}

/// Normalises and tokenises texts as the stages do.
final class DocumentAnalyzer {
  private let normalizer = Normalizer(arabic: .auto, needs: [.alignment])
  private let analyzer = TextAnalyzer(needs: [.tokens])

  func document(_ text: [UInt8], language: String) -> Document {
    let document = Document()
    document.language = language
    document.replaceText { $0 = text }
    analyze(document)
    return document
  }

  func analyze(_ document: Document) {
    var analysis = Analysis()
    document.text.withUnsafeBytes {
      normalizer.normalize($0, language: document.language, into: &analysis)
    }
    document.analysis = analysis
    analyzer.analyze(document)
  }
}
