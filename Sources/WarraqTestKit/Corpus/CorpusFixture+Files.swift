extension CorpusFixture {
  /// The lines of some records.
  public func bytes(_ range: Range<Int>) -> [UInt8] {
    records[range].flatMap { $0.bytes + [0x0A] }
  }

  /// All lines.
  public var bytes: [UInt8] { bytes(0..<records.count) }

  /// The number of decoded bytes before a record.
  public func offset(of ordinal: Int) -> Int { bytes(0..<ordinal).count }

  /// Writes the corpus as one file of `frames` frames and returns its name, with the codec's suffix.
  @discardableResult
  public func write(
    _ name: String, codec: Codec = .plain, frames: Int = 1, in directory: TemporaryDirectory
  ) async throws -> String {
    try await write(0..<records.count, name, codec: codec, frames: frames, in: directory)
  }

  /// Writes some records as one file.
  @discardableResult
  public func write(
    _ range: Range<Int>, _ name: String, codec: Codec = .plain, frames: Int = 1,
    in directory: TemporaryDirectory
  ) async throws -> String {
    var file: [UInt8] = []
    for part in Self.parts(of: range, count: frames) {
      file += try await codec.compress(bytes(part))
    }
    try directory.write(file, to: name + codec.suffix)
    return name + codec.suffix
  }

  /// Writes the same records in the same order as several files, one after another in each codec,
  /// and returns the files' names in order.
  public func write(
    parts: Int, _ name: String, codecs: [Codec] = Codec.allCases,
    in directory: TemporaryDirectory
  ) async throws -> [String] {
    var names: [String] = []
    for (number, part) in Self.parts(of: 0..<records.count, count: parts).enumerated() {
      let codec = codecs[number % codecs.count]
      let frames = codec == .zstd ? 2 : 1
      names.append(
        try await write(
          part, "\(name)-\(number).jsonl", codec: codec, frames: frames, in: directory))
    }
    return names
  }

  private static func parts(of range: Range<Int>, count: Int) -> [Range<Int>] {
    (0..<count).map { part in
      let start = range.lowerBound + range.count * part / count
      return start..<(range.lowerBound + range.count * (part + 1) / count)
    }
  }
}
