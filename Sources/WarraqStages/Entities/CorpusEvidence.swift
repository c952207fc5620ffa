import WarraqCore
import WarraqEntities
import WarraqStatistics

/// Brings together what the whole corpus says of each name, and what follows from it.
enum CorpusEvidence {
  fileprivate enum Kind: UInt8 {
    case alone, ambiguous, longer, clitic, expansion
  }

  /// The links of names that stand alone in their documents. Held whole: one for each short form that
  /// is linked.
  static func links(
    in table: any RowSource, _ rules: LinkingRules, _ report: any ReportBuilder
  ) throws -> CorpusLinks {
    let sorted = try report.sorted { try emit(table, rules, to: $0) }
    var links = CorpusLinks(rules)
    var evidence: NameEvidence?
    try sorted.forEach { key, value in
      let name = UnsafeRawBufferPointer(rebasing: key[1...])
      if evidence.map({ name.elementsEqual($0.name) }) != true {
        if let evidence { links.add(evidence) }
        let (type, words) = EntityName.parts(name)
        evidence = NameEvidence(
          name: Array(name), words: Array(words),
          isPerson: type.elementsEqual(EntityType.person.rawValue.utf8))
      }
      evidence?.add(value)
    }
    if let evidence { links.add(evidence) }
    links.finish()
    return links
  }

  private static func emit(
    _ table: any RowSource, _ rules: LinkingRules, to rows: any RowSink
  ) throws {
    var writer = Writer(rows)
    let forms = EntityKey.Kind.form.rawValue
    try table.forEach(of: forms...forms) { key, value in
      guard case .form(let form) = EntityKey(key) else { return }
      let mentions = EntityTally(value).mentions
      let own = EntityName.unmarked(form.own).entity
      let (type, words) = EntityName.parts(own)
      let longer = EntityName.unmarked(form.entity).entity
      switch form.link {
      // Of another type only: its own is not sure.
      case .full where !longer.elementsEqual(own):
        try writer.write(.longer, of: type, words, mentions, longer)
      case .full:
        try writer.write(.alone, of: type, words, mentions)
        var readings: [ArraySlice<UInt8>] = []
        rules.forEachReading(of: words) {
          readings.append($0)
          return false
        }
        for reading in readings {
          try reading.withUnsafeBytes { try writer.write(.clitic, of: type, $0, mentions, own) }
        }
        guard type.elementsEqual(EntityType.person.rawValue.utf8) else { return }
        try rules.forEachFullShortForm(of: words) { short in
          try short.withUnsafeBytes { try writer.write(.expansion, of: type, $0, mentions, own) }
        }
      case .ambiguous: try writer.write(.ambiguous, of: type, words, mentions)
      case .document:
        try writer.write(.longer, of: type, words, mentions, longer)
      case .alias, .pinned, .corpus: return
      }
    }
  }

  /// Writes what is said of a name.
  private struct Writer {
    private let rows: any RowSink
    private var key = RowEncoder()
    private var value = RowEncoder()

    init(_ rows: any RowSink) { self.rows = rows }

    mutating func write(
      _ kind: Kind, of type: UnsafeRawBufferPointer, _ words: UnsafeRawBufferPointer,
      _ mentions: Int, _ other: UnsafeRawBufferPointer? = nil
    ) throws {
      key.removeAll()
      // The names of the most words come first.
      let spaces = words.reduce(0) { $0 + ($1 == UInt8(ascii: " ") ? 1 : 0) }
      key.bytes.append(255 - UInt8(min(spaces, 255)))
      key.string(type)
      key.raw(words)
      value.removeAll()
      value.bytes.append(kind.rawValue)
      value.varint(mentions)
      if let other { value.raw(other) }
      try rows.emit(key, value)
    }
  }
}

extension NameEvidence {
  /// Takes what one row says.
  fileprivate mutating func add(_ value: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(value)
    let kind = CorpusEvidence.Kind(rawValue: decoder.byte())
    let mentions = decoder.varint()
    let other = decoder.rest()
    switch kind {
    case .alone: alone += mentions
    case .ambiguous: ambiguous += mentions
    case .clitic: clitics.append((Array(other), mentions))
    case .longer: longer.append((Array(other), Array(EntityName.parts(other).words), mentions))
    case .expansion:
      expansions.append((Array(other), Array(EntityName.parts(other).words), mentions))
    case nil: break
    }
  }
}
