public import WarraqCore

extension Job {
  /// The JSON Schema (draft 2020-12) of job files, made from the stages' own descriptions. Editors
  /// complete and check job files with it; ``check(yaml:path:registry:)`` decides.
  public static func schema(registry: [StageDescriptor]) -> String {
    let properties: [(String, SchemaJSON)] = [
      ("name", nonEmpty("A name for people, shown in the report.")),
      ("input", InputSchema.json),
      ("stages", stages(registry)),
      ("cluster", ClusterSpec.schema),
      (
        "directory",
        nonEmpty("Where relative paths in options start; by default the job file's directory.")
      ),
    ]
    let schema = SchemaJSON.object([
      ("$schema", "https://json-schema.org/draft/2020-12/schema"),
      ("title", "Warraq job"),
      ("description", "How to read a corpus and which stages its documents pass, in order."),
      ("type", "object"),
      ("required", .strings(["name", "stages"])),
      ("additionalProperties", false),
      ("properties", .object(properties)),
    ])
    return schema.text() + "\n"
  }

  static func nonEmpty(_ description: String) -> SchemaJSON {
    .object([("description", .string(description)), ("type", "string"), ("minLength", 1)])
  }

  private static func stages(_ registry: [StageDescriptor]) -> SchemaJSON {
    // A stage that needs an option cannot stand as a bare name.
    let bare = registry.filter { $0.options.allSatisfy { $0.defaultValue != nil } }
    var forms: [SchemaJSON] = []
    if !bare.isEmpty {
      forms.append(
        .object([
          ("description", "A stage with its defaults."), ("enum", .strings(bare.map(\.name))),
        ]))
    }
    forms.append(
      .object([
        ("description", "A stage with options."), ("type", "object"), ("minProperties", 1),
        ("maxProperties", 1), ("additionalProperties", false),
        ("properties", .object(registry.map { ($0.name, $0.schema) })),
      ]))
    return .object([
      ("description", "The stages, in order."), ("type", "array"), ("minItems", 1),
      ("items", .object([("anyOf", .array(forms))])),
    ])
  }
}

extension StageDescriptor {
  fileprivate var schema: SchemaJSON {
    let required = options.filter { $0.defaultValue == nil }.map(\.name)
    var members: [(String, SchemaJSON)] = [
      ("description", .string(summary)),
      ("type", required.isEmpty ? .strings(["object", "null"]) : "object"),
      ("additionalProperties", false),
      ("properties", .object(options.map { ($0.name, $0.schema) })),
    ]
    if !required.isEmpty { members.append(("required", .strings(required))) }
    return .object(members)
  }
}

extension OptionDescriptor {
  fileprivate var schema: SchemaJSON {
    var forms = kind.schemas
    // "Not set" can be written as it is resolved.
    if defaultValue == .null { forms.append(.object([("type", "null")])) }
    var members: [(String, SchemaJSON)] = [("description", .string(summary))]
    if let defaultValue {
      members.append(("default", .value(OptionReading.reading(of: defaultValue, kind))))
    }
    if forms.count == 1 {
      return SchemaJSON.object(members).adding(forms[0].parts)
    }
    return .object(members + [("anyOf", .array(forms))])
  }
}

extension OptionDescriptor.Kind {
  /// One schema for each form that a value can take.
  var schemas: [SchemaJSON] {
    switch self {
    case .boolean: [.object([("type", "boolean")])]
    case .integer(let range): [.object([("type", "integer")] + range.schemaMembers)]
    case .fraction:
      [
        .object([
          ("type", "number"), ("minimum", .value(.integer(0))), ("maximum", .value(.integer(1))),
        ])
      ]
    case .string: [.object([("type", "string")])]
    case .choice(let words): [.object([("enum", .strings(words))])]
    case .strings:
      [
        .object([("type", "string")]),
        .object([("type", "array"), ("items", .object([("type", "string")]))]),
      ]
    case .either(let words, let other): [.object([("enum", .strings(words))])] + other.schemas
    }
  }
}

extension ClosedRange<Int> {
  fileprivate var schemaMembers: [(String, SchemaJSON)] {
    let low: [(String, SchemaJSON)] =
      lowerBound == .min ? [] : [("minimum", .value(.integer(lowerBound)))]
    return upperBound == .max ? low : low + [("maximum", .value(.integer(upperBound)))]
  }
}

extension SchemaJSON {
  /// The members of an object.
  var parts: [(String, SchemaJSON)] {
    if case .object(let members) = self { members } else { [] }
  }
}
