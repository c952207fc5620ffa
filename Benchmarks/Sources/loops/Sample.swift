import Foundation
import WarraqCore
import WarraqCodecs
import WarraqStages

/// What loops work on: the news of `Samples`, the licence for English, and for ideographs a declaration over and over.
/// Two halves, which hold every other document.
struct Sample {
  enum Script { case arabic, latin, ideographs }

  /// Bytes of records in each half of each script.
  private static let size = 150_000
  private let records: [Script: [[[UInt8]]]]
  private let encoding: TextEncoding
  let format = InputFormat()

  init() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../..").standardizedFileURL
    let reader = try SampleReader(root.appending(path: "Samples/news-sample.jsonl.zst").path)
    encoding = reader.encoding
    var all: [Script: [[UInt8]]] = [:]
    for record in reader.records {
      let isArabic = record.contains(0xD9)
      all[isArabic ? .arabic : .latin, default: []].append(record)
    }
    let licence = try String(contentsOf: root.appending(path: "LICENSE"), encoding: .utf8)
    for part in licence.split(separator: "\n\n   ") {
      let fields = ["text": String(part), "lang": "en", "source": "licence"]
      all[.latin, default: []].append(try JSONEncoder.stable.encode(fields).map { $0 })
    }
    for _ in 0..<20 {
      for text in Declaration.halves {
        let fields = ["text": text, "source": "declaration"]
        all[.ideographs, default: []].append(try JSONEncoder.stable.encode(fields).map { $0 })
      }
    }
    records = all.mapValues { records in
      (0..<2).map { half in
        var bytes = 0
        let mine = records.enumerated().filter { $0.offset % 2 == half }.map(\.element)
        return mine.prefix { record in
          bytes += record.count
          return bytes <= Self.size
        }
      }
    }
  }

  /// The raw records of a half.
  func records(_ script: Script, _ half: Int) -> [[UInt8]] { records[script]?[half] ?? [] }

  func makeParser() throws -> RecordParser { try RecordParser(format: format, encoding: encoding) }

  /// The documents of a half, through the stages that are named, with an analysis as `needs` says.
  func documents(
    _ script: Script, _ half: Int, through stages: [String] = [], needs: AnalysisNeeds = []
  ) throws -> DocumentBatch {
    let batch = DocumentBatch()
    let parser = try makeParser()
    for (ordinal, record) in records(script, half).enumerated() {
      let document = batch.add(at: Place(ordinal: ordinal, offset: 0))
      if record.withUnsafeBytes({ parser.parse($0, into: document) }) != nil { batch.removeLast() }
    }
    for stage in stages { try makeWorker(stage, needs: needs).process(batch) }
    try StageRegistry.analyzer(needs: needs).process(batch)
    return batch
  }
}

/// All records of a file.
private struct SampleReader {
  let encoding: TextEncoding
  private(set) var records: [[UInt8]] = []

  init(_ path: String) throws {
    let format = InputFormat()
    let description = try describe(path, format: format)
    encoding = description.encoding
    guard case .slices(let slices) = plan(description, format: format, sizes: .equal(1 << 30))
    else {
      throw WarraqError(.input, "the sample is one stream", input: path)
    }
    let block = RecordBlock()
    for slice in slices {
      let reader = try ShardReader(path: path, slice: slice, format: format)
      while try reader.next(block) { records += block.records.map { Array(block.bytes(of: $0)) } }
    }
  }
}

extension DocumentBatch {
  /// Bytes of text.
  var bytes: Int { documents.reduce(0) { $0 + $1.text.count } }
}

extension JSONEncoder {
  /// The same bytes every time.
  static var stable: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return encoder
  }
}
