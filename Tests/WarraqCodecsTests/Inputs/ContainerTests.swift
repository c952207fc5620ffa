import Foundation
import Testing

@testable import WarraqCodecs
@testable import WarraqCore

@Suite struct ContainerTests {
  @Test(arguments: ["multimember.jsonl.gz", "multistream.jsonl.bz2", "seekable.jsonl.zst"])
  func `the same records come out of every codec and every division`(_ name: String) throws {
    guard let path = sharedData("containers/ar-ant-1200." + name) else { return }
    let scratch = try ScratchDirectory()
    let whole = try read(path, InputFormat(), shardSize: nil, scratch: scratch)
    #expect(whole.records.count == 1200)
    #expect(whole.decodedBytes == 2_553_374)
    #expect(whole.coveredDiskBytes == whole.diskBytes)
    #expect(try describe(path, format: InputFormat()).isDividable)
    for shardSize in [1, 100_000, 400_000, 1_000_000] {
      #expect(try read(path, InputFormat(), shardSize: shardSize, scratch: scratch) == whole)
    }
  }
}
