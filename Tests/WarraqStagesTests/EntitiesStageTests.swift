import Testing
import WarraqCore
import WarraqStages
import WarraqTestKit

/// What `entities` counts and reports of names that are given.
@Suite struct EntitiesStageTests {
  /// A document whose words in brackets are names, of the type that the first letter says.
  private static func sample(
    _ marked: String, source: String? = nil, month: Int? = nil,
    past: SampleDocument.Past = .kept
  ) -> SampleDocument {
    var text = ""
    var spans: [EntitySpan] = []
    for (index, part) in marked.split(separator: "[", omittingEmptySubsequences: false).enumerated()
    {
      guard index > 0 else {
        text += part
        continue
      }
      let halves = part.split(separator: "]", omittingEmptySubsequences: false)
      let start = text.utf8.count
      text += halves[0].dropFirst(2)
      let range = start..<text.utf8.count
      let types: [Character: EntityType] = ["p": .person, "l": .place, "o": .organisation]
      spans.append(
        EntitySpan(name: range, form: range, type: types[halves[0].first ?? "?"] ?? .other))
      text += halves[1]
    }
    let date = month.map { CalendarDate(year: 2015, month: $0) }
    var sample = SampleDocument(text, date: date, source: source, past: past)
    sample.entities = spans
    return sample
  }

  private static func test(
    _ samples: [SampleDocument], _ options: [String: OptionValue] = [:], in folder: String = "/"
  ) -> StageCompatTest {
    StageCompatTest(samples: samples) { try makeStage("entities", options, directory: folder) }
  }

  private static let news = [
    sample(
      "[p:Barack Obama] met [p:John Kerry]. [p:Obama] left [l:Paris].", source: "Times", month: 3),
    sample("[p:President Barack Obama] spoke in [l:Paris]!", source: "Post", month: 4),
    sample("[p:Obama] and [p:John Kerry] in [l:Paris]", source: "Times", month: 4),
    sample("[p:Barack Obama] again: [p:Obama], [p:Obama].", month: 4),
    sample("[p:John Kerry] in [l:Paris]", source: "Echo", month: 4, past: .duplicate),
    sample("[p:Bill Gates] in a copy", past: .duplicate),
    sample("[p:gone]", past: .rejected),
  ]

