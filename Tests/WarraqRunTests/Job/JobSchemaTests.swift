import Foundation
import Testing
import WarraqCore
import WarraqRun

@Suite struct JobSchemaTests {
  /// The package's own folder, from this file's place in it.
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test func `the schema is JSON and names every stage and option`() throws {
    let schema = Job.schema(registry: JobFixtures.registry)
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(schema.utf8)) as? [String: Any])
    #expect(json["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    for descriptor in JobFixtures.registry {
      #expect(schema.contains("\"\(descriptor.name)\": {"))
      for option in descriptor.options { #expect(schema.contains("\"\(option.name)\": {")) }
    }
  }

  @Test func `a validator accepts what the parser accepts and refuses what it refuses`() throws {
    let python = try SchemaValidator(schema: Job.schema(registry: JobFixtures.registry))
    guard let python else {
      print("SKIPPED: no python3 with jsonschema and yaml, schema not checked by a validator")
      return
    }
    // What a schema cannot say: what a stage thinks of its options, limits of sizes with units.
    let beyond = [
      "a stage that refuses its options", "unit of JSON lines", "record limit out of bounds",
      "path with an empty part",
    ]
    let cases = JobProblemTests.cases.filter { !$0.problems[0].contains("this is no") }
    let files =
      cases.filter { !beyond.contains($0.what) && $0.what != "duplicate keys" }.map(\.yaml) + [
        "name: x\nstages: [terms, normalize]",
        "name: x\nstages:\n  - terms:\n  - terms: { stopWords: [ar, en], share: 3 }",
        "name: x\ninput: { maximumRecord: 64MiB, dateFormat: [a, b] }\nstages: [lengths]",
        "name: x\nstages: [command: { run: [a, b] }, command: { run: a, label: \"5\" }]",
        "name: x\nstages: [terms: { stopWords: null }]",
      ]
    let verdicts = try python.accepts(files)
    #expect(verdicts.count == files.count)
    for (file, verdict) in zip(files, verdicts) {
      #expect(verdict == JobFixtures.problems(file).isEmpty, "\(file)")
    }
  }
}

/// Python's `jsonschema`, run once for a list of job files.
struct SchemaValidator {
  private let schema: String

  /// `nil` where Python or one of its packages is missing.
  init?(schema: String) throws {
    self.schema = schema
    guard try Self.run("import jsonschema, yaml").status == 0 else { return nil }
  }

  /// Whether each file is valid, in order.
  func accepts(_ files: [String]) throws -> [Bool] {
    // PyYAML reads YAML 1.1, where `yes` is true; job files are YAML 1.2.
    let script = """
      import json, sys, yaml, jsonschema
      class Loader(yaml.SafeLoader): pass
      Loader.yaml_implicit_resolvers = {
          key: [(tag, form) for tag, form in rules if tag != "tag:yaml.org,2002:bool"]
          for key, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()}
      import re
      Loader.add_implicit_resolver(
          "tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))
      given = json.load(sys.stdin)
      schema = json.loads(given["schema"])
      jsonschema.Draft202012Validator.check_schema(schema)
      check = jsonschema.Draft202012Validator(schema)
      print(json.dumps([check.is_valid(yaml.load(f, Loader)) for f in given["files"]]))
      """
    let given = try JSONSerialization.data(withJSONObject: ["schema": schema, "files": files])
    let result = try Self.run(script, input: given)
    return try JSONDecoder().decode([Bool].self, from: result.output)
  }

  private static func run(
    _ script: String, input: Data = Data()
  ) throws -> (status: Int32, output: Data) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-W", "ignore", "-c", script]
    let (given, output) = (Pipe(), Pipe())
    process.standardInput = given
    process.standardOutput = output
    try process.run()
    try given.fileHandleForWriting.write(contentsOf: input)
    try given.fileHandleForWriting.close()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, data)
  }
}
