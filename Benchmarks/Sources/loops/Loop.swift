import Glibc
import WarraqCore

/// A hot loop over the sample.
struct Loop {
  let name: String
  /// Whether warming up shows the second half too: what is measured then are words that are known.
  var isKnown = false
  /// Makes the loop: what it returns works on one half of the sample, and says how many bytes that is. The first half
  /// is for warming up, so that tables and caches are filled as in the middle of a run; the second is measured.
  let make: (Sample) throws -> (_ half: Int) throws -> Int

  static var all: [Loop] { records + texts + stages + rows }

  func run() throws {
    let work = try make(try Sample())
    _ = try work(0)
    if isKnown { _ = try work(1) }
    print(try measured(work))
  }
}

/// What callgrind counts (`--toggle-collect`): no start-up, no preparation.
@inline(never) private func measured(_ work: (Int) throws -> Int) throws -> Int {
  // Something to do behind the call, which would be a jump otherwise.
  defer { fflush(nil) }
  return try work(1)
}

/// Forgets what it is given.
final class NoRows: RowSink {
  private(set) var count = 0
  func emit(key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) { count += 1 }
}
