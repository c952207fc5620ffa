import Testing
import WarraqCore

@testable import WarraqEntities

/// A text with marked names, linked: see ``MarkedText``.
struct LinkedText {
  struct Mention: Equatable {
    var form: String
    var entity: String
    var link: Link
  }

  private(set) var mentions: [Mention] = []
  private(set) var spelled: [String] = []
  private(set) var excluded = 0

  init(_ marked: String, user: UserAliases = UserAliases(), language: String? = nil) {
    let marked = MarkedText(marked)
    let (text, spans) = (marked.text, marked.spans)
    let linker = DocumentLinker(LinkingRules.with(user))
    linker.link(spans, of: text, language: language)
    for mention in linker.mentions {
      mentions.append(
        Mention(
          form: String(decoding: text[mention.form], as: UTF8.self),
          entity: linker.withWords(of: mention.entity) { String(decoding: $0, as: UTF8.self) },
          link: mention.link))
      spelled.append(String(decoding: text[mention.spelled], as: UTF8.self))
    }
    excluded = linker.excluded
  }

  /// The entity of each mention.
  var entities: [String] { mentions.map(\.entity) }

  /// How each mention was linked.
  var links: [Link] { mentions.map(\.link) }
}
