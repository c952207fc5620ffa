import Foundation
import Testing
import WarraqText

/// The fast code against the Python reference: normalised text, text before letters are merged,
/// hash, tokens and forms, byte for byte.
@Suite struct ReferenceTests {
  @Test func `a sample of every news file is analysed as the reference does`() throws {
    guard Reference.isAvailable, !SharedData.newsFiles.isEmpty else { return }
    let sample = Command.temporary()
    defer { try? FileManager.default.removeItem(atPath: sample) }
    for file in SharedData.newsFiles {
      // About 150 KB from all over the file.
      let cut =
        "zstd -dcq '\(file)' | awk 'NR % 37 == 1 && total < 150000 "
        + "{ total += length($0); print }' >> '\(sample)'"
      try Command.run(["sh", "-c", cut], output: "/dev/null")
    }
    try compare(jsonl: sample)
  }

  @Test(.enabled(if: SharedData.isLong), arguments: SharedData.newsFiles)
  func `all of a news file is analysed as the reference does`(file: String) throws {
    guard Reference.isAvailable else { return }
    let plain = Command.temporary()
    defer { try? FileManager.default.removeItem(atPath: plain) }
    try Command.run(["zstd", "-dcq", file], output: plain)
    try compare(jsonl: plain)
  }

  @Test(.enabled(if: SharedData.isLong))
  func `the reference finds that units are independent of each other`() throws {
    guard Reference.isAvailable else { return }
    #expect(try Reference.check() == "ok\n")
  }

  private struct Record: Decodable {
    var text: String
    var lang: String?
  }

  private func compare(jsonl: String) throws {
    let output = Command.temporary()
    defer { try? FileManager.default.removeItem(atPath: output) }
    try Reference.analyze(jsonl: jsonl, output: output)
    let decoder = JSONDecoder()
    let analyzing = Analyzing()
    let documents = LineFile(jsonl)
    let expected = LineFile(output)
    var count = 0
    while let line = documents.next() {
      let record = try decoder.decode(Record.self, from: Data(line))
      analyzing.analyze(record.text, language: record.lang)
      let reference = try #require(expected.next())
      if analyzing.referenceLine != reference {
        Issue.record("document \(count): \(difference(analyzing.referenceLine, reference))")
        return
      }
      count += 1
    }
    #expect(expected.next() == nil)
    #expect(count > 50)
    print("equal to the reference: \(count) documents")
  }

  @Test(arguments: ["ar", "ckb"])
  func `random strings of all classes are analysed as the reference does`(
    language: String
  ) throws {
    guard Reference.isAvailable else { return }
    var random = RandomTexts(seed: language == "ar" ? 1 : 2)
    let texts = (0..<(SharedData.isLong ? 400_000 : 6_000)).map { round in
      (text: round % 3 == 0 ? random.nextLong() : random.next(), language: language)
    }
    let expected = try Reference.analyze(texts)
    try #require(expected.count == texts.count)
    let analyzing = Analyzing()
    for (text, reference) in zip(texts, expected) {
      analyzing.analyze(text.text, language: language)
      if analyzing.referenceLine != reference {
        Issue.record("\(escaped(text.text)): \(difference(analyzing.referenceLine, reference))")
        return
      }
    }
  }

  /// What surrounds the first difference.
  private func difference(_ ours: [UInt8], _ reference: [UInt8]) -> String {
    let common = zip(ours, reference).prefix { $0 == $1 }.count
    let start = max(0, common - 60)
    return "ours \(escaped(string(ours[start..<min(ours.count, common + 60)]))) reference "
      + escaped(string(reference[start..<min(reference.count, common + 60)]))
  }
}
