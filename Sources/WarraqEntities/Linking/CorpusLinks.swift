/// What a corpus says of a name: how often it stands alone, and what it is short for elsewhere.
public struct NameEvidence {
  /// The type and the words, as one string of bytes; the words alone.
  public var name: [UInt8]
  public var words: [UInt8]
  public var isPerson: Bool
  /// Mentions in documents that hold no longer name that fits.
  public var alone = 0
  /// Mentions in documents that hold several.
  public var ambiguous = 0
  /// Mentions that are short for a longer name of their document, by that name.
  public var longer: [(name: [UInt8], words: [UInt8], mentions: Int)] = []
  /// Names that stand alone and would be this one without و, ف, ب, ل or ك before them.
  public var clitics: [(name: [UInt8], mentions: Int)] = []
  /// Longer names of persons that stand alone and may be called this: it is their first and last word, or
  /// their beginning with the father's name.
  public var expansions: [(name: [UInt8], words: [UInt8], mentions: Int)] = []

  /// Nothing is known of the name yet.
  public init(name: [UInt8], words: [UInt8], isPerson: Bool = true) {
    self.isPerson = isPerson
    self.name = name
    self.words = words
  }
}

/// Which names that stand alone in their documents are short for a longer one, by what they are in
/// other documents.
///
/// A name is linked when at least ``minimum`` mentions of it, and 19 of 20 of those that have one longer
/// name or several in their documents, go to one entity; when these are no fewer than one for twenty
/// that stand alone; and when it is no trap. It must be the beginning or the end of the entity's
/// name, and of each entity only those short forms are linked that are on the more frequent of the two
/// sides: two of them never stand in one document unlinked, so that documents are never counted twice.
public struct CorpusLinks: Sendable {
  /// The fewest mentions that say something.
  static let minimum = 3
  /// The same for first names alone, of whose mentions 99 of 100 have to go to one person.
  static let firstNameMinimum = 20

  private enum Side: Int, Sendable {
    case front, back
    /// The same words, whose type is known elsewhere.
    case whole
  }

  private struct Proposal {
    var name: [UInt8]
    var target: [UInt8]
    var side: Side
    var mentions: Int
  }

  private let rules: LinkingRules
  private var proposals: [Proposal] = []
  /// Names with something written before them, and what they are without it.
  private var stems: [[UInt8]: (name: [UInt8], mentions: Int)] = [:]
  private var targets: [[UInt8]: [UInt8]] = [:]
  /// Words of entities that names were linked to, by their bytes.
  private var words: [[UInt8]: [UInt8]] = [:]

  /// All names that are linked to others, once that is known, and to which.
  private var linked = ByteTable()
  private var entities: [[UInt8]] = []

  /// Links nothing yet.
  public init(_ rules: LinkingRules) { self.rules = rules }

  /// Takes what is known of a name. Names come in the order of their number of words, most first.
  public mutating func add(_ evidence: NameEvidence) {
    for clitic in evidence.clitics { addStem(evidence, of: clitic) }
    guard evidence.alone > 0 else { return }
    let isKept = evidence.words.withUnsafeBytes {
      rules.traps.find($0) != nil || rules.isWhole($0, isPerson: evidence.isPerson)
    }
    guard !isKept else { return }
    addShort(evidence)
    if targets[evidence.name] == nil { addFull(evidence) }
  }

  /// A name is another one with و, ف, ب, ل or ك before it, when that is five times as frequent.
  private mutating func addStem(
    _ evidence: NameEvidence, of clitic: (name: [UInt8], mentions: Int)
  ) {
    let mentions = evidence.longer.reduce(evidence.alone + evidence.ambiguous) { $0 + $1.mentions }
    guard mentions >= 5 * clitic.mentions, mentions > stems[clitic.name]?.mentions ?? 0
    else { return }
    stems[clitic.name] = (evidence.name, mentions)
  }

  /// First and last name, or name and father's name, are short for the only longer name that has them.
  private mutating func addFull(_ evidence: NameEvidence) {
    guard !evidence.expansions.isEmpty else { return }
    var sums: [[UInt8]: (mentions: Int, words: [UInt8])] = [:]
    for name in evidence.expansions + evidence.longer {
      let root = targets[name.name] ?? name.name
      sums[root, default: (0, words[root] ?? name.words)].mentions += name.mentions
    }
    guard sums.count == 1, evidence.ambiguous == 0, let only = sums.first else { return }
    let side = Self.side(evidence.words, of: only.value.words) ?? .back
    link(evidence.name, to: only.key, only.value.words, side, only.value.mentions)
  }

  private mutating func addShort(_ evidence: NameEvidence) {
    var sums: [[UInt8]: (mentions: Int, words: [UInt8])] = [:]
    for longer in evidence.longer {
      let root = targets[longer.name] ?? longer.name
      sums[root, default: (0, words[root] ?? longer.words)].mentions += longer.mentions
    }
    let total = sums.values.reduce(evidence.ambiguous) { $0 + $1.mentions }
    guard let best = sums.max(by: { $0.value.mentions < $1.value.mentions }) else { return }
    let mentions = best.value.mentions
    guard mentions >= Self.minimum, mentions * 20 >= total * 19, mentions * 20 >= evidence.alone,
      let side = Self.side(evidence.words, of: best.value.words)
    else { return }
    // First names are many people's.
    let isFirstName = evidence.isPerson && side == .front && !evidence.words.contains(0x20)
    guard !isFirstName || mentions >= Self.firstNameMinimum && mentions * 100 >= total * 99
    else { return }
    link(evidence.name, to: best.key, best.value.words, side, mentions)
  }

  private mutating func link(
    _ name: [UInt8], to target: [UInt8], _ targetWords: [UInt8], _ side: Side, _ mentions: Int
  ) {
    targets[name] = target
    words[target] = targetWords
    proposals.append(Proposal(name: name, target: target, side: side, mentions: mentions))
  }

  /// Keeps, for each entity, the short forms on its more frequent side.
  public mutating func finish() {
    var sides: [[UInt8]: [Int]] = [:]
    for proposal in proposals {
      sides[proposal.target, default: [0, 0, 0]][proposal.side.rawValue] += proposal.mentions
    }
    for proposal in proposals {
      guard let sums = sides[proposal.target] else { continue }
      let kept: Side = sums[0] > sums[1] ? .front : .back
      if proposal.side != kept, proposal.side != .whole { targets[proposal.name] = nil }
    }
    for (name, target) in targets { link(name, to: target) }
    for (name, stem) in stems where targets[name] == nil {
      link(name, to: targets[stem.name] ?? stem.name)
    }
    (proposals, words, targets, stems) = ([], [:], [:], [:])
  }

  private mutating func link(_ name: [UInt8], to entity: [UInt8]) {
    _ = linked.insert(name[...])
    entities.append(entity)
  }

  /// The entity that a name is linked to, once all is known; nil where it is none but itself.
  public func target(of name: UnsafeRawBufferPointer) -> [UInt8]? {
    linked.find(name).map { entities[$0] }
  }

  /// Calls `body` with every name that is linked, and its entity.
  public func forEach(_ body: (_ name: UnsafeRawBufferPointer, _ entity: [UInt8]) -> Void) {
    for number in entities.indices { linked.withBytes(of: number) { body($0, entities[number]) } }
  }

  private static func side(_ short: [UInt8], of long: [UInt8]) -> Side? {
    if long == short { return .whole }
    if long.starts(with: short + [UInt8(ascii: " ")]) { return .front }
    return long.reversed().starts(with: ([UInt8(ascii: " ")] + short).reversed()) ? .back : nil
  }
}
