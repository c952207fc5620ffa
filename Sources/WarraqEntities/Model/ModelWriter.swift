/// Lays out the sections of a model file.
public struct ModelWriter {
  private var sections: [(ModelSection, [UInt8])] = []

  public init() {}

  package mutating func add<Number: BitwiseCopyable>(_ section: ModelSection, _ numbers: [Number]) {
    sections.append((section, numbers.withUnsafeBytes { Array($0) }))
  }

  /// Adds an index of sorted, distinct keys.
  package mutating func add(_ keys: ModelSection, _ starts: ModelSection, index: [UInt32]) {
    let parts = HashIndex.sections(of: index)
    add(keys, parts.keys)
    add(starts, parts.starts)
  }

  /// The bytes of the file.
  public func bytes() -> [UInt8] {
    var result: [UInt8] = []
    func append(_ number: UInt64) { withUnsafeBytes(of: number.littleEndian) { result += $0 } }
    append(ModelFile.magic)
    append(UInt64(sections.count))
    var offset = Self.aligned(16 + 24 * sections.count)
    for (section, bytes) in sections {
      append(UInt64(section.rawValue))
      append(UInt64(offset))
      append(UInt64(bytes.count))
      offset = Self.aligned(offset + bytes.count)
    }
    for (_, bytes) in sections {
      result += [UInt8](repeating: 0, count: Self.aligned(result.count) - result.count)
      result += bytes
    }
    return result + [UInt8](repeating: 0, count: ModelFile.padding)
  }

  private static func aligned(_ offset: Int) -> Int { (offset + 63) & ~63 }
}
