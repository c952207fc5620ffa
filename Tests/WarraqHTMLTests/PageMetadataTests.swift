import Testing

@testable import WarraqHTML

@Suite struct PageMetadataTests {
  private let text = "<p>A sentence, so that the page is one.</p>"

  @Test func `title, date and language come from the head`() throws {
    let found = try article(
      """
      <html lang="ar-SA"><head><title>Bridge | The Paper</title>
      <meta property="og:title" content="Bridge &amp; river">
      <meta property="article:published_time" content="2015-07-31T08:30:00Z"></head>\(text)</html>
      """)
    #expect(found.title == "Bridge & river" && found.language == "ar-SA")
    #expect(found.date == "2015-07-31T08:30:00Z")
  }

  @Test func `the window's title is better than none, and nothing is made up`() throws {
    #expect(try article("<title> Bridge\n| The Paper</title>\(text)").title == "Bridge | The Paper")
    let bare = try article(text)
    #expect(bare.title == nil && bare.date == nil && bare.language == nil)
  }

  @Test func `JSON-LD gives the text where the page holds none`() throws {
    let found = try article(
      #"""
      <script type="application/ld+json">
      [{"@graph": [{"headline": "Bridge", "datePublished": "2015-07-31", "articleBody":
      "The \"council\" met.\n\nIt \u0642\u0627\u0644 \ud83d\ude42 so."}]}]
      </script><p>Loading</p>
      """#)
    #expect(String(decoding: found.text, as: UTF8.self) == "The \"council\" met.\nIt قال 🙂 so.")
    #expect(found.title == "Bridge" && found.date == "2015-07-31")
  }

  @Test func `JSON-LD that holds markup is read as a page`() throws {
    let found = try article(
      #"<script type="application/ld+json">{"articleBody": "<p>One &amp; two.<\/p><p>Three.<\/p>"}</script>"#
    )
    #expect(String(decoding: found.text, as: UTF8.self) == "One & two.\nThree.")
  }

  @Test(arguments: [
    #"{"articleBody": "#, #"{"a": "\u12"#, #"{"a": "\ud83d\u"#, #""a\"#, "{}}]", "",
  ])
  func `broken JSON does no harm`(json: String) throws {
    let found = try lines("<script type='application/ld+json'>\(json)</script>\(text)")
    #expect(found == ["A sentence, so that the page is one."])
  }
}
