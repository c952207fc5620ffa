/// An xz file counts as one unit: it is streamed. After damage decoding goes on with the next
/// stream of a concatenation.
enum XzUnits: UnitFinder {
  private static let magic: [UInt8] = [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]

  static func begins(_ bytes: UnsafeRawBufferPointer) -> Bool { bytes.starts(with: magic) }

  static func resume(after start: Int, in file: MappedFile) -> Int {
    file.bytes.firstIndex(of: magic, from: start + 1) ?? file.bytes.count
  }

  static func all(in file: MappedFile) -> [InputDescription.Division] {
    let count = file.bytes.count
    return count == 0 ? [] : [InputDescription.Division(begin: 0, end: count, rawBytes: nil)]
  }
}
