/// The plans of a run's inputs. Where the run is only looked at, new ones stay in memory.
final class PlanBook {
  private let run: RunDirectory
  private var unwritten: [Digest: InputPlan] = [:]

  init(_ run: RunDirectory) { self.run = run }

  /// How an input is divided; `nil` where it has not been planned.
  func plan(of input: CorpusInput) throws -> InputPlan? {
    try unwritten[input.plan] ?? StableJSON.load(InputPlan.self, from: run.planFile(input.plan))
  }

  /// Notes how an input is divided.
  func keep(_ plan: InputPlan, of input: CorpusInput) throws {
    if run.isReadOnly {
      unwritten[input.plan] = plan
    } else {
      try Files.replace(run.planFile(input.plan), with: StableJSON.encode(plan))
    }
  }
}
