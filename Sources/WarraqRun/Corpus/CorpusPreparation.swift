import Dispatch
import Glibc
import Synchronization
import WarraqCodecs
import WarraqCore

/// Finds out what the inputs are: names, digests, and how each one is cut into shards.
struct CorpusPreparation {
  let run: RunDirectory
  let plans: PlanBook
  let format: InputFormat
  let stages: StagePlan
  let settings: RunSettings
  let versions: FormatVersions
  let observer: (RunEvent) -> Void

  init(
    run: RunDirectory, format: InputFormat, stages: StagePlan, settings: RunSettings,
    versions: FormatVersions, observer: @escaping (RunEvent) -> Void
  ) {
    self.run = run
    plans = PlanBook(run)
    self.format = format
    self.stages = stages
    self.settings = settings
    self.versions = versions
    self.observer = observer
  }

  /// Makes the corpus manifest for these arguments, or looks at the run's own inputs again.
  func prepare(_ arguments: [String]) throws -> CorpusManifest {
    let old = try StableJSON.load(CorpusManifest.self, from: run.corpusFile)
    try old?.check(versions, of: run)
    guard old != nil || !arguments.isEmpty else {
      throw WarraqError(.usage, "no input: name files or folders after the job, or - for a pipe")
    }
    let found =
      arguments.isEmpty
      ? (old?.inputs ?? []).map { InputDiscovery.Found(name: $0.name, path: $0.path) }
      : try InputDiscovery.find(arguments, in: run)
    try stages.checkInputs(found.map(\.name))
    var inputs = try identify(found, known: old?.inputs ?? [])
    try numberPlans(&inputs)
    let described = try divide(inputs)
    var corpus = CorpusManifest(
      partitions: old?.partitions ?? Self.partitions(described), versions: versions)
    corpus.inputs = inputs
    return corpus
  }

  /// Sizes, times and digests. A file whose size and time are known is not read again.
  private func identify(
    _ found: [InputDiscovery.Found], known: [CorpusInput]
  ) throws -> [CorpusInput] {
    var inputs = found.map { file in
      let old = known.first { $0.path == file.path && $0.problem == nil }
      guard let stamp = InputStamp(run.absolute(file.path)) else {
        // What has been read of it still counts; a task that needs more of it says so.
        if let old { return old }
        let error = WarraqError.posix(.input, "cannot read", file.name)
        return CorpusInput(
          name: file.name, path: file.path, bytes: 0, modified: 0, digest: Digest(hex: ""),
          plan: Digest(hex: ""), problem: "\(error)")
      }
      var input = CorpusInput(
        name: file.name, path: file.path, bytes: stamp.bytes, modified: stamp.modified,
        digest: Digest(hex: ""), plan: Digest(hex: ""))
      if !settings.verify, let old, old.stamp == stamp { input.digest = old.digest }
      return input
    }
    let new = inputs.indices.filter {
      inputs[$0].digest.hex.isEmpty && inputs[$0].problem == nil
    }
    let paths = new.map { run.absolute(inputs[$0].path) }
    for (index, result) in zip(new, Self.digests(paths)) {
      switch result {
      case .success(let digest): inputs[index].digest = digest
      case .failure(let error):
        inputs[index].problem = "\(error)"
      }
    }
    for input in inputs {
      if let problem = input.problem { observer(.warning("\(input.name) is left out: \(problem)")) }
    }
    if let first = inputs.first(where: { $0.problem != nil }),
      settings.strict || inputs.allSatisfy({ $0.problem != nil })
    {
      throw WarraqError(.input, first.problem ?? "", input: first.name)
    }
    return inputs
  }

  /// The digests of files, several at a time.
  private static func digests(_ paths: [String]) -> [Result<Digest, any Error>] {
    let results = Mutex<[Int: Result<Digest, any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: paths.count) { index in
      let result = Result { try Digest(ofFile: paths[index]) }
      results.withLock { $0[index] = result }
    }
    return results.withLock { results in paths.indices.compactMap { results[$0] } }
  }

  /// A plan belongs to content, to what decides where records end, and to how often the same content
  /// came before: a file that is given twice is read twice.
  private func numberPlans(_ inputs: inout [CorpusInput]) throws {
    var seen: [Digest: Int] = [:]
    for index in inputs.indices where inputs[index].problem == nil {
      let digest = inputs[index].digest
      let text =
        "\(digest) \(format.kind.rawValue) \(format.unit.rawValue) \(format.encoding) "
        + "\(format.maximumRecord) \(seen[digest, default: 0])"
      seen[digest, default: 0] += 1
      inputs[index].plan = Digest(of: text)
    }
  }

  /// Plans the inputs that have no plan yet. Returns the decoded bytes of all, estimated.
  private func divide(_ inputs: [CorpusInput]) throws -> Int {
    if !run.isReadOnly { try Files.makeDirectory(run.path + "/plans") }
    var new: [(input: CorpusInput, description: InputDescription)] = []
    var planned: [InputPlan] = []
    for input in inputs where input.problem == nil {
      if let plan = try plans.plan(of: input) {
        planned.append(plan)
      } else {
        new.append((input, try describe(input)))
      }
    }
    warnOfOtherSizes(planned)
    let raw = new.reduce(0) { $0 + $1.description.rawBytes }
    var sizes =
      settings.shardSize.map(ShardSizes.equal)
      ?? ShardSizes(decoded: raw, workers: settings.workers)
    sizes.behind = raw
    for (input, description) in new {
      sizes.behind -= description.rawBytes
      let plan = WarraqCodecs.plan(description, format: format, sizes: sizes)
      var written = InputPlan(
        digest: input.digest, bytes: input.bytes, isSplit: plan == .stream, sizes: sizes)
      written.rawBytes = description.rawBytes
      switch plan {
      case .slices(let slices): written.slices = slices
      case .stream: written.description = description
      }
      try plans.keep(written, of: input)
    }
    return raw
  }

  /// Plans are never changed: a shard size that is given now comes too late for them.
  private func warnOfOtherSizes(_ planned: [InputPlan]) {
    guard let wanted = settings.shardSize else { return }
    let others = planned.map(\.sizes).filter { $0.smallest != wanted || $0.largest != wanted }
    guard !others.isEmpty else { return }
    let ranges = Set(others.map { [$0.smallest, $0.largest] })
    let sizes = ranges.sorted { $0.lexicographicallyPrecedes($1) }
      .map { Set($0).sorted().map(String.init).joined(separator: " to ") }
      .joined(separator: " or ")
    observer(
      .warning(
        "inputs that are planned already (\(others.count)) keep their shards of \(sizes) bytes; only "
          + "new inputs get shards of \(wanted). Start a new run directory to cut all of them alike"
      ))
  }

  private func describe(_ input: CorpusInput) throws -> InputDescription {
    do {
      let path = run.absolute(input.path)
      let description = try WarraqCodecs.describe(path, format: format)
      try preflight(path, description: description, format: format)
      return description
    } catch {
      var error = error
      error.input = input.name
      throw error
    }
  }

  /// A partition for each 256 MiB, at least two, at most 1024.
  static func partitions(_ raw: Int) -> Int {
    var count = 2
    while count < 1024, count * (256 << 20) < raw { count *= 2 }
    return count
  }
}
