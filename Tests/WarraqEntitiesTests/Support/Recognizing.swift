import Testing
import WarraqCore
import WarraqEntities
import WarraqText

/// Recognises names in texts as a stage would.
struct Recognizing {
  private static let folder: Result<ModelFolder, any Error> = Result { try ModelFolder() }
  private let recognizer: EntityRecognizer

  /// - Parameter longestPart: tokens of a document that are read at once.
  init(_ language: String, longestPart: Int? = nil) throws {
    let model = try Self.folder.get().model(language: language)
    recognizer = EntityRecognizer(try #require(model))
    if let longestPart { recognizer.longestPart = longestPart }
  }

  /// The names in a text, each with its type and form.
  func names(_ text: String, language: String) -> [Name] {
    let document = Self.document(text, language: language)
    var spans: [EntitySpan] = []
    recognizer.recognize(document, into: &spans)
    return spans.map { span in
      let string = { String(decoding: document.text[$0], as: UTF8.self) }
      return Name(text: string(span.name), form: string(span.form), type: span.type)
    }
  }

  struct Name: Hashable {
    var text: String
    var form: String
    var type: EntityType
  }

  static func document(_ text: String, language: String) -> Document {
    let document = Document()
    document.language = language
    document.replaceText { $0 = Array(text.utf8) }
    var analysis = Analysis()
    document.text.withUnsafeBytes {
      Normalizer(arabic: .auto, needs: [.alignment])
        .normalize($0, language: language, into: &analysis)
    }
    document.analysis = analysis
    TextAnalyzer(needs: [.tokens]).analyze(document)
    return document
  }
}
