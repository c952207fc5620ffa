import Foundation
import WarraqCore
import WarraqEntities

/// The whole way to a model: models of parts of the documents read news; what they say of a word is
/// evidence for the words of the other part, as it will be for words that no training set has.
struct Pipeline {
  var trainer: ModelTrainer
  var language: String
  var news: [String]
  var stride = 6
  var folds = 3
  let words: ModelFile
  let gazetteer: Gazetteer
  let analyzer = DocumentAnalyzer()

  /// The bytes of the model's file.
  func model(_ documents: [LabelledDocument]) throws -> [UInt8] {
    let plain = WordReader(words: WordTable(words), names: gazetteer)
    guard !news.isEmpty else {
      return trainer.train(documents, readers: [plain]).bytes(wordsOf: words)
    }
    // The last one is of all documents.
    var readers: [EntityRecognizer] = []
    for fold in 0...folds {
      let part = documents.indices.filter { fold == folds || $0 % folds != fold }
      var quick = trainer
      quick.looksTwice = false
      quick.options.epochs = max(6, trainer.options.epochs * 2 / 3)
      let bytes = quick.train(part.map { documents[$0] }, readers: [plain]).bytes(wordsOf: words)
      readers.append(try recognizer(bytes))
    }
    let evidence = try Evidence.gather(
      news, language: language, stride: stride, readers, WordTable(words), analyzer)
    let tables = try evidence.map { try file(wordBytes($0)) }
    let wordReaders = tables.dropLast().map { WordReader(words: WordTable($0), names: gazetteer) }
    return trainer.train(documents, readers: wordReaders).bytes(wordsOf: tables[folds])
  }

  private func recognizer(_ bytes: [UInt8]) throws -> EntityRecognizer {
    EntityRecognizer(try EntityModel(file(bytes), gazetteer: gazetteer))
  }

  /// Maps bytes by way of a file that is gone at once.
  private func file(_ bytes: [UInt8]) throws -> ModelFile {
    let path = NSTemporaryDirectory() + "/warraq-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { unlink(path) }
    return try ModelFile(path: path)
  }

  private func wordBytes(_ evidence: Evidence) -> [UInt8] {
    EntityModelBuilder(labels: trainer.labels)
      .bytes(wordsOf: words, evidence: evidence.levels())
  }
}
