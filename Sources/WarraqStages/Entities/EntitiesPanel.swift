import WarraqCore
import WarraqStatistics

/// Collects what the page shows of entities: the first ones of each type, with their months and forms.
struct EntitiesPanel {
  /// Entities of one type.
  private static let limit = 40
  /// Forms of one entity.
  private static let formLimit = 12
  /// Types beyond these are in the table alone.
  private static let typeLimit = 8

  /// These types first, then others as they come.
  private var types: [(type: String, entries: [PanelEntry])] =
    [EntityType.person, .place, .organisation].map { ($0.rawValue, []) }
  /// The type whose last entry is the current entity; nil where that is not shown.
  private var current: Int?

  mutating func add(_ entity: RankedEntity) {
    current = nil
    if !types.contains(where: { $0.type == entity.type }), types.count < Self.typeLimit {
      types.append((entity.type, []))
    }
    guard let place = types.firstIndex(where: { $0.type == entity.type }),
      types[place].entries.count < Self.limit
    else { return }
    current = place
    types[place].entries.append(
      PanelEntry(
        entity.name, entity.tally.mentions,
        note: "documents: \(entity.tally.documents), publications: \(entity.tally.publications)",
        partCount: entity.forms))
  }

  mutating func add(
    form: () -> String, mentions: Int, of total: Int, link: String
  ) {
    change { entry in
      guard entry.parts.count < Self.formLimit else { return }
      entry.parts.append(PanelEntry.Part(form(), mentions, note: link))
    }
  }

  mutating func add(month: () -> String, _ tally: EntityTally) {
    change { entry in
      // Documents without a date have no place on a time axis.
      let month = month()
      if month != LengthKey.unknown { entry.trend.append(PanelValue(month, tally.mentions)) }
    }
  }

  private mutating func change(_ body: (inout PanelEntry) -> Void) {
    guard let current else { return }
    body(&types[current].entries[types[current].entries.count - 1])
  }

  /// One for each type that there is.
  var panels: [ReportPanel] {
    types.filter { !$0.entries.isEmpty }.map { type, entries in
      ReportPanel(
        id: "entities-" + Self.identifier(type), title: Self.title(type),
        note:
          "The \(Self.limit) most often named, with mentions by month; open one to see its forms and "
          + "how they were linked. All are in entities.tsv and entity_forms.tsv.",
        content: .entries(entries))
    }
  }

  private static func title(_ type: String) -> String {
    switch type {
    case "person": "Persons"
    case "place": "Places"
    case "organisation": "Organisations"
    case "other": "Other names"
    default: "Names: " + type
    }
  }

  /// A type as a part of an identifier.
  private static func identifier(_ type: String) -> String {
    type.utf8.map { byte in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
        || (0x41...0x5A).contains(byte)
      return isPlain ? String(UnicodeScalar(byte)) : "-\(byte)"
    }.joined()
  }
}
