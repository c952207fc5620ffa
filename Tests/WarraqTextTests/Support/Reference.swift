import Foundation

/// The Python reference.
enum Reference {
  private static let python = "/usr/bin/python3"
  private static let script = SharedData.packageRoot + "/Tests/Reference/reference.py"

  static let isAvailable: Bool = {
    if (try? Command.output([python, "-c", "import icu, xxhash"])) != nil { return true }
    print("SKIPPED: the reference needs \(python) with python3-icu and python3-xxhash")
    return false
  }()

  /// Writes the reference's analysis of a JSONL file, a line for each document, to `output`.
  static func analyze(jsonl: String, output: String) throws {
    try Command.run([python, script, "analyze", jsonl], output: output)
  }

  /// Runs the reference's own checks; gives what it prints.
  static func check() throws -> String {
    string(try Command.output([python, script, "check"])[...])
  }

  /// The reference's analysis of texts and their languages.
  static func analyze(_ texts: [(text: String, language: String)]) throws -> [[UInt8]] {
    let input = Command.temporary()
    let output = Command.temporary()
    defer {
      try? FileManager.default.removeItem(atPath: input)
      try? FileManager.default.removeItem(atPath: output)
    }
    var json = JSONLine()
    for (text, language) in texts {
      json.raw("[")
      json.string(Array(text.utf8)[...])
      json.raw(", \"\(language)\"]\n")
    }
    try Data(json.bytes).write(to: URL(fileURLWithPath: input))
    try Command.run([python, script, "tokens"], input: input, output: output)
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: output)))
      .split(separator: 0x0A).map(Array.init)
  }
}
