import Foundation
import WarraqCodecs
import WarraqCore

/// From the bytes of a file to documents.
extension Loop {
  static var records: [Loop] {
    [
      Loop(name: "cut") { sample in
        // One file of plain lines for each half.
        let files = try (0..<2).map { half in
          let path = FileManager.default.temporaryDirectory.appending(path: "loops-\(UUID())")
          try Data(sample.records(.arabic, half).joined(separator: [0x0A])).write(to: path)
          return path.path
        }
        return { half in
          defer { unlink(files[half]) }
          return try cut(files[half], sample.format)
        }
      },
      Loop(name: "parse-arabic") { try parse(.arabic, $0) },
      Loop(name: "parse-latin") { try parse(.latin, $0) },
    ]
  }

  private static func cut(_ path: String, _ format: InputFormat) throws -> Int {
    let description = try describe(path, format: format)
    guard case .slices(let slices) = plan(description, format: format, sizes: .equal(1 << 30))
    else {
      return 0
    }
    var bytes = 0
    let block = RecordBlock()
    for slice in slices {
      let reader = try ShardReader(path: path, slice: slice, format: format)
      while try reader.next(block) { bytes += block.records.reduce(0) { $0 + $1.length } }
    }
    return bytes
  }

  private static func parse(_ script: Sample.Script, _ sample: Sample) throws -> (Int) throws -> Int
  {
    let parser = try sample.makeParser()
    let document = Document()
    let halves = (0..<2).map { sample.records(script, $0) }
    return { half in
      for (ordinal, record) in halves[half].enumerated() {
        document.reset(place: Place(ordinal: ordinal, offset: 0))
        _ = record.withUnsafeBytes { parser.parse($0, into: document) }
      }
      return halves[half].reduce(0) { $0 + $1.count }
    }
  }
}
