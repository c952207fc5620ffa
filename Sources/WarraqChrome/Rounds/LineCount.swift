import WarraqCore

/// How often a line stands on pages of one source; the value of a row.
struct LineCount: Equatable {
  /// Why it is counted. The raw value is part of rows.
  enum Kind: UInt8 {
    /// The corpus decides whether it goes.
    case open
    /// The lists take it out: nothing need be learnt.
    case listed
    /// A headline that came again.
    case headline
  }

  var kind: Kind
  /// Pages that it stands on, and those where it is nearer the end.
  var documents: Int
  var atEnd: Int
  /// The smallest fingerprints of the pages, ascending: at most as many as decide.
  var pages: [UInt64]
  /// The document of the shard that first holds the line, and how it spells it.
  var first: Int
  var source: [UInt8]
  var text: ArraySlice<UInt8>

  func encode(to encoder: inout RowEncoder) {
    text.withUnsafeBytes { text in
      Self.encode(
        kind, documents: documents, atEnd: atEnd, pages: pages, first: first, source: source,
        text: text, to: &encoder)
    }
  }

  /// Encodes a count of which no value has been made: there is one for each line of each page.
  static func encode(
    _ kind: Kind, documents: Int, atEnd: Int, pages: some Collection<UInt64>, first: Int,
    source: [UInt8], text: UnsafeRawBufferPointer, to encoder: inout RowEncoder
  ) {
    encoder.bytes.append(kind.rawValue)
    encoder.varint(documents)
    encoder.varint(atEnd)
    encoder.varint(pages.count)
    for page in pages { encoder.fixed(page) }
    encoder.ordinal(first)
    encoder.string(source)
    encoder.raw(text)
  }

  /// Adds the count of other pages of the same shard.
  mutating func add(_ other: LineCount, limit: Int) {
    count(other, limit: limit)
    if other.first < first { (first, text) = (other.first, other.text) }
  }

  /// Adds the count of pages of a later shard, which do not come first.
  mutating func count(_ other: LineCount, limit: Int) {
    documents += other.documents
    atEnd += other.atEnd
    pages = Array(Set(pages + other.pages).sorted().prefix(limit))
  }
}

extension LineCount {
  /// Whether a value is of a line that the corpus decides about and that stands on fewer pages.
  static func isRare(_ value: UnsafeRawBufferPointer, below documents: Int) -> Bool {
    var decoder = RowDecoder(value)
    return decoder.byte() == Kind.open.rawValue && decoder.varint() < documents
  }

  init(_ value: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(value)
    kind = Kind(rawValue: decoder.byte()) ?? .open
    documents = decoder.varint()
    atEnd = decoder.varint()
    pages = (0..<decoder.varint()).map { _ in decoder.fixed() }
    first = decoder.ordinal()
    source = Array(decoder.string())
    text = Array(decoder.rest())[...]
  }
}

/// How many pages of a source there are; the value of a row.
struct SourceCount: Equatable {
  var documents: Int
  var source: [UInt8]

  /// Counts another page.
  mutating func count() { documents += 1 }

  func encode(to encoder: inout RowEncoder) {
    encoder.varint(documents)
    encoder.raw(source)
  }
}

extension SourceCount {
  init(_ value: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(value)
    documents = decoder.varint()
    source = Array(decoder.rest())
  }
}

/// What a row of the first round counts. The raw value is the first byte of its key.
enum PageRow: UInt8 {
  case line, headline, source

  init(_ key: UnsafeRawBufferPointer) { self = PageRow(rawValue: key[0]) ?? .source }
}

/// Adds up the rows of one shard.
final class PageRowCombiner: RowCombiner {
  private let limit: Int
  private var kind = PageRow.line
  private var line: LineCount?
  private var source: SourceCount?

  init(limit: Int) { self.limit = limit }

  func begin(key: UnsafeRawBufferPointer) {
    kind = PageRow(key)
    (line, source) = (nil, nil)
  }

  func add(_ value: UnsafeRawBufferPointer) {
    switch kind {
    case .line, .headline:
      let next = LineCount(value)
      if line == nil { line = next } else { line?.add(next, limit: limit) }
    case .source:
      let next = SourceCount(value)
      if source == nil { source = next } else { source?.documents += next.documents }
    }
  }

  func end(into value: inout [UInt8]) {
    var encoder = RowEncoder()
    line?.encode(to: &encoder)
    source?.encode(to: &encoder)
    value += encoder.bytes
  }
}
