import Testing
import WarraqCore

@testable import WarraqEntities

/// The names of a text as the stage finds and links them.
struct ReadPage {
  struct Mention: Hashable {
    var form: String
    var name: String
    var entity: String
    var type: EntityType
  }

  private(set) var mentions: [Mention] = []

  init(_ text: String, _ language: String, user: UserAliases = UserAliases()) throws {
    let rules = LinkingRules.with(user)
    let document = Recognizing.document(text, language: language)
    try DocumentRecognizer(ModelFolder(), rules: rules, memory: 1 << 24).recognize(document)
    let linker = DocumentLinker(rules)
    let spans = document.entities ?? []
    linker.link(spans, of: document.text, language: language)
    for (span, mention) in zip(spans, linker.mentions) {
      mentions.append(
        Mention(
          form: String(decoding: document.text[span.form], as: UTF8.self),
          name: String(decoding: document.text[span.name], as: UTF8.self),
          entity: linker.withWords(of: mention.entity) { String(decoding: $0, as: UTF8.self) },
          type: linker.name(mention.entity).type))
    }
  }

  /// The entities of some names or forms, each once; of one that was not found, a dash.
  func entities(_ names: String...) -> Set<String> {
    Set(
      names.flatMap { name in
        let found = mentions.filter { $0.name == name || $0.form == name }.map(\.entity)
        return found.isEmpty ? ["-"] : found
      })
  }

  /// How often a name or form was found.
  func count(_ name: String) -> Int { mentions.count { $0.name == name || $0.form == name } }

  /// The names, in the order of the text.
  var names: [String] { mentions.map(\.name) }
}
