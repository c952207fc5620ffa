import CZstd
import Foundation
import Testing

@testable import WarraqCodecs
@testable import WarraqCore

/// Every sample of the shared containers is read, or refused with one clear error.
@Suite struct SharedContainerTests {
  @Test func `every sample is read or refused by name`() throws {
    guard let root = sharedData("containers") else { return }
    let scratch = try ScratchDirectory()
    var refused: [String: String] = [:]
    let names = try FileManager.default.subpathsOfDirectory(atPath: root).sorted()
    for name in names {
      let path = root + "/" + name
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      do {
        let seen = try read(path, .text(.line), shardSize: nil, scratch: scratch)
        // What was not read as a whole has an entry that says so.
        #expect((seen.coveredDiskBytes < seen.diskBytes) == (seen.damage > 0), "\(name)")
      } catch let error as WarraqError {
        #expect(error.code == .input)
        #expect(error.input == path)
        refused[name] = error.message
      }
    }
    for name in names where name.contains("warc/") || name.contains("mediawiki/") {
      let kind = Self.kind(of: name)
      #expect(refused[name]?.contains(kind) == true, "\(name): \(refused[name] ?? "was read")")
    }
    #expect(refused.count == names.count(where: { $0.contains("/") && !$0.hasPrefix("zstd") }))
  }

  private static func kind(of name: String) -> String {
    if name.hasPrefix("mediawiki") { return "MediaWiki" }
    if name.hasSuffix(".lz4") { return "lz4" }
    return name.contains(".arc") ? "ARC" : "WARC"
  }

  /// Which of them are damaged depends on the release of libzstd: newer ones are stricter.
  @Test(arguments: [
    "golden-decompression--block-128k", "golden-decompression--empty-block",
    "golden-decompression--rle-first-block", "golden-decompression--zeroSeq_2B",
    "golden-decompression-errors--off0.bin", "golden-decompression-errors--truncated_huff_state",
    "golden-decompression-errors--zeroSeq_extraneous",
  ])
  func `zstd's own samples decode, or are damage, as for the library itself`(
    _ name: String
  ) throws {
    guard let path = sharedData("containers/zstd-golden/" + name + ".zst") else { return }
    let scratch = try ScratchDirectory()
    let seen = try read(path, .text(.line), shardSize: nil, scratch: scratch)
    let input = try readBytes(path)
    var output = [UInt8](repeating: 0, count: 2 << 20)
    let result = ZSTD_decompress(&output, output.count, input, input.count)
    let isBad = ZSTD_isError(result) != 0
    #expect(seen.damage == (isBad ? 1 : 0))
    #expect(seen.records.count(where: { $0.reason != nil }) == seen.damage)
    #expect((seen.coveredDiskBytes == input.count) == !isBad)
    if !isBad { #expect(seen.decodedBytes == result) }
  }

  @Test func `all shared news is read without a bad record`() throws {
    guard let root = sharedData("news") else { return }
    let isLong = ProcessInfo.processInfo.environment["WARRAQ_LONG"] != nil
    let document = Document()
    for name in try FileManager.default.contentsOfDirectory(atPath: root).sorted() {
      let path = root + "/" + name
      guard name.hasSuffix(".jsonl.zst"),
        try isLong || MappedFile(path: path).bytes.count < 1_000_000
      else { continue }
      let description = try describe(path, format: InputFormat())
      let reader = try ShardReader(
        path: path, slice: .whole(description), format: InputFormat())
      let parser = try RecordParser(format: InputFormat(), encoding: description.encoding)
      let block = RecordBlock()
      var bad = 0
      while try reader.next(block) {
        for record in block.records {
          document.reset(place: record.place)
          if parser.parse(block.bytes(of: record), into: document) != nil { bad += 1 }
        }
      }
      #expect(bad == 0, "\(name)")
      #expect(reader.outcome.records > 100, "\(name)")
    }
  }
}
