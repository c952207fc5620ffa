import WarraqCore

/// The numbers of `summary.json`.
struct Summary {
  /// Keys that stages cannot set.
  static let reserved: Set<String> = ["coverage", "documents", "holes", "root", "warnings"]

  private let corpus: CorpusFacts
  private(set) var numbers: [String: Int] = [:]
  private var conflict: String?

  init(corpus: CorpusFacts) { self.corpus = corpus }

  /// Sets a number. Two stages may say the same of the corpus, but not different things: that comes
  /// to light in ``check()``.
  mutating func set(_ key: String, _ value: Int) {
    if Self.reserved.contains(key) || (numbers[key] ?? value) != value {
      conflict = conflict ?? key
    } else {
      numbers[key] = value
    }
  }

  /// - Throws: ``WarraqError`` with code `output` when two stages contradicted each other.
  func check() throws {
    guard let conflict else { return }
    throw WarraqError(
      .output,
      "Two parts of the job give different numbers for “\(conflict)” in summary.json. "
        + "Leave one of the stages out.")
  }

  /// The file's content, with the root or, to compute it, without the line that holds it.
  func text(root: String?) -> String {
    var members = numbers.mapValues { JSONValue.integer($0) }
    members["coverage"] = .number(Coverage(corpus).fraction)
    members["documents"] = Self.documents(corpus.counts)
    if !corpus.holes.isEmpty {
      members["holes"] = .array(corpus.holes.map { .string($0) })
    }
    if !corpus.warnings.isEmpty {
      members["warnings"] = .array(corpus.warnings.map { .string($0) })
    }
    members["root"] = .string(root ?? "")
    let text = JSONValue.object(members).pretty
    guard root == nil else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("  \"root\": ") }
      .joined(separator: "\n")
  }

  static func documents(_ counts: LedgerCounts) -> JSONValue {
    .object([
      "read": .integer(counts.read), "kept": .integer(counts.kept),
      "rejected": .integer(counts.rejected), "duplicate": .integer(counts.duplicate),
      "quarantined": .integer(counts.quarantined),
    ])
  }
}
