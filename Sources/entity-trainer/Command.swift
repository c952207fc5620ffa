import Foundation
import WarraqCore
import WarraqEntities

/// The commands of the trainer.
struct Command {
  let options: [String: String]

  func option(_ name: String) throws -> String {
    guard let value = options[name] else { throw TrainerError("--\(name) is missing") }
    return value
  }

  /// --lists FOLDER --terms standard|open --output FILE
  func gazetteer() throws {
    var lists = NameLists(folder: try option("lists"), analyzer: DocumentAnalyzer())
    try lists.addOpen()
    if try option("terms") == "standard" { try lists.addOthers() }
    try write(lists.builder.bytes(), to: option("output"))
  }

  /// --language ar|en,fr --news FILE,FILE --output FILE; without news there are no words
  func words() throws {
    guard options["news"]?.isEmpty == false else {
      return try write(EntityModelBuilder(labels: Self.labels).bytes(), to: option("output"))
    }
    let files = (options["news"] ?? "").split(separator: ",").map(String.init)
    let language = try option("language")
    let news = try News(files, language: language, analyzer: DocumentAnalyzer())
    var vectors = SkipGram(words: news.hashes.count)
    vectors.train(news, passes: options["passes"].flatMap(Int.init) ?? 2)
    let tree = ClusterTree(vectors.vectors)
    var builder = EntityModelBuilder(labels: Self.labels)
    for word in news.hashes.indices.dropFirst(2) {
      var entry = WordEntry()
      entry.cluster = tree.paths[word]
      entry.frequency = UInt8(min(255, 2 * log2(Double(news.counts[word]))))
      builder.words[news.hashes[word]] = entry
    }
    try write(builder.bytes(), to: option("output"))
  }

  /// See ``ModelTrainer/recall``.
  static let recall: [String: Float] = ["ar": 0.4]

  static let three = LabelSet(types: [.person, .place, .organisation])
  static let labels = LabelSet(types: [.person, .place, .organisation, .other])

  /// --language ar --labelled FOLDER --words FILE --gazetteer FILE --output FILE [--terms open]
  /// [--part development]: without it, all that is no test is trained on.
  func train() throws {
    let language = try option("language")
    let wordFile = try ModelFile(path: option("words"))
    let gazetteer = Gazetteer(try ModelFile(path: option("gazetteer")))
    var trainer = ModelTrainer(
      labels: ["fr", ModelFolder.any].contains(language) ? Self.three : Self.labels)
    trainer.isOfAnyLanguage = language == ModelFolder.any
    trainer.recall = Self.recall[language] ?? 0
    let parts: [DataSet.Part] =
      options["part"] == "development" ? [.train] : [.train, .development]
    let analyzer = DocumentAnalyzer()
    var documents: [LabelledDocument] = []
    for set in DataSet.training(language, isOpen: options["terms"] == "open") {
      for part in parts {
        documents += LabelledDocument.documents(
          try set.sentences(part, in: option("labelled")), set, analyzer)
      }
    }
    let pipeline = Pipeline(
      trainer: trainer, language: language,
      news: (options["news"] ?? "").split(separator: ",").map(String.init), words: wordFile,
      gazetteer: gazetteer)
    try write(pipeline.model(documents), to: option("output"))
  }

  /// --labelled FOLDER [--models FOLDER] [--terms open] [--language CODE] [--part development]
  /// [--evidence CODE:FILE,CODE:FILE] [FILE ...]
  func evaluate(_ files: [String]) throws {
    var evaluator = try evaluator()
    evaluator.news = options["evidence"].map { list in
      Dictionary(
        grouping: list.split(separator: ","), by: { String($0.prefix { $0 != ":" }) }
      ).mapValues { $0.map { String($0.drop { $0 != ":" }.dropFirst()) } }
    }
    var rows: [Evaluator.Row] = []
    if files.isEmpty { rows = try evaluator.rows(language: options["language"]) }
    for file in files {
      let language = try options["language"] ?? Evaluator.language(of: file)
      let path = file.contains("/") ? file : "./" + file
      if let row = try evaluator.row(.unknown(path, language: language)) { rows.append(row) }
    }
    print(Evaluator.table(rows))
    if evaluator.news != nil {
      let with = Evaluator.text(Evaluator.overall(rows, withEvidence: true))
      print("overall F1 with corpus evidence \(with)")
    }
    print("overall F1 \(Evaluator.text(Evaluator.overall(rows)))")
  }

  /// --language ar --labelled FOLDER --models FOLDER --terms open --date DATE
  func card() throws {
    let language = try option("language")
    var evaluator = try evaluator()
    let card = ModelCard(
      language: language, isOpen: options["terms"] == "open", date: try option("date"),
      rows: try evaluator.rows(language: language))
    print(card.text)
  }

  private func evaluator() throws -> Evaluator {
    let terms = try options["terms"].map { name in
      guard let terms = ModelFolder.Terms(rawValue: name) else {
        throw TrainerError("--terms is standard or open")
      }
      return terms
    }
    return Evaluator(
      folder: try ModelFolder(path: options["models"], terms: terms ?? .standard),
      labelled: options["labelled"] ?? "",
      part: options["part"] == "development" ? .development : .test)
  }

  /// --language ar [--models FOLDER] FILE ...: prints the mentions in text files.
  func recognize(_ files: [String]) throws {
    let folder = try ModelFolder(path: options["models"])
    let language = try option("language")
    guard let model = try folder.model(language: language) else {
      throw TrainerError("there is no model for \(language)")
    }
    let recognizer = EntityRecognizer(model)
    let analyzer = DocumentAnalyzer()
    for file in files {
      let document = analyzer.document(try readFile(file), language: language)
      var spans: [EntitySpan] = []
      recognizer.recognize(document, into: &spans)
      for span in spans {
        let text = { String(decoding: document.text[$0], as: UTF8.self) }
        print(span.type.rawValue, text(span.name), text(span.form), separator: "\t")
      }
    }
  }

  /// --language ar [--models FOLDER] NEWS ...: processor time of recognising, without normalising and
  /// tokenising, and of starting.
  func speed(_ files: [String]) throws {
    let language = try option("language")
    let analyzer = DocumentAnalyzer()
    var documents: [Document] = []
    for file in files {
      try News.texts(file, language: language) {
        documents.append(analyzer.document($0, language: language))
      }
    }
    let start = clock()
    let folder = try ModelFolder(path: options["models"])
    guard let model = try folder.model(language: language) else {
      throw TrainerError("there is no model for \(language)")
    }
    let recognizer = EntityRecognizer(model)
    let started = clock()
    var spans: [EntitySpan] = []
    var tokens = 0
    for document in documents {
      recognizer.recognize(document, into: &spans)
      tokens += recognizer.tokenCount
    }
    let seconds = Double(clock() - started) / Double(CLOCKS_PER_SEC)
    let startMilliseconds = Double(started - start) * 1000 / Double(CLOCKS_PER_SEC)
    print(
      "start \(Int(startMilliseconds)) ms; \(tokens) tokens, \(spans.count) names in "
        + "\(Evaluator.text(seconds)) s: \(Int(Double(tokens) / seconds)) tokens/s")
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    say("\(path): \(bytes.count) bytes")
  }
}
