import Foundation

/// Runs programs and gives their output.
enum Command {
  struct Failure: Error { var message: String }

  static func output(_ arguments: [String]) throws -> [UInt8] {
    let file = temporary()
    defer { try? FileManager.default.removeItem(atPath: file) }
    try run(arguments, output: file)
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
  }

  /// Runs a program with its standard output in a file.
  static func run(_ arguments: [String], input: String? = nil, output: String) throws {
    try Data().write(to: URL(fileURLWithPath: output))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardInput =
      input.map { FileHandle(forReadingAtPath: $0) ?? .nullDevice }
      ?? .nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(message: "\(arguments) ended with \(process.terminationStatus)")
    }
  }

  static func temporary() -> String { NSTemporaryDirectory() + "warraq-text-" + UUID().uuidString }
}
