import Foundation
import Testing
import WarraqCore

@testable import WarraqReport

@Suite struct TSVWriterTests {
  /// Writes one field through a table with a buffer of `capacity` bytes and reads it back.
  private func written(_ field: String, capacity: Int = 4096) throws -> String {
    let scratch = try Scratch()
    let file = try ReportFile(name: "t.tsv", directory: scratch.path, capacity: capacity)
    let table = try TSVWriter(file, columns: ["a"]) { _ in }
    try table.field(field)
    try table.endRow()
    try table.finish()
    let text = try String(contentsOfFile: scratch.path + "/t.tsv", encoding: .utf8)
    try #require(text.hasPrefix("a\n") && text.hasSuffix("\n"))
    return String(text.unicodeScalars.dropFirst(2).dropLast())
  }

  @Test(arguments: [
    ("", ""), ("وقال", "وقال"), ("a\tb", #"a\tb"#), ("a\nb\r", #"a\nb\r"#), (#"C:\n"#, #"C:\\n"#),
    ("a\u{1}b", "a\u{1}b"), ("؜س", "س"), ("س\u{061C}", "س"), ("\u{061C}\u{061C}", ""),
    ("a\u{200E}\u{200F}b", "ab"), ("\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}", ""),
    ("\u{2066}x\u{2067}\u{2068}\u{2069}", "x"),
  ])
  func `a field cannot break its row, nor reorder it on screen`(field: String, expected: String)
    throws
  {
    #expect(try written(field).unicodeScalars.elementsEqual(expected.unicodeScalars))
  }

  @Test(arguments: ["ٜ", "Ü", "…", "“س”", "\u{200D}", "\u{2029}", "\u{2065}", "\u{206A}", "一"])
  func `a character that shares bytes with a control stays`(field: String) throws {
    #expect(try written(field).unicodeScalars.elementsEqual(field.unicodeScalars))
  }

  @Test(arguments: 0..<5)
  func `a field longer than the buffer is written whole`(shift: Int) throws {
    let piece = "السلام\u{2067}\t\u{061C}x"
    let field = String(repeating: "a", count: shift) + String(repeating: piece, count: 2000)
    let expected =
      String(repeating: "a", count: shift) + String(repeating: #"السلام\tx"#, count: 2000)
    let result = try written(field, capacity: 4096)
    #expect(result.unicodeScalars.elementsEqual(expected.unicodeScalars))
  }

  @Test(arguments: [0, 7, 10, -1, 1_234_567_890, Int.max, Int.min])
  func `numbers are written in decimal digits`(number: Int) throws {
    let scratch = try Scratch()
    let file = try ReportFile(name: "t.tsv", directory: scratch.path)
    let table = try TSVWriter(file, columns: ["a", "b"]) { _ in }
    try table.field(number)
    try table.field(bytes: [0x78])
    try table.endRow()
    try table.finish()
    let text = try String(contentsOfFile: scratch.path + "/t.tsv", encoding: .utf8)
    #expect(text == "a\tb\n\(number)\tx\n")
  }

  @Test func `a row with too few or too many fields is refused`() throws {
    let scratch = try Scratch()
    let file = try ReportFile(name: "t.tsv", directory: scratch.path)
    let table = try TSVWriter(file, columns: ["a", "b"]) { _ in }
    try table.field(1)
    #expect(throws: WarraqError.self) { try table.endRow() }
    #expect(throws: WarraqError.self) { try table.finish() }
    try table.field(2)
    try table.field(3)
    #expect(throws: WarraqError.self) { try table.endRow() }
  }
}
