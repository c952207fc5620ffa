import CBzip2
import CIsal
import CLzma
import CZstd

@testable import WarraqCodecs

extension Codec {
  /// One unit of this codec.
  func compress(_ bytes: [UInt8], checksum: Bool = false) -> [UInt8] {
    switch self {
    case .plain: bytes
    case .zstd: zstdFrame(bytes, checksum: checksum)
    case .gzip: gzipMember(bytes)
    case .bzip2: bzip2Stream(bytes)
    case .xz: xzStream(bytes)
    }
  }

  /// Many units with about `unitSize` decoded bytes each.
  func compress(_ bytes: [UInt8], unitSize: Int) -> [UInt8] {
    stride(from: 0, to: bytes.count, by: unitSize).flatMap {
      compress(Array(bytes[$0..<min(bytes.count, $0 + unitSize)]))
    }
  }
}

private func filled(_ capacity: Int, _ body: (UnsafeMutableBufferPointer<UInt8>) -> Int) -> [UInt8]
{
  [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in count = body(buffer) }
}

/// A frame without its decoded size in the header, when `isStreamed`.
func zstdFrame(_ bytes: [UInt8], checksum: Bool = false, isStreamed: Bool = false) -> [UInt8] {
  let context = ZSTD_createCCtx()
  defer { ZSTD_freeCCtx(context) }
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, checksum ? 1 : 0)
  ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, isStreamed ? 0 : 1)
  return filled(ZSTD_compressBound(bytes.count)) { buffer in
    bytes.withUnsafeBytes {
      ZSTD_compress2(context, buffer.baseAddress, buffer.count, $0.baseAddress, $0.count)
    }
  }
}

/// A frame that decoders skip.
func zstdSkippable(_ count: Int) -> [UInt8] {
  [0x5E, 0x2A, 0x4D, 0x18, UInt8(count), 0, 0, 0] + Array(repeating: 0x28, count: count)
}

func gzipMember(_ bytes: [UInt8]) -> [UInt8] {
  let stream = UnsafeMutablePointer<isal_zstream>.allocate(capacity: 1)
  defer { stream.deallocate() }
  isal_deflate_stateless_init(stream)
  stream.pointee.end_of_stream = 1
  stream.pointee.gzip_flag = UInt16(IGZIP_GZIP)
  var source = bytes
  return source.withUnsafeMutableBufferPointer { source in
    filled(bytes.count + 1024) { buffer in
      stream.pointee.next_in = source.baseAddress
      stream.pointee.avail_in = UInt32(source.count)
      stream.pointee.next_out = buffer.baseAddress
      stream.pointee.avail_out = UInt32(buffer.count)
      precondition(isal_deflate_stateless(stream) == COMP_OK)
      return Int(stream.pointee.total_out)
    }
  }
}

func bzip2Stream(_ bytes: [UInt8]) -> [UInt8] {
  filled(bytes.count + bytes.count / 50 + 1024) { buffer in
    var count = UInt32(buffer.count)
    var source = bytes.map { CChar(bitPattern: $0) }
    let result = buffer.withMemoryRebound(to: CChar.self) {
      BZ2_bzBuffToBuffCompress($0.baseAddress, &count, &source, UInt32(source.count), 1, 0, 0)
    }
    precondition(result == BZ_OK)
    return Int(count)
  }
}

func xzStream(_ bytes: [UInt8]) -> [UInt8] {
  filled(lzma_stream_buffer_bound(bytes.count)) { buffer in
    var count = 0
    let result = lzma_easy_buffer_encode(
      1, LZMA_CHECK_CRC64, nil, bytes, bytes.count, buffer.baseAddress, &count, buffer.count)
    precondition(result == LZMA_OK)
    return count
  }
}
