import Foundation
import Testing
import WarraqCore
import WarraqTestKit

@testable import WarraqRun

@Suite struct InputStampTests {
  @Test func `an input that is as it was passes`() throws {
    let directory = try TemporaryDirectory()
    try directory.write("one\n", to: "a.jsonl")
    let stamp = try #require(InputStamp(directory.file("a.jsonl")))
    try stamp.check(directory.file("a.jsonl"), name: "a.jsonl")
  }

  @Test func `an input that changes while it is read fails the task and is named`() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("a.jsonl")
    try directory.write("one\n", to: "a.jsonl")
    let stamp = try #require(InputStamp(path))
    // Same length, another time: what an overwriting in place looks like.
    try directory.write("two\n", to: "a.jsonl")
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: path)
    let error = #expect(throws: WarraqError.self) { try stamp.check(path, name: "a.jsonl") }
    #expect(error?.code == .input)
    #expect(error?.input == "a.jsonl")
  }

  @Test func `an input that is gone fails the task`() throws {
    let directory = try TemporaryDirectory()
    try directory.write("one\n", to: "a.jsonl")
    let stamp = try #require(InputStamp(directory.file("a.jsonl")))
    try FileManager.default.removeItem(atPath: directory.file("a.jsonl"))
    #expect(throws: WarraqError.self) { try stamp.check(directory.file("a.jsonl"), name: "a") }
  }
}
