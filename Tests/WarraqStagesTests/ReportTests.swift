import Testing
import WarraqCore
import WarraqStages
import WarraqTestKit

/// What the built-in stages write into the report.
@Suite struct ReportTests {
  private func report(
    _ stage: String, _ options: [String: OptionValue] = [:], of samples: [SampleDocument],
    directory: String = "/"
  ) throws -> RecordedReport {
    try StageCompatTest(samples: samples, analyzer: { Prepare(needs: $0) }) {
      try makeStage(stage, options, directory: directory)
    }.report()
  }

  private static let news = [
    SampleDocument("The Cat and THE cat"), SampleDocument("the wolves 42"),
    SampleDocument("The Cat and THE cat", past: .duplicate),
    SampleDocument("ghost", past: .duplicate), SampleDocument("wolf", past: .rejected),
  ]

  @Test func `terms are ranked by count, then code point, and count stories and publications`()
    throws
  {
    let report = try report("terms", of: Self.news)
    let rows = try #require(report.tables["terms.tsv"])
    #expect(rows[0] == ["rank", "term", "count", "documents", "form", "publications"])
    #expect(
      rows.dropFirst().map { [$0[0], $0[1], $0[2], $0[3], $0[5]] } == [
        ["1", "the", "3", "2", "3"], ["2", "cat", "2", "1", "2"], ["3", "42", "1", "1", "1"],
        ["4", "and", "1", "1", "2"], ["5", "wolves", "1", "1", "1"],
      ])
    #expect(report.numbers == ["terms": 5, "tokens": 8])
  }

  @Test func `the form is the smallest spelling of the document that ranks lowest`() throws {
    let one = try report("terms", of: [SampleDocument("cat Cat CAT dog")])
    #expect(try #require(one.tables["terms.tsv"])[1][4] == "CAT")
    // Which document ranks lowest is a matter of its hash: it must not be one of its order.
    let texts = ["CAT sat", "Cat ran", "cAt hid"].map { SampleDocument($0) }
    let forms = try [texts, texts.reversed()].map {
      try #require(try report("terms", of: $0).tables["terms.tsv"])[1][4]
    }
    #expect(forms[0] == forms[1])
  }

  @Test func `forms are free of bidirectional controls and come from the published text`() throws {
    let samples = [SampleDocument("\u{202B}الرئي\u{200F}سُ\u{202C} \u{2067}إنّ\u{2069}")]
    let rows = try #require(try report("terms", of: samples).tables["terms.tsv"]).dropFirst()
    #expect(rows.map { $0[1] } == ["الرئيس", "ان"])
    #expect(rows.map { $0[4] } == ["الرئيسُ", "إنّ"])
  }

  @Test func `rare terms are left out of all tables but not of the tokens`() throws {
    let report = try report(
      "terms", ["minimumCount": .integer(2), "forms": .string("all")], of: Self.news)
    #expect(try #require(report.tables["terms.tsv"]).map { $0[1] } == ["term", "the", "cat"])
    #expect(
      report.tables["forms.tsv"] == [
        ["term", "form", "count"], ["cat", "Cat", "1"], ["cat", "cat", "1"], ["the", "THE", "1"],
        ["the", "The", "1"], ["the", "the", "1"],
      ])
    #expect(report.numbers == ["terms": 2, "tokens": 8])
  }

  @Test func `numbers can be dropped`() throws {
    let report = try report("terms", ["numbers": .string("drop")], of: Self.news)
    #expect(try #require(report.tables["terms.tsv"]).allSatisfy { $0[1] != "42" })
    #expect(report.numbers["tokens"] == 8)
  }

  @Test func `stop words come from languages and from files`() throws {
    let folder = try TemporaryDirectory()
    try folder.write("\u{FEFF}# animals\n\n  Wolves  # howl\r\ncat", to: "words.txt")
    let options: [String: OptionValue] = [
      "stopWords": .list([.string("en"), .string("words.txt")])
    ]
    let report = try report("terms", options, of: Self.news, directory: folder.path)
    #expect(try #require(report.tables["terms.tsv"]).dropFirst().map { $0[1] } == ["42"])
    #expect(report.numbers["tokens"] == 8)
    let stage = try makeStage("terms", options, directory: folder.path)
    #expect(stage.role.files == [folder.file("words.txt")])
  }

  @Test func `a stop word list that is not there is an error of use`() throws {
    let error = try #require(throws: WarraqError.self) {
      try makeStage("terms", ["stopWords": .string("xx")])
    }
    #expect(error.code == .usage && error.message.contains("/xx"))
  }

  @Test func `a stop word does not take a name along that folds to the same letters`() throws {
    let folder = try TemporaryDirectory()
    try folder.write("على\n", to: "words.txt")
    let report = try report(
      "terms", ["stopWords": .string("words.txt")], of: [SampleDocument("علي على المركب")],
      directory: folder.path)
    let rows = try #require(report.tables["terms.tsv"]).dropFirst()
    #expect(Set(rows.map { $0[4] }) == ["علي", "المركب"])
  }

  @Test func `the page hides stop words and shows forms`() throws {
    let panel = try #require(try report("terms", of: Self.news).panels.first)
    guard case .table(let table) = panel.content else {
      Issue.record("the panel is no table")
      return
    }
    #expect(table.columns[2] == .perMillion("count", total: 8))
    #expect(table.rows.filter(\.isHiddenByDefault).map { $0.cells[1] } == ["the", "and"])
    #expect(table.rows.allSatisfy { $0.cells.count == table.columns.count })
  }

  @Test func `a rare word that is a stop word elsewhere is not hidden`() throws {
    let text = String(repeating: "the of and city street ", count: 100) + "dog die في"
    let panel = try #require(try report("terms", of: [SampleDocument(text)]).panels.first)
    guard case .table(let table) = panel.content else { return }
    let hidden = table.rows.filter(\.isHiddenByDefault).map { $0.cells[1] }
    #expect(hidden == ["and", "of", "the"])
  }

  @Test func `lengths are given by source, language and month`() throws {
    let march = CalendarDate(year: 2015, month: 3, day: 1)
    let report = try report(
      "lengths",
      of: [
        SampleDocument("قال é🙂", date: march, source: "a", language: "ar"),
        SampleDocument("one two three", date: march, source: "b"),
        SampleDocument("one two three", source: "b", past: .duplicate),
        SampleDocument("x", date: CalendarDate(year: 2014), source: ""),
      ])
    #expect(
      report.tables["lengths.tsv"] == [
        ["dimension", "value", "documents", "characters", "tokens"],
        ["total", "(all)", "3", "20", "6"],
        ["source", "(unknown)", "1", "1", "1"], ["source", "a", "1", "6", "2"],
        ["source", "b", "1", "13", "3"],
        ["language", "(unknown)", "2", "14", "4"], ["language", "ar", "1", "6", "2"],
        ["month", "2014", "1", "1", "1"], ["month", "2015-03", "2", "19", "5"],
      ])
    let bars = report.panels.first { $0.id == "tokens-per-document" }
    guard case .bars(let values)? = bars?.content else {
      Issue.record("no bars of tokens")
      return
    }
    #expect(values == [PanelValue("1", 1), PanelValue("2–3", 2)])
  }

  @Test func `duplicates are named by id or ordinal, with the document they repeat`() throws {
    let report = try report(
      "dedupe",
      of: [
        SampleDocument("first story", id: "one"), SampleDocument("second story"),
        SampleDocument("First  STORY\n"), SampleDocument("bad", past: .rejected),
        SampleDocument("second story", id: "two"), SampleDocument("first story", id: "one"),
      ])
    #expect(
      report.tables["duplicates.tsv"] == [
        ["document", "kept", "kind", "ordinal", "keptOrdinal"],
        ["#2", "one", "exact", "2", "0"], ["two", "#1", "exact", "4", "1"],
        ["one", "one", "exact", "5", "0"],
      ])
  }
}
