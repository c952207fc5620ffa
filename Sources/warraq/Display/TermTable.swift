import Foundation
import WarraqCore

/// The first rows of a report's `terms.tsv` on the terminal.
enum TermTable {
  static func show(_ path: String, top: Int, json: Bool) throws {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw WarraqError(.state, "there is no \(path)")
    }
    var rows: [[String]] = []
    var rest = Data()
    while rows.count <= top, let chunk = try file.read(upToCount: 1 << 16), !chunk.isEmpty {
      rest.append(chunk)
      while rows.count <= top, let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: rest[rest.startIndex..<end], as: UTF8.self)
        rest.removeSubrange(rest.startIndex...end)
        rows.append(line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init))
      }
    }
    if json {
      for row in rows.dropFirst() where row.count >= 6 {
        Console.print(try Console.json(Term(row)))
      }
      return
    }
    // Numbers first: a column behind one of mixed direction would not stand straight.
    let lines = rows.enumerated().compactMap { index, row -> [String]? in
      guard row.count >= 6 else { return nil }
      let form = index == 0 ? row[4] : Console.isolated(row[4])
      return [row[0], row[2], row[3], form]
    }
    Console.print(Console.table(lines))
  }

  /// A row as an event for programs.
  private struct Term: Encodable {
    let event = "term"
    let rank: Int?
    let term: String
    let count: Int?
    let documents: Int?
    let form: String
    let publications: Int?

    init(_ row: [String]) {
      rank = Int(row[0])
      term = row[1]
      count = Int(row[2])
      documents = Int(row[3])
      form = row[4]
      publications = Int(row[5])
    }
  }
}
