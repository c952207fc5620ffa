import Testing

@testable import WarraqHTML

/// The article of a page, as lines.
func lines(_ page: String) throws -> [String] {
  try article(page).text.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
}

func article(_ page: String) throws(PageProblem) -> Article {
  let result = Array(page.utf8).withUnsafeBytes { bytes in
    Result { () throws(PageProblem) in try Article(page: bytes) }
  }
  return try result.get()
}

func problem(of page: String) -> PageProblem? {
  do {
    _ = try article(page)
    return nil
  } catch { return error }
}

@Suite struct ArticleTests {
  static let first =
    "The council met on Tuesday and decided, after long debate, to build the bridge."
  static let second = "Work begins in spring, the mayor said, and the old ferry goes on until then."
  static let story = "<p>\(first)</p><p>\(second)</p>"

  @Test(arguments: [
    "<nav><ul><li><a href=/>Home</a></ul></nav>",
    "<footer>All rights are with the publisher.</footer>",
    "<div class='related-posts'><p>Another story that many have read this week, and liked.</p></div>",
    "<div id=comments><p>I do not think that this is a good idea at all, said a reader.</p></div>",
    "<div class=siteSidebar><p>Weather: sunny in the morning, with rain in the afternoon.</p></div>",
    "<p><a href=/a>Five things that you should know before the summer comes to an end</a></p>",
    "<div style='display: none'><p>Words that nobody sees, because the style hides them.</p></div>",
    "<p hidden>Words that nobody sees, because their element is hidden.</p>",
    "<script>var text = '<p>A script that writes a long sentence into the page.</p>';</script>",
    "<style>p { color: red } /* A comment that is as long as a sentence. */</style>",
    "<noscript><p>Please turn JavaScript on to see this page in all of its beauty.</p></noscript>",
    "<figure><figcaption>The mayor, seen in front of the river last week.</figcaption></figure>",
    "<!-- A comment that is as long as a sentence, and no text. -->",
    "<h1>Bridge will be built</h1>",
  ])
  func `furniture is left out before and behind the text`(furniture: String) throws {
    let body = "<div class=story>\(Self.story)</div>"
    for page in [furniture + body, body + furniture] {
      #expect(try lines("<html><body>\(page)</body></html>") == [Self.first, Self.second])
    }
  }

  @Test func `one element that the page calls an article is enough`() throws {
    let teasers = (0..<5).map {
      "<li><p>Teaser \($0) of a story that is told at length elsewhere.</p>"
    }
    let page = "<article>\(Self.story)</article><ul>\(teasers.joined())</ul>"
    #expect(try lines(page) == [Self.first, Self.second])
  }

  @Test func `what microdata call the body counts more than names`() throws {
    let page = """
      <div class=content><p>\(Self.second)</p><p>\(Self.second)</p></div>
      <div class=sidebar><div itemprop="articleBody">\(Self.story)</div></div>
      """
    #expect(try lines(page) == [Self.first, Self.second])
  }

  @Test func `sections of one article hold together`() throws {
    let sections = (0..<4).map { "<section><h2>Part \($0)</h2>\(Self.story)</section>" }
    let page = "<div><div>\(sections.joined())</div></div><p>Imprint and contact.</p>"
    #expect(
      try lines(page) == (0..<4).flatMap { ["Part \($0)", Self.first, Self.second] })
  }

  @Test func `a name does not make furniture of what holds most of the text`() throws {
    #expect(try lines("<div class='has-sidebar'>\(Self.story)</div>") == [Self.first, Self.second])
  }

  @Test func `links within sentences stay`() throws {
    let page =
      "<p>The <a href=/c>council</a> met, and <a href=/m>the mayor</a> spoke for an hour.</p>"
    #expect(try lines(page) == ["The council met, and the mayor spoke for an hour."])
  }

  @Test func `Arabic sentences are prose`() throws {
    let page = """
      <div><a href=/>الرئيسية</a> <a href=/s>رياضة</a></div>
      <div><p>قال رئيس المجلس إن الجسر الجديد سيبنى في الربيع؛</p><p>هل تتوقف العبارة القديمة؟</p></div>
      """
    #expect(
      try lines(page) == [
        "قال رئيس المجلس إن الجسر الجديد سيبنى في الربيع؛", "هل تتوقف العبارة القديمة؟",
      ])
  }
}
