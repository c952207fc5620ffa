/// The name of a feature: what is looked at, where, and what it is. Only its hash is kept.
package enum FeatureKey {
  /// The key of a value that a template saw at an offset from the word to be labelled.
  @inline(__always) package static func key(_ template: Template, _ offset: Int, _ value: UInt64)
    -> UInt64
  {
    let place = UInt64(template.rawValue) << 8 | UInt64(UInt8(truncatingIfNeeded: offset + 8))
    return mix(value ^ (place &* 0x9E37_79B9_7F4A_7C15))
  }

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
}
