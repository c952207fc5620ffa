import Testing

@testable import WarraqHTML

/// How pages are read, and how text is written.
@Suite struct PageTests {
  @Test func `white space folds, breaks end lines, and preformatted lines stay`() throws {
    #expect(
      try lines("<p>one \n\t two<br>three<br><br>four&nbsp;\u{FEFF}five<p><pre>a\n  b</pre>")
        == ["one two", "three", "four five", "a", "b"])
  }

  @Test func `entities are resolved and letters of all lengths stay`() throws {
    #expect(
      try lines(
        "<p>AT&amp;T &eacute;t&eacute; &#1576;&#x628; فارسی\u{200C}ها 🙂 &unknown; 1 &lt; 2</p>")
        == ["AT&T été بب فارسی\u{200C}ها 🙂 &unknown; 1 < 2"])
  }

  @Test(arguments: [
    "<p>broken <b>markup <i>here</b> is</i> read", "<p>broken markup here is read</div></p></body>",
    "<p>broken markup <span class=\"x here is read", "<table><p>broken markup<td>here is read",
    "<p>broken markup here is read<!-- and never closed", "<p>broken markup here is read<",
    "</p></div>broken markup here is read", "<p>broken markup <\u{0}here is read",
  ])
  func `broken markup gives the words that are there`(page: String) throws {
    let words = try lines(page).joined(separator: " ").split(separator: " ")
    #expect(words.first == "broken" && words.contains { $0.hasPrefix("markup") })
  }

  @Test(arguments: [
    "", " ", "<html></html>", "<script>var a = 1</script>", "<p> </p>", "<img src=x>",
    "<title>T</title>",
    "<nav><a href=/>Home</a></nav>",
  ])
  func `a page without text has no article`(page: String) {
    #expect(problem(of: page) == .noArticle)
  }

  @Test(arguments: ["<div>", "<b>", "<ul><li>", "<table><tr><td>", "<q a=1>"])
  func `elements nested without end are refused, quickly and without deep calls`(tag: String) {
    let page = String(repeating: tag, count: 200_000) + "text"
    let time = ContinuousClock().measure { #expect(problem(of: page) == .tooDeep) }
    #expect(time < .seconds(20))
  }

  @Test func `pages are as deep as browsers let them be`() throws {
    func page(_ depth: Int) -> String {
      String(repeating: "<div>", count: depth) + "A sentence that stands rather deep in here."
    }
    #expect(try lines(page(PageParser.maximumDepth - 4)).count == 1)
    #expect(problem(of: page(PageParser.maximumDepth + 1)) == .tooDeep)
  }

  @Test func `a page that is cut off anywhere is read without a crash`() {
    let page = Array(
      """
      <!doctype html><html lang="ar"><head><title>T</title><meta property="og:title" content="x">
      <script type="application/ld+json">{"articleBody": "a \\u0628 \\ud83d\\ude42 \\" b"}</script>
      </head><body class="a b"><p style="display:none">h</p><p>ب<br>one &amp; two</p></body></html>
      """.utf8)
    for end in page.indices {
      _ = page[..<end].withUnsafeBytes { try? Article(page: $0) }
    }
  }
}
