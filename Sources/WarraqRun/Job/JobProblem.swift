/// One thing that is wrong in a job file.
public struct JobProblem: Equatable, Sendable, CustomStringConvertible {
  public var path: String
  /// From 1; counted in lines and in code points, as editors do.
  public var line: Int
  public var column: Int
  /// What is wrong and how to mend it.
  public var message: String

  public init(path: String, line: Int, column: Int, message: String) {
    self.path = path
    self.line = line
    self.column = column
    self.message = message
  }

  /// `Jobs/news.yml:7:5: unknown stage ...`, the form that editors and CI systems link.
  public var description: String { "\(path):\(line):\(column): \(message)" }
}

/// Guesses which known name was meant by a misspelt one.
enum Suggestion {
  /// `; did you mean "terms"?`, or nothing where no known name is near.
  static func phrase(for name: String, among known: [String]) -> String {
    guard let best = nearest(to: name, among: known) else { return "" }
    return "; did you mean \"\(best)\"?"
  }

  /// The nearest name within a third of the letters; the first of equals, so that messages are
  /// the same every time.
  static func nearest(to name: String, among known: [String]) -> String? {
    let given = Array(name.lowercased().unicodeScalars)
    var best: (name: String, distance: Int)?
    for candidate in known {
      let distance = distance(given, Array(candidate.lowercased().unicodeScalars))
      let limit = max(1, max(given.count, candidate.unicodeScalars.count) / 3)
      if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// Optimal string alignment distance: Levenshtein's edits, and swaps of neighbours
  /// (Damerau 1964).
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var rows = [[Int]](repeating: Array(0...b.count), count: a.count + 1)
    for i in 0..<a.count {
      rows[i + 1][0] = i + 1
      for j in 0..<b.count {
        let replaced = rows[i][j] + (a[i] == b[j] ? 0 : 1)
        var best = min(replaced, rows[i][j + 1] + 1, rows[i + 1][j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, rows[i - 1][j - 1] + 1)
        }
        rows[i + 1][j + 1] = best
      }
    }
    return rows[a.count][b.count]
  }
}
