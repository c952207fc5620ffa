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
      + (try files.map { StopWords(words: try LineFile.entries(in: $0, "stop words")) })
  }
}
