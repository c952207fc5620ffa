import Testing

@testable import WarraqCodecs
@testable import WarraqCore

@Suite struct DamageTests {
  static let lines = (0..<1000).map {
    "record \($0) " + String(repeating: "\($0 % 7)", count: $0 % 50)
  }
  static let bytes = Array(lines.joined(separator: "\n").utf8) + [0x0A]

  /// The units of a damaged input, and the decoded bytes of each.
  private func units(_ codec: Codec, size: Int) -> [[UInt8]] {
    stride(from: 0, to: Self.bytes.count, by: size).map {
      codec.compress(Array(Self.bytes[$0..<min(Self.bytes.count, $0 + size)]), checksum: true)
    }
  }

  @Test(arguments: [Codec.zstd, .gzip, .bzip2, .xz])
  func `a truncated input keeps every whole record, and the cut is one entry`(_ codec: Codec) throws
  {
    let scratch = try ScratchDirectory()
    let format = InputFormat.text(.line)
    let input = codec.compress(Self.bytes)
    for share in [1, 2, 5, 9] {
      let path = try scratch.file(Array(input[..<(input.count * share / 10)]))
      let seen = try read(path, format, shardSize: nil, scratch: scratch)
      try #require(seen.records.last?.reason == .truncated)
      try #require(seen.damage == 1)
      try #require(seen.texts.dropLast() == Self.lines.prefix(seen.records.count - 1))
      try #require(seen.coveredDiskBytes < seen.diskBytes)
      // Splitting the stream first changes nothing but where the lost bytes on disk are booked.
      let description = try describe(path, format: format)
      let pieces = try split(path, description, format, shardSize: 2000, scratch: scratch)
      try #require(pieces.records == seen.records)
      try #require(pieces.damage == 1)
      try #require(pieces.coveredDiskBytes < pieces.diskBytes)
      try #require(pieces.diskBytes == seen.diskBytes)
    }
  }

  @Test(arguments: [Codec.zstd, .gzip, .bzip2, .xz], [0, 1, 4, 8, 9])
  func `behind a damaged unit reading goes on with the next one`(
    _ codec: Codec, _ victim: Int
  ) throws {
    let scratch = try ScratchDirectory()
    let format = InputFormat.text(.line)
    let size = Self.bytes.count / 10 + 1
    var parts = units(codec, size: size)
    // The checksum stands at the end, but for bzip2's blocks; what is in the middle is compressed.
    for offset in 0..<8 { parts[victim][parts[victim].count / 2 + offset] ^= 0x5A }
    let path = try scratch.file(parts.flatMap { $0 })
    let whole = try read(path, format, shardSize: nil, scratch: scratch)
    #expect(whole.damage == 1)
    #expect(whole.records.count(where: { $0.reason == .damaged }) == 1)
    #expect(whole.coveredDiskBytes < whole.diskBytes)
    #expect(whole.coveredDiskBytes > whole.diskBytes / 2)
    let good = whole.records.filter { $0.reason == nil }
    // All records outside the damaged unit are there, in order; the two it shares are not promised.
    let safe = Self.lines.indices.filter { index in
      let start = Self.lines[..<index].reduce(0) { $0 + $1.utf8.count + 1 }
      let end = start + Self.lines[index].utf8.count + 1
      return end <= victim * size || start > (victim + 1) * size
    }
    let texts = good.map { String(decoding: $0.bytes, as: UTF8.self) }
    #expect(Set(safe.map { Self.lines[$0] }).isSubset(of: texts))

    let description = try describe(path, format: format)
    for shardSize in [1, size * 3, size * 5] where codec != .xz {
      guard case .slices(let slices) = plan(description, format: format, sizes: .equal(shardSize))
      else { continue }
      let divided = try readAll(path, slices, format)
      #expect(divided.records.map(\.reason) == whole.records.map(\.reason))
      #expect(divided.records.filter { $0.reason == nil } == good)
      #expect(divided.coveredDiskBytes == whole.coveredDiskBytes)
    }
    let pieces = try split(path, description, format, shardSize: 3000, scratch: scratch)
    #expect(pieces.records == whole.records)
    #expect(pieces.coveredDiskBytes == whole.coveredDiskBytes)
  }

  @Test(arguments: [Codec.zstd, .gzip, .bzip2, .xz])
  func `bytes behind the last unit that are no unit are damage`(_ codec: Codec) throws {
    let scratch = try ScratchDirectory()
    let path = try scratch.file(codec.compress(Self.bytes) + Array("not compressed".utf8))
    let seen = try read(path, .text(.line), shardSize: nil, scratch: scratch)
    #expect(seen.texts.dropLast() == Self.lines[...])
    #expect(seen.records.last?.reason == .damaged)
    #expect(seen.coveredDiskBytes == seen.diskBytes - 14)
  }

