/// The name of a feature: what is looked at, where, and what it is. Only its hash is kept.
package enum FeatureKey {
  /// The key of a value that a template saw at a place.
  @inline(__always) package static func key(_ template: Template, _ place: Int, _ value: UInt64)
    -> UInt64
  {
    let name = UInt64(template.rawValue) << 8 | UInt64(place)
    return mix(value ^ (name &* 0x9E37_79B9_7F4A_7C15))
  }

  /// The places of a word, seen from a token to be labelled, at which it has features of a template
  /// that reaches so far. 0 to 4: the word stands two places behind the token, ..., two before it; 5
  /// and 6: it is the first, the last word of the run of capitalised words that holds the token.
  @inline(__always) package static func eachPlace(
    _ template: Template, reach: Int, _ body: (Int) -> Void
  ) {
    for place in 2 - reach...2 + reach { body(place) }
    if template.speaksForRun { for place in run { body(place) } }
  }

  /// How many places there are, and which are those of runs.
  package static let placeCount = 7
  package static let run = 5...6

  /// The finisher of MurmurHash3 (Austin Appleby, public domain).
  @inline(__always) static func mix(_ value: UInt64) -> UInt64 {
    var hash = value
    hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ hash >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return hash ^ hash >> 33
  }
}

/// What features look at. The numbers are part of the model file.
package enum Template: UInt8 {
  // Of a word.
  case word = 1, core, clitics, prefix, suffix, shape, length, cluster, evidence, trigger, listed
  case likeness, bias, prefixShape
  // Of a place in a document.
  case place = 32

  /// Whether features of this kind mean the same in every language.
  package var isOfAnyLanguage: Bool {
    switch self {
    case .bias, .shape, .length, .listed, .place: true
    default: false
    }
  }

  /// Whether there are so few values that what they add is kept: see ``FeatureMemo``.
  var hasFewValues: Bool {
    switch self {
    case .bias, .shape, .clitics, .length, .cluster, .evidence, .trigger, .listed: true
    default: false
    }
  }

  /// Whether features of this kind feed the hidden layer.
  package var isDense: Bool {
    switch self {
    case .word, .core, .prefix, .length: false
    default: true
    }
  }

  /// Whether the first and last words of a run have features of this kind.
  package var speaksForRun: Bool {
    switch self {
    case .word, .suffix, .cluster, .trigger, .listed, .shape: true
    default: false
    }
  }
}
