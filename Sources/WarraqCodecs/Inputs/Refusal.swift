import Glibc

/// Recognises what is neither JSON lines nor plain text by its first decoded bytes.
enum Refusal {
  private static let signatures: [(bytes: [UInt8], offset: Int, name: String)] = [
    (Array("WARC/".utf8), 0, "a WARC web archive"),
    (Array("filedesc://".utf8), 0, "an ARC web archive"),
    (Array("PAR1".utf8), 0, "a Parquet table"),
    (Array("ORC".utf8), 0, "an ORC table"),
    (Array("ARROW1".utf8), 0, "an Arrow table"),
    ([0x4F, 0x62, 0x6A, 0x01], 0, "an Avro file"),
    (Array("%PDF-".utf8), 0, "a PDF document"),
    ([0x50, 0x4B, 0x03, 0x04], 0, "a zip archive (or an office document)"),
    ([0x50, 0x4B, 0x05, 0x06], 0, "a zip archive"),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], 0, "a 7z archive"),
    ([0x52, 0x61, 0x72, 0x21, 0x1A, 0x07], 0, "a RAR archive"),
    ([0x04, 0x22, 0x4D, 0x18], 0, "lz4 compressed data"),
    ([0x02, 0x21, 0x4C, 0x18], 0, "lz4 compressed data"),
    ([0x1F, 0x9D], 0, "data compressed with compress"),
    (Array("LZIP".utf8), 0, "lzip compressed data"),
    ([0xFF, 0x06, 0x00, 0x00, 0x73, 0x4E, 0x61, 0x50, 0x70, 0x59], 0, "snappy compressed data"),
    (Array("SQLite format 3\0".utf8), 0, "an SQLite database"),
    (Array("{\\rtf".utf8), 0, "an RTF document"),
    (Array("ustar".utf8), 257, "a tar archive"),
  ]

  /// Beginnings of markup, in lower case.
  private static let markup: [(prefix: String, name: String)] = [
    ("<mediawiki", "a MediaWiki dump"), ("<!doctype html", "an HTML page"),
    ("<html", "an HTML page"),
    ("<?xml", "an XML document"), ("<rss", "an RSS feed"), ("<!doctype", "an SGML or XML document"),
  ]

  /// What `start` is, as a noun with its article, or `nil` when it may be what `format` says.
  static func find(_ start: UnsafeRawBufferPointer, format: InputFormat) -> String? {
    for signature in signatures where start.count > signature.offset {
      if start[signature.offset...].starts(with: signature.bytes) { return signature.name }
    }
    let text = trimmed(start)
    let head = markupHead(text)
    for (prefix, name) in markup where head.hasPrefix(prefix) {
      return head.contains("<mediawiki") ? "a MediaWiki dump" : name
    }
    return format.kind == .jsonl ? notLines(text) : nil
  }

  /// The first characters in lower case; of UTF-16 with a byte order mark: the ASCII ones.
  private static func markupHead(_ text: UnsafeRawBufferPointer) -> String {
    var head = Array(text.prefix(1024))
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
      head = head.dropFirst(2).filter { $0 != 0 }
    }
    return String(decoding: head, as: UTF8.self).lowercased()
  }

  /// Without a UTF-8 byte order mark and white space in front.
  private static func trimmed(_ start: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var rest = start[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    rest = rest.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
    return UnsafeRawBufferPointer(rebasing: rest)
  }

  /// A table or a JSON array where JSON lines were expected.
  private static func notLines(_ text: UnsafeRawBufferPointer) -> String? {
    if text.first == UInt8(ascii: "[") {
      let next = text.dropFirst().first { $0 != 0x20 && !(0x09...0x0D).contains($0) }
      return next == UInt8(ascii: "{") ? "one JSON array instead of one JSON object a line" : nil
    }
    // Zeros: UTF-16, of which the bytes of line breaks are only a part.
    guard !text.contains(0) else { return nil }
    let lines = text.split(separator: 0x0A, maxSplits: 3).prefix(3)
    let isTable = lines.allSatisfy { line in
      line.first { $0 != 0x20 && $0 != 0x09 } != UInt8(ascii: "{")
    }
    guard lines.count == 3, isTable else { return nil }
    for (mark, name) in [(UInt8(ascii: ","), "a CSV table"), (0x09, "a TSV table")] {
      let columns = lines.map { $0.count(where: { $0 == mark }) }
      if columns[0] > 0, columns.allSatisfy({ $0 == columns[0] }) { return name }
    }
    return nil
  }
}
