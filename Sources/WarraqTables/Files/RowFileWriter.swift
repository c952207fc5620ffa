import WarraqCore

/// Writes a row file section by section, through one buffer.
package final class RowFileWriter {
  private static let bufferSize = 1 << 18

  private let file: OutputFile
  private let buffer: UnsafeMutableRawPointer
  private var used = 0
  private var written = 0
  private var checksum = RowChecksum()
  private var rows = 0
  private var sectionStart = RowFileFormat.headerSize
  /// How much of the buffer the checksum of the section has seen.
  private var summed = 0
  private var sections: [RowFileSummary.Section] = []
  private var digests: [RowChecksum.Digest] = []

  package init(creating path: String) throws {
    file = try OutputFile(creating: path)
    buffer = .allocate(byteCount: Self.bufferSize, alignment: 64)
    try append(bytes: RowFileFormat.header())
    summed = used
  }

  deinit { buffer.deallocate() }

  /// Adds a row that is encoded already, lengths and all.
  @inline(__always) func append(encoded row: UnsafeRawBufferPointer) throws {
    rows += 1
    try append(row)
  }

  /// Adds a row.
  package func append(key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) throws {
    rows += 1
    if used + RowBytes.headerLimit + key.count + value.count <= Self.bufferSize {
      used += RowBytes.encode(key: key, value: value, to: buffer + used)
      return
    }
    if Self.bufferSize - used < RowBytes.headerLimit { try flush() }
    used += RowBytes.encodeHeader(key.count, value.count, to: buffer + used)
    try append(key)
    try append(value)
  }

  /// Ends the current section; the next row begins the next one.
  package func endSection() {
    sum()
    let end = written + used
    digests.append(checksum.digest())
    sections.append(
      RowFileSummary.Section(
        rows: rows, offset: sectionStart, length: end - sectionStart,
        digest: digests[digests.count - 1].hex))
    checksum = RowChecksum()
    rows = 0
    sectionStart = end
  }

  /// Writes the footer and closes the file.
  package func finish(syncing: Bool) throws -> RowFileSummary {
    try append(bytes: RowFileFormat.footer(sections, digests))
    try flush()
    if syncing { try file.sync() }
    try file.finish()
    return RowFileSummary(sections: sections, bytes: written)
  }

  private func append(bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try append($0) } }

  @inline(__always) private func append(_ bytes: UnsafeRawBufferPointer) throws {
    guard let base = bytes.baseAddress else { return }
    if used + bytes.count <= Self.bufferSize {
      (buffer + used).copyMemory(from: base, byteCount: bytes.count)
      used += bytes.count
    } else {
      try appendInPieces(bytes)
    }
  }

  private func appendInPieces(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes
    while let base = rest.baseAddress, !rest.isEmpty {
      if used == Self.bufferSize { try flush() }
      let piece = min(rest.count, Self.bufferSize - used)
      (buffer + used).copyMemory(from: base, byteCount: piece)
      used += piece
      rest = UnsafeRawBufferPointer(rebasing: rest[piece...])
    }
  }

  private func sum() {
    checksum.update(UnsafeRawBufferPointer(start: buffer + summed, count: used - summed))
    summed = used
  }

  private func flush() throws {
    sum()
    try file.write(UnsafeRawBufferPointer(start: buffer, count: used))
    written += used
    used = 0
    summed = 0
  }
}
