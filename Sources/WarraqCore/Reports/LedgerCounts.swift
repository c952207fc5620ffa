/// The books of a shard, an input or a run: what was read and what became of it, stage by stage.
public struct LedgerCounts: Codable, Equatable, Sendable {
  /// What one stage took out.
  public struct StageCounts: Codable, Equatable, Sendable {
    /// The stage's name in the job; `read` for the reader.
    public var stage: String
    /// Documents that came to the stage as kept.
    public var read = 0
    public var rejected: [String: Int] = [:]
    public var duplicate = 0
    public var quarantined: [String: Int] = [:]

    public init(stage: String) { self.stage = stage }

    /// Documents that left the stage as kept.
    public var kept: Int {
      read - duplicate - rejected.values.reduce(0, +) - quarantined.values.reduce(0, +)
    }
  }

  /// Records read, bad ones included.
  public var read = 0
  /// Documents that survived every stage.
  public var kept = 0
  /// Documents kept whose text holds HTML, in a job that does not take it out.
  public var marked = 0
  public var stages: [StageCounts] = []

  public init() {}

  public var rejected: Int { stages.reduce(0) { $0 + $1.rejected.values.reduce(0, +) } }
  public var duplicate: Int { stages.reduce(0) { $0 + $1.duplicate } }
  public var quarantined: Int { stages.reduce(0) { $0 + $1.quarantined.values.reduce(0, +) } }

  /// Whether read = kept + rejected + duplicate + quarantined, and each stage got what the one
  /// before it kept.
  public var isBalanced: Bool {
    var flow = read
    for stage in stages {
      guard stage.read == flow else { return false }
      flow = stage.kept
    }
    return flow == kept
  }

  /// Adds the books of another part of the corpus, made by the same stages.
  public mutating func add(_ other: LedgerCounts) {
    read += other.read
    kept += other.kept
    marked += other.marked
    if stages.isEmpty { stages = other.stages.map { StageCounts(stage: $0.stage) } }
    for (index, counts) in other.stages.enumerated() {
      stages[index].read += counts.read
      stages[index].duplicate += counts.duplicate
      stages[index].rejected.merge(counts.rejected, uniquingKeysWith: +)
      stages[index].quarantined.merge(counts.quarantined, uniquingKeysWith: +)
    }
  }
}
