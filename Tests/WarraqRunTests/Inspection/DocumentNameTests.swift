import Testing

@testable import WarraqRun

@Suite struct DocumentNameTests {
  private let inputs = ["a.jsonl", "in/b:1", "a.jsonl"]

  @Test(arguments: [
    ("#24", DocumentName.ordinal(24)), ("#", .id("#")), ("#-1", .id("#-1")), ("#x", .id("#x")),
    ("a.jsonl:7", .record(7, inputs: [0, 2])), ("in/b:1:0", .record(0, inputs: [1])),
    ("in/b:1", .id("in/b:1")), ("c.jsonl:7", .id("c.jsonl:7")), ("a.jsonl:", .id("a.jsonl:")),
    ("https://news.example/1:2", .id("https://news.example/1:2")), ("", .id("")),
    ("#99999999999999999999", .id("#99999999999999999999")),
  ])
  func `a place is what names an input or an ordinal, and the rest is an id`(
    text: String, expected: DocumentName
  ) {
    #expect(DocumentName(text, inputs: inputs) == expected)
  }
}
