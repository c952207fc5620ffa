import Foundation
import WarraqCore
import WarraqEntities

/// Measures the models of a folder on test sets.
struct Evaluator {
  let folder: ModelFolder
  let labelled: String
  let part: DataSet.Part
  /// Files of news by language, among which the documents of a set are labelled once more; `nil` for
  /// none.
  var news: [String: [String]]?
  private let analyzer = DocumentAnalyzer()
  /// First looks at the news, by language.
  private var looks: [String: FirstLook] = [:]

  init(folder: ModelFolder, labelled: String, part: DataSet.Part) {
    self.folder = folder
    self.labelled = labelled
    self.part = part
  }

  /// One row of the table.
  struct Row {
    var set: DataSet
    var score: SetScore
    /// By what the words are in the set and the news.
    var withEvidence: SetScore?
    var tokens: Int
  }

  /// The rows of all sets of a language, or of all.
  mutating func rows(language: String? = nil) throws -> [Row] {
    try DataSet.all.filter { set in language.map { set.measures($0) } ?? true }.compactMap {
      try row($0)
    }
  }

  mutating func row(_ set: DataSet) throws -> Row? {
    let sentences = try set.sentences(part, in: labelled)
    guard !sentences.isEmpty, let model = try folder.model(language: set.language) else {
      return nil
    }
    let documents = LabelledDocument.documents(sentences, set, analyzer)
    return Row(
      set: set, score: SetScore(documents, EntityRecognizer(model)),
      withEvidence: try evidence(model, documents, set.language).map {
        SetScore(documents, EntityRecognizer(model, evidence: $0))
      },
      tokens: sentences.reduce(0) { $0 + $1.tokens.count })
  }

  private mutating func evidence(
    _ model: EntityModel, _ documents: [LabelledDocument], _ language: String
  ) throws -> WordEvidence? {
    guard let news else { return nil }
    if looks[language] == nil {
      var look = FirstLook(model)
      try look.add(news[language] ?? [], language: language, analyzer)
      looks[language] = look
    }
    var look = looks[language] ?? FirstLook(model)
    for labelled in documents { look.add(labelled.document) }
    return look.evidence
  }

  /// The table in Markdown.
  static func table(_ rows: [Row]) -> String {
    var lines = [
      "| set | tokens | F1 | precision | recall | person | place | organisation | other | with evidence |",
      "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in rows {
      let types = ["person", "place", "organisation", "other"].map {
        row.score.types[$0].map { text($0.f1) } ?? ""
      }
      let all = row.score.all
      lines.append(
        "| \(row.set.name) | \(row.tokens) | \(text(all.f1)) | \(text(all.precision)) | "
          + "\(text(all.recall)) | \(types.joined(separator: " | ")) | "
          + "\(row.withEvidence.map { text($0.all.f1) } ?? "") |")
    }
    return lines.joined(separator: "\n")
  }

  /// F1 over the mentions of all rows.
  static func overall(_ rows: [Row], withEvidence: Bool = false) -> Double {
    var all = Score()
    for row in rows { all += ((withEvidence ? row.withEvidence : nil) ?? row.score).all }
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
