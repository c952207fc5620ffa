import Foundation
import Testing
import WarraqTestKit

extension Acceptance {
  /// Names of a program of one's own, from the job that ships to the report.
  @Suite struct EntitiesTests {
    private static let jobs = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Jobs")

    /// The job that ships, its program beside it, and some news.
    private func workspace() throws -> Workspace {
      let job = try String(
        contentsOf: Self.jobs.appending(path: "own-recogniser.yml"), encoding: .utf8)
      let workspace = try Workspace(job: job)
      let program = Self.jobs.appending(path: "recognise.py")
      try workspace.directory.write(
        try String(contentsOf: program, encoding: .utf8), to: "recognise.py")
      let texts = (0..<60).map { number in
        [
          "دعا خالد خوجة واشنطن إلى المساعدة. وقال خوجة في واشنطن إنه اطلع كيري",
          "شكر جون كيري الأمم المتحدة، وقال كيري بواشنطن إن بشار الأسد في واشنطن",
          "He told Barack Obama in London that Obama was right", "no names here",
        ][number % 4] + " word\(number)"
      }
      let lines = texts.enumerated().map { number, text in
        #"{"id":"d\#(number)","text":"\#(text)","source":"s\#(number % 3)","date":"2015-0\#(number % 4 + 1)-01"}"#
      }
      try workspace.directory.write(lines.joined(separator: "\n") + "\n", to: "news.jsonl")
      return workspace
    }

    @Test func `the job with a recogniser of one's own counts names under one name`() async throws {
      let workspace = try workspace()
      let result = try await workspace.run(["news.jsonl"])
      #expect(result.status == .exited(0), "\(result)")
      let entities = try workspace.report().table("entities.tsv")
      #expect(
        entities.columns
          == ["rank", "type", "entity", "mentions", "documents", "publications", "forms"])
      func row(_ name: String) -> [String?]? {
        entities.records.first { $0["entity"] == name }
          .map { [$0["type"], $0["mentions"], $0["documents"], $0["forms"]] }
      }
      #expect(row("جون كيري") == ["person", "45", "30", "2"])
      #expect(row("خالد خوجة") == ["person", "30", "15", "2"])
      #expect(row("واشنطن") == ["place", "60", "30", "2"])
      #expect(row("Barack Obama") == ["other", "30", "15", "2"])

      let forms = try workspace.report().table("entity_forms.tsv")
      #expect(forms.columns == ["entity", "form", "mentions", "link"])
      let kerry = forms.records.first { $0["form"] == "كيري" }
      #expect(kerry?["entity"] == "جون كيري" && kerry?["link"] == "document+corpus")
      let page = try String(
        contentsOfFile: workspace.directory.file("run/report/index.html"), encoding: .utf8)
      #expect(page.contains("<details><summary><bdi dir=\"auto\">جون كيري</bdi> 45</summary>"))
    }

    @Test func `names are the same whatever shards and workers`() async throws {
      let workspace = try workspace()
      let first = try await workspace.run(["news.jsonl"])
      #expect(first.status == .exited(0), "\(first)")
      let cuts = [
        ["--shard-size", "1024", "--workers", "3"], ["--shard-size", "2048", "--workers", "1"],
      ]
      for (number, cut) in cuts.enumerated() {
        let result = try await workspace.run(["news.jsonl"], run: "run\(number)", cut)
        #expect(result.status == .exited(0), "\(result)")
        try expectSame(workspace.report("run\(number)"), workspace.report())
      }
    }

    @Test func `a changed file of aliases counts again`() async throws {
      let workspace = try workspace()
      let job = try String(contentsOfFile: workspace.directory.file("job.yml"), encoding: .utf8)
      try workspace.directory.write(
        job.replacing("entities: {", with: "entities: { aliases: names.tsv,"), to: "job.yml")
      try workspace.directory.write("كيري\tالوزير كيري\n", to: "names.tsv")
      let first = try await workspace.run(["news.jsonl"])
      #expect(first.status == .exited(0), "\(first)")
      func names() throws -> [String] {
        try workspace.report().table("entities.tsv").column("entity")
      }
      #expect(try names().contains("الوزير كيري"))
      try workspace.directory.write("!كيري\n", to: "names.tsv")
      let again = try await workspace.run(["news.jsonl"])
      #expect(again.status == .exited(0), "\(again)")
      #expect(try !names().contains("الوزير كيري"))
    }

    /// News of names that no list holds; a few sentences say little of them.
    private func unknownNames(recognize: Bool) throws -> Workspace {
      let stages = ["normalize", "dedupe"] + (recognize ? ["recognize"] : []) + ["entities"]
      let workspace = try Workspace(
        job: """
          name: names
          input: { fields: { text: text, id: id, source: source, language: lang } }
          stages: [\(stages.joined(separator: ", "))]

          """)
      let clear = [
        "قال الرئيس الأمريكي ديفيد * إن بلاده ستشارك في المؤتمر", "وقال محمد * للصحيفة",
        "أعلن وزير الخارجية الألماني كارل * أمس موقف بلاده", "قال الدكتور * أن الاتفاق مهم",
      ]
      let hard = [
        "سجل * هدفين", "يقول *", "برفقة *", "وأكد * أنه سيفوز", "من جهته أشار * إلى ذلك",
        "لاعب الفريق *", "سجل * هدفين",
      ]
      var lines: [String] = []
      for name in ["زورنباخ", "كوسينجا", "مارفيلو", "النوفان", "الدغيشم"] {
        let texts = (0..<40).map { clear[$0 % 4] + " رقم \($0)" } + hard
        lines += texts.map {
          #"{"text":"\#($0.replacing("*", with: name))","lang":"ar"}"#
        }
      }
      try workspace.directory.write(lines.joined(separator: "\n") + "\n", to: "news.jsonl")
      return workspace
    }

    private func mentions(_ workspace: Workspace) throws -> Int {
      try workspace.report().table("entities.tsv").column("mentions").compactMap { Int($0) }
        .reduce(0, +)
    }

    @Test func `names are found by what the rest of the corpus says of their words`() async throws {
      let (plain, with) = (
        try unknownNames(recognize: false), try unknownNames(recognize: true)
      )
      for workspace in [plain, with] {
        let result = try await workspace.run(["news.jsonl"])
        #expect(result.status == .exited(0), "\(result)")
      }
      #expect(try mentions(with) > mentions(plain))
    }

    @Test func `recognized names are the same whatever shards and workers`() async throws {
      let workspace = try unknownNames(recognize: true)
      let first = try await workspace.run(["news.jsonl"])
      #expect(first.status == .exited(0), "\(first)")
      let cuts = [
        ["--shard-size", "1024", "--workers", "3"], ["--shard-size", "4096", "--workers", "1"],
      ]
      for (number, cut) in cuts.enumerated() {
        let result = try await workspace.run(["news.jsonl"], run: "run\(number)", cut)
        #expect(result.status == .exited(0), "\(result)")
        try expectSame(workspace.report("run\(number)"), workspace.report())
      }
    }
  }
}
