import Glibc
public import WarraqCore
import WarraqText

/// A folder of models as they come with warraq: `ar.model`, `en.model`, ..., and the gazetteer of
/// names, `names.gazetteer`; in `open`, those made of data whose terms allow everything.
public struct ModelFolder: Sendable {
  /// Which data models were trained on.
  public enum Terms: String, Sendable, CaseIterable {
    case standard
    /// Permissively licensed data alone.
    case open
  }

  public let path: String
  public let gazetteer: Gazetteer
  /// Shared by all copies of the folder, in whatever thread.
  private let models = OpenModels()

  /// Opens the gazetteer of a folder; the one beside the program if none is named.
  public init(path: String? = nil, terms: Terms = .standard) throws(WarraqError) {
    let folder = path ?? Self.besideProgram()
    self.path = terms == .open ? folder + "/open" : folder
    let names = try ModelFile(path: self.path + "/names.gazetteer")
    gazetteer = Gazetteer(names)
    guard gazetteer.isComplete else {
      throw WarraqError(
        .input, "The gazetteer is incomplete. Make it with Scripts/train-entities.",
        input: names.path)
    }
    guard files.count > 1 else {
      throw WarraqError(
        .input,
        "There is no entity model beside the gazetteer. Set WARRAQ_ENTITY_MODELS to the folder of "
          + "models that comes with warraq, or make them with Scripts/train-entities.",
        input: names.path)
    }
  }

  /// The model for a language tag (`ar`, `ar-SA`, `ara`), else that for any language; `nil` where there
  /// is none.
  public func model(language: String) throws(WarraqError) -> EntityModel? {
    try modelName(language: language).map { name throws(WarraqError) in try model(named: name) }
  }

  /// The name of the file of that model, without its ending.
  func modelName(language: String) -> String? {
    [LanguageTag.short(language), Self.any].first {
      Self.languages.contains($0) && access(file($0), F_OK) == 0
    }
  }

  /// Opens it, or gives the one that is open.
  func model(named name: String) throws(WarraqError) -> EntityModel {
    try models.model(named: name) { () throws(WarraqError) in
      try EntityModel(path: file(name), gazetteer: gazetteer)
    }
  }

  /// A recogniser without evidence, which may know words from earlier tasks; to be given back.
  func takeRecognizer(_ name: String) throws(WarraqError) -> EntityRecognizer {
    if let known = models.takeRecognizer(name) { return known }
    return EntityRecognizer(try model(named: name))
  }

  func give(_ recognizer: EntityRecognizer, _ name: String) { models.give(recognizer, name) }

  /// Lets go of the words that recognisers have met which nobody uses now.
  public func forgetWords() { models.forgetRecognizers() }

  private func file(_ name: String) -> String { path + "/\(name).model" }

  /// The name of the model for languages that have none of their own: it knows of no words but those of
  /// the gazetteer.
  public static let any = "any"

  /// The paths of all models that there are, and of the gazetteer.
  public var files: [String] {
    let models = Self.languages.map(file)
    return models.filter { access($0, F_OK) == 0 } + [path + "/names.gazetteer"]
  }

  /// Those that a model may be there for: no other name of a document's becomes a path.
  private static let languages = ["ar", "de", "en", "fr", any]

  /// `WARRAQ_ENTITY_MODELS`, else where the build puts them, else where a bundle has them, else
  /// `../share/warraq/entities`.
  private static func besideProgram() -> String {
    if let named = getenv("WARRAQ_ENTITY_MODELS") { return String(cString: named) }
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = max(0, readlink("/proc/self/exe", &buffer, buffer.count))
    let program = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let folder = program.lastIndex(of: "/").map { String(program[..<$0]) } ?? "."
    return ["/warraq_WarraqEntities.resources/Models", "/models"].map { folder + $0 }
      .first { access($0, R_OK) == 0 } ?? folder + "/../share/warraq/entities"
  }
}
