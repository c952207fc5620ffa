import Testing
import WarraqCore

@testable import WarraqDedupe

/// What the last round of near dedupe finds, in the order of removed documents.
func removals(
  _ edges: [NearEdge], _ clustering: NearOptions.Clustering, from: [String] = [],
  inputs: [String] = []
) throws -> [DuplicateEvidence] {
  let options = NearOptions(
    threshold: try #require(Threshold("0.5")), clustering: clustering,
    scope: RemovalScope(from: from))
  let context = StageContext(memory: 1 << 20, scratch: "/tmp", inputs: inputs)
  let reducer = ClusterRound(options).makeReducer(in: context)
  let evidence = Evidence()
  try [UInt8(0)].withUnsafeBytes { try reducer.begin(key: $0) }
  for edge in edges {
    var row = RowEncoder()
    edge.encode(to: &row)
    try row.bytes.withUnsafeBytes {
      try reducer.add(shard: edge.second.shard, value: $0, to: evidence)
    }
  }
  try reducer.end(to: evidence)
  return evidence.found.sorted { $0.removed.ordinal < $1.removed.ordinal }
}

/// Which documents go for which, by their ordinals.
func decided(
  _ edges: [NearEdge], _ clustering: NearOptions.Clustering, from: [String] = [],
  inputs: [String] = []
) throws -> [Int: Int] {
  let found = try removals(edges, clustering, from: from, inputs: inputs)
  return Dictionary(uniqueKeysWithValues: found.map { ($0.removed.ordinal, $0.kept.ordinal) })
}

private final class Evidence: MessageSink {
  var found: [DuplicateEvidence] = []

  func send(_ message: UnsafeRawBufferPointer, toShard shard: Int) {}

  func keep(evidence: UnsafeRawBufferPointer, sortKey: UnsafeRawBufferPointer) {
    if let duplicate = DuplicateEvidence(evidence: evidence) { found.append(duplicate) }
  }
}
