import Foundation
import Testing

@testable import WarraqCodecs
@testable import WarraqCore

@Suite struct StreamSplitterTests {
  private static let bytes = (0..<5000).flatMap { Array("line \($0)\r\n".utf8) }

  private func pieces(
    _ path: String, _ scratch: ScratchDirectory, _ sizes: ShardSizes, skipping: Set<Int> = []
  ) throws -> [SplitPiece] {
    let format = InputFormat.text(.line)
    let splitter = try StreamSplitter(
      path: path, description: describe(path, format: format), format: format, sizes: sizes)
    var pieces: [SplitPiece] = []
    _ = try splitter.run(
      destination: { skipping.contains($0) ? nil : scratch.path + "/\($0)" },
      published: { pieces.append($0) })
    return pieces
  }

  @Test func `pieces tile the input, raw and on disk`() throws {
    let scratch = try ScratchDirectory()
    let path = try scratch.file(Codec.zstd.compress(Self.bytes))
    let size = try readBytes(path).count
    let pieces = try pieces(path, scratch, .equal(4000))
    #expect(pieces.count > 10)
    #expect(pieces.map(\.index) == Array(pieces.indices))
    #expect(pieces.reduce(0) { $0 + $1.rawBytes } == Self.bytes.count)
    #expect(pieces.reduce(0) { $0 + $1.records } == 5000)
    #expect(pieces.first?.origin.diskBegin == 0)
    #expect(pieces.last?.origin.diskEnd == size)
    #expect(zip(pieces, pieces.dropFirst()).allSatisfy { $0.origin.diskEnd == $1.origin.diskBegin })
    #expect(pieces.allSatisfy { $0.rawBytes < 4020 && $0.slice?.startsAtRecord == true })
    let joined = try pieces.flatMap { piece in
      try readAll(scratch.path + "/\(piece.index)", [#require(piece.slice)], .text(.line)).texts
    }
    #expect(joined == (0..<5000).map { "line \($0)" })
  }

  @Test func `pieces become smaller towards the end`() throws {
    let scratch = try ScratchDirectory()
    let path = try scratch.file(Codec.zstd.compress(Self.bytes))
    let sizes = ShardSizes(largest: 9000, smallest: 1000, parts: 3)
    let bytes = try pieces(path, scratch, sizes).map(\.rawBytes)
    #expect(bytes.reduce(0, +) == Self.bytes.count)
    #expect(bytes.dropLast().allSatisfy { 1000..<9020 ~= $0 })
    #expect(bytes.prefix(3).allSatisfy { $0 >= 9000 } && bytes.suffix(2).allSatisfy { $0 < 1120 })
    #expect(zip(bytes, bytes.dropFirst()).allSatisfy { $0 > $1 - 20 })
  }

  @Test func `pieces of a stream that is longer than it was estimated are not all small`() throws {
    let scratch = try ScratchDirectory()
    let path = try scratch.file(Codec.xz.compress(Self.bytes))
    let format = InputFormat.text(.line)
    var description = try describe(path, format: format)
    for index in description.divisions.indices { description.divisions[index].rawBytes = 5000 }
    let splitter = try StreamSplitter(
      path: path, description: description, format: format,
      sizes: ShardSizes(largest: 9000, smallest: 1000, parts: 2))
    var pieces: [Int] = []
    _ = try splitter.run(
      destination: { scratch.path + "/\($0)" }, published: { pieces.append($0.rawBytes) })
    #expect(pieces.reduce(0, +) == Self.bytes.count)
    // Small ones towards the end that was expected, then those of middle size.
    #expect(pieces.filter { $0 < 2000 }.count == 3)
    #expect(pieces.dropFirst(4).dropLast().allSatisfy { 5000..<5020 ~= $0 })
  }

  @Test func `a piece that exists is passed over, and the others stay the same`() throws {
    let scratch = try ScratchDirectory()
    let path = try scratch.file(Codec.gzip.compress(Self.bytes))
    let all = try pieces(path, scratch, .equal(9000))
    let before = try all.indices.map { try readBytes(scratch.path + "/\($0)") }
    for index in all.indices {
      try FileManager.default.removeItem(atPath: scratch.path + "/\(index)")
    }
    let some = try pieces(path, scratch, .equal(9000), skipping: [0, 3])
    #expect(some.map(\.rawBytes) == all.map(\.rawBytes))
    #expect(some.map(\.origin) == all.map(\.origin))
    #expect(some.indices.filter { some[$0].slice == nil } == [0, 3])
    for index in all.indices {
      let path = scratch.path + "/\(index)"
      let exists = FileManager.default.fileExists(atPath: path)
      #expect(exists == ![0, 3].contains(index))
      if exists { #expect(try readBytes(path) == before[index]) }
    }
  }

  @Test func `an input without a byte is one empty piece`() throws {
    let scratch = try ScratchDirectory()
    let path = try scratch.file(Codec.zstd.compress([]))
    let pieces = try pieces(path, scratch, .equal(10))
    #expect(pieces.map(\.records) == [0])
    #expect(pieces.map(\.origin.coveredDiskBytes) == [try readBytes(path).count])
  }

  @Test func `a record longer than a shard is one piece`() throws {
    let scratch = try ScratchDirectory()
    let text = Array("a\n".utf8) + Array(repeating: 0x62, count: 3 << 20) + Array("\nc\n".utf8)
    let path = try scratch.file(Codec.xz.compress(text))
    let pieces = try pieces(path, scratch, .equal(10))
    #expect(pieces.map(\.records) == [2, 1])
    #expect(pieces.map(\.rawBytes) == [(3 << 20) + 3, 2])
  }

  @Test func `a spool file that cannot be written stops the split`() throws {
    let scratch = try ScratchDirectory()
    let path = try scratch.file(Codec.zstd.compress(Self.bytes))
    let splitter = try StreamSplitter(
      path: path, description: describe(path, format: .text(.line)), format: .text(.line),
      sizes: .equal(100))
    let error = #expect(throws: WarraqError.self) {
      try splitter.run(destination: { _ in scratch.path + "/no/such/folder" }, published: { _ in })
    }
    #expect(error?.code == .output)
  }
}
