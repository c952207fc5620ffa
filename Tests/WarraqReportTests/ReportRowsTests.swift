import Dispatch
import Foundation
import Synchronization
import Testing
import WarraqCore
import WarraqTables
import WarraqTestKit

@testable import WarraqReport

@Suite struct ReportRowsTests {
  /// A table of several parts, some of them without rows.
  private final class Table: RowSource {
    let sorters: [RowSorter]
    var parts: [any RowSource] { sorters }

    init(_ rows: [(group: String, number: Int)], parts: Int) throws {
      sorters = (0..<parts).map { _ in ReportRowsTests.sorter() }
      for (index, row) in rows.enumerated() {
        try Self.emit("\(row.group) \(row.number)", to: sorters[index * index % parts])
      }
    }

    static func emit(_ text: String, to rows: any RowSink) throws {
      var key = RowEncoder()
      key.raw(text.utf8)
      try rows.emit(key, RowEncoder())
    }

    func forEach(
      _ body: (_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws -> Void
    ) throws { try RowSorters(sorters).forEach(body) }
  }

  private struct Refusal: Error, Equatable { var text: String }

  private static func sorter() -> RowSorter {
    RowSorter(order: .key, memory: 1000, scratch: NSTemporaryDirectory())
  }

  private static func keys(_ rows: any RowSource) throws -> [String] {
    var keys: [String] = []
    try rows.forEach { key, _ in keys.append(String(decoding: key, as: UTF8.self)) }
    return keys
  }

  private static func section(threads: Int) -> ReportSection {
    ReportSection(
      smallCorpus(), directory: NSTemporaryDirectory(),
      sorting: SortingLimits(memory: 4000, threads: threads, scratch: NSTemporaryDirectory()),
      names: TableNames())
  }

  private static func rows(_ count: Int) -> [(group: String, number: Int)] {
    var random = SplitMix(3)
    return (0..<count).map { (Bool.random(using: &random) ? "a" : "b\($0 % 50)", $0) }
  }

  @Test(arguments: [1, 2, 3, 9])
  func `rows of a group stand together, in order, whatever the number of threads`(
    threads: Int
  ) throws {
    let table = try Table(Self.rows(2000), parts: 5)
    let report = Self.section(threads: threads)
    let shares = try report.grouped(table) { part, rows in
      try part.forEach { key, value in
        let name = UnsafeRawBufferPointer(rebasing: key.prefix { $0 != 0x20 })
        try rows.emit(of: KeyHash.hash(name), key: key, value: value)
      }
    }
    #expect(shares.count == min(4, threads))
    let keys = try shares.map(Self.keys)
    #expect(keys.allSatisfy { $0 == $0.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } })
    #expect(keys.joined().sorted() == (try Self.keys(table)).sorted())
    let groups = keys.map { Set($0.map { $0.prefix { $0 != " " } }) }
    #expect(groups.reduce(0) { $0 + $1.count } == 51)

    let reversed = try report.sorted(shares) { share, rows in
      for key in try Self.keys(share) { try Table.emit(String(key.reversed()), to: rows) }
    }
    let wanted = try Self.keys(table).map { String($0.reversed()) }
    #expect(
      try Self.keys(reversed) == wanted.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  @Test func `of threads that fail, the work with the least number is named`() throws {
    let table = try Table(Self.rows(20), parts: 5)
    let report = Self.section(threads: 3)
    #expect(throws: Refusal(text: "row")) {
      _ = try report.grouped(table) { _, _ in throw Refusal(text: "row") }
    }
    #expect(throws: Refusal(text: "2")) {
      try concurrently(6, threads: 3) { if $1 > 1 { throw Refusal(text: "\($1)") } }
    }
  }

  @Test func `work within work has threads of its own`() throws {
    let both = Mutex(0)
    try concurrently(2, threads: 2) { _, _ in
      let (first, second) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
      try concurrently(2, threads: 2) { _, number in
        // Each waits for the other one.
        (number == 0 ? first : second).signal()
        let hasCome = (number == 0 ? second : first).wait(timeout: .now() + 30)
        if hasCome == .success { both.withLock { $0 += 1 } }
      }
    }
    #expect(both.withLock { $0 } == 4)
  }
}
