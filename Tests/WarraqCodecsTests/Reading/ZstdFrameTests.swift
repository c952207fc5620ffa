import CZstd
import Testing

@testable import WarraqCodecs
import struct WarraqTestKit.SplitMix

@Suite struct ZstdFrameTests {
  private static func librarySize(_ bytes: [UInt8]) -> Int? {
    let size = ZSTD_findFrameCompressedSize(bytes, bytes.count)
    return ZSTD_isError(size) != 0 ? nil : size
  }

  /// A frame of some random text that compresses, of up to several blocks.
  private static func frame(_ random: inout SplitMix) -> [UInt8] {
    let alphabet = UInt8.random(in: 1...255, using: &random)
    let text = (0..<Int.random(in: 0...300_000, using: &random)).map { _ in
      UInt8.random(in: 0...alphabet, using: &random)
    }
    return Codec.zstd.compress(text, checksum: Bool.random(using: &random))
  }

  @Test(arguments: UInt64(0)..<8)
  func `the end of a frame is where the library sees it, damaged or whole`(seed: UInt64) throws {
    var random = SplitMix(seed)
    let scratch = try ScratchDirectory()
    let whole = Self.frame(&random)
    for round in 0..<60 {
      var bytes = whole + Codec.zstd.compress([1, 2, 3])
      if round > 0 {
        // The headers are what counts: most changes go to the first bytes.
        let limit = round % 3 == 0 ? bytes.count : 16
        bytes[Int.random(in: 4..<min(limit, bytes.count), using: &random)] ^= UInt8.random(
          in: 1...255, using: &random)
      }
      if round % 4 == 3 { bytes.removeLast(Int.random(in: 0...bytes.count - 9, using: &random)) }
      let file = try MappedFile(path: try scratch.file(bytes))
      #expect(ZstdFrame.size(in: file, at: 0) == Self.librarySize(bytes))
    }
  }

  @Test func `the end of a skippable frame is where the library sees it`() throws {
    let scratch = try ScratchDirectory()
    let bytes: [UInt8] = [0x53, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 7, 7, 7, 9]
    for count in 8...bytes.count {
      let shown = Array(bytes[..<count])
      let file = try MappedFile(path: try scratch.file(shown))
      #expect(ZstdFrame.size(in: file, at: 0) == Self.librarySize(shown))
    }
  }
}
