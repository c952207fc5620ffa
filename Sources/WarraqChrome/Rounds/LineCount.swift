import WarraqCore

/// How often a line stands on pages of one source; the value of a row.
struct LineCount: Equatable {
  /// Pages that it stands on, and those where it is nearer the end.
  var documents: Int
  var atEnd: Int
  /// Whether the lists take it out, so that nothing need be learnt.
  var isListed: Bool
  /// The smallest fingerprints of the pages, ascending: at most as many as decide.
  var pages: [UInt64]
  /// The document of the shard that first holds the line, and how it spells it.
  var first: Int
  var source: [UInt8]
  var text: [UInt8]

  init(
    documents: Int, atEnd: Int, isListed: Bool, pages: [UInt64], first: Int, source: [UInt8],
    text: [UInt8]
  ) {
    self.documents = documents
    self.atEnd = atEnd
    self.isListed = isListed
    self.pages = pages
    self.first = first
    self.source = source
    self.text = text
  }

  init(_ value: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(value)
    isListed = decoder.byte() != 0
    documents = decoder.varint()
    atEnd = decoder.varint()
    pages = (0..<decoder.varint()).map { _ in decoder.fixed() }
    first = decoder.ordinal()
    source = Array(decoder.string())
    text = Array(decoder.rest())
  }

  func encode(to encoder: inout RowEncoder) {
    encoder.bytes.append(isListed ? 1 : 0)
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

/// How many pages of a source there are; the value of a row.
struct SourceCount: Equatable {
  var documents: Int
  /// Pages on which a headline came again, and the lines that went for it.
  var headlinePages: Int
  var headlines: Int
  var source: [UInt8]

  init(documents: Int, headlinePages: Int, headlines: Int, source: [UInt8]) {
    self.documents = documents
    self.headlinePages = headlinePages
    self.headlines = headlines
    self.source = source
  }

  init(_ value: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(value)
    documents = decoder.varint()
    headlinePages = decoder.varint()
    headlines = decoder.varint()
    source = Array(decoder.rest())
  }

  func encode(to encoder: inout RowEncoder) {
    encoder.varint(documents)
    encoder.varint(headlinePages)
    encoder.varint(headlines)
    encoder.raw(source)
  }

  mutating func add(_ other: SourceCount) {
    documents += other.documents
    headlinePages += other.headlinePages
    headlines += other.headlines
  }
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
    case .line:
      if line == nil { line = LineCount(value) } else { line?.add(LineCount(value), limit: limit) }
    case .source:
      if source == nil { source = SourceCount(value) } else { source?.add(SourceCount(value)) }
    }
  }

  func end(into value: inout [UInt8]) {
    var encoder = RowEncoder()
    line?.encode(to: &encoder)
    source?.encode(to: &encoder)
    value += encoder.bytes
  }
}

/// What a row of the first round counts. The raw value is the first byte of its key.
enum PageRow: UInt8 {
  case line, source

  init(_ key: UnsafeRawBufferPointer) { self = key[0] == 0 ? .line : .source }
}
