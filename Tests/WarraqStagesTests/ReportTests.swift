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

  @Test func `the page holds the top terms by stories and those by printings`() throws {
    // 2,100 terms in two stories each, and one in a single story with five printings.
    let words = (0..<2100).map { "word\($0)" }.joined(separator: " ")
    let samples =
      [SampleDocument(words), SampleDocument(words + " again"), SampleDocument("zwire copy")]
      + Array(repeating: SampleDocument("zwire copy", past: .duplicate), count: 4)
    let report = try report("terms", of: samples)
    let ranked = try #require(report.tables["terms.tsv"])
    #expect(ranked.firstIndex { $0[1] == "zwire" } ?? 0 > 2000)
    guard case .table(let table)? = report.panels.first?.content else {
      Issue.record("no table of terms")
      return
    }
    #expect(table.columns[4] == .printings("publications"))
    #expect(table.rows.prefix(2000).map { $0.cells[0] } == (1...2000).map(String.init))
    let byPrintings = table.rows.sorted { Int($0.cells[4]) ?? 0 > Int($1.cells[4]) ?? 0 }
    #expect(Set(byPrintings.prefix(2).map { $0.cells[1] }) == ["zwire", "copy"])
    #expect(byPrintings[0].cells[2...] == ["1", "1", "5"])
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
        ["dimension", "value", "documents", "characters", "tokens", "publications"],
        ["total", "(all)", "3", "20", "6", "4"],
        ["source", "(unknown)", "1", "1", "1", "1"], ["source", "a", "1", "6", "2", "1"],
        ["source", "b", "1", "13", "3", "2"],
        ["language", "(unknown)", "2", "14", "4", "3"], ["language", "ar", "1", "6", "2", "1"],
        ["month", "(unknown)", "0", "0", "0", "1"], ["month", "2014", "1", "1", "1", "1"],
        ["month", "2015-03", "2", "19", "5", "2"],
      ])
    let bars = report.panels.first { $0.id == "tokens-per-document" }
    guard case .bars(let values)? = bars?.content else {
      Issue.record("no bars of tokens")
      return
    }
    #expect(
      values == [PanelValue("1", 1, printings: 1), PanelValue("2–3", 2, printings: 3)])
  }

  @Test func `charts hold the largest sources by stories and those by printings`() throws {
    var samples: [SampleDocument] = []
    for source in 0..<30 {
      samples += Array(repeating: SampleDocument("x", source: "paper\(source)"), count: 30 - source)
    }
    samples += Array(repeating: SampleDocument("x", source: "wire", past: .duplicate), count: 40)
    let panel = try report("lengths", of: samples).panels.first { $0.id == "documents-by-source" }
    guard case .ranking(let values, limit: 20)? = panel?.content else {
      Issue.record("no bars of sources")
      return
    }
    #expect(values.prefix(20).map(\.label) == (0..<20).map { "paper\($0)" })
    #expect(values.dropFirst(20) == [PanelValue("wire", 0, printings: 40)])
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
        ["document", "kept", "kind", "ordinal", "keptOrdinal", "similarity", "cluster"],
        ["#2", "one", "exact", "2", "0", "1.0000", "0"],
        ["two", "#1", "exact", "4", "1", "1.0000", "1"],
        ["one", "one", "exact", "5", "0", "1.0000", "0"],
      ])
    #expect(
      report.tables["clusters.tsv"] == [
        ["cluster", "size", "kept", "sources", "first", "last"],
        ["0", "3", "one", "0", "", ""], ["1", "2", "#1", "0", "", ""],
      ])
  }

  @Test func `sources that copy are counted by pair and direction, the most first`() throws {
    var samples = [
      SampleDocument("one story", source: "واس"), SampleDocument("one story", source: "El Eco"),
      SampleDocument("one story", source: "Zeit"), SampleDocument("one story", source: "واس"),
      SampleDocument("one story"), SampleDocument("another story", source: "El Eco"),
      SampleDocument("another story", source: "واس"), SampleDocument("third story"),
      SampleDocument("third story", source: "Zeit"), SampleDocument("third story", source: "Zeit"),
      SampleDocument("one story", source: "El Eco"),
    ]
    // Without a source the host of the address counts; where there is neither, nothing does.
    samples[7].url = "https://desk@www.News.example:8080/a?b=c"
    let report = try report("dedupe", of: samples)
    #expect(
      report.tables["copying.tsv"] == [
        ["source", "copiedFrom", "documents"], ["El Eco", "واس", "2"],
        ["Zeit", "news.example", "2"], ["Zeit", "واس", "1"], ["واس", "El Eco", "1"],
      ])
    guard case .pairs(let pairs)? = report.panels.first(where: { $0.id == "copying" })?.content
    else {
      Issue.record("no panel of pairs")
      return
    }
    #expect(
      pairs == [
        PanelPair("El Eco", "واس", firstFromSecond: 2, secondFromFirst: 1),
        PanelPair("Zeit", "news.example", firstFromSecond: 2, secondFromFirst: 0),
        PanelPair("Zeit", "واس", firstFromSecond: 1, secondFromFirst: 0),
      ])
  }

  @Test(arguments: [
    ("earliest", "2014"), ("longest", "long"), ("first", "first"), ("El Eco", "echo"),
  ])
  func `of several copies one stays, as the policy says`(keep: String, kept: String) throws {
    let policies = ["first", "earliest", "longest"]
    let option: OptionValue =
      policies.contains(keep) ? .string(keep) : .list([.string("none"), .string(keep)])
    let report = try report(
      "dedupe", ["keep": option],
      of: [
        SampleDocument("one story", id: "first", date: CalendarDate(year: 2015, month: 3)),
        SampleDocument("one   story", id: "long"),
        SampleDocument("one story", id: "2014", date: CalendarDate(year: 2014)),
        SampleDocument("one story", id: "echo", source: "El Eco"),
      ])
    let rows = try #require(report.tables["duplicates.tsv"]).dropFirst()
    #expect(rows.count == 3 && rows.allSatisfy { $0[1] == kept && $0[0] != kept })
  }

  @Test func `repeated lines are reported by where they first stand`() throws {
    let samples = [
      SampleDocument("first story\nread more here now"),
      SampleDocument("second story\n Read  more here now\nend"),
      SampleDocument("READ MORE HERE NOW \r\nthird story\n\nend"),
    ]
    func rows(_ options: [String: OptionValue]) throws -> [[String]] {
      let lines: [String: OptionValue] = ["kind": .string("lines")]
      let report = try report("dedupe", lines.merging(options) { $1 }, of: samples)
      return Array(try #require(report.tables["repeated.tsv"]).dropFirst())
    }
    // White space inside a line counts; it is left out around it.
    let more = ["line", "0", "2", "2", "1", "read more here now"]
    #expect(try rows([:]) == [more])
    #expect(
      try rows(["minimumTokens": .integer(1)]) == [more, ["line", "1", "3", "2", "1", "end"]])
    #expect(try rows(["dropAbove": .integer(1)]) == [["line", "0", "2", "2", "2", more[5]]])
    #expect(try rows(["dropAbove": .integer(2)]).isEmpty)
  }

  @Test func `repeated text is quoted as it was first published, and cut at 200 code points`()
    throws
  {
    let long = (0..<60).map { "كلمةٌ\($0)" }.joined(separator: " ")
    let furniture = "  اقرأ أيضًا على\r\n\tموقعنا الجَديد \r"
    let samples = [
      SampleDocument("a b\n\n" + furniture + "\n\n" + long),
      SampleDocument("c d\n\nاقرا ايضا على\r\n\tموقعنا الجديد\n\n" + long + "\nbehind"),
      SampleDocument(long),
    ]
    let report = try report(
      "dedupe", ["kind": .string("paragraphs"), "minimumTokens": .integer(2)], of: samples)
    let rows = try #require(report.tables["repeated.tsv"]).dropFirst()
    #expect(rows.map { $0[2] } == ["3", "6"])
    #expect(rows.first?[5] == "اقرأ أيضًا على\r\n\tموقعنا الجَديد")
    let cut = String(String.UnicodeScalarView(long.unicodeScalars.prefix(200)))
    #expect(rows.last?[5] == cut + "…")
  }

  @Test func `near duplicates hold together, and closing prices need not`() throws {
    let words = (0..<60).map { "word\($0)" }
    func story(_ change: Int, _ number: Int) -> String {
      var words = words
      words[change] = "changed"
      return words.joined(separator: " ") + " \(number)"
    }
    let samples = [
      SampleDocument(story(3, 1), id: "a", date: CalendarDate(year: 2015, month: 3, day: 1)),
      SampleDocument("another story of other words", id: "b"),
      SampleDocument(story(50, 1), id: "c", date: CalendarDate(year: 2015, month: 2, day: 27)),
      SampleDocument(story(50, 2), id: "d", date: CalendarDate(year: 2015, month: 4, day: 1)),
      SampleDocument("short", id: "e"), SampleDocument("short", id: "f"),
    ]
    func removed(_ options: [String: OptionValue]) throws -> [[String]] {
      let near: [String: OptionValue] = ["kind": .string("near"), "threshold": .fraction(6_000)]
      let report = try report("dedupe", near.merging(options) { $1 }, of: samples)
      return Array(try #require(report.tables["duplicates.tsv"]).dropFirst())
    }
    let all = try removed([:])
    #expect(all.map { $0[0] } == ["c", "d"] && all.allSatisfy { $0[1] == "a" && $0[2] == "near" })
    // 57 shingles each, of which 4 hold the fourth word and 5 the fifty-first: 48 of 66.
    #expect(all[0][5] == "0.7273")
    #expect(try removed(["numbersMustMatch": .boolean(true)]).map { $0[0] } == ["c"])
    #expect(try removed(["window": .integer(2)]).map { $0[0] } == ["c"])
    #expect(try removed(["window": .integer(1)]).isEmpty)
    #expect(try removed(["threshold": .fraction(9_900)]).isEmpty)
  }
}
