import WarraqCodecs
import WarraqCore

/// The schema of a job's `input` block.
enum InputSchema {
  static var json: SchemaJSON {
    let settings = InputFormat()
    let properties: [(String, SchemaJSON)] = [
      ("format", choice("How inputs are divided into records.", settings.kind)),
      ("unit", choice("What a document of a plain text is; only for text.", settings.unit)),
      ("fields", fields),
      ("encoding", named("The inputs' encoding: a name that ICU knows.", settings.encoding)),
      ("dateFormat", dateFormats),
      ("maximumRecord", recordLimit),
    ]
    return .object([
      ("description", "How to read the inputs."), ("type", .strings(["object", "null"])),
      ("additionalProperties", false), ("properties", .object(properties)),
    ])
  }

  private static var fields: SchemaJSON {
    let defaults = InputFormat.Fields()
    let properties = JobReader.fieldKeys.map { name in
      let path = defaults[keyPath: JobReader.field(name)]
      return (name, named("Where the \(name) stands: a name or a dotted path.", path))
    }
    return .object([
      ("description", "What the parts of a document are called in a record."),
      ("type", .strings(["object", "null"])), ("additionalProperties", false),
      ("properties", .object(properties)),
    ])
  }

  private static var dateFormats: SchemaJSON {
    .object([
      ("description", "Date patterns such as dd/MM/yyyy, tried in order after ISO 8601."),
      ("anyOf", .array(OptionDescriptor.Kind.strings.schemas)),
    ])
  }

  private static var recordLimit: SchemaJSON {
    let bytes = OptionDescriptor.Kind.integer(JobReader.recordLimits).schemas
    let size = SchemaJSON.object([
      ("type", "string"), ("pattern", "^[0-9]+ ?([kKmMgG]([iI]?[bB])?|[bB])?$"),
    ])
    return .object([
      ("description", "The longest record, in bytes or as 64MiB; longer ones are quarantined."),
      ("default", .value(.integer(InputFormat().maximumRecord))),
      ("anyOf", .array(bytes + [size])),
    ])
  }

  private static func named(_ description: String, _ value: String) -> SchemaJSON {
    Job.nonEmpty(description).adding([("default", .string(value))])
  }

  private static func choice<Value>(_ description: String, _ value: Value) -> SchemaJSON
  where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    .object([
      ("description", .string(description)), ("default", .string(value.rawValue)),
      ("enum", .strings(Value.allCases.map(\.rawValue))),
    ])
  }
}
