/// The one hash of a report: two reports with the same root hold the same bytes.
///
/// The root is the XXH3-128, in 32 hexadecimal digits, of a list with one line for each file of the
/// report, sorted by name as bytes: name, tab, size in bytes, tab, XXH3-128 of the content, line
/// feed. `summary.json`, which holds the root, takes part without the line that begins with two
/// spaces and `"root": `. See Docs/decisions/report-root.md for how to check it by hand.
enum ReportRoot {
  /// The root of a report of these files and this summary without its root.
  static func hex(files: [ReportFile.Entry], summary: String) -> String {
    let pseudo = ReportFile.Entry(
      name: "summary.json", size: summary.utf8.count, digest: ContentDigest.hex(of: summary))
    let lines = (files + [pseudo])
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
      .map { "\($0.name)\t\($0.size)\t\($0.digest)\n" }
    return ContentDigest.hex(of: lines.joined())
  }
}
