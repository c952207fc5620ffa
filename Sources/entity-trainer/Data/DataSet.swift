import WarraqEntities

/// A labelled set and how its types become ours.
struct DataSet {
  enum Part { case train, development, test }
  enum Rule { case file(Part), lastEighth, hash }

  var name: String
  var language: String
  var file: String
  /// How the sentences of the file are divided.
  var rule: Rule
  /// The types of the set that are ours, by their name there.
  var types: [String: String]
  /// Whether the terms of the set allow everything but forgetting its makers.
  var isOpen = false
  /// A test file whose sentences, and what may have been held back of it, are taken out.
  var repeatsTest: String?

  /// Whether some of its sentences are trained on.
  var isTrainedOn: Bool {
    switch rule {
    case .file(let part): part != .test
    case .lastEighth, .hash: true
    }
  }

  /// Whether it measures the model of a language.
  func measures(_ other: String) -> Bool {
    language == other
      || other == ModelFolder.any && !["ar", "de", "en", "fr"].contains(language)
  }

  private static let three = ["PER": "person", "LOC": "place", "ORG": "organisation"]
  private static let four = [
    "PER": "person", "LOC": "place", "ORG": "organisation", "MISC": "other",
  ]
  private static let wojood = [
    "PER": "person", "LOC": "place", "GPE": "place", "ORG": "organisation",
  ]
  private static let wnut = [
    "PER": "person", "location": "place", "corporation": "organisation", "group": "organisation",
  ]
  private static let german = [
    "PER": "person", "LOC": "place", "ORG": "organisation", "OTH": "other",
  ]

  static let all = known + others

  private static let known = [
    DataSet(
      name: "ANERcorp", language: "ar", file: "ar-anercorp-camel.train.conll.zst",
      rule: .lastEighth,
      types: four),
    DataSet(
      name: "Wojood", language: "ar", file: "ar-wojood-sample.train.conll", rule: .file(.train),
      types: wojood, isOpen: true, repeatsTest: "ar-wojood-sample.test.conll"),
    DataSet(
      name: "Wojood dev", language: "ar", file: "ar-wojood-sample.val.conll",
      rule: .file(.development), types: wojood, isOpen: true,
      repeatsTest: "ar-wojood-sample.test.conll"),
    DataSet(
      name: "ANERcorp", language: "ar", file: "ar-anercorp-camel.test.conll", rule: .file(.test),
      types: four),
    DataSet(
      name: "AQMAR", language: "ar", file: "ar-aqmar.test.conll.zst", rule: .file(.test),
      types: three),
    DataSet(
      name: "CAraNER", language: "ar", file: "ar-caraner.test.conll.zst", rule: .file(.test),
      types: three),
    DataSet(
      name: "Wojood", language: "ar", file: "ar-wojood-sample.test.conll", rule: .file(.test),
      types: wojood),
    DataSet(
      name: "WikiGold", language: "en", file: "en-wikigold.test.conll", rule: .hash, types: four,
      isOpen: true),
    DataSet(
      name: "WikiANN en", language: "en", file: "en-wikiann.test.conll.zst", rule: .hash,
      types: three),
    DataSet(
      name: "WNUT17", language: "en", file: "en-wnut17.test.conll", rule: .hash, types: wnut,
      isOpen: true),
    DataSet(
      name: "WikiANN nl", language: "nl", file: "nl-wikiann.test.conll.zst", rule: .hash,
      types: three),
    DataSet(
      name: "WikiANN fr", language: "fr", file: "fr-wikiann.test.conll.zst", rule: .hash,
      types: three),
    DataSet(
      name: "Europeana fr", language: "fr", file: "fr-europeana.test.conll.zst", rule: .hash,
      types: three, isOpen: true),
    DataSet(
      name: "GermEval", language: "de", file: "de-germeval2014.test.conll.zst", rule: .hash,
      types: german, isOpen: true),
    DataSet(
      name: "WikiANN de", language: "de", file: "de-wikiann.test.conll.zst", rule: .hash,
      types: three),
  ]

  /// Sets in languages without a model, in which nothing is trained.
  private static let others = [
    ("Europeana nl", "nl", "nl-europeana.test.conll.zst"), ("NEMO", "he", "he-nemo.test.conll"),
    ("MasakhaNER sw", "sw", "swa-masakhaner1.test.conll"),
    ("MasakhaNER ha", "ha", "hau-masakhaner1.test.conll"),
    ("MasakhaNER yo", "yo", "yor-masakhaner1.test.conll"),
    ("MasakhaNER am", "am", "amh-masakhaner1.test.conll"),
  ].map { name, language, file in
    DataSet(
      name: name, language: language, file: file, rule: .file(.test),
      types: three.merging(["GPE": "place"]) { first, _ in first })
  }

  /// A file that is none of the above: its types by their usual names.
  static func unknown(_ path: String, language: String) -> DataSet {
    DataSet(
      name: path, language: language, file: path, rule: .file(.test),
      types: [
        "PER": "person", "PERS": "person", "PERSON": "person", "person": "person", "LOC": "place",
        "GPE": "place",
        "LOCATION": "place", "location": "place", "ORG": "organisation",
        "ORGANIZATION": "organisation",
        "corporation": "organisation", "group": "organisation", "MISC": "other", "OTH": "other",
      ])
  }

  /// What a model of a language is trained on: the sets of the language, for any language all; in French, of
  /// which there is little, WikiANN in other languages too, in which many of the names are the same.
  static func training(_ language: String, isOpen: Bool) -> [DataSet] {
    let known = all.filter { $0.isTrainedOn && (!isOpen || $0.isOpen) }
    let own = known.filter { $0.language == language || language == ModelFolder.any }
    return own + (language == "fr" ? known.filter { $0.isWikiANN && $0.language != language } : [])
  }

  private var isWikiANN: Bool { name.hasPrefix("WikiANN") }

  /// The sentences of a part.
  func sentences(_ part: Part, in folder: String) throws -> [Sentence] {
    let path = file.contains("/") ? file : folder + "/" + file
    var all = try Sentence.read(path)
    if let test = repeatsTest {
      let known = Set(try Sentence.read(folder + "/" + test).map(\.tokens))
      all.removeAll { known.contains($0.tokens) || $0.isHeldBack }
    }
    switch rule {
    case .file(let only): return only == part ? all : []
    case .lastEighth:
      let cut = all.count * 7 / 8
      return part == .train ? Array(all[..<cut]) : part == .development ? Array(all[cut...]) : []
    case .hash:
      return all.filter { ($0.part < 3 ? .test : $0.part == 3 ? .development : .train) == part }
    }
  }
}
