import Foundation
import Testing
import WarraqCodecs
import WarraqCore
import WarraqRun

@Suite struct JobParsingTests {
  let full = """
    name: news-frequency
    input: { format: jsonl, fields: { text: body.text, language: lang }, maximumRecord: 1MiB }
    stages:
      - normalize
      - dedupe: { kind: exact }
      - terms:
          minimumCount: 3
          stopWords: [ar, no]
      - lengths
    """

  @Test func `a job file gives its stages in order with every default filled in`() throws {
    let job = try JobFixtures.job(full)
    #expect(job.name == "news-frequency")
    #expect(job.stages.map(\.id) == ["normalize", "dedupe", "terms", "lengths"])
    #expect(job.stages[0].options.string("arabic") == "auto")
    #expect(job.stages[0].options.boolean("digits"))
    #expect(job.stages[2].options.integer("minimumCount") == 3)
    #expect(job.stages[2].options.integer("share") == 50)
    // A language code, not a boolean.
    #expect(job.stages[2].options.strings("stopWords") == ["ar", "no"])
    #expect(job.stages[2].options.string("numbers") == "keep")
  }

  @Test func `the input block names fields and limits and keeps defaults for the rest`() throws {
    let input = try JobFixtures.job(full).input
    #expect(input.kind == .jsonl)
    #expect(input.fields.text == "body.text")
    #expect(input.fields.id == "id")
    #expect(input.fields.language == "lang")
    #expect(input.maximumRecord == 1 << 20)
    #expect(input.encoding == "utf-8")
    #expect(input.dateFormats.isEmpty)
  }

  @Test func `a job without an input block reads JSON lines of up to 64 MiB`() throws {
    let input = try JobFixtures.job("name: x\nstages: [lengths]").input
    #expect(input == InputFormat())
    #expect(input.maximumRecord == 67_108_864)
  }

  @Test func `a stage that stands twice gets a number`() throws {
    let job = try JobFixtures.job(
      """
      name: x
      stages: [command: { run: a }, lengths, command: { run: [b, -c] }, command: { run: d }]
      """)
    #expect(job.stages.map(\.id) == ["command", "lengths", "command-2", "command-3"])
    #expect(job.stages.map(\.name) == ["command", "lengths", "command", "command"])
    #expect(job.stages[2].options.strings("run") == ["b", "-c"])
  }

  @Test func `options without a value keep the stage's defaults`() throws {
    let bare = try JobFixtures.job("name: x\nstages:\n  - terms:\n  - normalize: {}\n")
    let plain = try JobFixtures.job("name: x\nstages: [terms, normalize]")
    #expect(bare == plain)
  }

  @Test func `one string and a list of that string mean the same`() throws {
    let one = try JobFixtures.job("name: x\nstages: [command: { run: a, pass: text }]")
    let list = try JobFixtures.job("name: x\nstages: [command: { run: [a], pass: [text] }]")
    let omitted = try JobFixtures.job("name: x\nstages: [command: { run: a }]")
    #expect(one == list)
    #expect(one == omitted)
  }

  @Test func `relative paths start where the job file lies`() throws {
    let working = FileManager.default.currentDirectoryPath
    #expect(try JobFixtures.job(full).directory == working + "/Jobs")
    #expect(
      try JobFixtures.job(full).stages[0].options.path("stop.txt") == working + "/Jobs/stop.txt")
    let elsewhere = try Job.parse(
      yaml: full, path: "/srv/./jobs/a.yml", registry: JobFixtures.registry)
    #expect(elsewhere.directory == "/srv/jobs")
    let named = try JobFixtures.job(full + "\ndirectory: /data/lists")
    #expect(named.directory == "/data/lists")
  }

  @Test func `a byte order mark and CRLF are accepted`() throws {
    let windows = "\u{FEFF}" + full.replacing("\n", with: "\r\n")
    #expect(try JobFixtures.job(windows) == JobFixtures.job(full))
  }

  @Test(arguments: [
    "", "input: { format: text, unit: paragraph, dateFormat: dd/MM/yyyy, encoding: Windows-1256 }",
    "input: { fields: { text: \"متن.نص\", id: 'a b', title: \"no\" } }",
    "input: { dateFormat: [\"d MMM yyyy 'at' HH:mm\", yyyyMMdd], maximumRecord: 2GiB }",
  ])
  func `the resolved job file means the same and is written the same again`(
    input: String
  ) throws {
    let stages = """
      name: "yes: #1"
      stages:
        - terms: { stopWords: auto }
        - terms: { stopWords: ar, numbers: drop }
        - terms: { stopWords: null }
        - command: { run: [sh, -c, "echo \\"\\t\\\\\\" # x"], label: "12" }
        - lengths
      """
    let job = try JobFixtures.job(stages + "\n" + input)
    let again = try Job.parse(
      yaml: job.resolvedYAML, path: "/elsewhere/job.yml", registry: JobFixtures.registry)
    #expect(again == job)
    #expect(again.resolvedYAML == job.resolvedYAML)
  }

  @Test func `the resolved job file spells every default out`() throws {
    let job = try Job.parse(
      yaml: "name: x\nstages: [normalize, terms]", path: "/j/x.yml", registry: JobFixtures.registry)
    #expect(
      job.resolvedYAML == """
        name: x
        directory: "/j"
        input:
          format: jsonl
          fields:
            text: text
            id: id
            title: title
            date: date
            source: source
            url: url
            language: lang
          encoding: utf-8
          dateFormat: []
          maximumRecord: 67108864
        stages:
          - normalize:
              arabic: auto
              digits: true
          - terms:
              minimumCount: 1
              numbers: keep
              share: 50
              stopWords: null

        """)
  }

  @Test func `a job survives JSON`() throws {
    let job = try JobFixtures.job(full)
    let data = try JSONEncoder().encode(job)
    #expect(try JSONDecoder().decode(Job.self, from: data) == job)
  }

  @Test func `options mean the same whatever their order in the file`() throws {
    let a = try JobFixtures.job("name: x\nstages: [terms: { share: 1, minimumCount: 2 }]")
    let b = try JobFixtures.job("name: x\nstages: [terms: { minimumCount: 2, share: 1 }]")
    #expect(a == b)
    #expect(a.resolvedYAML == b.resolvedYAML)
  }
}
