import Foundation
import Glibc
import Synchronization
import WarraqCore

/// The coordinator's hold on a run directory, on whatever machine.
///
/// `coordinators/00007.json` is made under the next number, which only one can do, and touched while
/// its holder lives. See `Docs/decisions/clusters.md`.
final class RunLock: Sendable {
  /// Seconds between two signs of life, and without one after which a coordinator on another machine
  /// is taken to be gone.
  static let beat = 5.0
  static let patience = 60.0

  private let run: RunDirectory
  private let number: Int
  private let isReleased = Flag()

  /// Takes the lock.
  ///
  /// - Parameter lost: called when another coordinator has taken the run over, which it does where
  ///   this one gave no sign of life. Nothing may be written afterwards.
  /// - Throws: `locked`, naming the holder, when another coordinator has it.
  init(_ run: RunDirectory, lost: @escaping @Sendable (String) -> Void) throws {
    self.run = run
    try Files.makeDirectory(run.coordinatorsDirectory)
    number = try Self.claim(run)
    for old in Self.numbers(run) where old < number { Files.remove(run.coordinatorFile(old)) }
    let (number, isReleased) = (number, isReleased)
    Thread.detachNewThread {
      while !isReleased.value.load(ordering: .relaxed) {
        if let next = Self.numbers(run).last, next > number { lost(Self.holder(of: run) ?? "") }
        utimensat(AT_FDCWD, run.coordinatorFile(number), nil, 0)
        Thread.sleep(forTimeInterval: Self.beat)
      }
    }
  }

  deinit {
    isReleased.value.store(true, ordering: .relaxed)
    guard Self.numbers(run).last == number else { return }
    try? Files.replace(
      run.coordinatorFile(number), with: StableJSON.encode(Note(holder: .own, isReleased: true)))
  }

  private final class Flag: Sendable {
    let value = Atomic(false)
  }

  private struct Note: Codable {
    var holder: ProcessMark
    var isReleased = false
  }

  /// Makes the next number's file. The note gets its time from the file server, whose clock may be
  /// another than this machine's.
  private static func claim(_ run: RunDirectory) throws -> Int {
    let claim = run.coordinatorsDirectory + "/claim-\(ProcessMark.fileName)"
    try Files.replace(claim, with: StableJSON.encode(Note(holder: .own)))
    defer { Files.remove(claim) }
    while true {
      let last = numbers(run).last ?? 0
      if let refusal = refusal(of: run, number: last, now: Files.time(claim)) { throw refusal }
      if link(claim, run.coordinatorFile(last + 1)) == 0 { return last + 1 }
      guard errno == EEXIST else {
        throw WarraqError.posix(.output, "cannot lock", run.coordinatorsDirectory)
      }
    }
  }

  /// Why the run cannot be taken from the holder of a number; `nil` where it can.
  private static func refusal(of run: RunDirectory, number: Int, now: Double?) -> WarraqError? {
    guard let note = note(run, number), !note.isReleased else { return nil }
    let what = "\(run.path) belongs to another coordinator: \(note.holder)"
    switch note.holder.isAlive {
    case true: return WarraqError(.locked, "\(what). Wait for it, or stop it first")
    case false: return nil
    default:
      let silence = (now ?? 0) - (Files.time(run.coordinatorFile(number)) ?? 0)
      if silence >= patience { return nil }
      return WarraqError(
        .locked,
        "\(what), with a sign of life \(Int(max(0, silence))) s ago. Wait for it, or stop it "
          + "first; if that host is gone, try again in a minute")
    }
  }

  private static func note(_ run: RunDirectory, _ number: Int) -> Note? {
    (try? StableJSON.load(Note.self, from: run.coordinatorFile(number))) ?? nil
  }

  /// The numbers that were given, in order.
  private static func numbers(_ run: RunDirectory) -> [Int] {
    Files.list(run.coordinatorsDirectory).compactMap { name in
      name.hasSuffix(".json") ? Int(name.dropLast(".json".count)) : nil
    }.sorted()
  }

  /// Who coordinates the run now, as far as this machine can tell; `nil` when nobody does. Writes
  /// nothing.
  static func holder(of run: RunDirectory) -> String? {
    guard let last = numbers(run).last, let note = note(run, last), !note.isReleased else {
      return nil
    }
    let silence = Date().timeIntervalSince1970 - (Files.time(run.coordinatorFile(last)) ?? 0)
    return note.holder.isAlive ?? (silence < patience) ? "\(note.holder)" : nil
  }
}

extension RunDirectory {
  /// Who coordinates the run now, as far as this machine can tell.
  public var coordinator: String? { RunLock.holder(of: self) }
}
