/// What the tagger keeps of a word that it has read, see ``WordReader/Reading``: a line of the cache.
package struct WordRecord: BitwiseCopyable {
  /// The hash of the normalised bytes.
  package var hash: UInt64
  /// The hash without clitics: under this, occurrences in a document are one word.
  package var identity: UInt64
  /// The numbers of the rows that speak for the labels of the tokens around the word, by place.
  var rows = InlineArray<7, UInt32>(repeating: 0)
  /// The number, and one, of what may begin a name of the gazetteer; of most words nothing may.
  var starts: UInt32 = 0
  /// The cluster and one, or 0.
  var cluster: UInt16
  /// Bytes of clitics.
  var clitics: UInt8
  var trigger: Trigger
  /// What the word, or else its rest behind و and ف, says of the words beside it.
  var conjoined: Trigger
  var shape: WordShape
  /// Whether it has been met again since words were forgotten.
  var isMetAgain = false
  private let padding = InlineArray<8, UInt8>(repeating: 0)

  /// A record of a reading; what may begin a name goes to the end of `names`.
  package init(
    _ reading: WordReader.Reading, _ shape: WordShape, names: inout [NameStarts]
  ) {
    if reading.starts.count > 0 {
      names.append(reading.starts)
      starts = UInt32(names.count)
    }
    hash = reading.hash
    identity = reading.identity
    clitics = UInt8(reading.clitics)
    trigger = reading.trigger
    conjoined = reading.conjoined
    cluster = reading.cluster
    self.shape = shape
  }

  /// What the word is known by: equal words that are written otherwise have other features.
  @inline(__always) var key: UInt64 { Self.key(hash, shape) }

  @inline(__always) static func key(_ hash: UInt64, _ shape: WordShape) -> UInt64 {
    hash &+ UInt64(shape.rawValue) &* 0x9E37_79B9_7F4A_7C15
  }

  /// The cluster at the coarsest level and one, or 0.
  var coarse: Int { cluster == 0 ? 0 : 1 + Int((cluster - 1) >> 6) }
  /// The cluster at the second level and one, or 0.
  var middle: Int { cluster == 0 ? 0 : 1 + Int((cluster - 1) >> 4) }
}
