/// The sections of model files.
package enum ModelSection: UInt32 {
  /// Type names, separated by spaces.
  case types = 1
  /// `Int32`, label by label: the score of each label behind another one; the first row is the start.
  case transitions
  /// The index of features.
  case featureKeys, featureStarts
  /// `Int8`, a row of labels a feature.
  case featureWeights
  /// The index of words.
  case wordKeys, wordStarts
  /// ``WordEntry``, a word.
  case words
  /// The index of gazetteer nodes.
  case nameKeys, nameStarts
  /// `UInt16`, a node: ``GazetteerNode``.
  case names
  /// The index of features that feed the hidden layer.
  case hiddenKeys, hiddenStarts
  /// `Int8`, a row of units a feature.
  case hiddenWeights
  /// `Int16`, a row of units a label.
  case hiddenOutput
}