  @Test func `entities are counted under one name, with their printings`() throws {
    let report = try Self.test(Self.news).report()
    #expect(
      report.tables["entities.tsv"] == [
        ["rank", "type", "entity", "mentions", "documents", "publications", "forms"],
        ["1", "person", "Barack Obama", "7", "4", "4", "3"],
        ["2", "place", "Paris", "3", "3", "4", "1"],
        ["3", "person", "John Kerry", "2", "2", "3", "1"],
      ])
    #expect(report.numbers["entities"] == 3 && report.numbers["entityMentions"] == 12)
  }

  @Test func `each form says how it was linked`() throws {
    let report = try Self.test(Self.news).report()
    #expect(
      report.tables["entity_forms.tsv"] == [
        ["entity", "form", "mentions", "link"],
        ["Barack Obama", "Obama", "4", "document+corpus"],
        ["Barack Obama", "Barack Obama", "2", "name"],
        ["Barack Obama", "President Barack Obama", "1", "name"],
        ["Paris", "Paris", "3", "name"],
        ["John Kerry", "John Kerry", "2", "name"],
      ])
  }

  @Test func `entities are counted by source and by month`() throws {
    let report = try Self.test(Self.news).report()
    #expect(
      report.tables["entities_by_source.tsv"]?.prefix(5) == [
        ["source", "type", "entity", "mentions", "documents", "publications"],
        ["(unknown)", "person", "Barack Obama", "3", "1", "1"],
        ["Post", "person", "Barack Obama", "1", "1", "1"],
        ["Times", "person", "Barack Obama", "3", "2", "2"],
        ["Echo", "place", "Paris", "0", "0", "1"],
      ])
    #expect(
      report.tables["entities_by_month.tsv"]?.prefix(3) == [
        ["month", "type", "entity", "mentions", "documents", "publications"],
        ["2015-03", "person", "Barack Obama", "2", "1", "1"],
        ["2015-04", "person", "Barack Obama", "5", "3", "3"],
      ])
  }

  @Test func `pairs share documents and sentences`() throws {
    let report = try Self.test(Self.news, ["minimumPair": .integer(2)]).report()
    let table = try #require(report.tables["entity_pairs.tsv"])
    #expect(
      table[0] == [
        "rank", "type", "entity", "other_type", "other", "documents", "sentences",
        "log_likelihood",
      ])
    #expect(
      Set(table.dropFirst().map { $0[1...6].joined(separator: " ") }) == [
        "person Barack Obama place Paris 3 3", "person Barack Obama person John Kerry 2 2",
        "place Paris person John Kerry 2 1",
      ])
    let without = try Self.test(Self.news, ["pairs": .boolean(false)]).report()
    #expect(without.tables["entity_pairs.tsv"] == nil)
  }

  @Test func `a name of the lists is shown where the texts have its script`() throws {
    let latin = try Self.test([Self.sample("[o:BBC] said, and the [o:BBC]")]).report()
    #expect(latin.tables["entities.tsv"]?[1][2] == "BBC")
    let arabic = try Self.test([Self.sample("قالت [o:هيئة الإذاعة البريطانية]")]).report()
    #expect(arabic.tables["entities.tsv"]?[1][2] == "ال بي بي سي")
  }

  @Test func `rare entities are left out where that is asked for`() throws {
    let report = try Self.test(Self.news, ["minimumCount": .integer(3)]).report()
    #expect(report.tables["entities.tsv"]?.map { $0[2] } == ["entity", "Barack Obama", "Paris"])
    #expect(report.tables["entity_forms.tsv"]?.count == 5)
  }

  @Test func `a user's file pins names and excludes forms`() throws {
    let folder = try TemporaryDirectory()
    try folder.write(
      "Obama\tPresident 44 # short\nBarack Obama\tPresident 44\n!Paris\n", to: "a.tsv")
    let report = try Self.test(Self.news, ["aliases": .string("a.tsv")], in: folder.path).report()
    #expect(
      report.tables["entities.tsv"]?.dropFirst().map { Array($0[1...3]) } == [
        ["person", "President 44", "7"], ["person", "John Kerry", "2"],
      ])
    #expect(report.numbers["entityMentionsExcluded"] == 3)
    try folder.write("nonsense", to: "b.tsv")
    #expect(throws: WarraqError.self) {
      try makeStage("entities", ["aliases": .string("b.tsv")], directory: folder.path)
    }
    #expect(throws: WarraqError.self) {
      try makeStage("entities", ["aliases": .string("none.tsv")], directory: folder.path)
    }
  }

  @Test func `documents that nobody has looked at are said`() throws {
    let report = try Self.test(
      [SampleDocument("no names"), Self.news[0]], ["model": .string("none")]
    ).report()
    #expect(report.numbers["entityDocuments"] == 1)
    #expect(report.numbers["entityDocumentsUnread"] == 1)
  }

  @Test func `names that a later stage threw away are said`() throws {
    var changed = Self.news[0]
    changed.textBefore = "Something else"
    let report = try Self.test([changed, Self.news[1]], ["model": .string("none")]).report()
    #expect(report.numbers["entityDocumentsLost"] == 1)
    #expect(report.numbers["entityDocumentsUnread"] == 1)
  }

  @Test func `a document of a thousand names is counted to the last`() throws {
    var expected: [String: Int] = [:]
    let names = (0..<1800).map { index in
      let name = "Given\(index % 600) Xfamily\(index % 600)ofsome\(index % 600)place"
      expected[name, default: 0] += 1
      return "[p:\(name)]"
    }
    let report = try Self.test([Self.sample(names.joined(separator: " said. "))]).report()
    let rows = try #require(report.tables["entities.tsv"]).dropFirst()
    #expect(Dictionary(uniqueKeysWithValues: rows.map { ($0[2], Int($0[3]) ?? 0) }) == expected)
  }

  @Test func `the report is the same whatever the cuts`() throws {
    let names = [
      "p:Ann Lee", "p:Lee", "p:Ann", "l:Rome", "?:Rome", "o:وقطر", "o:قطر", "p:الدكتور سمير",
    ]
    let samples = (0..<60).map { index in
      let chosen = (0...index % 5).map { "[\(names[($0 * 7 + index * 3) % names.count])]" }
      return Self.sample(
        chosen.joined(separator: index % 4 == 0 ? " said. " : " and "), source: "s\(index % 3)",
        month: index % 12 + 1, past: index % 7 == 0 ? .duplicate : .kept)
    }
    try Self.test(samples + Self.news, ["minimumPair": .integer(1)]).run()
  }

  @Test func `the page shows each type with forms and months`() throws {
    let report = try Self.test(Self.news).report()
    #expect(report.panels.map(\.title).prefix(2) == ["Persons", "Places"])
    guard case .entries(let persons) = report.panels[0].content else {
      Issue.record("the panel is a list of entries")
      return
    }
    #expect(persons[0].label == "Barack Obama" && persons[0].value == 7)
    #expect(persons[0].parts.map(\.label) == ["Obama", "Barack Obama", "President Barack Obama"])
    #expect(persons[0].trend == [PanelValue("2015-03", 2), PanelValue("2015-04", 5)])
  }
}
