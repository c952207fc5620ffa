import Foundation

/// A table of a report: its columns and rows, with the escapes undone.
public struct TSVTable: Equatable, Sendable {
  public var columns: [String]
  public var rows: [[String]]

  /// Parses the text of a TSV file. Throws where a row has another number of fields than the head.
  public init(_ text: String) throws {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    guard let head = lines.first else { throw Mistake(message: "the table is empty") }
    columns = Self.fields(head)
    rows = lines.dropFirst().map(Self.fields)
    for (index, row) in rows.enumerated() where row.count != columns.count {
      throw Mistake(message: "line \(index + 2) has \(row.count) fields, not \(columns.count)")
    }
  }

  /// The values of one column, top down. Throws where there is no such column.
  public func column(_ name: String) throws -> [String] {
    guard let index = columns.firstIndex(of: name) else {
      throw Mistake(message: "no column \(name) among \(columns)")
    }
    return rows.map { $0[index] }
  }

  /// Each row by the names of the columns.
  public var records: [[String: String]] {
    rows.map { Dictionary(zip(columns, $0), uniquingKeysWith: { first, _ in first }) }
  }

  /// What is wrong with a table.
  public struct Mistake: Error, CustomStringConvertible {
    public var message: String
    public var description: String { message }
  }

  private static func fields(_ line: Substring) -> [String] {
    line.split(separator: "\t", omittingEmptySubsequences: false).map(unescape)
  }

  /// Undoes `\t`, `\n`, `\r` and `\\`.
  static func unescape(_ field: Substring) -> String {
    var text = ""
    var isEscaped = false
    for scalar in field.unicodeScalars {
      switch (isEscaped, scalar) {
      case (false, "\\"):
        isEscaped = true
        continue
      case (true, "t"): text += "\t"
      case (true, "n"): text += "\n"
      case (true, "r"): text += "\r"
      default: text.unicodeScalars.append(scalar)
      }
      isEscaped = false
    }
    return text
  }
}
