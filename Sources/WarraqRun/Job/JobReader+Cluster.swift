import WarraqCore
import Yams

extension JobReader {
  static let clusterKeys = [
    "executor", "partition", "account", "time", "memory", "cpus", "options", "address",
  ]
  /// What a worker needs at the least, beside the program.
  static let clusterMemory = 32 << 20

  /// The `cluster` block: where the job runs, and what its tasks ask of a cluster.
  mutating func clusterSettings(_ node: Node) -> ClusterSpec {
    var spec = ClusterSpec()
    guard !node.isNull, let entries = entries(of: node, as: "cluster", known: Self.clusterKeys)
    else {
      return spec
    }
    if let entry = entries["executor"] {
      spec.executor = choice(entry.value, of: ExecutorKind.self, for: "executor") ?? .local
    }
    spec.partition = entries["partition"].flatMap { string($0.value, for: "partition") }
    spec.account = entries["account"].flatMap { string($0.value, for: "account") }
    spec.time = entries["time"].flatMap { string($0.value, for: "time") }
    spec.address = entries["address"].flatMap { string($0.value, for: "address") }
    spec.memory = entries["memory"].flatMap { clusterMemory($0.value) }
    if let entry = entries["cpus"],
      case .integer(let cpus)? = value(entry.value, .integer(ClusterSpec.cpuRange), for: "cpus")
    {
      spec.cpus = cpus
    }
    if let entry = entries["options"],
      case .list(let options)? = value(entry.value, .strings, for: "options")
    {
      spec.options = options.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }
    return spec
  }

  private mutating func clusterMemory(_ node: Node) -> Int? {
    guard case .scalar(let scalar) = node, let size = ByteSize.parse(scalar.string),
      size >= Self.clusterMemory
    else {
      report(node, "memory wants a size from 32MiB on, such as 2GiB; found \(node.phrase)")
      return nil
    }
    return size
  }
}

extension ClusterSpec {
  /// The lines of a job file; none where nothing is set.
  var lines: [String] {
    guard self != ClusterSpec() else { return [] }
    let texts = [
      ("partition", partition), ("account", account), ("time", time), ("address", address),
    ]
    var lines = ["cluster:", "  executor: \(executor.rawValue)"]
    lines += texts.compactMap { name, text in text.map { "  \(name): \(YAMLText.quoted($0))" } }
    if let memory { lines.append("  memory: \(memory)") }
    if let cpus { lines.append("  cpus: \(cpus)") }
    if !options.isEmpty {
      lines.append("  options: \(YAMLText.quoted(.list(options.map { .string($0) })))")
    }
    return lines
  }

  /// The schema of the block.
  static var schema: SchemaJSON {
    func text(_ description: String) -> SchemaJSON { Job.nonEmpty(description) }
    let executors = SchemaJSON.object([
      ("description", "Where tasks run."), ("default", .string(ExecutorKind.local.rawValue)),
      ("enum", .strings(ExecutorKind.allCases.map(\.rawValue))),
    ])
    let properties: [(String, SchemaJSON)] = [
      ("executor", executors),
      ("partition", text("Slurm's partition.")),
      ("account", text("Slurm's account.")),
      ("time", text("The time limit of a job, in Slurm's words: 2:00:00.")),
      (
        "memory",
        .object([
          ("description", "Memory for each worker: 1GiB. A scheduler is asked for more."),
          ("type", .strings(["integer", "string"])),
        ])
      ),
      (
        "cpus",
        .object(
          [("description", "Processors that each job asks for.")]
            + OptionDescriptor.Kind.integer(ClusterSpec.cpuRange).schemas[0].parts)
      ),
      (
        "options",
        .object([
          ("description", "More options of sbatch, one word each."),
          ("anyOf", .array(OptionDescriptor.Kind.strings.schemas)),
        ])
      ),
      ("address", text("Ray's dashboard: http://head:8265.")),
    ]
    return .object([
      ("description", "Where the job runs. Nothing here changes the report."),
      ("type", .strings(["object", "null"])), ("additionalProperties", false),
      ("properties", .object(properties)),
    ])
  }
}
