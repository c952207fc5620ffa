import Testing
import WarraqCore
import WarraqEntities
import WarraqStages
import WarraqTestKit

@Suite struct RecognizeStageTests {
  /// Stories of names that no list holds, and copies of some that stand in no story of their shard.
  private static let samples: [SampleDocument] = {
    let sentences = [
      "قال الرئيس الأمريكي ديفيد * إن بلاده ستشارك", "أعلن الوزير كارل * أمس موقف بلاده",
      "وقال محمد * للصحيفة", "سجل * هدفين", "يقول *", "رفض * العرض",
    ]
    var samples: [SampleDocument] = []
    for (index, name) in ["زورنباخ", "كوسينجا", "مارفيلو"].enumerated() {
      for sentence in sentences {
        samples.append(
          SampleDocument(sentence.replacing("*", with: name), source: "s\(index)", language: "ar"))
      }
    }
    for name in ["كوسينجا", "مارفيلو"] {
      samples.append(
        SampleDocument("سجل \(name) هدفين", source: "t", language: "ar", past: .duplicate))
    }
    return samples + [SampleDocument("Anna Smith lives in Paris", source: "u")]
  }()

  @Test func `names are the same whatever the cuts, in copies too`() throws {
    try StageCompatTest(samples: Self.samples, analyzer: { Prepare(needs: $0) }) {
      try makeStage("recognize", [:])
    }.run()
  }

  @Test func `evidence of a word adds to the labels that it had more often than words do`() {
    var totals = LabelCounts()
    for _ in 0..<900 { totals.add(0) }
    for _ in 0..<100 { totals.add(1) }
    var word = LabelCounts()
    for _ in 0..<60 { word.add(1) }
    var evidence = WordEvidence(totals: totals)
    evidence.add(7, word)
    // (60 + 20/10) / 80 is 7.75 times a tenth; (0 + 18) / 80 is a quarter of nine tenths.
    let row = evidence.row(7)
    #expect(row?[1] == 12 && row?[0] == -8)
    #expect(evidence.row(8) == nil)
  }

  @Test func `counts of labels come through rows as they were`() {
    var counts = LabelCounts()
    for label: UInt8 in [0, 0, 3, 8, 8, 8] { counts.add(label) }
    var encoder = RowEncoder()
    counts.encode(to: &encoder)
    let read = encoder.bytes.withUnsafeBytes { LabelCounts($0) }
    #expect(read == counts && read.total == 6 && read.names == 4)
  }

  @Test func `a recogniser forgets words beyond its memory and finds the same`() throws {
    let models = try ModelFolder()
    func names(_ recognizer: DocumentRecognizer) throws -> [[EntitySpan]?] {
      let analyzer = Prepare(needs: [.tokens, .alignment])
      return try Self.samples.map { sample in
        let batch = DocumentBatch()
        sample.add(to: batch, at: Place(ordinal: 0, offset: 0))
        try analyzer.process(batch)
        try recognizer.recognize(batch[0])
        return batch[0].entities
      }
    }
    let roomy = try names(DocumentRecognizer(models, memory: 1 << 26))
    #expect(try names(DocumentRecognizer(models, memory: 1)) == roomy)
    #expect(roomy.allSatisfy { $0 != nil })
    #expect(roomy.last??.map(\.type) == [.person, .place])
  }

  @Test func `languages without a model of their own take no more than the memory`() throws {
    let recognizer = DocumentRecognizer(try ModelFolder(), memory: 1 << 20)
    let analyzer = Prepare(needs: [.tokens, .alignment])
    for number in 0..<200 {
      let batch = DocumentBatch()
      SampleDocument("Anna Smith lives in Paris", language: "x\(number)")
        .add(to: batch, at: Place(ordinal: 0, offset: 0))
      try analyzer.process(batch)
      try recognizer.recognize(batch[0])
      #expect(batch[0].entities?.isEmpty == false)
    }
    #expect(recognizer.memoryInUse < 2 << 20)
  }

  @Test func `recognisers of languages with evidence go when there are too many for the memory`()
    throws
  {
    let languages = (0..<40).map { "x\($0)" }
    let evidence = languages.map { ($0, WordEvidence(totals: LabelCounts())) }
    let recognizer = DocumentRecognizer(
      try ModelFolder(), evidence: Dictionary(uniqueKeysWithValues: evidence), memory: 1 << 24)
    let analyzer = Prepare(needs: [.tokens, .alignment])
    var most = 0
    for language in languages {
      let batch = DocumentBatch()
      SampleDocument("Anna", language: language).add(to: batch, at: Place(ordinal: 0, offset: 0))
      try analyzer.process(batch)
      try recognizer.recognize(batch[0])
      most = max(most, recognizer.memoryInUse)
    }
    // One more than there is room for is there until the next document.
    #expect(most > 1 << 24 && most < 1 << 24 + 6 << 20)
  }

  @Test func `words beyond the memory of a first look are added up later`() throws {
    let stage = try makeStage("recognize", [:])
    guard case .corpus(let stage) = stage else { return #expect(Bool(false)) }
    func rows(memory: Int) throws -> Rows {
      let context = StageContext(memory: memory, scratch: "/tmp", needs: stage.needs)
      let emitter = try stage.rounds[0].makeEmitter(inbox: ShardMessages(), in: context)
      let (batch, rows) = (DocumentBatch(), Rows())
      for (number, sample) in Self.samples.enumerated() {
        sample.add(to: batch, at: Place(ordinal: number, offset: number))
      }
      try Prepare(needs: stage.needs).process(batch)
      try emitter.add(batch, to: rows)
      try emitter.finish(to: rows)
      return rows
    }
    let (small, roomy) = (try rows(memory: 1 << 10), try rows(memory: 1 << 24))
    #expect(small.sums == roomy.sums && small.count > roomy.count)
  }

  /// Adds up rows by key.
  private final class Rows: RowSink {
    var sums: [[UInt8]: LabelCounts] = [:]
    var count = 0

    func emit(key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
      sums[Array(key), default: LabelCounts()] += LabelCounts(value)
      count += 1
    }
  }
}
