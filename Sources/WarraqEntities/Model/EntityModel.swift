import CWarraqIntrinsics
public import WarraqCore

/// A trained model: labels, weights of features and transitions, a table of words. Threads may share
/// it.
public final class EntityModel: Sendable {
  let file: ModelFile
  public let labels: LabelSet
  package let gazetteer: Gazetteer
  /// The rows (see ``ScoreRows``) of the features of places, by ``PlaceFeatures``' number.
  let placeRows: [warraq_row]

  /// Opens a model and its gazetteer. The names of the types and the rows of places are read.
  public convenience init(path: String, gazetteer: Gazetteer) throws(WarraqError) {
    try self.init(ModelFile(path: path), gazetteer: gazetteer)
  }

  /// A model in a mapped file.
  package init(_ file: ModelFile, gazetteer: Gazetteer) throws(WarraqError) {
    self.file = file
    self.gazetteer = gazetteer
    let names = String(decoding: file.numbers(.types, as: UInt8.self), as: UTF8.self)
    let types = names.split(separator: " ").map { EntityType(rawValue: String($0)) }
    guard !types.isEmpty, 2 * types.count < LabelSet.limit else { throw Self.incomplete(file) }
    labels = LabelSet(types: types)
    let weights = FeatureWeights(file, labels: labels.count)
    let hidden = HiddenWeights(file, labels: labels.count)
    let expected = (labels.count + 1) * labels.count
    guard weights.isComplete, hidden.isComplete, WordTable(file).isComplete,
      file.numbers(.transitions, as: Int32.self).count == expected
    else { throw Self.incomplete(file) }
    let rows = RowBuffer(count: PlaceFeatures.surroundings.upperBound)
    for number in 0..<PlaceFeatures.count {
      let key = PlaceFeatures.key(number)
      if let row = weights.row(key) { rows[number].add(labels: row) }
      hidden.add(key, to: rows[number])
    }
    for number in PlaceFeatures.surroundings {
      PlaceFeatures.eachPart(of: number) { rows[number].add(rows[$0]) }
    }
    placeRows = rows.packed
  }

  private static func incomplete(_ file: ModelFile) -> WarraqError {
    WarraqError(
      .input, "The entity model is incomplete. Make it with Scripts/train-entities.",
      input: file.path)
  }

  var hidden: HiddenWeights { HiddenWeights(file, labels: labels.count) }
  var weights: FeatureWeights { FeatureWeights(file, labels: labels.count) }
  package var reader: WordReader { WordReader(words: WordTable(file), names: gazetteer) }
  var transitions: UnsafeBufferPointer<Int32> { file.numbers(.transitions) }
}
