import Testing
import WarraqCore

@Suite struct HTMLMarkupTests {
  private func occurs(_ text: String) -> Bool {
    Array(text.utf8).withUnsafeBytes(HTMLMarkup.occurs)
  }

  @Test(arguments: [
    "<p>", "text</p>", "a<br>b", "<BR />", "<a href='x'>", "<div\nclass=x>", "</DIV >", "<h2>",
    "1 < 2, and <b>bold</b>", "<<p>", "<!doctype html><html>",
    "<P ALIGN=left>", "</P>", "<BR>", "<blockquote>",
  ])
  func `a tag is markup`(text: String) { #expect(occurs(text)) }

  @Test(arguments: [
    "", "<", "</", "<p", "<br", "1 < 2 > 0", "<pre-war>", "<john@example.com>",
    "<https://a.example/>",
    "a<b, b>c", "<quote>", "<x:p>", "< p>", "&lt;p&gt;", "<p1>", "<article-like>", "<القاهرة>",
    "shares of <P> and <NAV>", "<Strong Medical>", "<i think so>", "<a b c <p", "<blockquotes>",
  ])
  func `what only looks like a tag is none`(text: String) { #expect(!occurs(text)) }

  @Test func `a long text is looked at in its beginning`() {
    let lead = String(repeating: "words ", count: 10_000)
    #expect(occurs(lead + "<p>"))
    #expect(!occurs(lead + lead + "<p>"))
  }
}
