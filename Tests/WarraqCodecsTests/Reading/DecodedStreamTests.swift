import Testing

@testable import WarraqCodecs
@testable import WarraqCore

@Suite struct DecodedStreamTests {
  @Test(arguments: Codec.allCases)
  func `the same bytes come out through buffers of any size`(_ codec: Codec) throws {
    let scratch = try ScratchDirectory()
    let text = (0..<900).flatMap { Array("\($0 * 7919 % 1013) ".utf8) }
    let path = try scratch.file(codec.compress(text, unitSize: 1000))
    let file = try MappedFile(path: path)
    for size in Array(1...70) + [999, 1000, 1001, 5000] {
      let stream = DecodedStream(file: file, codec: codec, begin: 0, end: file.bytes.count)
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 1)
      defer { buffer.deallocate() }
      var decoded: [UInt8] = []
      while case .bytes(let count) = stream.read(into: buffer) {
        decoded += buffer[..<count]
      }
      try #require(decoded == text, "\(size)")
      try #require(stream.read(into: buffer) == .end)
      try #require(stream.position == file.bytes.count)
      try #require(stream.lostDiskBytes == 0)
      try #require(stream.decoded == text.count)
    }
  }

  @Test(arguments: [Codec.zstd, .gzip])
  func `the decoded size of every unit is known or found`(_ codec: Codec) throws {
    let scratch = try ScratchDirectory()
    let text = [UInt8](repeating: 0x20, count: 10_500)
    let path = try scratch.file(codec.compress(text, unitSize: 1000))
    let description = try describe(path, format: .text(.line))
    #expect(description.divisions.map(\.rawBytes) == Array(repeating: 1000, count: 10) + [500])
    #expect(description.divisions.last?.end == description.size)
    #expect(description.rawBytes == text.count)
  }
}
