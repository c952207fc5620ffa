import WarraqCore

/// The words and names that linking goes by: the lists that ship, and what a user pins.
public final class LinkingRules: Sendable {
  let spellings = Spellings.shipped
  let titles: [EntityType: ByteTable]
  let fathers: ByteTable
  let families: ByteTable
  let directions: ByteTable
  let traps: ByteTable
  let common: ByteTable
  let aliases: AliasTable
  let pins: AliasTable
  /// Forms that are no names, before letters are merged: على stays apart from علي.
  let exclusions: ByteTable
  /// What of all that is looked for in texts.
  let phrases: NamePhrases

  /// The lists that ship, alone.
  public static let shipped = LinkingRules(user: UserAliases())

  /// The lists that ship, and the user's aliases and exclusions.
  public static func with(_ user: UserAliases) -> LinkingRules {
    user.isEmpty ? shipped : LinkingRules(user: user)
  }

  private init(user: UserAliases) {
    let words = NameWords(spellings)
    func table(_ list: [UInt8]) -> ByteTable {
      words.table(ListFile.lines(list).map { $0[0] })
    }
    fathers = table(PackageResources.fathers_txt)
    families = table(PackageResources.families_txt)
    directions = table(PackageResources.directions_txt)
    traps = table(PackageResources.traps_txt)
    common = table(PackageResources.common_txt)
    let lines = ListFile.lines(PackageResources.titles_txt)
    titles = Dictionary(grouping: lines) { EntityType(rawValue: $0[0]) }
      .mapValues { lines in words.table(lines.map { $0[1] }) }
    let folder = NameFolder(spellings: spellings, titles: titles)
    let listed = ListedName.shipped
    aliases = AliasTable(
      listed.flatMap { name in name.others.map { (form: $0.text, name: name.name.text) } }, folder)
    pins = AliasTable(user.pins.map { ($0.form, $0.name) }, folder)
    phrases = ListedName.phrases(listed, user: user)
    exclusions = UnfoldedForm().table(user.exclusions)
  }

  /// Whether a name is short for no other one: a word for a kind of body, or a place or body that the lists
  /// have under just this name.
  func isWhole(_ words: UnsafeRawBufferPointer, isPerson: Bool) -> Bool {
    common.find(words) != nil || !isPerson && aliases.names.find(words) != nil
  }

  /// Calls `body` with what each reading of a folded name without و, ف, ب, ل or ك before it would be, until
  /// it says that it has what it wants.
  public func forEachReading(
    of words: UnsafeRawBufferPointer, _ body: (ArraySlice<UInt8>) -> Bool
  ) {
    _ = NameClitics.forEachReading(of: words) { body(spellings.usual($0)[...]) }
  }

  /// Calls `body` with the names that a longer name of a person is likely to be called by wherever nobody
  /// else has them: the first and the last word, and the beginning with the father's name.
  public func forEachFullShortForm(
    of words: UnsafeRawBufferPointer, _ body: (ArraySlice<UInt8>) throws -> Void
  ) rethrows {
    let parts = NameParts(rules: self)
    if let ends = parts.ends(of: words) { try body(ends[...]) }
    try parts.forEachWithFather(words, body)
  }

  /// How a user or a list spells the name of an entity that was found by an alias; nil for others.
  public func displayName(of words: UnsafeRawBufferPointer) -> [UInt8]? {
    pins.display(of: words) ?? aliases.display(of: words)
  }

  /// Whether the user has said what the entity is called.
  public func isPinned(_ words: UnsafeRawBufferPointer) -> Bool { pins.display(of: words) != nil }
}

/// What a user's file of aliases says.
public struct UserAliases: Sendable {
  /// Forms, and the name of the entity that each of them means.
  public var pins: [(form: String, name: String)] = []
  /// Forms that are no names.
  public var exclusions: [String] = []

  public init() {}

  var isEmpty: Bool { pins.isEmpty && exclusions.isEmpty }

  /// Reads lines `form<TAB>name` and `!form`. Returns nil for one that is neither.
  public init?(lines: [String]) {
    for line in lines {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: true).map(String.init)
      if line.hasPrefix("!"), fields.count == 1, line.utf8.count > 1 {
        exclusions.append(String(line.dropFirst()))
      } else if fields.count == 2, !line.hasPrefix("!") {
        pins.append((fields[0], fields[1]))
      } else {
        return nil
      }
    }
  }
}

/// Forms, and the names of the entities that they mean.
struct AliasTable: Sendable {
  private var forms = ByteTable()
  /// For each form, the number of its name.
  private var targets: [Int] = []
  private(set) var names = ByteTable()
  private var displays: [[UInt8]] = []

  init(_ pairs: [(form: String, name: String)], _ folder: NameFolder) {
    for (form, name) in pairs {
      folder.fold(name)
      let target = names.insert(folder.key)
      if target == displays.count { displays.append(Array(name.utf8)) }
      folder.fold(form)
      // With its titles: الملك سلمان is one man, and سلمان many.
      let whole = folder.words.bytes[...]
      guard forms.find(whole) == nil else { continue }
      _ = forms.insert(whole)
      targets.append(target)
    }
  }

  /// The words of the name that a form means; nil where it is in no list, or is that name.
  func name(of form: UnsafeRawBufferPointer) -> Int? { forms.find(form).map { targets[$0] } }

  /// Whether some words are a form or a name of the table.
  func knows(_ words: UnsafeRawBufferPointer) -> Bool {
    forms.find(words) != nil || names.find(words) != nil
  }

  /// How a name is spelled that some form means.
  func display(of words: UnsafeRawBufferPointer) -> [UInt8]? {
    names.find(words).map { displays[$0] }
  }
}

extension NameWords {
  /// The folded forms of some names.
  func table(_ names: [String]) -> ByteTable {
    var table = ByteTable()
    for name in names {
      cut(name)
      _ = table.insert(bytes[...])
    }
    return table
  }
}
