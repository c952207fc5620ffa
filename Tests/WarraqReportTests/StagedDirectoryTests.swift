import Foundation
import Synchronization
import Testing

@testable import WarraqReport

@Suite struct StagedDirectoryTests {
  private func publish(_ text: String, in scratch: Scratch, exchanging: Bool = true) throws {
    let directory = try StagedDirectory(path: scratch.report)
    try Data(text.utf8).write(to: URL(fileURLWithPath: directory.staging + "/text"))
    try directory.publish(exchanging: exchanging)
  }

  @Test(arguments: [true, false]) func `the new directory takes the place of the old one`(
    exchanging: Bool
  ) throws {
    let scratch = try Scratch()
    for text in ["one", "two", "three"] {
      try publish(text, in: scratch, exchanging: exchanging)
      #expect(try scratch.text("text") == text)
      #expect(try scratch.names(in: scratch.path) == ["report"])
    }
  }

  @Test func `there is a directory under the name at every moment`() async throws {
    let scratch = try Scratch()
    try publish("first", in: scratch)
    let watch = Watch(scratch.report)
    let watching = Task.detached { watch.run() }
    for number in 0..<150 { try publish("\(number)", in: scratch) }
    watch.stop()
    let (looks, misses) = await watching.value
    #expect(looks > 0)
    #expect(misses == 0, "of \(looks) looks")
  }

  @Test func `an old directory that was left in the staging place is cleared away`() throws {
    let scratch = try Scratch()
    try publish("new", in: scratch)
    // As after a kill between the exchange and the removal.
    try FileManager.default.createDirectory(
      atPath: scratch.report + ".new", withIntermediateDirectories: false)
    try Data("old".utf8).write(to: URL(fileURLWithPath: scratch.report + ".new/text"))
    _ = try StagedDirectory(path: scratch.report)
    #expect(try scratch.text("text") == "new")
    #expect(try scratch.names(in: scratch.report + ".new") == [])
  }
}

/// Looks again and again whether a path is there.
private final class Watch: Sendable {
  private let path: String
  private let isStopped = Atomic(false)

  init(_ path: String) { self.path = path }

  func stop() { isStopped.store(true, ordering: .relaxed) }

  func run() -> (looks: Int, misses: Int) {
    var (looks, misses) = (0, 0)
    repeat {
      looks += 1
      if access(path, F_OK) != 0 { misses += 1 }
    } while !isStopped.load(ordering: .relaxed)
    return (looks, misses)
  }
}
