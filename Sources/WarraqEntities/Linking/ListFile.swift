/// The lists that ship as files in `Lists`: lines of fields between tabs, `#` begins a comment line.
enum ListFile {
  /// The lines of a list, cut into their fields.
  static func lines(_ bytes: [UInt8]) -> [[String]] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: "\t").map(String.init) }
  }
}
