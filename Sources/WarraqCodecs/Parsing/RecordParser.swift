import CWarraqUTF8
public import WarraqCore

/// Turns raw records into documents: checks the encoding, converts it, and reads the fields. Make one
/// for each lane; it is for one thread at a time.
public final class RecordParser {
  private let converter: EncodingConverter?
  private let parsing: any RecordParsing

  /// `encoding` is that of the shard (``ShardSlice/encoding``).
  ///
  /// - Throws: a `usage` error for an encoding or date format that is not known.
  public init(format: InputFormat, encoding: TextEncoding) throws(WarraqError) {
    converter = encoding.isUTF8 ? nil : try EncodingConverter(encoding.name)
    parsing =
      switch format.kind {
      case .jsonl: try JSONLineParser(format)
      case .text: TextParser()
      }
  }

  /// Fills `document` with the record; place and buffers stay as they are.
  ///
  /// - Returns: what is wrong with the record, or `nil`. The document is of no use then.
  public func parse(_ record: UnsafeRawBufferPointer, into document: Document) -> BadRecord? {
    if let converter {
      return switch converter.convert(record) {
      case .success(let text): parsing.parse(text, into: document)
      case .failure(let invalid):
        BadRecord(
          .invalidEncoding, "The record is not valid \(converter.name).",
          offsetInRecord: invalid.offset)
      }
    }
    // Files with byte order marks that were put together by `cat` have marks in the middle.
    let mark = record.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let record = UnsafeRawBufferPointer(rebasing: record[mark...])
    guard warraq_utf8_is_valid(record.baseAddress, record.count) else {
      return BadRecord(
        .invalidUTF8, "The record is not valid UTF-8.",
        offsetInRecord: mark + Self.validPrefix(record))
    }
    var problem = parsing.parse(record, into: document)
    problem?.offsetInRecord += mark
    return problem
  }

  /// Bytes of valid UTF-8 in front.
  private static func validPrefix(_ record: UnsafeRawBufferPointer) -> Int {
    var decoder = UTF8.ForwardParser()
    var bytes = record.makeIterator()
    var offset = 0
    while case .valid(let scalar) = decoder.parseScalar(from: &bytes) { offset += scalar.count }
    return offset
  }
}
