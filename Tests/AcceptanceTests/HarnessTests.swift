import Foundation
import Glibc
import Testing
import WarraqTestKit

/// What the other tests stand on.
@Suite struct HarnessTests {
  @Test func `the outcome of a command is its status and what it said`() async throws {
    let directory = try TemporaryDirectory()
    let script = "echo out; echo err >&2; pwd; exit 3"
    let result = try await RunningCommand.start("sh", ["-c", script], in: directory.path).wait()
    #expect(result.status == .exited(3))
    #expect(result.standardOutput == "out\n\(directory.path)\n")
    #expect(result.standardError == "err\n")
  }

  @Test func `a signal ends a running command`() async throws {
    let directory = try TemporaryDirectory()
    let command = try await RunningCommand.start("sleep", ["60"], in: directory.path)
    #expect(ProcessTree.isAlive(command.processIdentifier))
    command.send(SIGTERM)
    #expect(try await command.wait().status == .signaled(Int(SIGTERM)))
    #expect(!ProcessTree.isAlive(command.processIdentifier))
  }

  @Test func `a command that takes too long is killed with its children`() async throws {
    let directory = try TemporaryDirectory()
    let command = try await RunningCommand.start(
      "sh", ["-c", "sleep 60 & wait"], in: directory.path)
    // Between fork and exec a child has its parent's arguments, and for a moment none.
    let found = try await eventually {
      ProcessTree.children(of: command.processIdentifier)
        .first { $0.arguments == ["sleep", "60"] }
    }
    let child = try #require(found)
    #expect(try await command.wait(timeout: .milliseconds(50)).status == .timedOut)
    let isGone = try await eventually {
      ProcessTree.isAlive(child.processIdentifier) ? nil : true
    }
    #expect(isGone == true)
  }

  @Test func `environment and standard input reach the command`() async throws {
    let directory = try TemporaryDirectory()
    let input = try directory.write("given", to: "input")
    let command = try await RunningCommand.start(
      "sh", ["-c", "cat; echo $WARRAQ_PROBE"], in: directory.path,
      environment: ["WARRAQ_PROBE": "set"], input: input)
    #expect(try await command.wait().standardOutput == "givenset\n")
  }

  @Test func `a temporary directory goes with its last reference`() throws {
    var directory: TemporaryDirectory? = try TemporaryDirectory()
    let path = try #require(try directory?.write("x", to: "deep/file"))
    #expect(FileManager.default.fileExists(atPath: path))
    directory = nil
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test(arguments: Codec.allCases)
  func `a fixture is what its tool decodes, in one frame or many`(codec: Codec) async throws {
    let directory = try TemporaryDirectory()
    let corpus = CorpusFixture.stories(50, copyEvery: 5)
    for frames in [1, 4] {
      let name = try await corpus.write("f\(frames)", codec: codec, frames: frames, in: directory)
      let tool = codec == .plain ? "cat" : codec.rawValue
      let arguments = (codec == .plain ? [] : ["-dc"]) + [name]
      let result = try await RunningCommand.start(tool, arguments, in: directory.path).wait()
      #expect(Array(result.standardOutput.utf8) == corpus.bytes)
    }
  }

  @Test func `a fixture knows what becomes of its records`() {
    var corpus = CorpusFixture()
    corpus.add(["a", "b", "a"])
    corpus.add(["b", "c"])
    corpus.addCopy(of: 0)
    corpus.insert(.malformed(), at: 0)
    corpus.insert(.wordless(), at: 4)
    #expect(
      corpus.documents
        == Report.Summary.Documents(read: 5, kept: 2, rejected: 1, duplicate: 1, quarantined: 1))
    #expect(corpus.tokens == 5)
    #expect(
      corpus.terms == [
        .init(term: "a", count: 2, documents: 1, publications: 2),
        .init(term: "b", count: 2, documents: 2, publications: 3),
        .init(term: "c", count: 1, documents: 1, publications: 1),
      ])
    #expect(corpus.duplicates.map(\.ordinal) == [3])
    #expect(corpus.duplicates.map(\.keptOrdinal) == [1])
  }

  @Test func `a table is read with its escapes undone`() throws {
    let table = try TSVTable("a\tb\nx\\ty\t\\\\n\n\\n\\r\t\n")
    #expect(table.columns == ["a", "b"])
    #expect(table.rows == [["x\ty", "\\n"], ["\n\r", ""]])
    #expect(try table.column("b") == ["\\n", ""])
    #expect(throws: TSVTable.Mistake.self) { try TSVTable("a\tb\nx\n") }
    #expect(throws: TSVTable.Mistake.self) { try table.column("c") }
  }
}
