import Synchronization
import WarraqCore

/// Slurm, through its own commands: `sbatch`, `squeue`, `scancel`, `sinfo`, `scontrol`. No database is
/// needed. Behaviour as of Slurm 22.05.
public final class SlurmScheduler: Scheduler {
  public let name = "slurm"
  private let spec: ClusterSpec
  private let run: RunDirectory
  private let program: String
  /// Bytes of an element's budget.
  private let memory: Int
  /// The most elements that run at one time.
  private let throttle: Int?
  private let client = ClientCommand(timeout: 60)
  /// Nodes that cannot see what elements need.
  private let blindNodes = Mutex<Set<String>>([])

  public init(
    run: RunDirectory, spec: ClusterSpec, program: String, memory: Int, throttle: Int?
  ) {
    self.run = run
    self.spec = spec
    self.program = program
    self.memory = memory
    self.throttle = throttle
  }

  public func check() async throws -> SchedulerFacts {
    var facts = SchedulerFacts()
    // Somebody waits at a terminal: a controller that is up answers at once.
    let configuration = try await ask(
      "scontrol", ["show", "config"], client: ClientCommand(timeout: 8))
    let sizes = configuration.output.split(separator: "\n").compactMap { line -> Int? in
      let words = line.split { $0 == " " || $0 == "=" }
      return words.first == "MaxArraySize" ? words.last.flatMap { Int($0) } : nil
    }
    facts.numbersBelow = max(1, sizes.first ?? 1001)
    try await checkPartition(&facts)
    try await checkOptions()
    return facts
  }

  /// `%R` partition, `%a` up or not, `%l` its longest time, `%C` processors: allocated/idle/other/total.
  private func checkPartition(_ facts: inout SchedulerFacts) async throws {
    let answer = try await ask("sinfo", ["--noheader", "--all", "--format=%R|%a|%l|%C|%P"])
    let partitions = answer.output.split(separator: "\n").map {
      $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    }.filter { $0.count == 5 }
    // Slurm takes several: the first that can start the job does.
    let names = spec.partition?.split(separator: ",").map(String.init)
    let own = partitions.filter { fields in
      names?.contains(fields[0]) ?? fields[4].hasSuffix("*")
    }
    guard let first = own.first else {
      let names = Set(partitions.map { $0[0] }).sorted().joined(separator: ", ")
      let what =
        spec.partition.map { "Slurm has no partition \($0)" } ?? "Slurm has no default partition"
      throw WarraqError(.usage, "\(what): name one with --partition; there are \(names)")
    }
    if let missing = names?.first(where: { name in !own.contains { $0[0] == name } }) {
      throw WarraqError(.usage, "Slurm has no partition \(missing)")
    }
    if own.allSatisfy({ $0[1] != "up" }) {
      throw WarraqError(
        .usage, "Slurm's partition \(first[0]) is \(first[1]): nothing would start there")
    }
    if let time = spec.time {
      guard let wanted = SlurmTime.seconds(time) else {
        throw WarraqError(
          .usage, "--time \(time) is no time of Slurm: write minutes, 2:00:00 or 1-00:00:00")
      }
      if own.allSatisfy({ SlurmTime.seconds($0[2]).map { wanted > $0 } ?? false }) {
        throw WarraqError(
          .usage, "--time \(time) is more than partition \(first[0]) allows, which is \(first[2])")
      }
    }
    let processors = own.compactMap { $0[3].split(separator: "/").last.flatMap { Int($0) } }
    let slots = max(1, processors.reduce(0, +) / (spec.cpus ?? 1))
    facts.slots = slots
    // An element costs Slurm a second or so: few tasks each is dear, and four for each place is enough
    // for all to be busy until the end.
    facts.elements = min(facts.numbersBelow, max(64, 4 * slots))
  }

  /// Has Slurm look at the very options that batches will have.
  private func checkOptions() async throws {
    let answer = try await client.run(
      "sbatch", ["--test-only"] + options, input: "#!/bin/sh\n")
    guard answer.status != 0 else { return }
    throw WarraqError(.usage, "Slurm refuses the job's options: \(answer.errors)")
  }

