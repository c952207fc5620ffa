import Testing
import WarraqCore

@Suite struct RowFieldsTests {
  /// What `write` writes into so much memory.
  private func bytes(_ size: Int, _ write: (inout RowFields) -> Void) -> [UInt8] {
    withUnsafeTemporaryAllocation(byteCount: size, alignment: 1) { memory in
      var fields = RowFields(memory)
      write(&fields)
      #expect(fields.count == fields.bytes.count)
      return Array(fields.bytes)
    }
  }

  @Test(arguments: [0, 1, 127, 128, 300, 1 << 35, Int.max, -1])
  func `numbers are those of an encoder`(number: Int) {
    var encoder = RowEncoder()
    encoder.varint(number)
    encoder.fixed(UInt64(bitPattern: Int64(number)))
    encoder.raw("كتاب".utf8)
    encoder.varint(number)
    let name = Array("كتاب".utf8)
    let size = 2 * RowFields.varintSize + 8 + name.count
    let found = bytes(size) { fields in
      fields.varint(number)
      fields.fixed(UInt64(bitPattern: Int64(number)))
      name.withUnsafeBytes { fields.raw($0) }
      fields.varint(number)
    }
    #expect(found == encoder.bytes)
  }

  @Test func `of a number only the last bytes are written`() {
    let found = bytes(9) { fields in
      fields.byte(7)
      fields.fixed(0x0102_0304_0506_0708, size: 6)
    }
    #expect(found == [7, 3, 4, 5, 6, 7, 8])
  }

  @Test func `memory may be exactly full, and nothing is something`() {
    let found = bytes(3) { fields in
      fields.raw(UnsafeRawBufferPointer(start: nil, count: 0))
      for byte in [UInt8(1), 2, 3] { fields.byte(byte) }
      fields.raw(UnsafeRawBufferPointer(start: nil, count: 0))
    }
    #expect(found == [1, 2, 3])
  }
}
