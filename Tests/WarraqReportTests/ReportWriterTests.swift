import Foundation
import Testing
import WarraqCore

@testable import WarraqReport

@Suite struct ReportWriterTests {
  private func makeWriter(
    _ directory: String, corpus: CorpusFacts = smallCorpus(), title: String = "news"
  ) throws -> ReportWriter {
    try ReportWriter(
      directory: directory, corpus: corpus, title: title, memory: 1 << 10, threads: 4,
      scratch: NSTemporaryDirectory())
  }

  /// Writes a report with two tables, a panel and a number. Gives its root.
  @discardableResult
  private func write(
    to directory: String, corpus: CorpusFacts = smallCorpus(), tokens: Int = 100,
    tables: [String] = ["terms.tsv", "lengths.tsv"], title: String = "news"
  ) throws -> String {
    let writer = try makeWriter(directory, corpus: corpus, title: title)
    try writer.write(
      tables.map { name in
        { report in
          let table = try report.table(name, columns: ["rank", "term"])
          try table.field(1)
          try table.field("في")
          try table.endRow()
          try table.finish()
        }
      })
    try writer.write([
      { report in
        report.summarize("tokens", tokens)
        report.add(
          ReportPanel(id: "p", title: "P", note: "", content: .bars([PanelValue("ar", 6)])))
      }
    ])
    return try writer.finish()
  }

