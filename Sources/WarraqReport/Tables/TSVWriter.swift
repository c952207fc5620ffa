import WarraqCore

/// A TSV file of the report: a header line, then rows, in UTF-8, each ended by a line feed.
final class TSVWriter: TableWriter {
  private let file: ReportFile
  private let columns: Int
  private let didFinish: (ReportFile.Entry) -> Void
  /// Fields of the row that is being written.
  private var fields = 0

  init(
    _ file: ReportFile, columns: [String], didFinish: @escaping (ReportFile.Entry) -> Void
  ) throws {
    self.file = file
    self.columns = columns.count
    self.didFinish = didFinish
    for column in columns { try field(column) }
    try endRow()
  }

  func field(_ bytes: UnsafeRawBufferPointer) throws {
    if bytes.count <= Self.wholeField {
      let separator = beginField()
      try file.append(room: separator + Self.wholeField * FieldEscape.growth) { room in
        room.pointee = 0x09
        return separator + FieldEscape.copy(bytes, to: room + separator)
      }
    } else {
      try longField(bytes)
    }
  }

  func field(_ text: String) throws {
    var text = text
    try text.withUTF8 { try field(UnsafeRawBufferPointer($0)) }
  }

  func field(_ number: Int) throws {
    let separator = beginField()
    try file.append(room: separator + DecimalDigits.longest) { room in
      room.pointee = 0x09
      return separator + DecimalDigits.write(number, to: room + separator)
    }
  }

  func endRow() throws {
    guard fields == columns else {
      throw WarraqError(
        .output,
        "A row of \(file.name) has \(fields) fields, its header \(columns). "
          + "The stage that writes the table has a bug: report it.")
    }
    fields = 0
    try append(0x0A)
  }

  func finish() throws {
    guard fields == 0 else {
      throw WarraqError(
        .output,
        "The last row of \(file.name) is not ended. "
          + "The stage that writes the table has a bug: report it.")
    }
    didFinish(try file.finish())
  }

  /// Fields of at most so many bytes go the quick way.
  private static let wholeField = 1024

  /// Counts a field and gives the number of tabs in front of it.
  @inline(__always)
  private func beginField() -> Int {
    fields += 1
    return fields > 1 ? 1 : 0
  }

  /// Writes a field in pieces that fit the buffer. A piece ends between two characters, so that no
  /// control is cut in two and missed.
  private func longField(_ bytes: UnsafeRawBufferPointer) throws {
    if beginField() == 1 { try append(0x09) }
    var rest = bytes[...]
    let limit = file.capacity / FieldEscape.growth
    while rest.count > limit {
      var cut = rest.startIndex + limit
      while cut > rest.startIndex + 1, rest[cut] & 0xC0 == 0x80 { cut -= 1 }
      try append(rest[..<cut])
      rest = rest[cut...]
    }
    try append(rest)
  }

  private func append(_ byte: UInt8) throws {
    try file.append(room: 1) {
      $0.pointee = byte
      return 1
    }
  }

  private func append(_ piece: Slice<UnsafeRawBufferPointer>) throws {
    let bytes = UnsafeRawBufferPointer(rebasing: piece)
    try file.append(room: bytes.count * FieldEscape.growth) { FieldEscape.copy(bytes, to: $0) }
  }
}
