/// Finds bzip2 streams: `BZh`, a digit, and the magic number of a block or of the end of a stream.
/// Ten bytes do not occur by chance, so nothing is decoded.
enum Bzip2Units: UnitFinder {
  private static let block: [UInt8] = [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]
  private static let end: [UInt8] = [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]

  static func begins(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= 10, bytes[0] == 0x42, bytes[1] == 0x5A, bytes[2] == 0x68 else {
      return bytes.count < 10 && bytes.count >= 4 && bytes.starts(with: Array("BZh".utf8))
        && (0x31...0x39).contains(bytes[3])
    }
    return (0x31...0x39).contains(bytes[3])
      && (bytes[4..<10].elementsEqual(block) || bytes[4..<10].elementsEqual(end))
  }

  static func resume(after start: Int, in file: MappedFile) -> Int {
    let bytes = file.bytes
    var position = start + 1
    var released = position
    while let hit = bytes.firstIndex(of: Array("BZh".utf8), from: position) {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[hit...])
      if rest.count >= 10, begins(rest) { return hit }
      position = hit + 1
      if position - released > 1 << 24 {
        file.release(released..<position)
        released = position
      }
    }
    return bytes.count
  }

  static func all(in file: MappedFile) -> [InputDescription.Division] {
    var units: [InputDescription.Division] = []
    var position = 0
    while position < file.bytes.count {
      let next = resume(after: position, in: file)
      units.append(InputDescription.Division(begin: position, end: next, rawBytes: nil))
      position = next
    }
    return units
  }
}
