import Testing

@testable import WarraqCodecs
@testable import WarraqCore

@Suite struct DivisionTests {
  static let texts: [(name: String, text: String)] = [
    ("empty", ""), ("one line", "one"), ("one whole line", "one\n"), ("line breaks", "\n\n\n"),
    ("no line break at the end", "one\ntwo\nthree"),
    ("CRLF", "one\r\ntwo\r\n\r\nthree\r\nfour\r\n"),
    ("blank lines", "\n \none\n\t\n\r\n\ntwo\n  \n\nthree\n\n"),
    ("paragraphs", "a\nb\n\nc\n \n\nd\ne\nf\n\n\n\ng\n\nh\ni"),
    ("spaces at the end", "one\n\ntwo\n   "), ("CR alone", "one\rtwo\n\r\rthree\n"),
    (
      "long",
      String(repeating: "x", count: 300) + "\nshort\n\n" + String(repeating: "y\n", count: 90)
    ),
    (
      "words",
      (0..<200).map { "line \($0)\(String(repeating: ".", count: $0 % 37))" }
        .joined(separator: "\n")
    ),
  ]

  @Test(arguments: Codec.allCases, InputFormat.Unit.allCases)
  func `any division yields the records of the undivided input`(
    _ codec: Codec, _ unit: InputFormat.Unit
  ) throws {
    let scratch = try ScratchDirectory()
    let format = InputFormat.text(unit)
    for (name, text) in Self.texts {
      let bytes = Array(text.utf8)
      let expected = naiveRecords(bytes, unit)
      for unitSize in Self.unitSizes(codec) {
        let path = try scratch.file(codec.compress(bytes, unitSize: unitSize))
        let whole = try read(path, format, shardSize: nil, scratch: scratch)
        try #require(whole.records.map(\.bytes) == expected, "\(name)")
        try #require(
          whole.records.allSatisfy { record in
            bytes[record.offset...].starts(with: record.bytes)
          })
        try #require(whole.decodedBytes == bytes.count)
        try #require(whole.coveredDiskBytes == whole.diskBytes)
        for shardSize in codec == .plain ? [1, 4, 5, 16, 33, 128, 1000] : [16, 200] {
          let divided = try read(path, format, shardSize: shardSize, scratch: scratch)
          try #require(divided == whole, "\(name), unit \(unitSize), shard \(shardSize)")
        }
      }
    }
  }

  /// Plain files have no units; xz is streamed, whatever its units.
  private static func unitSizes(_ codec: Codec) -> [Int] {
    switch codec {
    case .plain: [1]
    case .xz: [100]
    case .zstd, .gzip, .bzip2: [1, 10, 100_000]
    }
  }

  @Test func `every single cut of a plain file yields the same records`() throws {
    let scratch = try ScratchDirectory()
    for (name, text) in Self.texts {
      let bytes = Array(text.utf8)
      let path = try scratch.file(bytes)
      for unit in [InputFormat.Unit.line, .paragraph] {
        let format = InputFormat.text(unit)
        let whole = ShardSlice.whole(try describe(path, format: format))
        let expected = try readAll(path, [whole], format)
        for cut in 0...bytes.count {
          var front = whole
          var back = whole
          front.end = cut
          back.begin = cut
          back.startsAtRecord = false
          try #require(try readAll(path, [front, back], format) == expected, "\(name) at \(cut)")
        }
      }
    }
  }

  @Test func `records around the end of a block stay whole`() throws {
    let scratch = try ScratchDirectory()
    let text = (0..<3000).map { String(repeating: "\($0) ", count: 1 + ($0 * 7919) % 997) }
      .joined(separator: "\n")
    let bytes = Array(text.utf8)
    let expected = naiveRecords(bytes, .line)
    for codec in Codec.allCases {
      let path = try scratch.file(codec.compress(bytes, unitSize: 700_000))
      let seen = try read(path, .text(.line), shardSize: nil, scratch: scratch)
      try #require(seen.records.map(\.bytes) == expected)
      let divided = try read(path, .text(.line), shardSize: 900_000, scratch: scratch)
      try #require(divided == seen)
    }
  }

  @Test(arguments: ["utf-16", "utf-16le", "utf-16be", "utf-32le", "utf-32be"], [true, false])
  func `wide encodings are cut at code units`(_ encoding: String, _ hasMark: Bool) throws {
    let scratch = try ScratchDirectory()
    // U+0A0A and U+0D0A contain the bytes of line breaks.
    let lines = ["خبر", "\u{0A0A}\u{0D0A}x", "two", "\u{1F600}", String(repeating: "ي", count: 70)]
    let isBig = encoding.hasSuffix("be")
    let width = encoding.hasPrefix("utf-16") ? 2 : 4
    let text = (hasMark ? "\u{FEFF}" : "") + lines.joined(separator: "\r\n\n") + "\n"
    let bytes = encode(text, width: width, isBig: isBig)
    var format = InputFormat.text(.line)
    format.encoding = encoding
    for codec in Codec.allCases {
      for unitSize in [3, 50, 10_000] {
        let path = try scratch.file(codec.compress(bytes, unitSize: unitSize))
        for shardSize in [nil, 1, 5, 40, 1000] {
          let seen = try read(path, format, shardSize: shardSize, scratch: scratch)
          let encoding = try describe(path, format: format).encoding
          try #require(try seen.records.map { try decode($0.bytes, format, encoding) } == lines)
          try #require(seen.decodedBytes == bytes.count)
          try #require(
            seen.records.allSatisfy { bytes[$0.offset...].starts(with: $0.bytes) })
        }
      }
    }
  }

  @Test func `a UTF-8 byte order mark is skipped once`() throws {
    let scratch = try ScratchDirectory()
    let bytes = Array("\u{FEFF}one\n\u{FEFF}two\n".utf8)
    for codec in Codec.allCases {
      for unitSize in [1, 2, 100] {
        let path = try scratch.file(codec.compress(bytes, unitSize: unitSize))
        for shardSize in [nil, 1, 4, 100] {
          let seen = try read(path, .text(.line), shardSize: shardSize, scratch: scratch)
          try #require(seen.texts == ["one", "\u{FEFF}two"])
          try #require(seen.records.map(\.offset) == [3, 7])
        }
      }
    }
  }

  private func encode(_ text: String, width: Int, isBig: Bool) -> [UInt8] {
    let units = width == 2 ? text.utf16.map(UInt32.init) : text.unicodeScalars.map(\.value)
    return units.flatMap { unit in
      let low = (0..<width).map { UInt8(truncatingIfNeeded: unit >> (8 * UInt32($0))) }
      return isBig ? low.reversed() : low
    }
  }

  private func decode(
    _ bytes: [UInt8], _ format: InputFormat, _ encoding: TextEncoding
  ) throws -> String {
    let document = Document()
    let parser = try RecordParser(format: format, encoding: encoding)
    let problem = bytes.withUnsafeBytes { parser.parse($0, into: document) }
    return problem?.message ?? String(decoding: document.text, as: UTF8.self)
  }
}
