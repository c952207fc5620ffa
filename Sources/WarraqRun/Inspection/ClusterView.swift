/// What a scheduler says of a run's jobs, beside what the manifests say.
public struct ClusterView: Codable, Sendable {
  /// One batch of tasks.
  public struct Job: Codable, Sendable {
    public var scheduler: String
    /// What the scheduler calls it; `nil` where a coordinator died before it could note that down.
    public var job: String?
    public var batch: String
    public var elements: Int
    public var tasks: Int
    /// Elements by state: waiting, held, running, ended, unknown.
    public var states: [String: Int]
    /// Why elements wait, are held, or ended badly, each once.
    public var reasons: [String]
    /// Tasks of the batch whose manifests are there.
    public var done: Int
  }

  public var jobs: [Job]
  /// Why the scheduler could not be asked.
  public var problem: String?

  /// Asks the scheduler of a run that has open batches; changes nothing.
  public init(_ run: RunDirectory, spec: ClusterSpec, program: String) async {
    jobs = []
    let scheduler = ExecutorChoice.scheduler(
      spec, run: run, program: program, memory: 0, throttle: nil)
    for batch in run.openBatches() {
      let handle = try? StableJSON.load(BatchHandle.self, from: run.handleFile(batch.name))
      var job = Job(
        scheduler: handle?.scheduler ?? spec.executor.rawValue, job: handle?.job,
        batch: batch.name, elements: batch.elements.count,
        tasks: batch.elements.reduce(0) { $0 + $1.tasks.count }, states: [:], reasons: [],
        done: 0)
      for ticket in batch.elements.flatMap(\.tasks) {
        let path = run.manifestFile(
          ticket.task, key: ticket.key, generation: ticket.generation)
        if Files.exists(path) { job.done += 1 }
      }
      if let id = handle?.job, let scheduler, scheduler.name == handle?.scheduler {
        do {
          job.count(try await scheduler.poll(batch, job: id))
        } catch {
          problem = "\(error)"
        }
      }
      jobs.append(job)
    }
  }
}

extension ClusterView.Job {
  fileprivate mutating func count(_ elements: [Int: ElementState]) {
    var reasons: Set<String> = []
    for state in elements.values {
      let (name, reason) = state.summary
      states[name, default: 0] += 1
      if let reason { reasons.insert(reason) }
    }
    let unknown = self.elements - elements.count
    if unknown > 0 { states["unknown"] = unknown }
    self.reasons = Array(reasons.sorted().prefix(20))
  }
}

extension ElementState {
  /// One word, and what there is to say of it.
  fileprivate var summary: (name: String, reason: String?) {
    switch self {
    case .waiting(let why): ("waiting", why.isEmpty || why == "None" ? nil : why)
    case .held(let why): ("held", why)
    case .running: ("running", nil)
    case .blind(let why): ("ended", why)
    case .ended(.failed(let why, _)), .ended(.outOfMemory(let why)): ("ended", why)
    case .ended: ("ended", nil)
    }
  }
}
