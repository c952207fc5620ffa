import Foundation
import Glibc
import WarraqCore

/// What an element says, one JSON object a line.
enum ElementEvent: Codable, Sendable {
  /// The element was started, perhaps not for the first time.
  case began(host: String, process: Int32)
  case started(task: TaskID)
  case progress(task: TaskID, records: Int, bytes: Int)
  case published(task: TaskID, piece: Int)
  case ended(task: TaskID, end: TaskEnd)
  /// The element ends and has told everything.
  case closed(status: Int32)
}

/// Appends an element's events to its file.
final class ElementWriter {
  private let file: Int32
  private let path: String

  init(_ path: String) throws {
    self.path = path
    file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw WarraqError.posix(.output, "cannot write", path) }
  }

  deinit { close(file) }

  /// Writes one line. Ends are synced: they are what the coordinator waits for.
  func write(_ event: ElementEvent) throws {
    let line = try StableJSON.encode(event, pretty: false) + [UInt8(ascii: "\n")]
    // One call, so that no other start of the element writes into the line.
    let count = line.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
    guard count == line.count else { throw WarraqError.posix(.output, "cannot write", path) }
    if case .progress = event { return }
    fdatasync(file)
  }
}

/// Reads what has been added to an element's file since the last time.
struct ElementReader {
  private let path: String
  private var offset = 0

  init(_ path: String) { self.path = path }

  /// Whole lines only; one that is being written waits. A line that cannot be read is passed over: what
  /// it said shows in the manifest, or in the scheduler's view.
  mutating func next() -> [ElementEvent] {
    guard let size = Files.size(path), size > offset,
      let bytes = Files.read(path), bytes.count > offset,
      let end = bytes.lastIndex(of: UInt8(ascii: "\n")), end >= offset
    else { return [] }
    defer { offset = end + 1 }
    return bytes[offset..<end].split(separator: UInt8(ascii: "\n")).compactMap {
      try? StableJSON.decode(ElementEvent.self, Array($0))
    }
  }
}
