import Testing
import WarraqCore
import WarraqTestKit

@Suite struct PublisherTests {
  private func publisher(source: String? = nil, url: String? = nil) -> String? {
    let document = Document()
    document.source = source
    document.url = url
    return document.publisher
  }

  @Test func `the source names the publisher, then the host of the address`() {
    #expect(publisher(source: "Times", url: "https://post.example/1") == "Times")
    #expect(publisher(source: "", url: "https://www.Post.example/1") == "post.example")
    #expect(publisher(url: "http://me:pw@news.example:8080?x=1") == "news.example")
    #expect(publisher(url: "//news.example/1") == nil && publisher() == nil)
    #expect(publisher(url: "https:///nothing") == nil)
  }
}
