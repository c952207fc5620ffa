import Foundation
import Subprocess

/// How a fixture is compressed, by the command-line tool of the same name.
public enum Codec: String, CaseIterable, Sendable {
  case plain, zstd, gzip, bzip2, xz

  /// What the tools add to a file's name.
  public var suffix: String {
    switch self {
    case .plain: ""
    case .zstd: ".zst"
    case .gzip: ".gz"
    case .bzip2: ".bz2"
    case .xz: ".xz"
    }
  }

  /// The bytes as one frame, member or stream. Throws where the tool is missing or fails.
  public func compress(_ bytes: [UInt8]) async throws -> [UInt8] {
    if self == .plain { return bytes }
    let result = try await Subprocess.run(
      .name(rawValue), arguments: ["-c", "-q"], input: .array(bytes),
      output: .bytes(limit: bytes.count + 65536))
    guard result.terminationStatus.isSuccess else { throw Failure(tool: rawValue) }
    return result.standardOutput
  }

  /// A compressor that failed.
  public struct Failure: Error {
    public var tool: String
  }
}
