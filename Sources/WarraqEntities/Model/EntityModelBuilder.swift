import WarraqCore

/// Makes the file of an ``EntityModel`` from weights.
package struct EntityModelBuilder {
  package var labels: LabelSet
  /// Weights of each label, by the key of the feature.
  package var features: [(key: UInt64, weights: [Float])] = []
  /// What features add to hidden units.
  package var hidden: [(key: UInt64, weights: [Float])] = []
  /// What each unit adds to labels.
  package var hiddenOutput: [[Float]] = []
  /// The first row is the start.
  package var transitions: [[Float]] = []
  package var words: [UInt64: WordEntry] = [:]
  /// A weight of one, as an integer.
  static let scale: Float = 24

  package init(labels: LabelSet) { self.labels = labels }

  /// The bytes of the file. Features all of whose weights are small are left out: many as they are, they
  /// do not change F1.
  ///
  /// The words are those of `file`, where one is given, with `evidence` by rank.
  package func bytes(
    wordsOf file: ModelFile? = nil, evidence: [SIMD4<UInt8>]? = nil
  ) -> [UInt8] {
    var writer = ModelWriter()
    writer.add(.types, Array(labels.types.map(\.rawValue).joined(separator: " ").utf8))
    writer.add(.transitions, transitions.flatMap { $0.map { Int32(($0 * Self.scale).rounded()) } })
    let rows = Self.rows(features, scale: Self.scale, smallest: 3)
    writer.add(.featureKeys, .featureStarts, index: rows.map(\.key))
    writer.add(.featureWeights, rows.flatMap(\.row))
    addHidden(&writer)
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

  private func addHidden(_ writer: inout ModelWriter) {
    let rows = Self.rows(hidden, scale: HiddenWeights.inScale, smallest: 6)
    writer.add(.hiddenKeys, .hiddenStarts, index: rows.map(\.key))
    writer.add(.hiddenWeights, rows.flatMap(\.row))
    let output = (0..<labels.count).flatMap { label in
      hiddenOutput.map { Int16(($0[label] * HiddenWeights.outScale).rounded()) }
    }
    writer.add(.hiddenOutput, output)
  }

  /// Rows of integers in the order of their keys. Those with no number of size `smallest` or more are
  /// left out; of features with one hash in 32 bits the first one stays.
  private static func rows(
    _ features: [(key: UInt64, weights: [Float])], scale: Float, smallest: Int8
  ) -> [(key: UInt32, row: [Int8])] {
    var rows: [(key: UInt32, row: [Int8])] = []
    for (key, weights) in features {
      let row = weights.map { Int8(max(-127, min(127, ($0 * scale).rounded()))) }
      guard row.contains(where: { abs($0) >= smallest }) else { continue }
      rows.append((UInt32(truncatingIfNeeded: key >> 32), row))
    }
    rows.sort { $0.key < $1.key }
    var last: UInt32?
    rows.removeAll { row in
      defer { last = row.key }
      return row.key == last
    }
    return rows
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
