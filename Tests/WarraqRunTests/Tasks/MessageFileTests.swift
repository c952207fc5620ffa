import Foundation
import Testing
import WarraqCore
import WarraqTestKit

@testable import WarraqRun

@Suite struct MessageFileTests {
  private let directory: TemporaryDirectory
  private let run: RunDirectory
  /// The shard numbers of corpus positions.
  private static let shards = [4, 0, 9]

  init() throws {
    directory = try TemporaryDirectory()
    run = RunDirectory(directory.path)
  }

  /// Writes what the reducer of one partition sends to corpus positions.
  private func write(_ messages: [(position: Int, text: String)], to name: String) throws
    -> TaskOutput
  {
    let rows = MemorySorter()
    for message in messages {
      var key = RowEncoder()
      key.ordinal(message.position)
      key.raw(message.text.utf8)
      key.bytes.withUnsafeBytes { rows.emit(key: $0, value: .init(start: nil, count: 0)) }
    }
    return try MessageFile.write(rows, shards: Self.shards, to: directory.file(name))
  }

  private func read(_ shard: Int, _ outputs: [String: TaskOutput]) throws -> [String] {
    let references = outputs.sorted { $0.key < $1.key }.compactMap { name, output in
      output.sections?[shard].map { SectionReference(path: name, section: $0) }
    }
    var found: [String] = []
    try MessageFile.read(references, in: run).forEach {
      found.append(String(decoding: $0, as: UTF8.self))
    }
    return found
  }

  @Test func `a shard gets what all partitions send to it, sorted, each once`() throws {
    let outputs = [
      "a": try write([(1, "d"), (0, "b"), (1, "a"), (1, "d"), (0, "")], to: "a"),
      "b": try write([(1, "c"), (1, "a"), (1, "ab")], to: "b"),
      "c": try write([], to: "c"),
    ]
    #expect(try read(4, outputs) == ["", "b"])
    #expect(try read(0, outputs) == ["a", "ab", "c", "d"])
    #expect(try read(9, outputs) == [])
    #expect(outputs["b"]?.sections?.keys.sorted() == [0])
  }

  @Test func `equal messages to a shard have one digest, whatever others get`() throws {
    let one = try write([(0, "x"), (2, "same")], to: "one")
    let other = try write([(1, "something else"), (2, "same"), (2, "same")], to: "other")
    #expect(one.sections?[9]?.digest == other.sections?[9]?.digest)
    #expect(one.sections?[9]?.offset != other.sections?[9]?.offset)
  }

  @Test func `no message of a damaged section is used`() throws {
    let outputs = ["a": try write([(0, "first"), (1, "second")], to: "a")]
    var bytes = try Data(contentsOf: URL(filePath: directory.file("a")))
    let place = try #require(bytes.firstRange(of: Data("second".utf8))).lowerBound
    bytes[place] ^= 1
    try bytes.write(to: URL(filePath: directory.file("a")))
    #expect(try read(4, outputs) == ["first"])
    let error = #expect(throws: WarraqError.self) { try read(0, outputs) }
    #expect(error?.code == .state)
    try bytes.prefix(20).write(to: URL(filePath: directory.file("a")))
    #expect(throws: WarraqError.self) { try read(0, outputs) }
  }

  @Test func `a check of outputs compares the rows with the manifest`() throws {
    let output = try write([(0, "first"), (1, "second")], to: "a")
    #expect(OutputCheck.matches(directory.file("a"), output))
    _ = try write([(0, "first"), (1, "third")], to: "a")
    #expect(!OutputCheck.matches(directory.file("a"), output))
  }
}
