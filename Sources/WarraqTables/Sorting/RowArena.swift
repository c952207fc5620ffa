/// Memory for encoded rows that never move: chunks, reused after a spill.
final class RowArena {
  private static let chunkSize = 1 << 18

  private struct Chunk {
    var base: UnsafeMutableRawPointer
    var size: Int
  }

  private var chunks: [Chunk] = []
  private var current = 0
  private var next: UnsafeMutableRawPointer?
  private var room = 0
  /// The bytes of all rows.
  private(set) var bytes = 0

  deinit { for chunk in chunks { chunk.base.deallocate() } }

  /// Copies a row in and returns where it lies.
  @inline(__always) func add(
    key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer
  ) -> UnsafeRawPointer {
    let limit = RowBytes.headerLimit + key.count + value.count
    if let next, limit <= room { return place(key, value, at: next) }
    return place(key, value, at: nextChunk(for: limit))
  }

  /// Forgets all rows. Chunks of the usual size are kept.
  func removeAll() {
    for chunk in chunks where chunk.size != Self.chunkSize { chunk.base.deallocate() }
    chunks.removeAll { $0.size != Self.chunkSize }
    (current, bytes, next, room) = (0, 0, nil, 0)
  }

  @inline(__always) private func place(
    _ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer,
    at target: UnsafeMutableRawPointer
  ) -> UnsafeRawPointer {
    let size = RowBytes.encode(key: key, value: value, to: target)
    next = target + size
    room -= size
    bytes += size
    return UnsafeRawPointer(target)
  }

  private func nextChunk(for size: Int) -> UnsafeMutableRawPointer {
    if size > Self.chunkSize || current == chunks.count {
      let fresh = Chunk(
        base: .allocate(byteCount: max(size, Self.chunkSize), alignment: 16),
        size: max(size, Self.chunkSize))
      chunks.insert(fresh, at: current)
    }
    let chunk = chunks[current]
    current += 1
    room = chunk.size
    return chunk.base
  }
}
