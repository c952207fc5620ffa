import WarraqCore
import WarraqStatistics

/// Writes `forms.tsv`: the spellings of each reported term. They come term by term; those of one
/// term are held until it is known whether it is frequent enough.
struct FormsReport {
  private let table: any TableWriter
  private let minimumCount: Int
  private var term: [UInt8] = []
  private var forms: [(form: [UInt8], count: Int)] = []

  init(_ report: any ReportBuilder, minimumCount: Int) throws {
    table = try report.table("forms.tsv", columns: ["term", "form", "count"])
    self.minimumCount = minimumCount
  }

  mutating func add(
    _ form: UnsafeRawBufferPointer, of term: UnsafeRawBufferPointer, count: Int
  ) throws {
    if !self.term.withUnsafeBytes(term.isEqual) {
      try endTerm()
      self.term = Array(term)
    }
    forms.append((Array(form), count))
  }

  mutating func finish() throws {
    try endTerm()
    try table.finish()
  }

  private mutating func endTerm() throws {
    if forms.reduce(0, { $0 + $1.count }) >= minimumCount {
      for (form, count) in forms {
        try term.withUnsafeBytes { try table.field($0) }
        try form.withUnsafeBytes { try table.field($0) }
        try table.field(count)
        try table.endRow()
      }
    }
    forms.removeAll(keepingCapacity: true)
  }
}
