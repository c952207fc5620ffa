import CZstd
import Foundation

/// Reads a file whole, decompressing it if its name ends in `.zst`.
func readFile(_ path: String) throws -> [UInt8] {
  let data = try Data(contentsOf: URL(fileURLWithPath: path))
  guard path.hasSuffix(".zst") else { return Array(data) }
  return try data.withUnsafeBytes { source in
    let size = Int(ZSTD_getFrameContentSize(source.baseAddress, source.count))
    guard size > 0, size < 4 << 30 else { throw TrainerError("\(path): the size is not stated") }
    return try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = ZSTD_decompress(buffer.baseAddress, size, source.baseAddress, source.count)
      guard ZSTD_isError(count) == 0 else { throw TrainerError("\(path): damaged") }
    }
  }
}

struct TrainerError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
