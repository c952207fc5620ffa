import Foundation
import Testing
import WarraqCore
import WarraqRun
import WarraqStages

/// The files in `Jobs/`, against the stages that ship.
@Suite struct ShippedJobsTests {
  static let folder = JobSchemaTests.root.appending(path: "Jobs")

  static var jobs: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".yml") }.sorted()
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
  }

  @Test func `the published schema is that of the stages that ship`() throws {
    let schema = Job.schema(registry: StageRegistry.all)
    let file = Self.folder.appending(path: "job.schema.json")
    if ProcessInfo.processInfo.environment["WARRAQ_RECORD"] != nil {
      try Data(schema.utf8).write(to: file)
    }
    #expect(
      try text("job.schema.json") == schema, "run the tests again with WARRAQ_RECORD=1 to renew it")
  }

  @Test(arguments: jobs) func `a shipped job is right and names its schema`(name: String) throws {
    let yaml = try text(name)
    #expect(yaml.hasPrefix("# yaml-language-server: $schema=job.schema.json\n"))
    let check = Job.check(
      yaml: yaml, path: Self.folder.path + "/" + name, registry: StageRegistry.all)
    #expect(check.problems.map(\.description) == [])
    #expect(check.job?.name == String(name.dropLast(".yml".count)))
  }

  @Test func `the main job counts the words of unique stories, furniture taken out before`() throws
  {
    let job = try Job.read(
      path: Self.folder.path + "/news-frequency.yml", registry: StageRegistry.all)
    #expect(
      job.stages.map(\.name) == ["normalize", "chrome", "dedupe", "dedupe", "terms", "lengths"])
    #expect(job.stages[2...3].map { $0.options.string("kind") } == ["exact", "near"])
    #expect(job.stages[4].options.integer("minimumCount") == 1)
  }

  @Test func `shipped jobs and their resolved forms are valid in the published schema`() throws {
    guard let validator = try SchemaValidator(schema: text("job.schema.json")) else {
      print("SKIPPED: no python3 with jsonschema and yaml, shipped jobs not checked")
      return
    }
    let shipped = try Self.jobs.map(text)
    let resolved = try Self.jobs.map {
      try Job.read(path: Self.folder.path + "/" + $0, registry: StageRegistry.all).resolvedYAML
    }
    #expect(!shipped.isEmpty)
    let verdicts = try validator.accepts(shipped + resolved)
    #expect(verdicts == (shipped + resolved).map { _ in true })
  }
}
