import Testing

@testable import WarraqCodecs
@testable import WarraqCore

@Suite struct PreflightTests {
  private func complaint(
    _ bytes: [UInt8], _ format: InputFormat = InputFormat(), codec: Codec = .zstd
  ) throws -> String? {
    let scratch = try ScratchDirectory()
    let path = try scratch.file(codec.compress(bytes))
    do {
      try preflight(path, description: describe(path, format: format), format: format)
      return nil
    } catch {
      #expect(error.code == .input)
      #expect(error.input == path)
      return error.message
    }
  }

  private func lines(_ count: Int, _ line: (Int) -> [UInt8]) -> [UInt8] {
    (0..<count).flatMap { line($0) + [0x0A] }
  }

  private static func json(_ text: [UInt8]) -> [UInt8] {
    Array(#"{"id":7,"text":""#.utf8) + text + Array(#""}"#.utf8)
  }

  /// "خبر" and "عاجل" in windows-1256; "café" in windows-1252.
  private static let arabic: [UInt8] = [0xCE, 0xC8, 0xD1, 0x20, 0xDA, 0xC7, 0xCC, 0xE1]
  private static let french: [UInt8] = Array("caf".utf8) + [0xE9]

  @Test func `an encoding that does not fit is refused, and one that would is named`() throws {
    let good = Self.json(Array("خبر".utf8))
    #expect(try complaint(lines(1000) { _ in good }) == nil)
    let arabic = try complaint(lines(1000) { _ in Self.json(Self.arabic) })
    #expect(arabic?.contains("as windows-1256") == true, "\(arabic ?? "")")
    let french = try complaint(lines(1000) { _ in Self.json(Self.french) })
    #expect(french?.contains("as windows-1252") == true, "\(french ?? "")")
    var format = InputFormat()
    format.encoding = "us-ascii"
    let utf8 = try complaint(lines(1000) { _ in good }, format)
    #expect(utf8?.contains("as utf-8") == true, "\(utf8 ?? "")")
  }

  @Test(arguments: [("utf-16le", false), ("utf-16be", true)])
  func `UTF-16 that is taken for UTF-8 is recognised`(_ name: String, _ isBig: Bool) throws {
    let text = (0..<1200).map { "{\"text\":\"خبر عاجل رقم \($0) éö\"}\n" }.joined()
    let bytes = text.utf16.flatMap { unit -> [UInt8] in
      let pair = [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)]
      return isBig ? pair.reversed() : pair
    }
    let message = try complaint(bytes)
    #expect(message?.contains("as \(name)") == true, "\(message ?? "")")
    var format = InputFormat()
    format.encoding = name
    #expect(try complaint(bytes, format) == nil)
  }

  @Test func `one record in a hundred, or a small input, is let through`() throws {
    let mixed = { (every: Int) in
      self.lines(2000) { Self.json($0 % every == 0 ? Self.arabic : Array("news".utf8)) }
    }
    #expect(try complaint(mixed(100)) == nil)
    #expect(try complaint(mixed(50)) != nil)
    #expect(try complaint(lines(999) { Self.json($0 % 2 == 0 ? Self.arabic : []) }) == nil)
  }

  @Test func `a text field that no record has is refused, with the fields that there are`() throws {
    var format = InputFormat()
    format.fields.text = "content"
    let record = Array(#"{"id":1,"body":{"html":"x"},"text":"t"}"#.utf8)
    let message = try complaint(lines(3) { _ in record }, format)
    #expect(message?.contains("id, body, body.html, text") == true, "\(message ?? "")")
    #expect(message?.contains("input.fields.text") == true)
  }

  @Test func `another field is missed only when it was asked for`() throws {
    let record = Array(#"{"text":"t","head":"h"}"#.utf8)
    #expect(try complaint(lines(3) { _ in record }) == nil)
    var format = InputFormat()
    format.fields.title = "head"
    #expect(try complaint(lines(3) { _ in record }, format) == nil)
    format.fields.title = "headline"
    #expect(try complaint(lines(3) { _ in record }, format)?.contains("headline") == true)
  }

  @Test func `nothing is wrong with an empty input, or with plain text`() throws {
    #expect(try complaint([]) == nil)
    #expect(try complaint([], codec: .plain) == nil)
    #expect(try complaint(Array("no json\n".utf8), .text(.line)) == nil)
  }
}