  @Test(arguments: [Codec.gzip, .xz])
  func `zeros behind the last unit are padding`(_ codec: Codec) throws {
    let scratch = try ScratchDirectory()
    let path = try scratch.file(codec.compress(Self.bytes) + Array(repeating: 0, count: 512))
    let seen = try read(path, .text(.line), shardSize: nil, scratch: scratch)
    #expect(seen.texts == Self.lines)
    #expect(seen.damage == 0)
    #expect(seen.coveredDiskBytes == seen.diskBytes)
  }

  @Test func `skippable frames and frames without a size are read`() throws {
    let scratch = try ScratchDirectory()
    let half = Self.bytes.count / 2
    let input =
      zstdSkippable(5) + zstdFrame(Array(Self.bytes[..<half]), isStreamed: true) + zstdSkippable(0)
      + zstdFrame(Array(Self.bytes[half...])) + zstdSkippable(200)
    let path = try scratch.file(input)
    for shardSize in [nil, 1, 10_000, 100_000] {
      let seen = try read(path, .text(.line), shardSize: shardSize, scratch: scratch)
      #expect(seen.texts == Self.lines)
      #expect(seen.coveredDiskBytes == input.count)
    }
  }

  @Test func `a wrong checksum is damage`() throws {
    let scratch = try ScratchDirectory()
    var input = zstdFrame(Self.bytes, checksum: true)
    input[input.count - 1] ^= 1
    let seen = try read(
      try scratch.file(input), .text(.line), shardSize: nil, scratch: scratch)
    #expect(seen.records.last?.reason == .damaged)
    #expect(seen.coveredDiskBytes < seen.diskBytes)
  }

  @Test(arguments: [70_000, 3_000_000])
  func `a record that is too large keeps its front and its length`(_ length: Int) throws {
    let scratch = try ScratchDirectory()
    var format = InputFormat.text(.line)
    format.maximumRecord = 65_000
    let long = (0..<length).map { UInt8(ascii: "a") + UInt8($0 % 26) }
    let text = Array("one\n".utf8) + long + Array("\r\ntwo\n".utf8) + long
    for codec in Codec.allCases {
      let path = try scratch.file(codec.compress(text, unitSize: 1_000_000))
      for shardSize in [nil, 40_000, 1_500_000] {
        let seen = try read(path, format, shardSize: shardSize, scratch: scratch)
        try #require(seen.records.map(\.reason) == [nil, .tooLarge, nil, .tooLarge])
        try #require(seen.records[1].bytes == Array(long.prefix(ShardReader.keptBytes)))
        try #require(seen.records[2].bytes == Array("two".utf8))
        try #require(seen.records.map(\.offset) == [0, 4, length + 6, length + 10])
      }
      let reader = try ShardReader(
        path: path, slice: .whole(try describe(path, format: format)), format: format)
      let block = RecordBlock()
      var lengths: [Int] = []
      while try reader.next(block) { lengths += block.records.map(\.length) }
      try #require(lengths == [3, length + 1, 3, length])
    }
  }

  @Test func `a huge record is never held as a whole`() throws {
    let scratch = try ScratchDirectory()
    var format = InputFormat.text(.line)
    format.maximumRecord = 1 << 20
    let path = try scratch.file(
      Codec.zstd.compress([UInt8](repeating: 0x78, count: 50 << 20) + Array("\nend".utf8)))
    let reader = try ShardReader(
      path: path, slice: .whole(try describe(path, format: format)), format: format)
    let block = RecordBlock()
    var seen = 0
    while try reader.next(block) { seen += block.records.count }
    #expect(seen == 2)
    #expect(block.used + block.room < 4 << 20)
  }

  @Test func `a record as long as the limit is processed`() throws {
    let scratch = try ScratchDirectory()
    var format = InputFormat.text(.line)
    format.maximumRecord = 5 << 20
    let long = [UInt8](repeating: 0x78, count: 5 << 20)
    for extra in [0, 1] {
      let path = try scratch.file(Codec.zstd.compress(long + Array(repeating: 0x79, count: extra)))
      let seen = try read(path, format, shardSize: nil, scratch: scratch)
      #expect(seen.records.map(\.reason) == [extra == 0 ? nil : .tooLarge])
      #expect(seen.records[0].bytes.count == (extra == 0 ? 5 << 20 : ShardReader.keptBytes))
    }
  }
}
