import WarraqCore

/// A corpus as a run would cut it, found out without one.
struct PlannedCorpus {
  /// An input that can be read, and how it is divided.
  struct Part {
    var input: CorpusInput
    var plan: InputPlan
  }

  var manifest: CorpusManifest
  var parts: [Part] = []
  var stages: StagePlan
  /// What finding out took: it is what a run begins with.
  var seconds: Double
  var cpuSeconds: Double

  var decodedBytes: Int { parts.reduce(0) { $0 + $1.plan.rawBytes } }

  /// Reads the inputs once for their digests, and looks at their first records.
  ///
  /// - Parameter known: the same inputs as they were planned before: they are not hashed again.
  /// - Throws: what a run would throw before it begins.
  init(
    job: Job, inputs: [String], settings: RunSettings, library: StageLibrary,
    known: CorpusManifest? = nil
  ) throws {
    let number = String(UInt32.random(in: 0...UInt32.max), radix: 16)
    let run = RunDirectory(Files.temporaryDirectory("plan-\(number)"))
    defer { Files.remove(run.path) }
    try Files.makeDirectory(run.path)
    if let known { try Files.replace(run.corpusFile, with: StableJSON.encode(known)) }
    let start = Stopwatch()
    stages = try StagePlan(job, library: library)
    let preparation = CorpusPreparation(
      run: run, format: job.input, stages: stages, settings: settings,
      versions: library.versions, observer: { _ in })
    manifest = try preparation.prepare(inputs)
    for input in manifest.inputs {
      guard let plan = try preparation.plans.plan(of: input) else { continue }
      parts.append(Part(input: input, plan: plan))
    }
    seconds = max(start.cpuSeconds / Double(Machine.cores), start.seconds - start.queuedSeconds)
    cpuSeconds = start.cpuSeconds
  }
}
