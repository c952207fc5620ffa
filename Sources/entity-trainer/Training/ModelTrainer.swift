import Foundation
import WarraqCore
import WarraqEntities

/// Trains the model of a language on labelled documents.
struct ModelTrainer {
  var labels: LabelSet
  var options = RandomField.Options()
  /// Documents are divided into so many parts; the first look at each is by a model of the others.
  var folds = 5
  var looksTwice = true
  /// See ``TrainingSet``.
  var isOfAnyLanguage = false
  /// Taken off the score of no name: trained for likelihood, models find too few (chosen on the
  /// development part).
  var recall: Float = 0

  /// Returns the builder of the model file, without words. The words of fold `n` of the documents,
  /// every `readers.count`-th one, are read by reader `n`.
  func train(_ documents: [LabelledDocument], readers: [WordReader]) -> EntityModelBuilder {
    var set = TrainingSet(labels, isOfAnyLanguage: isOfAnyLanguage)
    for (index, document) in documents.enumerated() {
      let fold = index % readers.count
      set.add(document, readers[fold], number: fold)
    }
    say("\(set.wordOfToken.count) tokens, \(set.features.keys.count) features")
    var places = [set.places]
    if looksTwice { places.append(firstLook(set)) }
    var field = RandomField(set)
    let start = Date()
    field.train(set, lines: Array(set.lines.indices), options, places: places) { epoch, loss in
      if epoch % 5 == 4 {
        say("epoch \(epoch + 1): loss \(Int(loss)), \(Int(Date().timeIntervalSince(start))) s")
      }
    }
    return builder(set, field)
  }

  /// The features of places with the labels of a first look by models that have not seen them. Other
  /// languages are looked at once.
  private func firstLook(_ set: TrainingSet) -> [[UInt32]] {
    var result = set.places
    let own = set.items.indices.filter { set.languageOfToken[set.items[$0].first] == 0 }
    for fold in 0..<folds {
      let held = own.filter { $0 % folds == fold }
      let lines = own.filter { $0 % folds != fold }.flatMap { set.linesOfItem[$0] }
      var field = RandomField(set)
      var quick = options
      quick.epochs = max(6, options.epochs / 2)
      field.train(set, lines: lines, quick, places: [set.places])
      for item in held {
        let found = field.labels(of: item, in: set)
        let features = set.placeFeatures(of: item, labels: found)
        for (offset, ids) in features.enumerated() { result[set.items[item].first + offset] = ids }
      }
    }
    return result
  }

  private func builder(_ set: TrainingSet, _ field: RandomField) -> EntityModelBuilder {
    var builder = EntityModelBuilder(labels: labels)
    let lanes = 0..<labels.count
    for (id, key) in set.features.keys.enumerated() {
      builder.features.append((key, lanes.map { field.weights(of: id)[$0] }))
    }
    for (id, key) in set.features.keys.enumerated() where set.features.dense[id] >= 0 {
      let row = Int(set.features.dense[id])
      let weights =
        (0..<16).map { field.hidden.low[row][$0] }
        + (0..<16).map { field.hidden.high[row][$0] }
      builder.hidden.append((key, weights))
    }
    builder.hiddenOutput = field.hidden.output.map { row in lanes.map { row[$0] } }
    builder.transitions = field.transitions.map { row in
      lanes.map { row[$0] - ($0 == LabelSet.outside ? recall : 0) }
    }
    return builder
  }
}

extension RandomField {
  /// The best labels of a document by the Viterbi algorithm.
  func labels(of item: Int, in set: TrainingSet) -> [UInt8] {
    let scale: Float = 200
    let rows = transitions.flatMap { row in
      (0..<labels.count).map { Int32((row[$0] * scale).rounded()) }
    }
    var result: [UInt8] = []
    var random = SplitMix(0)
    rows.withUnsafeBufferPointer { rows in
      var viterbi = Viterbi(labels, transitions: rows)
      for line in set.linesOfItem[item] {
        let tokens = set.lines[line].tokens
        let scores = tokens.map { token -> SIMD16<Int16> in
          let ids = Self.features(set, token, tokens, set.places, dropout: 0, &random)
          return SIMD16<Int16>(
            (score(ids) * scale).clamped(
              lowerBound: Vector(repeating: -32000), upperBound: Vector(repeating: 32000)))
        }
        scores.withUnsafeBufferPointer { viterbi.decode($0, into: &result) }
      }
    }
    return result
  }
}
