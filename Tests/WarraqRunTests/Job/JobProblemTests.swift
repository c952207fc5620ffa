import Foundation
import Testing
import WarraqCore
import WarraqRun

@Suite struct JobProblemTests {
  struct Case: CustomTestStringConvertible {
    var what: String
    var yaml: String
    var problems: [String]
    var testDescription: String { what }
  }

  static let cases = [
    Case(
      what: "unknown key at the top", yaml: "nam: x\nname: y\nstages: [terms]",
      problems: ["1:1: unknown key \"nam\" in a job; did you mean \"name\"?"]),
    Case(
      what: "unknown stage, misspelt", yaml: "name: x\nstages:\n  - temrs\n",
      problems: [
        "3:5: unknown stage \"temrs\"; did you mean \"terms\"?; the stages are "
          + "normalize, dedupe, terms, lengths, command, picky"
      ]),
    Case(
      what: "unknown option of a stage without options",
      yaml: "name: x\nstages:\n  - lengths: { by: month }",
      problems: ["3:16: unknown key \"by\" in lengths; it has none"]),
    Case(
      what: "value outside its range", yaml: "name: x\nstages:\n  - terms: { minimumCount: 0 }",
      problems: ["3:28: minimumCount must be of at least 1; found 0"]),
    Case(
      what: "value above its range", yaml: "name: x\nstages:\n  - terms: { share: 101 }",
      problems: ["3:21: share must be from 0 to 100; found 101"]),
    Case(
      what: "words for a number", yaml: "name: x\nstages:\n  - terms: { minimumCount: some }",
      problems: ["3:28: minimumCount wants a whole number of at least 1; found the string \"some\""]
    ),
    Case(
      what: "a fraction for a whole number", yaml: "name: x\nstages:\n  - terms: { share: 1.5 }",
      problems: ["3:21: share wants a whole number from 0 to 100; found the number 1.5"]),
    Case(
      what: "misspelt choice", yaml: "name: x\nstages:\n  - normalize: { arabic: allways }",
      problems: [
        "3:26: arabic wants one of auto, always, never; found the string \"allways\"; "
          + "did you mean \"always\"?"
      ]),
    Case(
      what: "yes for true", yaml: "name: x\nstages:\n  - normalize: { digits: yes }",
      problems: ["3:26: digits wants true or false; found the string \"yes\""]),
    Case(
      what: "number for a string", yaml: "name: 2015\nstages: [terms]",
      problems: ["1:7: name wants a string; found the number 2015; put it in quotes"]),
    Case(
      what: "missing required option", yaml: "name: x\nstages:\n  - command",
      problems: ["3:5: command needs the option \"run\": The program and its arguments."]),
    Case(
      what: "nothing behind an option", yaml: "name: x\nstages:\n  - terms:\n      share:",
      problems: ["4:7: share wants a whole number from 0 to 100; found nothing"]),
    Case(
      what: "options not indented",
      yaml: "name: x\nstages:\n  - terms:\n    share: 3",
      problems: [
        "3:5: one stage to an item: indent the options (share) further than \"terms\", "
          + "or begin each stage with \"- \""
      ]),
    Case(
      what: "options as a list", yaml: "name: x\nstages:\n  - terms: [3]",
      problems: ["3:12: terms is a mapping, for example \"minimumCount: ...\"; found a list"]),
    Case(
      what: "duplicate keys",
      yaml: "name: x\nname: y\nstages:\n  - terms: { share: 1, share: 2 }",
      problems: [
        "2:1: the key \"name\" stands here a second time: keep one",
        "4:24: the key \"share\" stands here a second time: keep one",
      ]),
    Case(
      what: "empty stages", yaml: "name: x\nstages: []",
      problems: ["2:9: stages is empty: name at least one, for example \"- terms\""]),
    Case(
      what: "stages without a value", yaml: "name: x\nstages:",
      problems: ["2:1: stages is a list; found nothing"]),
    Case(
      what: "no stages and no name", yaml: "input: {}",
      problems: [
        "1:1: the job needs a name, for example \"name: news-frequency\"",
        "1:1: the job needs stages: a list such as \"stages: [normalize, terms]\"",
      ]),
    Case(
      what: "empty file", yaml: "# nothing\n",
      problems: ["1:1: the job file is empty: it needs a name and stages"]),
    Case(
      what: "a list at the top", yaml: "- terms",
      problems: ["1:1: a job is a mapping, for example \"name: ...\"; found a list"]),
    Case(
      what: "unknown format", yaml: "name: x\ninput:\n  format: json\nstages: [terms]",
      problems: [
        "3:11: format wants one of jsonl, text; found the string \"json\"; did you mean \"jsonl\"?"
      ]),
    Case(
      what: "unit of JSON lines", yaml: "name: x\ninput:\n  unit: line\nstages: [terms]",
      problems: ["3:3: unit divides plain text: it needs \"format: text\" beside it"]),
    Case(
      what: "record limit that is no size",
      yaml: "name: x\ninput: { maximumRecord: big }\nstages: [terms]",
      problems: [
        "2:25: maximumRecord wants a size such as 67108864 or 64MiB; found the string \"big\""
      ]),
    Case(
      what: "record limit out of bounds",
      yaml: "name: x\ninput: { maximumRecord: 3GiB }\nstages: [terms]",
      problems: ["2:25: maximumRecord must be from 1KiB to 2GiB; found 3GiB"]),
    Case(
      what: "path with an empty part",
      yaml: "name: x\ninput: { fields: { text: meta..text } }\nstages: [terms]",
      problems: ["2:26: the path \"meta..text\" has an empty part: write it as \"meta.title\""]),
    Case(
      what: "a stage that refuses its options", yaml: "name: x\nstages:\n  - picky",
      problems: ["3:5: picky: never with these options"]),
    Case(
      what: "two documents", yaml: "name: x\nstages: [terms]\n---\nname: y",
      problems: ["3:1: this is no job file: but found another document"]),
    Case(
      what: "an undefined alias", yaml: "name: x\nstages: *all",
      problems: ["2:9: this is no job file: found undefined alias"]),
    Case(
      what: "an open bracket", yaml: "name: x\nstages: [terms\ninput: {}",
      problems: [
        "3:6: this is no YAML: while parsing a flow sequence, did not find expected ',' or ']'"
      ]),
    Case(
      what: "a tab as indentation", yaml: "name: x\nstages:\n\t- terms",
      problems: [
        "3:1: this is no YAML: while scanning for the next token, "
          + "found character that cannot start any token"
      ]),
    Case(
      what: "columns count code points", yaml: "name: خبر\nstages: [{terms: {اسم: 1}}]",
      problems: [
        "2:19: unknown key \"اسم\" in terms; known are minimumCount, share, stopWords, numbers"
      ]),
  ]

