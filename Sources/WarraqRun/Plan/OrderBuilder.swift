import WarraqCodecs
import WarraqCore

/// Turns the job, the corpus and the manifests of earlier phases into orders: the work of each task,
/// and the key that says what it depends on.
struct OrderBuilder {
  let run: RunDirectory
  let job: Job
  let stages: StagePlan
  let corpus: CorpusManifest
  let settings: RunSettings

  /// An order without its generation and reason, which the task book knows.
  private func order(
    _ task: TaskID, _ parts: [String: Digest], _ work: TaskOrder.Work
  ) throws -> TaskOrder {
    var parts = parts
    parts.merge(try stages.parts(of: work, format: job.input)) { own, _ in own }
    let versions = corpus.versions
    parts["versions"] = Digest(
      of: "\(versions.warraq) \(versions.unicode) \(versions.icu) \(corpus.partitions)")
    let text = parts.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    let key = Digest(of: ([task.phase] + text).joined(separator: "\n"))
    return TaskOrder(
      task: task, key: key, generation: 0, parts: parts, reason: "", memory: settings.memory,
      lanes: lanes, versions: versions, files: files(of: work), work: work)
  }

  /// A split runs no stage.
  private func files(of work: TaskOrder.Work) -> [StageFile] {
    if case .split = work { [] } else { stages.files }
  }

  /// Threads in a worker: the cores are shared among the workers.
  private var lanes: Int { settings.lanes ?? max(1, Machine.cores / settings.workers) }

  func split(
    _ input: CorpusInput, number: Int, description: InputDescription, sizes: ShardSizes,
    present: [Int]
  ) throws -> TaskOrder {
    try order(
      TaskID(phase: PhaseName.split, index: number), ["input": input.plan],
      .split(
        SplitWork(
          input: run.absolute(input.path), inputName: input.name, stamp: input.stamp,
          description: description, plan: input.plan,
          sizes: sizes,
          present: present)))
  }

  /// A map task: `decisions` holds the manifests of the reduce phases before it, by round.
  func map(
    _ shard: Shard, pass: [RoundID], decisions: [RoundID: [TaskManifest]], verdicts: [Verdict]
  ) throws -> TaskOrder {
    var parts: [String: Digest] = [:]
    var messages: [String: [SectionReference]] = [:]
    func read(_ round: RoundID) {
      let sections = Self.sections(for: shard.number, of: decisions[round] ?? [])
      messages[round.stage] = sections
      parts["decision of \(round.name)"] = Digest(
        of: sections.map { "\($0.section.digest)" }.joined(separator: "\n"))
    }
    if try stages.readsDocuments(pass) {
      parts["input"] = shard.digest
      parts["slice"] = Digest(of: try StableJSON.encode(shard.slice))
      if !verdicts.isEmpty {
        parts["crashing records"] = Digest(of: try StableJSON.encode(verdicts))
      }
      for item in stages.chain(before: pass) { stages.lastRound(of: item.id).map(read) }
    }
    for target in pass where target.round > 0 {
      read(RoundID(stage: target.stage, round: target.round - 1))
    }
    return try order(
      TaskID(phase: PhaseName.map(pass), index: shard.number), parts,
      .map(
        MapWork(
          shard: shard.number, path: run.absolute(shard.path), inputName: shard.input.name,
          stamp: shard.stamp,
          slice: shard.slice, verdicts: verdicts, messages: messages, targets: pass,
          partitions: corpus.partitions)))
  }

  /// What the tasks of a reduce phase sent to one shard.
  static func sections(
    for shard: Int, of manifests: [TaskManifest]
  ) -> [SectionReference] {
    manifests.compactMap { manifest in
      manifest.outputs[MessageFile.name]?.sections?[shard].map {
        SectionReference(path: manifest.path(of: MessageFile.name), section: $0)
      }
    }
  }

