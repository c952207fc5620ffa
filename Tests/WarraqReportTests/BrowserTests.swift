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
}
