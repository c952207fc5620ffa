import Testing
import WarraqCore

@Suite struct BidirectionalControlTests {
  @Test func `exactly the characters that Unicode calls bidirectional controls`() {
    let found = (UInt32(0)...0x10FFFF).compactMap(Unicode.Scalar.init)
      .filter { BidirectionalControl.contains($0) }
    let controls: [ClosedRange<UInt32>] = [
      0x061C...0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069,
    ]
    #expect(found.map(\.value) == controls.flatMap { Array($0) })
  }

  @Test func `a control that is cut off is none`() {
    for bytes: [UInt8] in [[0xD8], [0xE2], [0xE2, 0x80], [0xE2, 0x81]] {
      #expect(bytes.withUnsafeBytes { BidirectionalControl.length(in: $0, at: 0) } == 0)
    }
  }

  @Test func `its length is found where it begins and nowhere else`() {
    let lengths = Array("س\u{061C}“\u{2067}".utf8).withUnsafeBytes { bytes in
      bytes.indices.map { BidirectionalControl.length(in: bytes, at: $0) }
    }
    #expect(lengths == [0, 0, 2, 0, 0, 0, 0, 3, 0, 0])
  }
}
