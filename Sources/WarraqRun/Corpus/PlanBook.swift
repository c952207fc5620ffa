/// The plans of a run's inputs, each read once: a plan never changes. Where the run is only looked at, new
/// ones stay in memory.
final class PlanBook {
  private let run: RunDirectory
  private var known: [Digest: InputPlan] = [:]

  init(_ run: RunDirectory) { self.run = run }

  /// How an input is divided; `nil` where it has not been planned.
  func plan(of input: CorpusInput) throws -> InputPlan? {
    if let plan = known[input.plan] { return plan }
    let plan = try load(run.planFile(input.plan))
    known[input.plan] = plan
    return plan
  }

  /// - Throws: `version` where it is a plan of another build, which looks like a damaged one.
  private func load(_ path: String) throws -> InputPlan? {
    do {
      return try StableJSON.load(InputPlan.self, from: path)
    } catch {
      try (try? CorpusManifest.of(run))?.checkBuild(of: run)
      throw error
    }
  }

  /// Notes how an input is divided.
  func keep(_ plan: InputPlan, of input: CorpusInput) throws {
    if !run.isReadOnly {
      try Files.replace(run.planFile(input.plan), with: StableJSON.encode(plan))
    }
    known[input.plan] = plan
  }
}
