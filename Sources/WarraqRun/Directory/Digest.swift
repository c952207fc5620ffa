import CXXHash
import Glibc
public import WarraqCore

/// A 128-bit XXH3 digest in hexadecimal: the identity of a file, a list of options or a task.
public struct Digest: Codable, Hashable, Comparable, Sendable, CustomStringConvertible {
  public let hex: String

  init(hex: String) { self.hex = hex }

  /// The digest of some bytes.
  public init(of bytes: some Collection<UInt8>) {
    let contiguous = Array(bytes)
    let hash = contiguous.withUnsafeBytes { XXH3_128bits($0.baseAddress, $0.count) }
    self.init(hash)
  }

  /// The digest of a text's UTF-8 bytes.
  public init(of text: String) { self.init(of: Array(text.utf8)) }

  /// The digest of a file's content, read once from front to back.
  public init(ofFile path: String) throws(WarraqError) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .posix(.input, "cannot open", path) }
    defer { close(file) }
    guard let state = XXH3_createState() else {
      throw WarraqError(.output, "out of memory while hashing", input: path)
    }
    defer { XXH3_freeState(state) }
    XXH3_128bits_reset(state)
    posix_fadvise(file, 0, 0, POSIX_FADV_SEQUENTIAL)
    let size = 1 << 20
    let buffer = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
    defer { buffer.deallocate() }
    while true {
      let count = read(file, buffer, size)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .posix(.input, "cannot read", path) }
      if count == 0 { break }
      XXH3_128bits_update(state, buffer, count)
    }
    self.init(XXH3_128bits_digest(state))
  }

  private init(_ hash: XXH128_hash_t) {
    hex = hash.high64.hexadecimal + hash.low64.hexadecimal
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