  @Test(arguments: cases) func `a mistake is named at its place`(mistake: Case) {
    #expect(JobFixtures.problems(mistake.yaml) == mistake.problems)
  }

  @Test func `all mistakes are reported at once, in the order of the file`() {
    let problems = JobFixtures.problems(
      """
      nmae: x
      stages:
        - normalise
        - terms: { share: 300, stopwords: auto }
      input: { format: csv }
      """)
    #expect(problems.map { $0.prefix(4) } == ["1:1:", "1:1:", "3:5:", "4:21", "4:26", "5:18"])
  }

  @Test func `the error is a usage error with a line for each mistake`() {
    let error = #expect(throws: WarraqError.self) {
      try JobFixtures.job("name: x\nstages:\n  - nothing\n  - nothing-else\n")
    }
    #expect(error?.code == .usage)
    let lines = error?.description.split(separator: "\n") ?? []
    #expect(lines.map { $0.prefix(19) } == ["Jobs/test.yml:3:5: ", "Jobs/test.yml:4:5: "])
  }

  @Test func `a job file that cannot be read is named with the reason`() throws {
    let missing = #expect(throws: WarraqError.self) {
      try Job.read(path: "no/such.yml", registry: JobFixtures.registry)
    }
    #expect(missing?.message == "cannot read the job file no/such.yml: No such file or directory")
    let path = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString).yml"
    try Data([0x6E, 0xFF]).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let binary = #expect(throws: WarraqError.self) {
      try Job.read(path: path, registry: JobFixtures.registry)
    }
    #expect(binary?.message.contains("is not UTF-8") == true)
  }

  @Test func `a control character is reported where it stands`() {
    #expect(
      JobFixtures.problems("name: x\nstages: [te\u{1}rms]")
        == ["2:12: this is no YAML: control characters are not allowed"])
  }
}
