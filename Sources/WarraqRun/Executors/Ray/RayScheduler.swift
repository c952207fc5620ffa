import Foundation
import Synchronization
import WarraqCore

/// Ray, through its Jobs API. Behaviour as of Ray 2.60.
///
/// One Ray job, the driver, serves a run as long as it has something to do: a job costs seconds, of
/// which the next one gets nothing. The first batch submits it; later ones are appended to the requests
/// that it reads. A batch that comes to a driver which has just ended is submitted once more.
public final class RayScheduler: Scheduler {
  public let name = "ray"
  private let spec: ClusterSpec
  private let run: RunDirectory
  private let program: String
  /// Bytes of an element's budget.
  private let memory: Int
  /// The most elements that run at one time.
  private let throttle: Int?
  private let client: RayClient
  /// The driver that took the last batch.
  private let driver = Mutex<String?>(nil)

  /// A line that the driver reads.
  private struct Request: Codable {
    var batch: String?
    var cpus: Int?
    var memory: Int?
    var most: Int?
    /// Ray's workers do not inherit what the coordinator was started with.
    var environment: [String: String]?
    var cancel: String?
    var elements: [Int]?
    var end: Bool?
  }

  public init(
    run: RunDirectory, spec: ClusterSpec, program: String, memory: Int, throttle: Int?
  ) {
    self.run = run
    self.spec = spec
    self.program = program
    self.memory = memory
    self.throttle = throttle
    client = RayClient(spec.address)
  }

  public func check() async throws -> SchedulerFacts {
    _ = try await client.version()
    if let option = spec.options.first(where: { !$0.hasPrefix("python=") }) {
      throw WarraqError(
        .usage, "Ray takes no option \(option): there is python=PATH, Ray's Python on its head")
    }
    let nodes = try await client.nodes()
    let (cpus, bytes) = (Double(spec.cpus ?? 1), Double(ClusterSpec.request(budget: memory)))
    guard let largest = nodes.max(by: { ($0.cpus, $0.memory) < ($1.cpus, $1.memory) }) else {
      throw WarraqError(.usage, "Ray at \(client.address) has no nodes")
    }
    guard nodes.contains(where: { $0.cpus >= cpus && $0.memory >= bytes }) else {
      throw WarraqError(
        .usage,
        "no node of Ray has \(Int(cpus)) CPUs and \(Int(bytes) >> 20) MiB of memory for a task; the largest, "
          + "\(largest.address), has \(Int(largest.cpus)) and \(Int(largest.memory) >> 20) MiB: lower --cpus or "
          + "--memory")
    }
    var facts = SchedulerFacts()
    facts.looksElsewhere = true
    facts.slots = nodes.reduce(0) { sum, node in
      sum + Int(min(node.cpus / cpus, node.memory / bytes))
    }
    return facts
  }

  public func submit(_ batch: Batch) async throws -> String {
    let request = Request(
      batch: batch.name, cpus: spec.cpus ?? 1, memory: ClusterSpec.request(budget: memory),
      most: throttle,
      environment: ProcessInfo.processInfo.environment.filter { $0.key.hasPrefix("WARRAQ_") })
    if let driver = driver.withLock({ $0 }), try await client.job(driver)?.isOver == false {
      try append(request, for: driver)
      return driver
    }
    let job = batch.jobName
    try append(request, for: job)
    try await start(job)
    driver.withLock { $0 = job }
    return job
  }

  /// Submits a driver.
  private func start(_ job: String) async throws {
    let bytes = PackageResources.driver_py
    let file = run.rayDirectory + "/driver-\(Digest(of: bytes).hex.prefix(16)).py"
    if !Files.exists(file) { _ = try Files.publish(file, with: bytes) }
    let python = spec.options.last.map { String($0.dropFirst("python=".count)) } ?? "python3"
    let words = [python, file, "--program", program, "--run", run.path, "--job", job]
    let command = words.map(SlurmScript.quoted).joined(separator: " ")
    try await client.submit(
      job,
      command:
        "[ -r \(SlurmScript.quoted(file)) ] || exit \(RayReport.Status.noRun); exec \(command)",
      metadata: ["run": run.path])
  }

  private func append(_ request: Request, for driver: String) throws {
    try Files.makeDirectory(run.rayDirectory)
    let line = try StableJSON.encode(request, pretty: false)
    try Files.append(String(decoding: line, as: UTF8.self), to: run.rayRequests(driver))
  }

