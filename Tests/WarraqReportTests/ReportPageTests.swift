import Foundation
import Testing
import WarraqCore

@testable import WarraqReport

@Suite struct ReportPageTests {
  /// Text that tries everything to become markup.
  static let hostile = "</script><script>alert(1)</script><!--\u{2028}\u{2029}\"\\\u{202E}&<b>"

  private func page(
    _ panels: [ReportPanel] = [], title: String = "news", corpus: CorpusFacts = smallCorpus()
  ) -> String {
    ReportPage(
      title: title, corpus: corpus, numbers: ["tokens": 7], panels: panels, files: ["terms.tsv"]
    ).html
  }

  private func table(_ cell: String, hidden: Bool = false) -> ReportPanel {
    let table = PanelTable(
      columns: [.text("term"), .perMillion("count", total: 50)],
      rows: [PanelTable.Row([cell, "5"], isHiddenByDefault: hidden), PanelTable.Row(["b", "4"])],
      hiddenRowsName: "stop words", file: "terms.tsv")
    return ReportPanel(id: "terms", title: cell, note: cell, content: .table(table))
  }

  /// The data of the page as a program reads it.
  private func data(of html: String) throws -> [String: Any] {
    let start = "<script type=\"application/json\" id=\"report-data\">"
    let tail = try #require(html.range(of: start)).upperBound
    let end = try #require(html.range(of: "</script>", range: tail..<html.endIndex)).lowerBound
    let json = try JSONSerialization.jsonObject(with: Data(html[tail..<end].utf8))
    return try #require(json as? [String: Any])
  }

  @Test func `hostile text stays text, wherever it stands`() throws {
    let hostile = Self.hostile
    let bars = ReportPanel(
      id: "b", title: "", note: "", content: .bars([PanelValue(hostile, 1)]))
    let pairs = ReportPanel(
      id: "c", title: "", note: "",
      content: .pairs([PanelPair(hostile, "b", firstFromSecond: 1, secondFromFirst: 0)]))
    var entry = PanelEntry(hostile, 1, note: hostile, partCount: 1)
    entry.parts = [PanelEntry.Part(hostile, 1, note: hostile)]
    entry.trend = [PanelValue(hostile, 1)]
    let entries = ReportPanel(id: "d", title: "", note: "", content: .entries([entry]))
    let html = page([table(hostile), bars, pairs, entries], title: hostile)
    #expect(html.components(separatedBy: "<script").count == 3)
    #expect(html.components(separatedBy: "</script>").count == 3)
    #expect(!html.contains("<!--") && !html.contains("<b>"))
    #expect(!html.unicodeScalars.contains("\u{202E}"))
    let body = try #require(html.range(of: "<body>")).lowerBound
    #expect(!html[body...].unicodeScalars.contains { [0x2028, 0x2029].contains($0.value) })
    let read = try data(of: html)
    #expect(read["title"] as? String == hostile.replacing("\u{202E}", with: ""))
  }

