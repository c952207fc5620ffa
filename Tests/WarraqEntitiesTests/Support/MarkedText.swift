import WarraqCore

/// A text with marked names: `[p:خالد خوجة] in [l:و|دمشق]`. Before the colon stands the type (p, l, o or ? for not
/// sure), a `|` ends what is written together with the name.
struct MarkedText {
  private(set) var text: [UInt8] = []
  private(set) var spans: [EntitySpan] = []

  init(_ marked: String) {
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
  }

  private static let types: [String: EntityType] = [
    "p": .person, "l": .place, "o": .organisation,
  ]
}
