import CZstd
import Foundation
import Testing

@testable import WarraqCodecs
@testable import WarraqCore
import struct WarraqTestKit.SplitMix

/// Pieces of zstd streams that are copied instead of being compressed anew.
@Suite struct ExcerptTests {
  private static let format = InputFormat.text(.line)
  private static let windowLog = 12
  private static let shardSize = 96 << 10

  /// Lines in which words come back, numbers do not, and some are runs of one letter.
  private static func text(_ bytes: Int, _ random: inout SplitMix) -> [UInt8] {
    let words = ["خبر", "عاجل", "من", "the", "news", "of", "القاهرة", "today"]
    var text: [UInt8] = []
    while text.count < bytes {
      switch Int.random(in: 0..<40, using: &random) {
      case 0: text += Array(repeating: 0x61, count: Int.random(in: 0..<9000, using: &random))
      case 1: text += "\(UInt64.random(in: 0...UInt64.max, using: &random))".utf8
      default: text += words[Int.random(in: 0..<words.count, using: &random)].utf8
      }
      text.append(Int.random(in: 0..<9, using: &random) == 0 ? 0x0A : 0x20)
    }
    return text
  }

  /// A frame that does not know its size, with blocks that end at random places.
  private static func frame(
    _ text: [UInt8], level: Int32, checksum: Bool, windowLog: Int = windowLog,
    _ random: inout SplitMix
  ) -> [UInt8] {
    let context = ZSTD_createCCtx()
    defer { ZSTD_freeCCtx(context) }
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level)
    ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, Int32(windowLog))
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, checksum ? 1 : 0)
    var frame: [UInt8] = []
    var room = [UInt8](repeating: 0, count: text.count + 100_000)
    var begin = 0
    while begin < text.count {
      let most = random.next() % 2 == 0 ? 300 : 200_000
      let end = min(text.count, begin + Int.random(in: 1...most, using: &random))
      let mode = end == text.count ? ZSTD_e_end : ZSTD_e_flush
      text[begin..<end].withUnsafeBytes { source in
        room.withUnsafeMutableBytes { room in
          var input = ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: 0)
          var output = ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
          precondition(ZSTD_compressStream2(context, &output, &input, mode) == 0)
          frame += room[..<output.pos]
        }
      }
      begin = end
    }
    return frame
  }

  /// The pieces of a stream, and what they read.
  private func pieces(
    _ path: String, _ scratch: ScratchDirectory, shardSize: Int = shardSize
  ) throws -> (slices: [ShardSlice], lines: [SeenRecord]) {
    let description = try describe(path, format: Self.format)
    let splitter = try StreamSplitter(
      path: path, description: description, format: Self.format, sizes: .equal(shardSize))
    var slices: [ShardSlice] = []
    _ = try splitter.run(
      destination: { scratch.path + "/piece-\($0)" },
      published: { slices.append(try #require($0.slice)) })
    let lines = try split(path, description, Self.format, shardSize: shardSize, scratch: scratch)
    return (slices, lines.records)
  }

  @Test(arguments: [Int32(-5), 1, 3, 9, 19], [false, true])
  func `copied pieces hold the lines of the stream`(_ level: Int32, _ checksum: Bool) throws {
    let scratch = try ScratchDirectory()
    var random = SplitMix(UInt64(level + 9))
    for _ in 0..<2 {
      let text = Self.text(1 << 20, &random)
      let path = try scratch.file(
        Self.frame(text, level: level, checksum: checksum, &random))
      let (slices, lines) = try pieces(path, scratch)
      #expect(lines.map(\.bytes) == naiveRecords(text, .line))
      #expect(slices.count > 8)
      // A dictionary stands in front of those that begin in the middle of the frame.
      #expect(slices.count(where: { $0.excerpt != nil && $0.begin > 0 }) >= slices.count * 3 / 4)
      #expect(slices.contains { ($0.excerpt?.skippedBytes ?? 0) > 0 && $0.begin > 0 })
    }
  }

  @Test func `pieces go on from frame to frame, over frames that are skipped`() throws {
    let scratch = try ScratchDirectory()
    var random = SplitMix(3)
    var text: [UInt8] = []
    var stream: [UInt8] = []
    for round in 0..<12 {
      let part = Self.text(round % 3 == 0 ? 300_000 : 20_000, &random)
      text += part
      stream += Self.frame(part, level: 3, checksum: round % 2 == 0, &random)
      if round % 4 == 1 { stream += zstdSkippable(9) }
    }
    let (slices, lines) = try pieces(try scratch.file(stream), scratch)
    #expect(lines.map(\.bytes) == naiveRecords(text, .line))
    #expect(slices.allSatisfy { $0.excerpt != nil })
  }

  @Test func `whatever happened to a stream, copied pieces and the whole agree`() throws {
    let scratch = try ScratchDirectory()
    var random = SplitMix(5)
    let text = Self.text(500_000, &random)
    let frame = Self.frame(text, level: 3, checksum: true, &random)
    var damaged = 0
    for _ in 0..<60 {
      var bytes = frame + frame
      for _ in 0...Int.random(in: 0..<2, using: &random) {
        bytes[Int.random(in: 4..<bytes.count, using: &random)] ^= 1 << UInt8(random.next() % 8)
      }
      if random.next() % 4 == 0 {
        bytes.removeLast(Int.random(in: 0..<frame.count, using: &random))
      }
      let path = try scratch.file(bytes)
      let description = try describe(path, format: Self.format)
      let whole = try readAll(path, [.whole(description)], Self.format)
      let seen = try split(
        path, description, Self.format, shardSize: Self.shardSize, scratch: scratch)
      try #require(seen.records == whole.records)
      try #require(seen.decodedBytes == whole.decodedBytes)
      try #require(seen.coveredDiskBytes == whole.coveredDiskBytes)
      damaged += whole.damage > 0 ? 1 : 0
    }
    #expect(damaged > 30)
  }

  @Test(arguments: [1, 700, 64 << 10, 1 << 20])
  func `a decoder can begin at every place, however little is read at once`(
    _ step: Int
  ) throws {
    let scratch = try ScratchDirectory()
    var random = SplitMix(7)
    let text = Self.text(step == 1 ? 200_000 : 1 << 20, &random)
    let file = try MappedFile(
      path: scratch.file(Self.frame(text, level: 3, checksum: true, &random)))
    let recorder = ZstdRecorder(file: file, limits: ExcerptLimits(shardSize: Self.shardSize))
    let stream = DecodedStream(
      file: file, codec: .zstd, begin: 0, end: file.bytes.count, decoder: recorder)
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: step, alignment: 1)
    defer { room.deallocate() }
    var starts = 0
    var asked = 0
    while case .bytes = stream.read(into: room) {
      guard stream.decoded >= asked else { continue }
      asked = stream.decoded + 30_000
      let start = try #require(recorder.start(before: stream.decoded))
      starts += start.dictionary.isEmpty ? 0 : 1
      #expect(Self.rest(of: file, from: start) == text[stream.decoded...])
    }
    #expect(starts >= text.count / 50_000)
  }

  /// What the library decodes with what a start says.
  private static func rest(of file: MappedFile, from start: ExcerptStart) -> ArraySlice<UInt8>? {
    let context = ZSTD_createDCtx()
    defer { ZSTD_freeDCtx(context) }
    var frame = start.header + file.bytes[start.disk..<file.bytes.count]
    frame.removeLast(start.checksumBytes)
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 2 << 20, alignment: 1)
    defer { room.deallocate() }
    let count = ZSTD_decompress_usingDict(
      context, room.baseAddress, room.count, frame, frame.count, start.dictionary,
      start.dictionary.count)
    guard ZSTD_isError(count) == 0 else { return nil }
    return Array(room[..<count])[start.skippedBytes...]
  }

  @Test(arguments: [false, true])
  func `a piece whose bytes are not those of the stream cannot be read`(_ isLast: Bool) throws {
    let scratch = try ScratchDirectory()
    var random = SplitMix(9)
    let text = Self.text(1 << 20, &random)
    let path = try scratch.file(Self.frame(text, level: 3, checksum: false, &random))
    let slices = try pieces(path, scratch).slices
    // The last one ends where its frame does.
    let index = isLast ? slices.count - 1 : try #require(slices.firstIndex { $0.begin > 2000 })
    let piece = scratch.path + "/piece-\(index)"
    var changed = 0
    let whole = try readAll(piece, [slices[index]], Self.format)
    #expect(slices[index].begin > 2000)
    for place in stride(from: 600, to: slices[index].end, by: 23) {
      var bytes = try readBytes(piece)
      bytes[place] ^= 1 << UInt8(place % 8)
      let copy = try scratch.file(bytes)
      do throws(WarraqError) {
        // Not all that a dictionary holds is referred to.
        let seen = try readAll(copy, [slices[index]], Self.format)
        #expect(seen == whole)
      } catch {
        #expect(error.code == .state)
        #expect(error.message.contains("is not what was written"))
        changed += 1
      }
    }
    #expect(changed > 5)
  }

  @Test func `long pieces, for which only the last bytes of each are kept, read the same`() throws {
    let scratch = try ScratchDirectory()
    var random = SplitMix(4)
    let part = Self.text(1 << 20, &random)
    let text = (0..<12).flatMap { Array("part \($0) ".utf8) + part }
    let path = try scratch.file(Self.frame(text, level: 3, checksum: true, &random))
    let whole = try readAll(path, [.whole(describe(path, format: Self.format))], Self.format)
    let (slices, lines) = try pieces(path, scratch, shardSize: 3 << 20)
    #expect(lines == whole.records)
    #expect(slices.count == 4)
    #expect(slices.dropFirst().allSatisfy { $0.excerpt != nil && $0.begin > 0 })
  }

  @Test func `a copied piece that exists is passed over, and the others stay the same`() throws {
    let scratch = try ScratchDirectory()
    var random = SplitMix(6)
    let text = Self.text(1 << 20, &random)
    let path = try scratch.file(Self.frame(text, level: 3, checksum: true, &random))
    let slices = try pieces(path, scratch).slices
    let before = try slices.indices.map { try readBytes(scratch.path + "/piece-\($0)") }
    let again = try ScratchDirectory()
    let splitter = try StreamSplitter(
      path: path, description: describe(path, format: Self.format), format: Self.format,
      sizes: .equal(Self.shardSize))
    _ = try splitter.run(
      destination: { $0 % 3 == 1 ? again.path + "/piece-\($0)" : nil }, published: { _ in })
    for index in slices.indices {
      let piece = again.path + "/piece-\(index)"
      #expect(FileManager.default.fileExists(atPath: piece) == (index % 3 == 1))
      if index % 3 == 1 { #expect(try readBytes(piece) == before[index]) }
    }
  }

  @Test func `frames that refer further back than a piece may repeat are compressed anew`() throws {
    let scratch = try ScratchDirectory()
    var random = SplitMix(1)
    let text = Self.text(3 << 20, &random)
    let path = try scratch.file(
      Self.frame(text, level: 3, checksum: false, windowLog: 16, &random))
    let (slices, lines) = try pieces(path, scratch)
    #expect(lines.map(\.bytes) == naiveRecords(text, .line))
    #expect(slices.last?.excerpt == nil)
  }
}
