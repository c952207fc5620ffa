/// A plain file is one unit that can be cut anywhere.
enum PlainUnits: UnitFinder {
  static func begins(_ bytes: UnsafeRawBufferPointer) -> Bool { true }

  static func resume(after start: Int, in file: MappedFile) -> Int { file.bytes.count }

  static func all(in file: MappedFile) -> [InputDescription.Division] {
    let count = file.bytes.count
    return count == 0 ? [] : [InputDescription.Division(begin: 0, end: count, rawBytes: count)]
  }
}
