import WarraqCore

/// A name that the list of aliases has, and its other names.
struct ListedName {
  /// One form, and whether it is looked for in texts: not where it is an ordinary word too.
  struct Form {
    var text: String
    var isSought: Bool

    init(_ field: some StringProtocol) {
      isSought = !field.hasPrefix("~")
      text = String(isSought ? field[...] : field.dropFirst())
    }
  }

  var type: EntityType
  var name: Form
  var others: [Form]

  /// The names of the list that ships.
  static var shipped: [Self] {
    ListFile.lines(PackageResources.aliases_txt).map { line in
      Self(
        type: EntityType(rawValue: line[0]), name: Form(line[1]),
        others: line[2].split(separator: "|").map { Form($0) })
    }
  }

  /// The forms that are looked for in texts, those of the user's file before those of a list.
  static func phrases(_ names: [Self], user: UserAliases) -> NamePhrases {
    var builder = Builder()
    for name in names {
      for form in [name.name] + name.others where form.isSought {
        builder.add(form.text, name.type)
      }
    }
    for pin in user.pins { builder.add(pin.form, .other) }
    return builder.phrases
  }

  private struct Builder {
    var phrases = NamePhrases(startCount: 1 << 15)
    private let spellings = Spellings.shipped
    private let words = NameWords(.none)

    /// Adds a form in every spelling of its words.
    mutating func add(_ form: String, _ type: EntityType) {
      words.cut(form)
      var rows: [[[UInt8]]] = [[]]
      for index in 0..<words.count {
        let spellings = spellings.all(of: Array(words.bytes[words.range(index..<index + 1)]))
        rows = rows.flatMap { row in spellings.map { row + [$0] } }
      }
      let care: NamePhrases.Care =
        !form.contains(where: \.isUppercase)
        ? .none : form.contains(where: \.isLowercase) ? .capital : .capitals
      for row in rows {
        let others = row.dropFirst().map { $0.withUnsafeBytes { WordHash.of($0) } }
        row[0].withUnsafeBytes { phrases.insert($0, others, type: type, care: care) }
      }
    }
  }
}
