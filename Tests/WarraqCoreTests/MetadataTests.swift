import Testing

@testable import WarraqCore

@Suite struct MetadataTests {
  @Test func `fields hold what they were given last, each for itself`() {
    let document = Document()
    document.title = "أخبار"
    document.id = "1"
    document.source = ""
    document.title = "A longer headline than a small string holds"
    #expect(document.id == "1" && document.source == "" && document.url == nil)
    #expect(document.title == "A longer headline than a small string holds")
    document.title = nil
    #expect(document.title == nil && document.id == "1")
  }

  @Test func `a document that is reset knows nothing of the one before`() {
    let document = Document()
    document.fill(.language) { $0 += Array("ar".utf8) }
    document.date = CalendarDate(year: 2015)
    #expect(document.language == "ar")
    document.reset(place: Place(ordinal: 1, offset: 0))
    #expect(document.language == nil && document.date == nil)
    document.fill(.url) { $0 += Array("https://a.example".utf8) }
    #expect(document.url == "https://a.example" && document.language == nil)
  }

  @Test func `a field may be set any number of times`() {
    let document = Document()
    (document.id, document.url) = ("1", "https://a.example")
    for number in 0..<10_000 {
      document.title = "title \(number)"
      if number % 3 == 0 { document.source = "source \(number)" }
      document.language = number % 2 == 0 ? "ar" : nil
    }
    #expect(document.title == "title 9999" && document.source == "source 9999")
    #expect(document.id == "1" && document.url == "https://a.example" && document.language == nil)
    document.title = String(repeating: "خبر ", count: 3_000)
    for _ in 0..<100 { document.title?.append("!") }
    #expect(document.title?.utf8.count == 21_100 && document.id == "1")
  }

  @Test func `a long field stays what it is while another one is set`() {
    var metadata = Metadata()
    let title = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 % 251) }
    metadata.set(.title) { $0 += title }
    for number in 0..<5_000 {
      metadata.set(.language) { $0 += Array("language \(number)".utf8) }
      if number % 1_000 == 0 { #expect(metadata.withBytes(of: .title) { Array($0) } == title) }
    }
    #expect(metadata.withBytes(of: .title) { Array($0) } == title)
    #expect(metadata[.language] == "language 4999" && metadata[.id] == nil)
  }

  @Test func `what a field held before does not pile up`() {
    var metadata = Metadata()
    for _ in 0..<1_000 { metadata.set(.title) { $0 += [UInt8](repeating: 97, count: 100) } }
    metadata.set(.title) { #expect($0.count <= 8_192) }
  }

  @Test func `bytes of a field are lent out, none where it has no value`() {
    let document = Document()
    #expect(document.withBytes(of: .title) { $0.isEmpty })
    document.title = "ab"
    #expect(document.withBytes(of: .title) { Array($0) } == [97, 98])
  }
}
