import Yams

/// A line and a column of a job file, both from 1; columns are code points.
struct JobPosition: Equatable {
  static let top = JobPosition(line: 1, column: 1)

  var line: Int
  var column: Int

  init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  init(_ mark: Mark?) {
    self.init(line: mark?.line ?? 1, column: mark?.column ?? 1)
  }
}
