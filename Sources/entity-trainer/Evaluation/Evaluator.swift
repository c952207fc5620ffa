import Foundation
import WarraqCore
import WarraqEntities

/// Measures the models of a folder on test sets.
struct Evaluator {
  let folder: ModelFolder
  let labelled: String
  let part: DataSet.Part
  private let analyzer = DocumentAnalyzer()

  init(folder: ModelFolder, labelled: String, part: DataSet.Part) {
    self.folder = folder
    self.labelled = labelled
    self.part = part
  }

  /// One row of the table.
  struct Row {
    var set: DataSet
    var score: SetScore
    var tokens: Int
  }

  /// The rows of all sets of a language, or of all.
  func rows(language: String? = nil) throws -> [Row] {
    try DataSet.all.filter { language == nil || $0.language == language }.compactMap { try row($0) }
  }

  func row(_ set: DataSet) throws -> Row? {
    let sentences = try set.sentences(part, in: labelled)
    guard !sentences.isEmpty, let model = try folder.model(language: set.language) else {
      return nil
    }
    let documents = LabelledDocument.documents(sentences, set, analyzer)
    return Row(
      set: set, score: SetScore(documents, EntityRecognizer(model)),
      tokens: sentences.reduce(0) { $0 + $1.tokens.count })
  }

  /// The table in Markdown.
  static func table(_ rows: [Row]) -> String {
    var lines = [
      "| set | tokens | F1 | precision | recall | person | place | organisation | other |",
      "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in rows {
      let types = ["person", "place", "organisation", "other"].map {
        row.score.types[$0].map { text($0.f1) } ?? ""
      }
      let all = row.score.all
      lines.append(
        "| \(row.set.name) | \(row.tokens) | \(text(all.f1)) | \(text(all.precision)) | "
          + "\(text(all.recall)) | \(types.joined(separator: " | ")) |")
    }
    return lines.joined(separator: "\n")
  }

  /// F1 over the mentions of all rows.
  static func overall(_ rows: [Row]) -> Double {
    var all = Score()
    for row in rows { all += row.score.all }
    return all.f1
  }

  static func text(_ number: Double) -> String { String(format: "%.2f", number) }

  /// The language of a CoNLL file: the beginning of its name, else what its letters say.
  static func language(of path: String) throws -> String {
    let name = path.split(separator: "/").last ?? ""
    let code = name.prefix { $0 != "-" && $0 != "." && $0 != "_" }
    if ["ar", "en", "fr", "de"].contains(code) { return String(code) }
    let arabic = try readFile(path).prefix(1 << 16).count { (0xD8...0xDB).contains($0) }
    return arabic > 1 << 10 ? "ar" : "en"
  }
}
