import Foundation
import Testing
import WarraqCore

@testable import WarraqReport

/// What a real browser makes of the page. Says SKIPPED where there is no chromium.
@Suite struct BrowserTests {
  /// The page's `main` element after its script ran, or `nil` without a browser.
  private func rendered(_ panels: [ReportPanel], click: String = "") throws -> String? {
    let search = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
    guard let browser = search.first(where: FileManager.default.isExecutableFile) else {
      print("SKIPPED: the report page in a browser (no chromium on this machine)")
      return nil
    }
    let scratch = try Scratch()
    let page = ReportPage(
      title: "t", corpus: smallCorpus(), numbers: [:], panels: panels, files: []
    ).html.replacing("</body>", with: "<script>\(click)</script></body>")
    try page.write(toFile: scratch.path + "/page.html", atomically: false, encoding: .utf8)

    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
    process.arguments = [
      "60", browser, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom",
      "--virtual-time-budget=2000", "--user-data-dir=\(scratch.path)/profile",
      "file://\(scratch.path)/page.html",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let start = try #require(output.range(of: "<main id=\"panels\">")).upperBound
    let end = try #require(output.range(of: "</main>")).lowerBound
    return String(output[start..<end])
  }

  private let terms = ReportPanel(
    id: "terms", title: "Terms", note: "",
    content: .table(
      PanelTable(
        columns: [.text("term"), .perMillion("count", total: 2_000)],
        rows: [
          PanelTable.Row(["في", "1500"], isHiddenByDefault: true),
          PanelTable.Row(["السعوديه", "30"]),
          PanelTable.Row(["<script>document.title='broken'</script>", "1"]),
        ], hiddenRowsName: "stop words")))

  @Test func `terms are shown as text, and stop words are hidden`() throws {
    guard let main = try rendered([terms]) else { return }
    #expect(main.contains("<bdi dir=\"auto\">السعوديه</bdi>"))
    #expect(main.contains("&lt;script&gt;document.title='broken'&lt;/script&gt;"))
    #expect(!main.contains("<script"))
    #expect(!main.contains("<bdi dir=\"auto\">في</bdi>"))
    #expect(main.contains("2 rows; 1 stop words hidden"))
  }

  @Test func `switches show stop words and counts per million`() throws {
    let click = "document.querySelectorAll('[role=switch]').forEach((one) => one.click());"
    guard let main = try rendered([terms], click: click) else { return }
    #expect(main.contains("<bdi dir=\"auto\">في</bdi>"))
    #expect(main.contains("750,000") && main.contains(">500<"))
  }

  @Test func `a search finds other spellings of the same letters`() throws {
    let search = """
      const box = document.querySelector('[type=search]');
      box.value = 'السَّعودية'; box.dispatchEvent(new Event('input'));
      """
    guard let main = try rendered([terms], click: search) else { return }
    #expect(main.contains("<bdi dir=\"auto\">السعوديه</bdi>"))
    #expect(!main.contains("broken"))
  }

  @Test func `charts name their months, and what is no month stands beside them`() throws {
    let series = ReportPanel(
      id: "s", title: "S", note: "",
      content: .series([
        PanelValue("2015-03", 4), PanelValue("2015-05", 9), PanelValue("(unknown)", 7),
      ]))
    let bars = ReportPanel(
      id: "b", title: "B", note: "", content: .bars([PanelValue("واس", 3)]))
    guard let main = try rendered([series, bars]) else { return }
    #expect(main.contains("S. Mar 2015: 4 to May 2015: 9; highest May 2015: 9"))
    #expect(main.contains("Apr 2015</th><td class=\"number\">0<"))
    #expect(main.contains("<bdi dir=\"auto\">(unknown)</bdi>: 7"))
    #expect(main.contains("<bdi dir=\"auto\">واس</bdi>"))
  }

  @Test func `entries have a line over months, and open to show their parts`() throws {
    var entry = PanelEntry("جون كيري", 45, note: "documents: 30", partCount: 3)
    entry.parts = [PanelEntry.Part("<b>كيري", 30, note: "document")]
    entry.trend = [PanelValue("2015-03", 40), PanelValue("2015-05", 5)]
    let panel = ReportPanel(id: "e", title: "Persons", note: "", content: .entries([entry]))
    guard let main = try rendered([panel]) else { return }
    #expect(main.contains("<details class=\"entry\"><summary>"))
    #expect(main.contains("<bdi dir=\"auto\">جون كيري</bdi>"))
    #expect(main.contains("&lt;b&gt;كيري") && main.contains("<td>document</td>"))
    #expect(main.contains("Mar 2015 to May 2015, at most 40") && main.contains("and 2 more"))
  }

  private static let switchToPrintings = """
    const choice = document.querySelectorAll('#counting input')[1];
    choice.focus(); choice.click();
    """

  private let both = [
    ReportPanel(
      id: "terms", title: "Terms", note: "",
      content: .table(
        PanelTable(
          columns: [.text("term"), .number("documents"), .printings("publications")],
          rows: [
            PanelTable.Row(["خبر", "30", "31"]), PanelTable.Row(["mid", "20", "20"]),
            PanelTable.Row(["برقية", "1", "40"]),
          ]))),
    ReportPanel(
      id: "sources", title: "Sources", note: "",
      content: .ranking(
        [PanelValue("الحياة", 5, printings: 5), PanelValue("wire", 1, printings: 9)], limit: 1)),
    ReportPanel(
      id: "months", title: "Months", note: "",
      content: .series([PanelValue("2015-03", 4, printings: 44)])),
  ]

  private func order(of names: [String], in html: String) -> [String] {
    names.compactMap { name in html.range(of: ">\(name)</bdi>").map { (name, $0.lowerBound) } }
      .sorted { $0.1 < $1.1 }.map(\.0)
  }

  @Test func `the page opens with unique stories`() throws {
    guard let main = try rendered(both) else { return }
    #expect(order(of: ["خبر", "mid", "برقية"], in: main) == ["خبر", "mid", "برقية"])
    #expect(order(of: ["الحياة", "wire"], in: main) == ["الحياة"])
    #expect(main.contains("highest Mar 2015: 4\""))
    #expect(main.components(separatedBy: ">Unique stories</small>").count == 4)
  }

  @Test func `the switch shows every printing in tables and charts, in its own order`() throws {
    guard let main = try rendered(both, click: Self.switchToPrintings) else { return }
    #expect(order(of: ["خبر", "mid", "برقية"], in: main) == ["برقية", "خبر", "mid"])
    #expect(main.contains("aria-sort=\"descending\""))
    #expect(order(of: ["الحياة", "wire"], in: main) == ["wire"])
    #expect(main.contains("highest Mar 2015: 44\""))
    #expect(main.components(separatedBy: ">Every printing</small>").count == 4)
  }

  @Test func `pairs of sources have a bar for each direction, the longer one first`() throws {
    let pairs = ReportPanel(
      id: "c", title: "C", note: "",
      content: .pairs([
        PanelPair("واس", "Eco", firstFromSecond: 2, secondFromFirst: 8),
        PanelPair("الحياة", "Zeit", firstFromSecond: 1, secondFromFirst: 0),
      ]))
    guard let main = try rendered([pairs]) else { return }
    let bars = main.components(separatedBy: "<li").dropFirst()
    #expect(
      bars.map { order(of: ["واس", "Eco", "الحياة", "Zeit"], in: $0) } == [
        ["Eco", "واس"], ["واس", "Eco"], ["الحياة", "Zeit"],
      ])
    #expect(bars.map { $0.contains("width: 100%") } == [true, false, false])
  }
}