  public func submit(_ batch: Batch) async throws -> String {
    let script = SlurmScript(run: run, program: program, batch: batch.name).text
    let limit = throttle.map { "%\($0)" } ?? ""
    let excluded = blindNodes.withLock { $0.sorted().joined(separator: ",") }
    let answer = try await client.run(
      "sbatch",
      ["--parsable", "--job-name=\(batch.jobName)", "--array=\(batch.ranges)\(limit)"]
        + (excluded.isEmpty ? [] : ["--exclude=\(excluded)"]) + options, input: script)
    guard answer.status == 0,
      let job = answer.output.split(whereSeparator: { ";\n".contains($0) }).first
    else { throw WarraqError(.command, "sbatch: \(answer.errors)") }
    return String(job)
  }

  public func detach(_ arguments: [String]) async throws -> String {
    try Files.makeDirectory(run.path)
    var options = [
      "--parsable", "--job-name=warraq-coordinator", "--output=\(run.coordinatorLog)",
      "--open-mode=append", "--requeue", "--signal=B:USR1@60", "--ntasks=1", "--cpus-per-task=1",
      "--mem=1G",
    ]
    if let partition = spec.partition { options.append("--partition=\(partition)") }
    if let account = spec.account { options.append("--account=\(account)") }
    let answer = try await client.run(
      "sbatch", options + spec.options,
      input: SlurmScript.coordinator(program: program, arguments: arguments))
    guard answer.status == 0 else {
      throw WarraqError(.command, "Slurm does not take the coordinator: \(answer.errors)")
    }
    return String(answer.output.prefix { $0.isNumber })
  }

  /// The options of every job. A minute before its time limit an element is told to end.
  private var options: [String] {
    var options = [
      "--output=/dev/null", "--chdir=/", "--requeue", "--signal=B:USR1@60", "--ntasks=1",
    ]
    options.append("--cpus-per-task=\(spec.cpus ?? 1)")
    options.append("--mem=\((ClusterSpec.request(budget: memory) + (1 << 20) - 1) >> 20)M")
    if let partition = spec.partition { options.append("--partition=\(partition)") }
    if let account = spec.account { options.append("--account=\(account)") }
    if let time = spec.time { options.append("--time=\(time)") }
    return options + spec.options
  }

  public func find(_ batch: Batch) async throws -> String? {
    let answer = try await ask(
      "squeue", ["--noheader", "--me", "--states=all", "--name=\(batch.jobName)", "--format=%F"])
    return answer.output.split(separator: "\n").first.map(String.init)
  }

  public func poll(_ batch: Batch, job: String) async throws -> [Int: ElementState] {
    let answer = try await client.run("squeue", ["--jobs=\(job)"] + SlurmQueue.options)
    if answer.status != 0 {
      guard answer.errors.contains("Invalid job id") else { throw Self.failure("squeue", answer) }
      return [:]
    }
    let queue = SlurmQueue(answer.output, job: job, name: batch.jobName)
    blindNodes.withLock { $0.formUnion(queue.blindNodes) }
    return queue.states
  }

  public func cancel(_ batch: Batch, job: String, elements: [Int]) async throws {
    _ = try await ask("scancel", ["\(job)_[\(Batch.ranges(elements))]"])
  }

  private func ask(
    _ program: String, _ arguments: [String], client: ClientCommand? = nil
  ) async throws -> ClientCommand.Answer {
    let answer = try await (client ?? self.client).run(program, arguments)
    guard answer.status == 0 else { throw Self.failure(program, answer) }
    return answer
  }

  private static func failure(_ program: String, _ answer: ClientCommand.Answer) -> WarraqError {
    if answer.status == 127 {
      return WarraqError(
        .usage,
        "there is no \(program) here: run this on a machine from which you submit Slurm jobs")
    }
    return WarraqError(
      .command, "Slurm does not answer (\(program): \(answer.errors)). Is its controller up?")
  }
}