  @Test func `entries open without JavaScript too`() {
    var entry = PanelEntry("جون كيري", 45, note: "documents: 30", partCount: 2)
    entry.parts = [PanelEntry.Part("كيري", 30, note: "document")]
    entry.trend = [PanelValue("2015-03", 40), PanelValue("2015-05", 5)]
    let html = page([ReportPanel(id: "e", title: "Persons", note: "", content: .entries([entry]))])
    #expect(
      html.contains("<details><summary><bdi dir=\"auto\">جون كيري</bdi> 45</summary>"))
    #expect(html.contains("<td class=\"text\" dir=\"auto\">كيري</td><td class=\"number\">30</td>"))
    #expect(html.contains("documents: 30. 2015-03: 40, 2015-05: 5"))
  }

  @Test func `the page never reads text as markup and loads nothing`() throws {
    let html = page([table("x")])
    for word in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("] {
      #expect(!html.contains(word))
    }
    for word in ["src=", "@import", "url(", "fetch(", "https:", "<link"] {
      #expect(!html.contains(word))
    }
    #expect(html.contains("default-src 'none'"))
    #expect(html.components(separatedBy: "http:").count == 2, "the SVG name space and no other")
  }

  @Test func `the data holds panels, hidden rows, totals and the books`() throws {
    let read = try data(of: page([table("في", hidden: true)]))
    let panel = try #require((read["panels"] as? [[String: Any]])?.first)
    let table = try #require(panel["table"] as? [String: Any])
    #expect(table["rows"] as? [[String]] == [["في", "5"], ["b", "4"]])
    #expect(table["hidden"] as? [Int] == [0])
    #expect(table["hiddenName"] as? String == "stop words")
    let columns = try #require(table["columns"] as? [[String: Any]])
    #expect(columns[1]["total"] as? Int == 50)
    #expect((read["documents"] as? [String: Int])?["quarantined"] == 3)
    #expect((read["ledger"] as? [[Any]])?.count == 4)
    #expect(read["files"] as? [String] == ["terms.tsv"])
  }

  @Test(arguments: [(10, 10, true, "100"), (999, 1000, false, "99.9")])
  func `the page knows what share of the input it covers`(
    covered: Int, total: Int, isFull: Bool, percent: String
  ) throws {
    var corpus = smallCorpus(covered: covered, total: total)
    if !isFull { corpus.holes = ["shard 17"] }
    let read = try data(of: page(corpus: corpus))
    #expect(read["holes"] as? [String] == corpus.holes)
    #expect(read["isCovered"] as? Bool == isFull)
    #expect(read["coverage"] as? String == percent)
  }

  @Test func `the page is the same bytes each time`() {
    let panels = [table("أ"), table("b", hidden: true)]
    #expect(page(panels) == page(panels))
  }

  @Test func `without JavaScript tables show unique stories with both columns`() throws {
    let terms = PanelTable(
      columns: [.text("term"), .number("documents"), .printings("publications")],
      rows: [
        PanelTable.Row(["في", "9", "9"], isHiddenByDefault: true),
        PanelTable.Row(["واس", "3", "4"]), PanelTable.Row(["wire", "1", "40"]),
      ])
    let html = page([
      ReportPanel(id: "t", title: "Terms", note: "", content: .table(terms)),
      ReportPanel(
        id: "s", title: "Sources", note: "",
        content: .ranking(
          [PanelValue("الحياة", 5, printings: 6), PanelValue("Eco", 1, printings: 9)], limit: 1)),
      ReportPanel(
        id: "c", title: "Copies", note: "",
        content: .pairs([PanelPair("a", "ب", firstFromSecond: 2, secondFromFirst: 1)])),
    ])
    let start = try #require(html.range(of: "<noscript>")).upperBound
    let end = try #require(html.range(of: "</noscript>")).lowerBound
    let plain = String(html[start..<end])
    let rows = plain.matches(of: /<tr>(.*)<\/tr>/).map { row in
      row.1.matches(of: />([^<]*)<\/t[dh]>/).map { String($0.1) }
    }
    #expect(
      rows == [
        ["term", "documents", "publications"], ["واس", "3", "4"], ["wire", "1", "40"],
        ["", "unique stories", "every printing"], ["الحياة", "5", "6"],
        ["source", "copied from", "documents"], ["a", "ب", "2"], ["ب", "a", "1"],
      ])
    #expect(plain.contains("<td class=\"text\" dir=\"auto\">الحياة</td>"))
  }

  @Test func `the page fits a phone, both colour schemes and a reader without JavaScript`() {
    let html = page()
    #expect(html.hasPrefix("<!doctype html>\n<html lang=\"en\">"))
    #expect(html.contains("width=device-width"))
    #expect(html.contains("prefers-color-scheme: dark"))
    #expect(html.contains("<noscript>"))
  }
}
