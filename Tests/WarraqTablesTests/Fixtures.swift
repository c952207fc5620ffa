import Glibc
import Testing
import WarraqCore
import WarraqTables
import WarraqTestKit

/// A row as a value.
struct Row: Hashable, CustomStringConvertible {
  var key: [UInt8]
  var value: [UInt8]

  init(_ key: [UInt8], _ value: [UInt8]) {
    self.key = key
    self.value = value
  }

  init(_ key: String, _ value: String) { self.init(Array(key.utf8), Array(value.utf8)) }

  init(_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
    self.init(Array(key), Array(value))
  }

  var description: String { "\(String(decoding: key, as: UTF8.self))=\(value)" }

  var hash: UInt64 { key.withUnsafeBytes { KeyHash.hash($0) } }

  /// The order that a file must have, written as plainly as can be.
  func precedes(_ other: Row, in order: RowSorter.Order) -> Bool {
    if case .hash = order, hash != other.hash { return hash < other.hash }
    if key != other.key { return key.lexicographicallyPrecedes(other.key) }
    return value.lexicographicallyPrecedes(other.value)
  }
}

/// Rows with many equal keys, keys of all lengths and a value that is a number of one byte or more.
func randomRows(_ count: Int, seed: UInt64) -> [Row] {
  var random = SplitMix(seed)
  return (0..<count).map { _ in
    let length = Int.random(in: 0...(Bool.random(using: &random) ? 3 : 24), using: &random)
    let key = (0..<length).map { _ in UInt8.random(in: 97...100, using: &random) }
    var encoder = RowEncoder()
    encoder.varint(Int.random(in: 0...1000, using: &random))
    return Row(key, encoder.bytes)
  }
}

extension RowSink {
  func emit(_ row: Row) throws {
    try row.key.withUnsafeBytes { key in
      try row.value.withUnsafeBytes { try emit(key: key, value: $0) }
    }
  }
}

extension RowSource {
  func rows() throws -> [Row] {
    var rows: [Row] = []
    try forEach { rows.append(Row($0, $1)) }
    return rows
  }
}

/// Adds numbers.
final class Sum: RowCombiner {
  private var total = 0

  func begin(key: UnsafeRawBufferPointer) { total = 0 }

  func add(_ value: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(value)
    total += decoder.varint()
  }

  func end(into value: inout [UInt8]) {
    var encoder = RowEncoder()
    encoder.varint(total)
    value += encoder.bytes
  }
}

/// A temporary directory that goes with the value.
final class Scratch {
  let path: String

  init() throws {
    var template = Array("/tmp/warraq-tables-XXXXXX".utf8CString)
    let made = try #require(mkdtemp(&template))
    path = String(cString: made)
  }

  deinit {
    for name in names { unlink(path + "/" + name) }
    rmdir(path)
  }

  func file(_ name: String) -> String { path + "/" + name }

  var names: [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Sorts rows, spread over lanes in turns, into a file.
  @discardableResult func write(
    _ rows: [Row], as name: String, order: RowSorter.Order, lanes: Int = 1, memory: Int = 1 << 26,
    combiner: (any RowCombiner)? = nil
  ) throws -> RowFileSummary {
    let sorters = (0..<lanes).map { _ in
      RowSorter(order: order, memory: memory, scratch: path)
    }
    for (index, row) in rows.enumerated() { try sorters[index % lanes].emit(row) }
    return try writeRows(sorters, combiner: combiner, to: file(name))
  }
}

func readBytes(_ path: String) throws -> [UInt8] {
  let file = try #require(fopen(path, "r"))
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
    bytes += buffer[..<count]
  }
  return bytes
}

func writeBytes(_ bytes: [UInt8], to path: String) throws {
  let file = try #require(fopen(path, "w"))
  defer { fclose(file) }
  #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
}
