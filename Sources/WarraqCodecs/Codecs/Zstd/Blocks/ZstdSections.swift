/// What a compressed block says before its bits begin: which tables it brings along, and where
/// (RFC 8878, 3.1.1.3). Places are counted from the front of the bytes that it was read from.
struct ZstdSections {
  /// The table by which one kind of code is read.
  enum Table {
    case predefined
    case run(UInt8)
    case described(Range<Int>)
    case repeated
  }

  /// The description of a Huffman tree, where the block has one.
  private(set) var huffman: Range<Int>?
  /// The number of sequences. Without any there are no tables, and no bits.
  private(set) var sequences = 0
  private(set) var literalLengths = Table.repeated
  private(set) var offsets = Table.repeated
  private(set) var matchLengths = Table.repeated
  /// The bits of the sequences.
  private(set) var bits = 0..<0

  /// Reads the body of a block at `range`; `nil` when it is damaged.
  init?(_ bytes: UnsafeRawBufferPointer, at range: Range<Int>) {
    var reader = ByteReader(bytes: bytes, range: range)
    guard readLiterals(&reader), let count = Self.readCount(&reader) else { return nil }
    sequences = count
    guard count > 0 else { return }
    guard let modes = reader.next(), modes & 3 == 0,
      let literalLengths = Self.readTable(modes >> 6, &reader),
      let offsets = Self.readTable(modes >> 4 & 3, &reader),
      let matchLengths = Self.readTable(modes >> 2 & 3, &reader)
    else { return nil }
    self.literalLengths = literalLengths
    self.offsets = offsets
    self.matchLengths = matchLengths
    bits = reader.position..<range.upperBound
  }

  private mutating func readLiterals(_ reader: inout ByteReader) -> Bool {
    guard let first = reader.peek() else { return false }
    let format = first >> 2 & 3
    switch first & 3 {
    case 0, 1:
      let headerBytes = [1, 2, 1, 3][format]
      guard let header = reader.number(headerBytes) else { return false }
      let count = header >> (headerBytes == 1 ? 3 : 4)
      return reader.skip(first & 3 == 0 ? count : 1)
    case let kind:
      guard let header = reader.number([3, 3, 4, 5][format]) else { return false }
      let width = [10, 10, 14, 18][format]
      let begin = reader.position
      guard reader.skip(header >> (4 + width) & (1 << width - 1)) else { return false }
      guard kind == 2 else { return true }
      guard begin < reader.position else { return false }
      let size = Int(reader.bytes[begin])
      let described = begin..<begin + 1 + (size < 128 ? size : (size - 126) / 2)
      huffman = described
      return described.upperBound <= reader.position
    }
  }

  private static func readCount(_ reader: inout ByteReader) -> Int? {
    guard let first = reader.next() else { return nil }
    switch first {
    case ..<128: return first
    case 255: return reader.number(2).map { $0 + 0x7F00 }
    default: return reader.next().map { (first - 128) << 8 + $0 }
    }
  }

  private static func readTable(_ mode: Int, _ reader: inout ByteReader) -> Table? {
    switch mode {
    case 0: return .predefined
    case 1: return reader.next().map { .run(UInt8($0)) }
    case 2:
      let begin = reader.position
      guard let counts = FSECounts(reader.bytes, at: begin..<reader.end) else { return nil }
      return reader.skip(counts.bytes) ? .described(begin..<reader.position) : nil
    default: return .repeated
    }
  }
}

/// Reads bytes one after the other, up to the end of a range.
private struct ByteReader {
  let bytes: UnsafeRawBufferPointer
  private(set) var position: Int
  let end: Int

  init(bytes: UnsafeRawBufferPointer, range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  func peek() -> Int? { position < end ? Int(bytes[position]) : nil }

  mutating func next() -> Int? { number(1) }

  /// A number of so many bytes, the lowest first.
  mutating func number(_ count: Int) -> Int? {
    guard count <= end - position else { return nil }
    let number = (0..<count).reduce(0) { $0 | Int(bytes[position + $1]) << (8 * $1) }
    position += count
    return number
  }

  mutating func skip(_ count: Int) -> Bool {
    guard count <= end - position else { return false }
    position += count
    return true
  }
}
