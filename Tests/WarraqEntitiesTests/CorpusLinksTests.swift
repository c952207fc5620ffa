import Testing

@testable import WarraqEntities

/// What the whole corpus says of names that stand alone.
@Suite struct CorpusLinksTests {
  private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  private static func evidence(
    _ name: String, alone: Int, ambiguous: Int = 0, longer: KeyValuePairs<String, Int> = [:]
  ) -> NameEvidence {
    var evidence = NameEvidence(name: bytes(name), words: bytes(name))
    evidence.alone = alone
    evidence.ambiguous = ambiguous
    evidence.longer = longer.map { (bytes($0.key), bytes($0.key), $0.value) }
    return evidence
  }

  /// The links of some names, given with those of the most words first.
  private static func links(_ evidence: NameEvidence...) -> (String) -> String? {
    var links = CorpusLinks(LinkingRules.shipped)
    for one in evidence { links.add(one) }
    links.finish()
    return { bytes($0).withUnsafeBytes(links.target).map { String(decoding: $0, as: UTF8.self) } }
  }

  @Test func `a name goes where nearly all mentions of it go`() {
    let target = Self.links(
      Self.evidence("obama", alone: 10, longer: ["barack obama": 38, "michelle obama": 2]))
    #expect(target("obama") == "barack obama")
  }

  @Test func `a name stays where it goes to several`() {
    let target = Self.links(
      Self.evidence("obama", alone: 10, longer: ["barack obama": 37, "michelle obama": 3]))
    #expect(target("obama") == nil)
  }

  @Test func `documents that hold several longer names speak against a link`() {
    let target = Self.links(
      Self.evidence("obama", alone: 10, ambiguous: 3, longer: ["barack obama": 40]))
    #expect(target("obama") == nil)
  }

  @Test func `two mentions say nothing, nor do few for many that stand alone`() {
    #expect(Self.links(Self.evidence("kerry", alone: 2, longer: ["john kerry": 2]))("kerry") == nil)
    #expect(
      Self.links(Self.evidence("kerry", alone: 90, longer: ["john kerry": 4]))("kerry") == nil)
  }

  @Test func `a trap is never linked by the corpus`() {
    let target = Self.links(
      Self.evidence("clinton", alone: 10, longer: ["hillary clinton": 1000]))
    #expect(target("clinton") == nil)
  }

  @Test func `links go the whole way`() {
    let target = Self.links(
      Self.evidence("jawad zarif", alone: 3, longer: ["mohammad jawad zarif": 9]),
      Self.evidence("zarif", alone: 3, longer: ["jawad zarif": 5, "mohammad jawad zarif": 5]))
    #expect(target("zarif") == "mohammad jawad zarif")
  }

  @Test func `of the beginning and the end of a name only one is linked`() {
    // Both may stand alone in one document, which would count twice.
    let target = Self.links(
      Self.evidence("hillary", alone: 5, longer: ["hillary rodham": 28]),
      Self.evidence("rodham", alone: 5, longer: ["hillary rodham": 29]))
    #expect(target("hillary") == nil && target("rodham") == "hillary rodham")
  }

  @Test func `a first name needs more evidence than a last name`() {
    #expect(
      Self.links(Self.evidence("حسن", alone: 5, longer: ["حسن روحاني": 19]))("حسن") == nil)
    #expect(
      Self.links(Self.evidence("صدام", alone: 5, longer: ["صدام حسين": 20]))("صدام")
        == "صدام حسين")
  }

  @Test func `first and last name go to the only longer name of the corpus that has them`() {
    var one = Self.evidence("خالد العطيه", alone: 5)
    let expansion = Self.bytes("خالد بن محمد العطيه")
    one.expansions = [(expansion, expansion, 4)]
    #expect(Self.links(one)("خالد العطيه") == "خالد بن محمد العطيه")
    let other = Self.bytes("خالد بن علي العطيه")
    one.expansions.append((other, other, 4))
    #expect(Self.links(one)("خالد العطيه") == nil)
  }

  @Test func `a name with the father's goes to the only longer name that begins with it`() {
    var one = Self.evidence("محمد بن نايف", alone: 5)
    let (longer, longest) = (
      Self.bytes("محمد بن نايف بن عبدالعزيز"), Self.bytes("محمد بن نايف بن عبدالعزيز ال سعود")
    )
    one.expansions = [(longer, longer, 4), (longest, longest, 1)]
    var other = NameEvidence(name: longer, words: longer)
    other.alone = 4
    other.expansions = [(longest, longest, 1)]
    #expect(
      Self.links(other, one)("محمد بن نايف") == String(decoding: longest, as: UTF8.self))
  }

  @Test func `what may be written before a name goes where the name is far more frequent`() {
    var one = Self.evidence("قطر", alone: 50)
    one.clitics = [(Self.bytes("وقطر"), 10), (Self.bytes("بقطر"), 11)]
    let target = Self.links(one)
    #expect(target("وقطر") == "قطر" && target("بقطر") == nil)
  }
}
