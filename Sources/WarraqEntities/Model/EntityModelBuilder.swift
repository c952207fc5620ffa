import WarraqCore

/// Makes the file of an ``EntityModel`` from weights.
package struct EntityModelBuilder {
  package var labels: LabelSet
  /// Weights of each label, by the key of the feature.
  package var features: [(key: UInt64, weights: [Float])] = []
  /// The first row is the start.
  package var transitions: [[Float]] = []
  package var words: [UInt64: WordEntry] = [:]
  /// A weight of one, as an integer.
  static let scale: Float = 20

  package init(labels: LabelSet) { self.labels = labels }

  /// The bytes of the file. Features all of whose weights are rounded to zero are left out.
  ///
  /// The words are those of `file`, where one is given, with `evidence` by rank.
  package func bytes(
    wordsOf file: ModelFile? = nil, evidence: [SIMD4<UInt8>]? = nil
  ) -> [UInt8] {
    var writer = ModelWriter()
    writer.add(.types, Array(labels.types.map(\.rawValue).joined(separator: " ").utf8))
    writer.add(.transitions, transitions.flatMap { $0.map { Int32(($0 * Self.scale).rounded()) } })
    var rows: [(UInt32, [Int8])] = []
    for (key, weights) in features {
      let row = weights.map { Int8(max(-127, min(127, ($0 * Self.scale).rounded()))) }
      if row.contains(where: { $0 != 0 }) {
        rows.append((UInt32(truncatingIfNeeded: key >> 32), row))
      }
    }
    rows.sort { $0.0 < $1.0 }
    // Of features with one hash in 32 bits the first one stays.
    var last: UInt32?
    rows.removeAll { row in
      defer { last = row.0 }
      return row.0 == last
    }
    writer.add(.featureKeys, .featureStarts, index: rows.map(\.0))
    writer.add(.featureWeights, rows.flatMap(\.1))
    if let file {
      for section in [ModelSection.wordKeys, .wordStarts] {
        writer.add(section, Array(file.numbers(section, as: UInt8.self)))
      }
      var entries = Array(file.numbers(.words, as: WordEntry.self))
      for (rank, levels) in (evidence ?? []).enumerated() { entries[rank].evidence = levels }
      writer.add(.words, entries)
    } else {
      addWords(&writer)
    }
    return writer.bytes()
  }

  private func addWords(_ writer: inout ModelWriter) {
    let sorted = words.map { (UInt32(truncatingIfNeeded: $0.key >> 32), $0.value) }
      .sorted { $0.0 < $1.0 }
    var keys: [UInt32] = []
    var entries: [WordEntry] = []
    for (key, entry) in sorted where key != keys.last {
      keys.append(key)
      entries.append(entry)
    }
    writer.add(.wordKeys, .wordStarts, index: keys)
    writer.add(.words, entries)
  }
}