  /// A batch whose coordinator died in between has a job of its own, or was given to another driver.
  public func find(_ batch: Batch) async throws -> String? {
    let own = "/" + batch.jobName + ".jsonl"
    for path in run.allRayRequests {
      guard let text = Files.read(path).map({ String(decoding: $0, as: UTF8.self) }),
        path.hasSuffix(own) || text.contains("\"\(batch.name)\"")
      else { continue }
      let job = String(path.dropFirst(run.rayDirectory.count + 1).dropLast(".jsonl".count))
      guard let facts = try await client.job(job) else { continue }
      if !facts.isOver || report(of: batch).isTaken { return job }
    }
    return nil
  }

  public func poll(_ batch: Batch, job: String) async throws -> [Int: ElementState] {
    let facts = try await client.job(job)
    let report = report(of: batch)
    guard let facts else { return report.states.filter { $0.value.isOver } }
    if facts.status == .running { driver.withLock { $0 = job } }
    let rest = verdict(on: facts, job, report)
    var states: [Int: ElementState] = [:]
    for number in batch.elements.map(\.number) {
      let own = report.states[number]
      // Of a job that is over, only ends count; who was cancelled with a job was not cancelled by us.
      let isBelieved =
        !facts.isOver
        || own?.isOver == true && !(facts.status == .stopped && report.cancelled.contains(number))
      states[number] = isBelieved ? own ?? rest : rest
    }
    return states
  }

  private func report(of batch: Batch) -> RayReport {
    RayReport(Files.read(run.batchDirectory(batch.name) + "/driver.jsonl") ?? [])
  }

  /// Where elements stand of which the driver says nothing, or nothing any more.
  private func verdict(on job: RayClient.Job, _ name: String, _ report: RayReport) -> ElementState {
    let message = job.message ?? ""
    switch job.status {
    case .pending: return .waiting(message)
    case .running: return .waiting("")
    case .stopped:
      return .ended(.failed(message: "Ray job \(name) was stopped by somebody", retry: false))
    case .succeeded, .failed: break
    }
    if job.exitStatus == RayReport.Status.noRun {
      return .blind(RayReport.noRun("that is Ray's head"))
    }
    if message.contains("No module named 'ray'") || job.exitStatus == 127 {
      return .blind(
        "python3 of Ray's head knows no Ray: start the head with Ray's own Python on its PATH, or "
          + "name that one with --scheduler-option=python=PATH")
    }
    let end = report.isTaken ? "ended" : "ended before it took the batch"
    return .ended(.stopped("Ray job \(name) \(job.status == .failed ? job.failure : end)"))
  }

  public func cancel(_ batch: Batch, job: String, elements: [Int]) async throws {
    try append(Request(cancel: batch.name, elements: elements), for: job)
  }

  public func finish() async {
    guard let driver = driver.withLock({ $0 }) else { return }
    try? append(Request(end: true), for: driver)
  }

  public func detach(_ arguments: [String]) async throws -> String {
    try Files.makeDirectory(run.path)
    let job = "warraq-coordinator-" + String(UInt64.random(in: 0...UInt64.max), radix: 36)
    let words = ([program] + arguments).map(SlurmScript.quoted).joined(separator: " ")
    let folder = SlurmScript.quoted(FileManager.default.currentDirectoryPath)
    let address = SlurmScript.quoted("RAY_API_SERVER_ADDRESS=" + client.address)
    let log = SlurmScript.quoted(run.coordinatorLog)
    try await client.submit(
      job, command: "cd \(folder) && exec env \(address) \(words) >> \(log) 2>&1",
      metadata: ["run": run.path])
    return job
  }
}

extension RunDirectory {
  /// Drivers, and what they are asked to do.
  var rayDirectory: String { clusterDirectory + "/ray" }
  func rayRequests(_ job: String) -> String { rayDirectory + "/\(job).jsonl" }
  var allRayRequests: [String] {
    Files.list(rayDirectory).filter { $0.hasSuffix(".jsonl") }.map { rayDirectory + "/" + $0 }
  }
}

extension ElementState {
  fileprivate var isOver: Bool {
    switch self {
    case .ended, .blind: true
    default: false
    }
  }
}
