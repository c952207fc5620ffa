import Foundation
import WarraqCore
import WarraqEntities

/// The words of unlabelled news, by number, line by line: what embeddings are learned from.
struct News {
  /// Hashes of words, as ``WordHash`` of normalised bytes; 0 is any mark.
  private(set) var hashes: [UInt64] = [0]
  private(set) var counts: [Int] = [0]
  /// Words of all lines; ``lineEnd`` behind each.
  private(set) var words: [UInt32] = []
  static let lineEnd = UInt32.max

  /// Words that stand in fewer places are left out.
  static let rarest = 5

  /// Reads the texts of JSON lines, in order; equal texts are read once.
  init(_ files: [String], language: String, analyzer: DocumentAnalyzer) throws {
    var numbers: [UInt64: UInt32] = [:]
    var seen: Set<UInt64> = []
    var sequence = TokenSequence()
    for file in files {
      try Self.texts(file, language: language) { text in
        let document = analyzer.document(text, language: language)
        guard seen.insert(document.withAnalyzedText { WordHash.of($0) }).inserted else { return }
        sequence.fill(document)
        document.withAnalyzedText { normalized in
          for (start, end) in zip(sequence.lineStarts, sequence.lineStarts.dropFirst()) {
            for token in sequence.tokens[start..<end] {
              guard token.shape != .punctuation else {
                words.append(0)
                counts[0] += 1
                continue
              }
              let range = Int(token.start)..<Int(token.start + token.length)
              let hash = WordHash.of(UnsafeRawBufferPointer(rebasing: normalized[range]))
              let number = numbers[hash] ?? UInt32(hashes.count)
              if number == hashes.count {
                numbers[hash] = number
                hashes.append(hash)
                counts.append(0)
              }
              counts[Int(number)] += 1
              words.append(number)
            }
            words.append(Self.lineEnd)
          }
        }
      }
    }
    dropRare()
    say("\(words.count) words, \(hashes.count) different")
  }

  /// Calls `body` with the text of each record of a language, or of one of several (`en,fr`).
  static func texts(_ file: String, language: String, _ body: ([UInt8]) -> Void) throws {
    struct Record: Decodable {
      var text: String
      var lang: String?
    }
    let languages = language.split(separator: ",")
    let decoder = JSONDecoder()
    for line in try readFile(file).split(separator: 10) {
      guard let record = try? decoder.decode(Record.self, from: Data(line)) else { continue }
      guard record.lang.map({ tag in languages.contains { tag.hasPrefix($0) } }) != false else {
        continue
      }
      body(Array(record.text.utf8))
    }
  }

  /// Numbers words anew, the most frequent first; rare ones become number 1 together with no hash.
  private mutating func dropRare() {
    let kept = hashes.indices.dropFirst().filter { counts[$0] >= Self.rarest }
      .sorted { (counts[$1], hashes[$0]) < (counts[$0], hashes[$1]) }
    var renamed = [UInt32](repeating: 1, count: hashes.count)
    renamed[0] = 0
    for (rank, word) in kept.enumerated() { renamed[word] = UInt32(rank + 2) }
    let rare = counts.reduce(0, +) - counts[0] - kept.reduce(0) { $0 + counts[$1] }
    for index in words.indices where words[index] != Self.lineEnd {
      words[index] = renamed[Int(words[index])]
    }
    hashes = [0, 1] + kept.map { hashes[$0] }
    counts = [counts[0], rare] + kept.map { counts[$0] }
  }
}
