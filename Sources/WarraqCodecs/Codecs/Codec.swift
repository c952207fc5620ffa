/// How an input is compressed. Known by its first bytes, never by its name.
public enum Codec: String, Codable, Hashable, Sendable, CaseIterable {
  case plain, zstd, gzip, bzip2, xz

  /// The codec of an input that begins with `bytes` (six bytes are enough).
  static func detect(_ bytes: UnsafeRawBufferPointer) -> Codec {
    if ZstdUnits.begins(bytes) { return .zstd }
    if GzipUnits.begins(bytes) { return .gzip }
    if Bzip2Units.begins(bytes) { return .bzip2 }
    if XzUnits.begins(bytes) { return .xz }
    return .plain
  }

  /// Makes a decoder that stands at the beginning of a unit. `dictionary`: what an excerpt needs to be
  /// known in front of its first unit.
  func makeDecoder(dictionary: UnsafeRawBufferPointer? = nil) -> any Decoder {
    switch self {
    case .plain: PlainDecoder()
    case .zstd: ZstdDecoder(dictionary: dictionary)
    case .gzip: GzipDecoder()
    case .bzip2: Bzip2Decoder()
    case .xz: XzDecoder()
    }
  }

  /// Makes a decoder that remembers how to begin in the middle of a unit; `nil` where units of the codec
  /// cannot be begun there.
  func makeRecorder(_ file: MappedFile, limits: ExcerptLimits) -> (any ExcerptRecorder)? {
    self == .zstd ? ZstdRecorder(file: file, limits: limits) : nil
  }

  /// What knows where the codec's units begin.
  var units: any UnitFinder.Type {
    switch self {
    case .plain: PlainUnits.self
    case .zstd: ZstdUnits.self
    case .gzip: GzipUnits.self
    case .bzip2: Bzip2Units.self
    case .xz: XzUnits.self
    }
  }
}
