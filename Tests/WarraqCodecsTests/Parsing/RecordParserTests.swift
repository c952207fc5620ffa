import Testing

@testable import WarraqCodecs
@testable import WarraqCore

@Suite struct RecordParserTests {
  private func parse(
    _ line: String, _ format: InputFormat = InputFormat()
  ) throws -> (Document, BadRecord?) {
    try parse(Array(line.utf8), format)
  }

  private func parse(_ line: [UInt8], _ format: InputFormat) throws -> (Document, BadRecord?) {
    let encoding = try line.withUnsafeBytes { _ in
      try TextEncoding.resolve(format.encoding, start: UnsafeRawBufferPointer(start: nil, count: 0))
    }
    let parser = try RecordParser(format: format, encoding: encoding)
    let document = Document()
    return (document, line.withUnsafeBytes { parser.parse($0, into: document) })
  }

  @Test func `every field of a document is read`() throws {
    let (document, problem) = try parse(
      #"{"lang":"ar","id":"a1","title":"عنوان","date":"2015-07-31T10:00:00+03:00","#
        + #""source":"spa","url":"https:\/\/x.example","text":"سطر\nآخر","extra":[1,{"text":2}]}"#)
    #expect(problem == nil)
    #expect(document.text == Array("سطر\nآخر".utf8))
    #expect(document.id == "a1")
    #expect(document.title == "عنوان")
    #expect(document.date == CalendarDate(year: 2015, month: 7, day: 31))
    #expect(document.source == "spa")
    #expect(document.url == "https://x.example")
    #expect(document.language == "ar")
  }

  @Test func `a byte order mark in front of a record is skipped, and counts in offsets`() throws {
    let (document, problem) = try parse("\u{FEFF}" + #"{"text":"t"}"#)
    #expect(problem == nil)
    #expect(document.text == Array("t".utf8))
    let (_, broken) = try parse("\u{FEFF}" + #"{"text":t}"#)
    #expect(broken?.offsetInRecord == 11)
  }

  @Test(arguments: [
    ("12345678901234567890123", "12345678901234567890123"), ("1.50", "1.50"), ("-0", "-0"),
    (#""x""#, "x"), (#""""#, nil), ("null", nil), ("[1]", nil), ("{}", nil), ("true", "true"),
  ])
  func `an id is kept as written`(_ value: String, _ id: String?) throws {
    let (document, problem) = try parse(#"{"text":"t","id":\#(value)}"#)
    #expect(problem == nil)
    #expect(document.id == id)
  }

  @Test(
    arguments: [
      (#"{"text":"x","m":"S","m":{"t":"T"}}"#, nil, "T"),
      (#"{"text":"x","m":{"t":"T"},"m":"S"}"#, "S", nil),
      (#"{"text":"x","m":{"t":"T"},"m":{}}"#, nil, nil),
    ] as [(String, String?, String?)])
  func `the last of equal members counts, with all that it holds`(
    line: String, source: String?, title: String?
  ) throws {
    var format = InputFormat()
    format.fields.source = "m"
    format.fields.title = "m.t"
    let (document, problem) = try parse(line, format)
    #expect(problem == nil && document.source == source && document.title == title)
  }

  @Test func `dotted paths lead into objects`() throws {
    var format = InputFormat()
    format.fields.text = "body.text"
    format.fields.title = "body.head.title"
    format.fields.source = "body"
    let (document, problem) = try parse(
      #"{"text":"no","body":{"text":"yes","head":{"title":"T"}},"head":{"title":"no"}}"#, format)
    #expect(problem == nil)
    #expect(document.text == Array("yes".utf8))
    #expect(document.title == "T")
    #expect(document.source == nil)
  }

  @Test func `one member can be several fields`() throws {
    var format = InputFormat()
    (format.fields.title, format.fields.source, format.fields.url) = ("m", "m.s", "m")
    let (document, problem) = try parse(#"{"text":"x","m":"S \u0061"}"#, format)
    #expect(problem == nil && document.source == nil)
    #expect(document.title == "S a" && document.url == "S a")
    (format.fields.title, format.fields.source) = ("m.s", "m.s")
    let twice = try parse(#"{"text":"x","m":{"s":"S"}}"#, format).0
    #expect(twice.title == "S" && twice.source == "S" && twice.url == nil)
    let forgotten = try parse(#"{"text":"x","m":{"s":"S"},"m":{}}"#, format).0
    #expect(forgotten.title == nil && forgotten.source == nil)
  }

  /// A record of plain text in an encoding.
  private func convert(_ bytes: [UInt8], _ encoding: String) throws -> (String?, BadRecord?) {
    var format = InputFormat()
    (format.kind, format.encoding) = (.text, encoding)
    let (document, problem) = try parse(bytes, format)
    return (String(validating: document.text, as: UTF8.self), problem)
  }

  @Test(arguments: [
    ("ab +3AA- cd", 3...7), ("ab +2AA- cd", 3...7), ("ab +2AA-", 3...7), ("+2ADYAA- x", 0...7),
    (String(repeating: "x", count: 5_000) + "+3AA- cd", 5_000...5_004),
  ])
  func `half a pair of surrogates is no text, and found where it stands`(
    text: String, place: ClosedRange<Int>
  ) throws {
    let problem = try convert(Array(text.utf8), "utf-7").1
    #expect(problem?.reason == .invalidEncoding)
    #expect(problem.map { place.contains($0.offsetInRecord) } == true)
  }

  @Test(arguments: [0, 4_094, 4_095, 4_096, 4_097])
  func `pairs and halves are told apart wherever a piece ends`(count: Int) throws {
    let before = String(repeating: "x", count: count)
    let (text, problem) = try convert(Array((before + "+2D3eAA-+BkUGKw- y").utf8), "utf-7")
    #expect(problem == nil && text == before + "😀مث y")
    for half in ["+2D0-", "+2D0- y", "+3gA- y"] {
      let problem = try convert(Array((before + half).utf8), "utf-7").1
      #expect(problem?.reason == .invalidEncoding)
      #expect(problem.map { (count...count + 4).contains($0.offsetInRecord) } == true)
    }
  }

  @Test func `halves that CESU-8 writes are refused, and pairs are one character`() throws {
    let high: [UInt8] = [0xED, 0xA0, 0xBD]
    let low: [UInt8] = [0xED, 0xB8, 0x80]
    #expect(try convert([0x61] + high + low + [0x62], "cesu-8").0 == "a😀b")
    for half in [high, low] {
      let problem = try convert([0x61] + half + [0x62], "cesu-8").1
      #expect(problem?.reason == .invalidEncoding && problem?.offsetInRecord == 1)
    }
  }

  @Test func `of repeated members the last counts, with all that is inside`() throws {
    var format = InputFormat()
    format.fields.title = "m.t"
    let (document, _) = try parse(
      #"{"text":"a","m":{"t":"old"},"te\u0078t":"b","m":{"u":1}}"#, format)
    #expect(document.text == Array("b".utf8))
    #expect(document.title == nil)
  }

  @Test(arguments: [
    (#"{"id":1}"#, BadRecord.Reason.missingText), (#"{"text":null}"#, .textNotString),
    (#"{"text":5}"#, .textNotString), (#"{"text":["x"]}"#, .textNotString),
    ("[]", .notAnObject), ("7", .notAnObject), (#"{"text":"x""#, .invalidJSON),
    (#"{"text":"x"} {}"#, .invalidJSON), (#"{"text":"x",}"#, .invalidJSON),
    (#"{"text":"\ud800"}"#, .invalidJSON), ("{\"text\":\"\u{1}\"}", .invalidJSON),
    (#"{"text":"x","n":01}"#, .invalidJSON), (#"{'text':'x'}"#, .invalidJSON),
    (#"{"text":"x","n":NaN}"#, .invalidJSON),
  ])
  func `a bad record says why`(_ line: String, _ reason: BadRecord.Reason) throws {
    #expect(try parse(line).1?.reason == reason)
  }

  @Test func `one invalid byte is found where it stands`() throws {
    var line = Array(#"{"text":"خبر"}"#.utf8)
    line[10] = 0xFF
    let problem = try parse(line, InputFormat()).1
    #expect(problem?.reason == .invalidUTF8)
    #expect(problem?.offsetInRecord == 9 || problem?.offsetInRecord == 10)
  }

  @Test(arguments: [1023, 1024, 1025, 5000])
  func `nesting is limited to 1,024 levels, whether skipped or looked into`(_ depth: Int) throws {
    let deep = String(repeating: "[", count: depth - 1) + String(repeating: "]", count: depth - 1)
    let problem = try parse(#"{"x":\#(deep),"text":"t"}"#).1
    #expect((problem == nil) == (depth <= 1024))
    #expect(problem == nil || problem?.reason == .invalidJSON)
  }

  @Test func `windows-1256 is converted, and its undefined bytes are refused`() throws {
    var format = InputFormat()
    format.encoding = "windows-1256"
    let line = Array(#"{"text":""#.utf8) + [0xC7, 0xE1, 0xD3] + Array(#""}"#.utf8)
    let (document, problem) = try parse(line, format)
    #expect(problem == nil)
    #expect(document.text == Array("الس".utf8))

    format.encoding = "shift_jis"
    let bad = try parse(Array(#"{"text":""#.utf8) + [0x82, 0x20] + Array(#""}"#.utf8), format).1
    #expect(bad?.reason == .invalidEncoding)
    #expect(bad?.offsetInRecord == 9)
  }

  @Test(arguments: ["klingon", "", "ebcdic-cp-us", "ibm-1047"])
  func `an encoding that cannot be read is refused`(_ name: String) {
    var format = InputFormat()
    format.encoding = name
    #expect(throws: WarraqError.self) { _ = try parse("{}", format) }
  }
}
