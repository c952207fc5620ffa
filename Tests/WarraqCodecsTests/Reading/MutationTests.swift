import Foundation
import Testing

@testable import WarraqCodecs
@testable import WarraqCore
import struct WarraqTestKit.SplitMix

/// Random damage to compressed inputs: nothing crashes or hangs, and the books hold.
@Suite struct MutationTests {
  private static let rounds =
    ProcessInfo.processInfo.environment["WARRAQ_LONG"] == nil ? 40 : 4000

  @Test(arguments: [Codec.zstd, .gzip, .bzip2, .xz])
  func `whatever happened to an input, pieces and whole agree, and loss shows`(
    _ codec: Codec
  ) throws {
    let scratch = try ScratchDirectory()
    let format = InputFormat.text(.line)
    let text = Array((0..<400).map { "record \($0 * 7919 % 997)" }.joined(separator: "\n").utf8)
    let intact = codec.compress(text, unitSize: 700)
    var random = SplitMix(11)
    var damaged = 0
    for _ in 0..<Self.rounds {
      let path = try scratch.file(Self.mutate(intact, &random))
      let description: InputDescription
      do { description = try describe(path, format: format) } catch { continue }
      guard description.codec == codec else { continue }
      let whole = try readAll(path, [.whole(description)], format)
      try #require((whole.coveredDiskBytes < whole.diskBytes) == (whole.damage > 0))
      try #require(whole.records.count(where: { $0.reason != nil }) == whole.damage)
      damaged += whole.damage > 0 ? 1 : 0
      let pieces = try split(path, description, format, shardSize: 900, scratch: scratch)
      try #require(pieces.records == whole.records)
      try #require(pieces.decodedBytes == whole.decodedBytes)
      try #require(pieces.coveredDiskBytes == whole.coveredDiskBytes)
      try #require(pieces.diskBytes == whole.diskBytes)
      if case .slices(let slices) = plan(description, format: format, sizes: .equal(1500)) {
        let divided = try readAll(path, slices, format)
        try #require(divided.diskBytes == whole.diskBytes)
        try #require((divided.damage > 0) == (whole.damage > 0))
      }
    }
    #expect(damaged > Self.rounds / 4)
  }

  private static func mutate(_ bytes: [UInt8], _ random: inout SplitMix) -> [UInt8] {
    var bytes = bytes
    let place = Int.random(in: 0..<bytes.count, using: &random)
    let length = Int.random(in: 1...60, using: &random)
    switch Int.random(in: 0..<5, using: &random) {
    case 0: bytes.removeSubrange(place...)
    case 1: bytes.removeSubrange(place..<min(bytes.count, place + length))
    case 2: bytes[place] ^= UInt8(1 << Int.random(in: 0..<8, using: &random))
    case 3:
      for index in place..<min(bytes.count, place + length) {
        bytes[index] = UInt8.random(in: 0...255, using: &random)
      }
    default: bytes.insert(contentsOf: bytes[..<min(place, length)], at: place)
    }
    return bytes
  }

  @Test(arguments: [Codec.zstd, .gzip, .bzip2, .xz])
  func `an input cut at any byte loses at most what was behind the cut`(_ codec: Codec) throws {
    let scratch = try ScratchDirectory()
    let format = InputFormat.text(.line)
    let text = Array((0..<30).map { "record \($0)\n" }.joined().utf8)
    let intact = codec.compress(text, unitSize: 120)
    let expected = naiveRecords(text, .line)
    for count in 12..<intact.count {
      let path = try scratch.file(Array(intact[..<count]))
      let seen = try read(path, format, shardSize: nil, scratch: scratch)
      let good = seen.records.filter { $0.reason == nil }.map(\.bytes)
      // Cut exactly between two units, the last record of the first may look whole.
      try #require(seen.damage <= 1)
      let whole = seen.damage == 0 ? good.dropLast() : good[...]
      try #require(expected.starts(with: whole))
    }
  }
}
