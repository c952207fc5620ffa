import Glibc
import Synchronization
import WarraqCodecs
import WarraqCore
import WarraqTables

/// Where an attempt runs and what it may use.
struct TaskEnvironment: Sendable {
  var run: RunDirectory
  /// The attempt's own directory: what it writes for others.
  var attempt: String
  /// For temporary files, removed when the attempt ends.
  var scratch: String
  var memory: Int
  var lanes: Int
  var progress: TaskProgress
  var breadcrumbs: Breadcrumbs?
}

/// What a task made.
struct TaskResult {
  var outputs: [String: TaskOutput] = [:]
  var ledger: LedgerCounts?
  var reading: ReadingFacts?
  var root: String?
  var stageSeconds: [String: Double]?
}

/// How far a task is. Any thread adds, the heartbeat reads.
public final class TaskProgress: Sendable {
  private let recordCount = Atomic(0)
  private let byteCount = Atomic(0)
  private let beatCount = Atomic(0)
  private let silence = Atomic(0)

  func add(records: Int, bytes: Int) {
    recordCount.add(records, ordering: .relaxed)
    byteCount.add(bytes, ordering: .relaxed)
  }

  /// Seconds without progress that are no sign of a hang, for stages that wait for programs.
  var longestSilence: Int {
    get { silence.load(ordering: .relaxed) }
    set { silence.store(newValue, ordering: .relaxed) }
  }

  /// Something goes on that neither counts records nor bytes.
  func beat() { beatCount.add(1, ordering: .relaxed) }

  func reset() {
    beatCount.store(0, ordering: .relaxed)
    recordCount.store(0, ordering: .relaxed)
    byteCount.store(0, ordering: .relaxed)
  }

  var records: Int { recordCount.load(ordering: .relaxed) }
  var beats: Int { beatCount.load(ordering: .relaxed) }
  var bytes: Int { byteCount.load(ordering: .relaxed) }
}

/// Which records each lane is working on, in a file that outlives a crash of the process.
final class Breadcrumbs: Sendable {
  static let name = "breadcrumbs"
  private nonisolated(unsafe) let slots: UnsafeMutableBufferPointer<Int>

  /// Makes the file anew, with room for some lanes.
  init(directory: String, lanes: Int) throws(WarraqError) {
    let path = directory + "/" + Self.name
    let length = lanes * 2 * MemoryLayout<Int>.stride
    // Another attempt at the task may have the old one mapped, and would die if it were cut off.
    var file: Int32
    repeat {
      guard unlink(path) == 0 || errno == ENOENT else {
        throw .posix(.output, "cannot write", path)
      }
      file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    } while file < 0 && errno == EEXIST
    guard file >= 0 else { throw .posix(.output, "cannot write", path) }
    defer { close(file) }
    // Room on the disk now: a mapped hole would kill the process when the disk is full.
    let failure = posix_fallocate(file, 0, off_t(length))
    guard failure == 0 else {
      errno = failure
      throw .posix(.output, "cannot write", path)
    }
    guard let base = mmap(nil, length, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0),
      base != MAP_FAILED
    else { throw .posix(.output, "cannot map", path) }
    slots = UnsafeMutableBufferPointer(
      start: base.bindMemory(to: Int.self, capacity: lanes * 2), count: lanes * 2)
  }

  deinit { munmap(slots.baseAddress, slots.count * MemoryLayout<Int>.stride) }

  /// Notes that a lane begins with a block.
  func enter(lane: Int, block: RecordBlock) {
    slots[2 * lane] = block.records.first?.place.ordinal ?? 0
    slots[2 * lane + 1] = block.records.count
  }

  /// The records that were being worked on when the process ended.
  static func read(_ directory: String) -> [Range<Int>] {
    guard let bytes = Files.read(directory + "/" + name) else { return [] }
    return bytes.withUnsafeBytes { bytes in
      let numbers = bytes.bindMemory(to: Int.self)
      return stride(from: 0, to: numbers.count - 1, by: 2).compactMap {
        numbers[$0 + 1] > 0 ? numbers[$0]..<numbers[$0] + numbers[$0 + 1] : nil
      }
    }
  }
}

extension TaskOutput {
  /// A row file whose sections are partitions.
  init(_ summary: RowFileSummary) { self.init(summary, numbers: Array(summary.sections.indices)) }

  /// A row file with the numbers of its sections.
  init(_ summary: RowFileSummary, numbers: [Int]) {
    let all = summary.sections.map(\.digest).joined(separator: "\n")
    let sections = summary.sections.map {
      Section(offset: $0.offset, length: $0.length, digest: Digest(hex: $0.digest))
    }
    self.init(
      bytes: summary.bytes, digest: Digest(of: all),
      sections: Dictionary(uniqueKeysWithValues: zip(numbers, sections)))
  }
}
