/// Decoded bytes that a cutter looks at. Offsets count from the start of the shard.
struct Window {
  var bytes: UnsafeRawBufferPointer
  /// The offset of the first byte.
  var base: Int
  /// Whether nothing comes behind the last byte.
  var isEnd: Bool
  /// Where the shard's own bytes end, once that is known; `bytes` may reach further.
  var sliceEnd: Int?

  /// The offset behind the last byte.
  var end: Int { base + bytes.count }
}

/// What a cutter found.
enum CutEvent: Equatable {
  /// A record, by offsets. A line break behind it is not part of it.
  case record(Range<Int>)
  /// There is no further whole record in the window. Bytes from this offset on are still needed by
  /// whoever wants the record's bytes; the cutter itself will look at none before ``position``.
  case needMore(from: Int)
  /// All records of the shard have been found.
  case done
}

/// Finds records in decoded bytes, for readers and splitters alike. A format is one type of this
/// kind and one ``RecordParsing``, in a folder of its own.
///
/// A shard owns the records whose preceding line break (or whatever the format has instead) lies in
/// it, so that any way to divide an input yields the same records.
protocol RecordCutter {
  /// The offset where scanning goes on. Right after a record: where another shard could begin.
  var position: Int { get }
  /// Where the record begins that is being read.
  var openRecord: Int? { get }
  /// The next thing in the window, which must contain ``position``.
  mutating func next(in window: Window) -> CutEvent
  /// The input is damaged at ``position``. The open record is lost; another one can only begin behind
  /// the next line break.
  mutating func interrupt()
}

extension InputFormat {
  /// Makes the cutter of a shard whose text begins at `start`.
  func makeCutter(
    start: Int, startsAtRecord: Bool, encoding: TextEncoding
  ) -> any RecordCutter {
    let scanner = LineScanner(start: start, encoding: encoding, skipsFirst: !startsAtRecord)
    return switch (kind, unit) {
    case (.jsonl, _), (.text, .line): LineCutter(scanner)
    case (.text, .paragraph): ParagraphCutter(scanner, isInside: !startsAtRecord)
    case (.text, .document): DocumentCutter(start: start)
    }
  }
}
