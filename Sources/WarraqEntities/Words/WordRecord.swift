/// What the tagger keeps of a word that it has read: see ``WordReader/Reading``.
package struct WordRecord {
  /// The hash of the normalised bytes.
  package var hash: UInt64
  /// The hash without clitics: under this, occurrences in a document are one word.
  package var identity: UInt64
  /// Hashes of what may begin a name of the gazetteer.
  var starts: (UInt64, UInt64, UInt64)
  var startCount: UInt8
  /// Bytes of clitics.
  var clitics: UInt8
  var trigger: Trigger
  var shape: WordShape
  /// The cluster and one, or 0.
  var cluster: UInt16

  package init(_ reading: WordReader.Reading, _ shape: WordShape, names: Gazetteer) {
    hash = reading.hash
    identity = reading.identity
    clitics = UInt8(reading.clitics)
    trigger = reading.trigger
    cluster = reading.cluster
    self.shape = shape
    let starts = reading.starts.filter { !names.node($0).isEmpty }.prefix(3)
    startCount = UInt8(starts.count)
    let padded = Array(starts) + [0, 0, 0]
    self.starts = (padded[0], padded[1], padded[2])
  }

  func start(_ index: Int) -> UInt64 { index == 0 ? starts.0 : index == 1 ? starts.1 : starts.2 }

  /// The cluster at the coarsest level and one, or 0.
  var coarse: Int { cluster == 0 ? 0 : 1 + Int((cluster - 1) >> 6) }
  /// The cluster at the second level and one, or 0.
  var middle: Int { cluster == 0 ? 0 : 1 + Int((cluster - 1) >> 4) }
}