  /// The reduce tasks of a round: one for each partition, over the row files in corpus order.
  func reduce(
    _ round: RoundID, rows: [(shard: Shard, manifest: TaskManifest)]
  ) throws -> [TaskOrder] {
    let readsInputs = try stages.round(round).readsInputs
    let upstream = try store(
      Upstream(
        shards: rows.map {
          .init(
            shard: $0.shard.number, directory: $0.manifest.directory,
            input: readsInputs ? $0.shard.input.name : nil)
        }))
    let inputs =
      readsInputs ? Digest(of: rows.map(\.shard.input.name).joined(separator: "\n")) : nil
    // Messages are addressed to shards by number, so equal rows of other shards are another task.
    let shards = Digest(of: rows.map { "\($0.shard.number)" }.joined(separator: " "))
    return try (0..<corpus.partitions).map { partition in
      let sections = rows.map { section(round.rows, partition, of: $0.manifest) }
      return try order(
        TaskID(phase: PhaseName.decide(round), index: partition),
        [
          "rows": Digest(of: sections.joined(separator: "\n")), "shards": shards,
          "names of inputs": inputs,
        ].compactMapValues { $0 },
        .reduce(ReduceWork(round: round, partition: partition, upstream: upstream)))
    }
  }

  /// The merge tasks: one for each partition. Partials meet in no particular order, so the key does
  /// not depend on that of the shards.
  func merge(_ counts: [(shard: Int, manifest: TaskManifest)]) throws -> [TaskOrder] {
    let upstream = try store(
      Upstream(shards: counts.map { .init(shard: $0.shard, directory: $0.manifest.directory) }))
    return try (0..<corpus.partitions).map { partition in
      var parts: [String: Digest] = [:]
      for (id, _) in stages.statistics {
        let sections = counts.map { section(id + ".rows", partition, of: $0.manifest) }
        parts["partials of \(id)"] = Digest(of: sections.sorted().joined(separator: "\n"))
      }
      return try order(
        TaskID(phase: PhaseName.merge, index: partition), parts,
        .merge(MergeWork(partition: partition, upstream: upstream)))
    }
  }

  private func section(_ name: String, _ partition: Int, of manifest: TaskManifest) -> String {
    manifest.outputs[name]?.sections?[partition].map { "\($0.digest)" } ?? "none"
  }

  /// The report task.
  func report(
    counts: [(shard: Int, manifest: TaskManifest)], tables: [TaskManifest],
    evidence: [RoundID: [TaskManifest]], facts: CorpusFacts
  ) throws -> TaskOrder {
    var parts: [String: Digest] = ["corpus": Digest(of: try StableJSON.encode(facts))]
    // They change no byte of the report, but say whose ordinals its tables hold.
    parts["shards"] = Digest(of: counts.map { "\($0.shard)" }.joined(separator: " "))
    var upstream = Upstream(
      shards: counts.map { .init(shard: $0.shard, directory: $0.manifest.directory) },
      tables: tables.map(\.directory), facts: facts)
    parts["tables"] = Digest(
      of: tables.flatMap { table in
        table.outputs.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.digest)" }
      }.joined(separator: "\n"))
    for round in stages.rounds {
      let manifests = evidence[round] ?? []
      upstream.evidence[round.stage, default: []] += manifests.map {
        $0.path(of: ReduceTask.evidence)
      }
      parts["evidence of \(round.name)"] = Self.evidence(of: manifests)
    }
    var report = try order(
      TaskID(phase: PhaseName.report, index: 0), parts,
      .report(ReportWork(upstream: try store(upstream))))
    // No other task runs beside it.
    report.lanes = settings.lanes ?? Machine.cores
    return report
  }

  /// What the tasks of a reduce phase said for the report.
  static func evidence(of manifests: [TaskManifest]) -> Digest {
    Digest(
      of: manifests.map { "\($0.outputs[ReduceTask.evidence]?.digest.hex ?? "")" }
        .joined(separator: "\n"))
  }

  /// Writes a list that many orders refer to, under its digest.
  private func store(_ upstream: Upstream) throws -> String {
    let bytes = try StableJSON.encode(upstream)
    let path = run.path + "/upstream/\(Digest(of: bytes)).json"
    if !run.isReadOnly, !Files.exists(path) {
      try Files.makeDirectory(Files.directory(of: path))
      try Files.replace(path, with: bytes)
    }
    return run.relative(path)
  }
}
