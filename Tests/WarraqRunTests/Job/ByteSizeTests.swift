import Testing
import WarraqRun

@Suite struct ByteSizeTests {
  @Test(arguments: [
    ("0", 0), ("67108864", 67_108_864), ("64MiB", 67_108_864), ("64 MB", 64_000_000),
    ("1g", 1 << 30), ("2KiB", 2048), ("3kb", 3000), ("1TiB", 1 << 40), ("5b", 5),
  ])
  func `a size is a number with a unit`(text: String, bytes: Int) {
    #expect(ByteSize.parse(text) == bytes)
  }

  @Test(arguments: ["", "MiB", "-1", "1.5GiB", "1 MiBs", "٣", "9223372036854775807k"])
  func `what is no size is refused`(text: String) {
    #expect(ByteSize.parse(text) == nil)
  }
}
