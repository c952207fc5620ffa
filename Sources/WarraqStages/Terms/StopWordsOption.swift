import Glibc
import WarraqCore
import WarraqText

/// The `stopWords` option: built-in lists by language, and files.
struct StopWordsOption {
  private let languages: [String]
  /// Absolute paths of the files.
  let files: [String]

  var isEmpty: Bool { languages.isEmpty && files.isEmpty }

  /// Sorts what was given into languages and files. Throws a ``WarraqError`` of code `usage` for
  /// what is neither.
  init(_ given: [String], in options: StageOptions) throws {
    languages = given.filter { StopWords.languages.contains($0) }
    files = given.filter { !StopWords.languages.contains($0) }.map { options.path($0) }
    for path in files where access(path, R_OK) != 0 {
      throw WarraqError(
        .usage,
        "terms: stopWords names \(path), which is no readable file, nor one of the languages "
          + StopWords.languages.sorted().joined(separator: ", ") + ".")
    }
  }

  /// The words of each list.
  func load() throws -> [StopWords] {
    languages.compactMap { StopWords.list(language: $0) }
      + (try files.map { StopWords(words: try Self.words(in: $0)) })
  }

  /// The words of a file: one a line, blanks around it and what follows a `#` left out.
  static func words(in path: String) throws -> [String] {
    guard let file = fopen(path, "re") else {
      throw WarraqError(
        .input, "cannot read the stop words \(path): \(String(cString: strerror(errno))).")
    }
    defer { fclose(file) }
    var words: [String] = []
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    while case let count = getline(&line, &capacity, file), count >= 0, let text = line {
      let bytes = UnsafeRawBufferPointer(start: text, count: count)
      let word = String(decoding: bytes.prefix { $0 != UInt8(ascii: "#") }, as: UTF8.self)
        .drop { $0.isWhitespace || $0 == "\u{FEFF}" }
      let end = word.lastIndex { !$0.isWhitespace }.map { word.index(after: $0) } ?? word.startIndex
      if !word[..<end].isEmpty { words.append(String(word[..<end])) }
    }
    return words
  }
}
