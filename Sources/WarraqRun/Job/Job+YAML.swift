import WarraqCodecs
import WarraqCore

extension Job {
  /// The job as a job file with every default spelled out. The same job gives the same bytes, and
  /// parsing them gives an equal job.
  public var resolvedYAML: String {
    var lines = ["name: \(YAMLText.flow(name))", "directory: \(YAMLText.quoted(directory))"]
    lines += inputLines
    lines.append("stages:")
    for stage in stages { lines += stage.lines }
    lines += cluster.lines
    return lines.joined(separator: "\n") + "\n"
  }

  private var inputLines: [String] {
    var lines = ["input:", "  format: \(input.kind.rawValue)"]
    // Only plain text has a unit, and a job file that names one beside JSON lines is refused.
    if input.kind == .text { lines.append("  unit: \(input.unit.rawValue)") }
    lines.append("  fields:")
    for name in JobReader.fieldKeys {
      lines.append("    \(name): \(YAMLText.flow(input.fields[keyPath: JobReader.field(name)]))")
    }
    lines.append("  encoding: \(YAMLText.flow(input.encoding))")
    lines.append("  dateFormat: \(YAMLText.flow(.list(input.dateFormats.map { .string($0) })))")
    lines.append("  maximumRecord: \(input.maximumRecord)")
    return lines
  }
}

extension StageSpec {
  fileprivate var lines: [String] {
    if options.values.isEmpty { return ["  - \(name)"] }
    let sorted = options.values.sorted { $0.key < $1.key }
    return ["  - \(name):"] + sorted.map { "      \($0.key): \(YAMLText.flow($0.value))" }
  }
}
