import CZstd
import Foundation

/// Reads a file whole, decompressing it if its name ends in `.zst`.
func readFile(_ path: String) throws -> [UInt8] {
  let data = try Data(contentsOf: URL(fileURLWithPath: path))
  guard path.hasSuffix(".zst") else { return Array(data) }
  guard let stream = ZSTD_createDStream() else { throw TrainerError("no memory") }
  defer { ZSTD_freeDStream(stream) }
  var chunk = [UInt8](repeating: 0, count: ZSTD_DStreamOutSize())
  var result: [UInt8] = []
  try data.withUnsafeBytes { source in
    var input = ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: 0)
    while input.pos < input.size {
      try chunk.withUnsafeMutableBytes { buffer in
        var output = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
        let code = ZSTD_decompressStream(stream, &output, &input)
        guard ZSTD_isError(code) == 0 else { throw TrainerError("\(path): damaged") }
        result.append(contentsOf: buffer[..<output.pos])
      }
    }
  }
  return result
}

struct TrainerError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
