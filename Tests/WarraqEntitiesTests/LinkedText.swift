import Testing
import WarraqCore

@testable import WarraqEntities

/// A text with marked names, linked: `[p:خالد خوجة] in [l:و|دمشق]`. Before the colon stands the type (p, l, o or
/// ? for not sure), a `|` ends what is written together with the name.
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
    var text: [UInt8] = []
    var spans: [EntitySpan] = []
    for part in marked.split(separator: "[", omittingEmptySubsequences: false).enumerated() {
      guard part.offset > 0 else {
        text += part.element.utf8
        continue
      }
      let halves = part.element.split(separator: "]", omittingEmptySubsequences: false)
      let type = Self.types[String(halves[0].prefix(1))] ?? .other
      let names = halves[0].dropFirst(2).split(separator: "|")
      let start = text.count
      text += (names.count > 1 ? names[0] : "").utf8
      let name = text.count
      text += (names.last ?? "").utf8
      spans.append(EntitySpan(name: name..<text.count, form: start..<text.count, type: type))
      text += halves[1].utf8
    }
    let linker = DocumentLinker(LinkingRules(user: user))
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

  private static let types: [String: EntityType] = [
    "p": .person, "l": .place, "o": .organisation,
  ]

  /// The entity of each mention.
  var entities: [String] { mentions.map(\.entity) }

  /// How each mention was linked.
  var links: [Link] { mentions.map(\.link) }
}
