import Foundation
import Testing
import WarraqCore
import WarraqTestKit

@testable import WarraqRun

@Suite struct RunLockTests {
  private let directory: TemporaryDirectory
  private let run: RunDirectory

  init() throws {
    directory = try TemporaryDirectory()
    run = RunDirectory(directory.path)
  }

  private func take() throws -> RunLock { try RunLock(run, lost: { _ in }) }

  /// A note of somebody else, last touched so many seconds ago.
  private func leave(_ holder: ProcessMark, number: Int, silentFor seconds: Double) throws {
    struct Note: Codable {
      var holder: ProcessMark
      var isReleased = false
    }
    try Files.makeDirectory(run.coordinatorsDirectory)
    let path = run.coordinatorFile(number)
    try Files.replace(path, with: StableJSON.encode(Note(holder: holder)))
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -seconds)], ofItemAtPath: path)
  }

  private var elsewhere: ProcessMark {
    var mark = ProcessMark.own
    mark.host = "node-7"
    mark.boot = "another boot"
    return mark
  }

  @Test func `a second coordinator is refused by the name of the first`() throws {
    let first = try take()
    let error = #expect(throws: WarraqError.self) { try take() }
    #expect(error?.code == .locked)
    #expect(error?.message.contains("process \(getpid()) on host") == true)
    withExtendedLifetime(first) {}
  }

  @Test func `a lock that was given up can be taken at once, under the next number`() throws {
    _ = try take()
    #expect(RunLock.holder(of: run) == nil)
    let second = try take()
    #expect(Files.list(run.coordinatorsDirectory) == ["00002.json"])
    #expect(RunLock.holder(of: run)?.hasPrefix("process \(getpid()) ") == true)
    withExtendedLifetime(second) {}
  }

  @Test func `the lock of a process that is gone from this host is taken over`() throws {
    var gone = ProcessMark.own
    gone.start = "1"
    try leave(gone, number: 4, silentFor: 0)
    let lock = try take()
    #expect(Files.list(run.coordinatorsDirectory) == ["00005.json"])
    withExtendedLifetime(lock) {}
  }

  @Test func `a coordinator on another host is believed for a minute`() throws {
    try leave(elsewhere, number: 1, silentFor: 30)
    let error = #expect(throws: WarraqError.self) { try take() }
    #expect(error?.message.contains("on host node-7") == true)
    try leave(elsewhere, number: 1, silentFor: 90)
    let lock = try take()
    withExtendedLifetime(lock) {}
  }

  @Test func `of many that find a stale lock one takes it`() async throws {
    try leave(elsewhere, number: 1, silentFor: 90)
    let locks = await withTaskGroup(of: RunLock?.self) { group in
      for _ in 0..<16 { group.addTask { try? self.take() } }
      return await group.reduce(into: []) { if let lock = $1 { $0.append(lock) } }
    }
    #expect(locks.count == 1)
  }
}
