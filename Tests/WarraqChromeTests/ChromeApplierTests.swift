import Testing
import WarraqCore

@testable import WarraqChrome

@Suite struct ChromeApplierTests {
  private static let line = "the last line of every page"

  /// A message that takes the line from pages of a source.
  private static func message(_ source: String) -> [UInt8] {
    var encoder = RowEncoder()
    func hash(_ text: String) -> UInt64 { Array(text.utf8).withUnsafeBytes { KeyHash.hash($0) } }
    LineKey(source: hash(source), line: hash(line)).encode(to: &encoder)
    return encoder.bytes
  }

  /// What is left of a page of the source.
  private static func text(of source: String, _ applier: any DocumentWorker) throws -> String {
    let batch = DocumentBatch()
    let document = batch.add(at: Place(ordinal: 0, offset: 0))
    document.source = source
    document.replaceText { $0 = Array("what the page says\n\(line)".utf8) }
    try applier.process(batch)
    return String(decoding: document.text, as: UTF8.self)
  }

  @Test func `a line goes from pages of the sources that it was learnt of, and from no others`()
    throws
  {
    var decision = ShardMessages()
    for message in [Self.message("a"), Self.message("b")].sorted(by: {
      $0.lexicographicallyPrecedes($1)
    }) {
      message.withUnsafeBytes { decision.append($0) }
    }
    let applier = ChromeRules().makeApplier(decision: decision)
    for source in ["a", "b", "a"] {
      #expect(try Self.text(of: source, applier) == "what the page says")
    }
    #expect(try Self.text(of: "c", applier) == "what the page says\n\(Self.line)")
  }
}
