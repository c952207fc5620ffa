public import WarraqCore

extension OptionDescriptor.Kind {
  /// What a value must be, for people.
  var phrase: String {
    switch self {
    case .boolean: "true or false"
    case .integer(let range): "a whole number \(range.phrase)"
    case .fraction: "a number from 0 to 1 with up to four decimals"
    case .string: "a string"
    case .choice(let words): words.count == 1 ? words[0] : "one of " + words.joined(separator: ", ")
    case .strings: "a string or a list of strings"
    case .either(let words, let other): words.joined(separator: ", ") + " or " + other.phrase
    }
  }

  /// The fixed words among the values.
  var words: [String] {
    switch self {
    case .choice(let words): words
    case .either(let words, let other): words + other.words
    case .boolean: ["true", "false"]
    default: []
    }
  }

  /// Whether a value in quotes could be right.
  var takesStrings: Bool {
    switch self {
    case .string, .strings: true
    case .either(_, let other): other.takesStrings
    default: false
    }
  }
}

extension ClosedRange<Int> {
  /// `from 1 to 9`, or `of at least 1` where nothing limits it from above.
  var phrase: String {
    switch (lowerBound, upperBound) {
    case (.min, .max): "of any size"
    case (_, .max): "of at least \(lowerBound)"
    case (.min, _): "of at most \(upperBound)"
    default: "from \(lowerBound) to \(upperBound)"
    }
  }
}

extension OptionDescriptor {
  /// What values the option takes, for people.
  public var values: String { kind.phrase }
  /// Its default as a job file would have it; `nil` where it must be given.
  public var defaultText: String? { defaultValue.map { YAMLText.flow($0) } }
}