  @Test func `the ledger has a row for each stage and the total`() throws {
    let scratch = try Scratch()
    try write(to: scratch.report)
    #expect(
      try scratch.text("ledger.tsv") == """
        stage\tread\tkept\trejected\tduplicate\tquarantined\treasons
        read\t12\t9\t0\t0\t3\tinvalid-json=2 invalid-utf-8=1
        normalize\t9\t8\t1\t0\t0\tempty=1
        dedupe\t8\t6\t0\t2\t0\t
        total\t12\t6\t1\t2\t3\tempty=1 invalid-json=2 invalid-utf-8=1

        """)
  }

  @Test func `books that do not balance stop the report`() throws {
    let scratch = try Scratch()
    var corpus = smallCorpus()
    corpus.counts.kept += 1
    #expect {
      try write(to: scratch.report, corpus: corpus)
    } throws: {
      ($0 as? WarraqError)?.code == .ledger
    }
    #expect(try scratch.names(in: scratch.path).isEmpty)
  }

  @Test func `the root can be computed from the files alone`() throws {
    let scratch = try Scratch()
    let root = try write(to: scratch.report)
    let names = try scratch.names(in: scratch.report)
    #expect(names == ["index.html", "ledger.tsv", "lengths.tsv", "summary.json", "terms.tsv"])
    var list = ""
    for name in names {
      var text = try scratch.text(name)
      if name == "summary.json" { text = text.replacing("  \"root\": \"\(root)\",\n", with: "") }
      list += "\(name)\t\(text.utf8.count)\t\(ContentDigest.hex(of: text))\n"
    }
    #expect(ContentDigest.hex(of: list) == root)
    #expect(try scratch.text("summary.json").contains("\"root\": \"\(root)\""))
  }

  @Test func `the root is that of the content, whatever the place and the order of writing`() throws
  {
    let (first, second) = (try Scratch(), try Scratch())
    let root = try write(to: first.report)
    #expect(try write(to: second.path + "/elsewhere/") == root)
    #expect(try write(to: first.report) == root)
  }

  @Test func `every number of the summary takes part in the root`() throws {
    let scratch = try Scratch()
    let root = try write(to: scratch.report)
    #expect(try write(to: scratch.report, tokens: 101) != root)
    let less = smallCorpus(covered: 999_998, total: 1_000_000)
    #expect(try write(to: scratch.report, corpus: less) != root)
    #expect(try write(to: scratch.report, title: "other") != root)
  }

  @Test func `an older report stays until the new one is complete, and then is gone`() throws {
    let scratch = try Scratch()
    try write(to: scratch.report, tables: ["old.tsv"])
    try FileManager.default.createDirectory(
      atPath: scratch.report + "/notes", withIntermediateDirectories: false)
    let writer = try makeWriter(scratch.report)
    #expect(try scratch.names(in: scratch.report).contains("old.tsv"))
    _ = try writer.finish()
    #expect(
      try scratch.names(in: scratch.report) == ["index.html", "ledger.tsv", "summary.json"])
    #expect(try scratch.names(in: scratch.path) == ["report"])
  }

  @Test func `what a killed process left beside the report is cleared away`() throws {
    let scratch = try Scratch()
    try makeWriter(scratch.report).write([{ _ = try $0.table("half.tsv", columns: ["a"]) }])
    #expect(try scratch.names(in: scratch.path) == ["report.new"])
    try write(to: scratch.report)
    #expect(try scratch.names(in: scratch.path) == ["report"])
    #expect(try !scratch.names(in: scratch.report).contains("half.tsv"))
  }

  @Test func `a report that was moved aside for one that never came is put back`() throws {
    let scratch = try Scratch()
    try write(to: scratch.report)
    try FileManager.default.moveItem(atPath: scratch.report, toPath: scratch.report + ".old")
    _ = try makeWriter(scratch.report)
    #expect(try scratch.names(in: scratch.report).contains("terms.tsv"))
  }

  @Test func `two stages cannot write the same table`() throws {
    let scratch = try Scratch()
    #expect {
      try write(to: scratch.report, tables: ["terms.tsv", "terms.tsv"])
    } throws: {
      ($0 as? WarraqError)?.code == .usage
    }
  }

  @Test(arguments: ["../x.tsv", "", ".x", "index.html", "summary.json"])
  func `a table cannot leave the report or replace its own files`(name: String) throws {
    let scratch = try Scratch()
    #expect(throws: WarraqError.self) { try write(to: scratch.report, tables: [name]) }
  }

  @Test func `a table that was not finished fails the report`() throws {
    let scratch = try Scratch()
    let writer = try makeWriter(scratch.report)
    try writer.write([{ _ = try $0.table("terms.tsv", columns: ["a"]) }])
    #expect(throws: WarraqError.self) { try writer.finish() }
    #expect(try !scratch.names(in: scratch.path).contains("report"))
  }

  @Test func `parts that are written at once stand in their order`() throws {
    let scratch = try Scratch()
    var (pages, roots) = (Set<String>(), Set<String>())
    for round in 0..<5 {
      let writer = try makeWriter(scratch.path + "/report-\(round)")
      try writer.write(
        (0..<20).map { number in
          { report in
            // The last ones would be done first.
            usleep(UInt32(20 - number) * 500)
            // More than memory holds: it spills.
            let sorted = try report.sorted { rows in
              for value in 0..<200 {
                let key = Array("\((value * 7919 + number) % 1000)".utf8)
                try key.withUnsafeBytes { try rows.emit(key: $0, value: $0) }
              }
            }
            let table = try report.table("\(number).tsv", columns: ["a"])
            try sorted.forEach { key, _ in
              try table.field(key)
              try table.endRow()
            }
            try table.finish()
            report.summarize("number\(number)", number)
            report.add(
              ReportPanel(
                id: "p\(number)", title: "P\(number)", note: "",
                content: .bars([PanelValue("ar", number)])))
          }
        })
      roots.insert(try writer.finish())
      let page = try String(
        contentsOfFile: scratch.path + "/report-\(round)/index.html", encoding: .utf8)
      pages.insert(page)
      let places = (0..<20).compactMap { page.range(of: "\"title\":\"P\($0)\"")?.lowerBound }
      #expect(places.count == 20)
      #expect(places == places.sorted())
    }
    #expect(pages.count == 1)
    #expect(roots.count == 1)
  }

  @Test func `of parts that fail, the first one is named`() throws {
    let scratch = try Scratch()
    let writer = try makeWriter(scratch.report)
    let error = #expect(throws: WarraqError.self) {
      try writer.write(
        (0..<8).map { number in
          { _ in
            if number > 2 { throw WarraqError(.output, "part \(number)") }
          }
        })
    }
    #expect(error?.message == "part 3")
  }

  @Test func `a directory that cannot be made is named`() throws {
    let scratch = try Scratch()
    let missing = scratch.path + "/none/report"
    #expect {
      try write(to: missing)
    } throws: {
      ($0 as? WarraqError)?.message.contains(missing) == true
    }
  }
}
