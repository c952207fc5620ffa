import Glibc
public import WarraqCore
import WarraqReport

/// A 128-bit XXH3 digest in hexadecimal: the identity of a file, a list of options or a task.
public struct Digest: Codable, Hashable, Comparable, Sendable, CustomStringConvertible {
  public let hex: String

  init(hex: String) { self.hex = hex }

  /// The digest of some bytes.
  public init(of bytes: some Collection<UInt8>) {
    hex = Array(bytes).withUnsafeBytes { ContentDigest.hex(of: $0) }
  }

  /// The digest of a text's UTF-8 bytes.
  public init(of text: String) { hex = ContentDigest.hex(of: text) }

  /// The digest of a file's content, read once from front to back.
  public init(ofFile path: String) throws(WarraqError) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .posix(.input, "cannot open", path) }
    defer { close(file) }
    posix_fadvise(file, 0, 0, POSIX_FADV_SEQUENTIAL)
    var digest = ContentDigest()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
    defer { buffer.deallocate() }
    while true {
      let count = read(file, buffer.baseAddress, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .posix(.input, "cannot read", path) }
      if count == 0 { break }
      digest.add(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
    hex = digest.hex
  }

  public init(from decoder: any Decoder) throws {
    hex = try decoder.singleValueContainer().decode(String.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(hex)
  }

  public var description: String { hex }

  public static func < (a: Self, b: Self) -> Bool { a.hex < b.hex }
}
