import WarraqCodecs
import WarraqCore

extension StagePlan {
  /// The parts of a task's key that the job decides.
  func parts(of work: TaskOrder.Work, format: InputFormat) throws -> [String: Digest] {
    var parts: [String: Digest] = [:]
    switch work {
    case .split: parts["format"] = Digest(of: try StableJSON.encode(format))
    case .map(let work):
      let pass = work.targets
      if try readsDocuments(pass) {
        let chain = chain(before: pass)
        parts["format"] = Digest(of: try StableJSON.encode(format))
        parts["order of stages"] = Digest(of: chain.map(\.id).joined(separator: " "))
        for item in chain { parts["stage \(item.id)"] = item.mapDigest }
      }
      for id in pass.isEmpty ? statistics.map(\.id) : pass.map(\.stage) {
        parts["stage \(id)"] = item(id)?.mapDigest
      }
      if !pass.isEmpty {
        parts["rounds"] = Digest(of: pass.map(\.name).joined(separator: " "))
      }
    case .reduce(let work):
      parts["stage \(work.round.stage)"] = item(work.round.stage)?.mapDigest
    case .merge:
      for (id, _) in statistics { parts["stage \(id)"] = item(id)?.mergeDigest }
    case .report:
      for item in items { parts["stage \(item.id)"] = item.mergeDigest }
    }
    return parts
  }

  /// Whether this job is the one that an order was made for, as far as the order's task goes.
  func fits(_ order: TaskOrder, format: InputFormat) -> Bool {
    let names: Set = ["format", "order of stages", "rounds"]
    let parts = order.parts.filter { names.contains($0.key) || $0.key.hasPrefix("stage ") }
    // A job without the order's round is another one.
    return (try? self.parts(of: order.work, format: format)) == parts
  }

  /// Whether a map phase goes over the documents, or only over what it was sent.
  func readsDocuments(_ pass: [RoundID]) throws -> Bool {
    try pass.first.map { try round($0).readsDocuments } ?? true
  }

  private func item(_ id: String) -> Item? { items.first { $0.id == id } }
}
