public import WarraqCore

/// Finds which mentions of a document are one entity. One for each lane, used by one thread at a time.
///
/// A short form goes to the longer name of the document that begins or ends with it, never to one of
/// two. Spellings fold, titles go, and what lists or the user's file say holds where the document says
/// nothing. See `Docs/decisions/entities.md`.
public final class DocumentLinker {
  private let rules: LinkingRules
  private let folder: NameFolder
  private let unfolded = UnfoldedForm()
  private var document = DocumentNames()
  private var stems: NameStems
  private var resolver: NameResolver

  /// The mentions of the last document, in the order of their places.
  public private(set) var mentions: [LinkedMention] = []
  /// How many of its spans the user's file excludes.
  public private(set) var excluded = 0

  /// Makes a linker that goes by some rules.
  public init(_ rules: LinkingRules) {
    self.rules = rules
    stems = NameStems(rules: rules)
    resolver = NameResolver(rules: rules)
    folder = NameFolder(spellings: rules.spellings, titles: rules.titles, kept: 1 << 13)
  }

  /// The number of different names, those of lists that forms are linked to included.
  public var count: Int { document.entries.count }

  /// A name by its number.
  public func name(_ number: Int) -> LinkedName { document.entries[number].name }

  /// Whether several longer names of the document fit a name.
  public func isAmbiguous(_ number: Int) -> Bool { document.entries[number].link == .ambiguous }

  /// Calls `body` with the folded words of a name.
  public func withWords<Result>(
    of name: Int, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try document.words.withBytes(of: document.entries[name].name.words, body)
  }

  /// Links the names in a text.
  public func link(_ spans: [EntitySpan], of text: [UInt8], language: String?) {
    document.removeAll()
    mentions.removeAll(keepingCapacity: true)
    excluded = 0
    text.withUnsafeBytes { text in
      for span in spans { add(span, of: text, language: language) }
    }
    resolver.addParts(to: &document)
    stems.find(in: &document)
    resolver.resolve(&document)
    for index in mentions.indices { settle(&mentions[index]) }
  }

  private func add(_ span: EntitySpan, of text: UnsafeRawBufferPointer, language: String?) {
    let name = UnsafeRawBufferPointer(rebasing: text[span.name])
    if isExcluded(name) || isExcluded(UnsafeRawBufferPointer(rebasing: text[span.form])) {
      excluded += 1
      return
    }
    folder.fold(name, type: span.type, language: language)
    let own = document.insert(folder.key, type: span.type)
    document.entries[own].note(span, of: text, titles: folder.keySource)
    if folder.isTitle { document.entries[own].isTitle = true }
    if folder.titleCount > 1 {
      // A title of several words, خادم الحرمين الشريفين say, may stand for it elsewhere in the document.
      let title = folder.words.range(0..<folder.titleCount)
      folder.words.bytes[title].withUnsafeBytes { document.addPart($0, of: own) }
    }
    mentions.append(
      LinkedMention(
        own: own, entity: own, link: .full, form: span.form,
        spelled: span.name.lowerBound + folder.keySource..<span.name.upperBound))
    if document.entries[own].entity < 0 { pin(own) }
    if folder.titleCount > 0, document.entries[own].alias == nil {
      document.entries[own].alias = folder.words.bytes.withUnsafeBytes {
        rules.aliases.name(of: $0)
      }
    }
  }

  private func isExcluded(_ form: UnsafeRawBufferPointer) -> Bool {
    guard rules.exclusions.count > 0 else { return false }
    return unfolded.withForm(form) { rules.exclusions.find($0) != nil }
  }

  /// Links a name that the user's file pins; the whole form goes before the one without titles.
  private func pin(_ own: Int) {
    guard rules.pins.names.count > 0 else { return }
    let whole = folder.words.bytes.withUnsafeBytes { rules.pins.name(of: $0) }
    let target = whole ?? folder.key.withUnsafeBytes { rules.pins.name(of: $0) }
    if let target { document.link(own, to: rules.pins.names.bytes(of: target), .pinned) }
  }

  private func settle(_ mention: inout LinkedMention) {
    let entry = document.entries[mention.own]
    if entry.stem != mention.own {
      mention.spelled = mention.spelled.upperBound..<mention.spelled.upperBound
    }
    mention.own = entry.stem
    mention.entity = document.entries[entry.stem].entity
    mention.link = document.entries[entry.stem].link
  }
}
