import WarraqCore

/// Names a line of a source in rows and decisions, by hashes. That two lines of one source share theirs
/// by chance is a matter of one in a hundred million sources of a million lines.
struct LineKey: Hashable {
  var source: UInt64
  var line: UInt64

  func encode(to encoder: inout RowEncoder) {
    encoder.fixed(source)
    encoder.fixed(line)
  }
}

extension LineKey {
  init(_ message: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(message)
    source = decoder.fixed()
    line = decoder.fixed()
  }
}
