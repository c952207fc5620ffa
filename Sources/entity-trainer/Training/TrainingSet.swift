import WarraqCore
import WarraqEntities

/// Documents as numbers: for each token the features of the words around it and of its place, and
/// which labels it may have.
struct TrainingSet {
  /// The features of a word by their offset from the label, those that tell words apart first.
  struct WordFeatures {
    var ids: [[UInt32]] = Array(repeating: [], count: FeatureKey.placeCount)
    var lexical = Array(repeating: 0, count: FeatureKey.placeCount)
  }

  struct Line {
    var tokens: Range<Int>
  }

  struct Item {
    var labelled: LabelledDocument
    var reader: WordReader
    var sequence: TokenSequence
    var first: Int
    var runs: CapitalRuns
  }

  let labels: LabelSet
  private(set) var features = FeatureNumbers()
  private(set) var words: [WordFeatures] = []
  private(set) var records: [WordRecord] = []
  /// What may begin names, of the records that have some.
  private var starts: [NameStarts] = []
  private var wordNumbers: [UInt64: Int] = [:]

  private(set) var items: [Item] = []
  private(set) var lines: [Line] = []
  /// Lines of each document.
  private(set) var linesOfItem: [Range<Int>] = []
  private(set) var wordOfToken: [UInt32] = []
  /// The languages of the documents, that of the model first, and which of them each token is in. To the
  /// model for any language all are one.
  private(set) var languages: [String] = []
  private(set) var languageOfToken: [Int] = []
  /// The run of capitalised words around each token.
  private(set) var runOfToken: [Range<Int>?] = []
  /// A bit a label that the token may have.
  private(set) var allowed: [UInt16] = []
  /// Features of the place of each token.
  var places: [[UInt32]] = []

  /// Whether features that mean the same in every language are all that is learned from.
  private let isOfAnyLanguage: Bool

  init(_ labels: LabelSet, isOfAnyLanguage: Bool = false) {
    self.labels = labels
    self.isOfAnyLanguage = isOfAnyLanguage
    features.reserve(PlaceFeatures.count) { PlaceFeatures.key($0) }
  }

  /// Adds a document, whose words are read by `reader`, one of several with numbers.
  mutating func add(_ labelled: LabelledDocument, _ reader: WordReader, number fold: Int) {
    var sequence = TokenSequence()
    sequence.fill(labelled.document)
    let first = wordOfToken.count
    labelled.document.text.withUnsafeBytes { published in
      labelled.document.withAnalyzedText { normalized in
        for token in sequence.tokens {
          let text = token.shape == .punctuation ? published : normalized
          let range = Int(token.start)..<Int(token.start + token.length)
          let word = UnsafeRawBufferPointer(rebasing: text[range])
          wordOfToken.append(UInt32(number(word, token.shape, reader, UInt64(fold))))
        }
      }
    }
    allowed += masks(labelled, sequence)
    languageOfToken += repeatElement(
      number(of: isOfAnyLanguage ? "" : labelled.document.language ?? ""),
      count: sequence.tokens.count)
    let firstLine = lines.count
    for (start, end) in zip(sequence.lineStarts, sequence.lineStarts.dropFirst()) {
      lines.append(Line(tokens: first + start..<first + end))
    }
    linesOfItem.append(firstLine..<lines.count)
    var runs = CapitalRuns()
    runs.find(sequence) { records[Int(wordOfToken[first + $0])].hash }
    runOfToken += runs.tokens.map { run in
      run.isEmpty ? nil : first + run.lowerBound..<first + run.upperBound
    }
    items.append(
      Item(
        labelled: labelled, reader: reader, sequence: sequence, first: first, runs: runs)
    )
    places += placeFeatures(of: items.count - 1, labels: nil)
  }

  /// The features of the places of a document, with the labels of a first look, where there are any.
  func placeFeatures(of item: Int, labels: [UInt8]?) -> [[UInt32]] {
    let item = items[item]
    let count = item.sequence.tokens.count
    var contexts = [PlaceContext](repeating: PlaceContext(), count: count)
    var evidence = DocumentEvidence()
    var result: [[UInt32]] = Array(repeating: [], count: count)
    wordOfToken.withUnsafeBufferPointer { words in
      records.withUnsafeBufferPointer { all in
        contexts.withUnsafeMutableBufferPointer { contexts in
          guard let base = contexts.baseAddress, let all = all.baseAddress,
            let words = words.baseAddress
          else { return }
          let records = PlacedRecords(all, words + item.first)
          let starts = item.sequence.lineStarts
          for (start, end) in zip(starts, starts.dropFirst()) {
            GazetteerMatcher.mark(start..<end, item.reader.names, self.starts, base, records)
          }
          evidence.gather(starts, base, records)
          if let labels { evidence.look(labels, base) }
          for (line, (start, end)) in zip(starts, starts.dropFirst()).enumerated() {
            for index in start..<end {
              PlaceFeatures.each(
                index, in: start..<end, layout: item.runs.layouts[line],
                marks: item.runs.marks.numbers[index], base, records
              ) { PlaceFeatures.eachPart(of: $0) { result[index].append(UInt32($0)) } }
              PlaceFeatures.eachLabel(index, in: start..<end, base) {
                result[index].append(UInt32($0))
              }
            }
          }
        }
      }
    }
    return result
  }

  private mutating func number(
    _ word: UnsafeRawBufferPointer, _ shape: WordShape, _ reader: WordReader, _ fold: UInt64
  ) -> Int {
    let key = WordHash.of(word) &+ UInt64(shape.rawValue) &+ fold << 8
    if let known = wordNumbers[key] { return known }
    var found = WordFeatures()
    var common = found
    let reading = reader.read(word, shape) { template, value, reach in
      guard !isOfAnyLanguage || template.isOfAnyLanguage else { return }
      FeatureKey.eachPlace(template, reach: reach) { place in
        let id = features.number(
          FeatureKey.key(template, place, value), isDense: template.isDense)
        if template == .word || template == .core {
          found.ids[place].append(id)
        } else {
          common.ids[place].append(id)
        }
      }
    }
    for place in 0..<FeatureKey.placeCount {
      found.lexical[place] = found.ids[place].count
      found.ids[place] += common.ids[place]
    }
    words.append(found)
    records.append(WordRecord(reading, shape, names: &starts))
    wordNumbers[key] = words.count - 1
    return words.count - 1
  }

  private mutating func number(of language: String) -> Int {
    if let known = languages.firstIndex(of: language) { return known }
    languages.append(language)
    return languages.count - 1
  }

  /// Which labels each token may have: the one that the set says.
  private func masks(_ labelled: LabelledDocument, _ sequence: TokenSequence) -> [UInt16] {
    var masks = [UInt16](repeating: 1 << UInt16(LabelSet.outside), count: sequence.tokens.count)
    var next = 0
    for mention in labelled.mentions {
      guard let type = labels.types.firstIndex(where: { $0.rawValue == mention.type }) else {
        continue
      }
      let start = labelled.ranges[mention.tokens.lowerBound].lowerBound
      let end = labelled.ranges[mention.tokens.upperBound - 1].upperBound
      while next < masks.count, sequence.tokens[next].published.upperBound <= start { next += 1 }
      var label = LabelSet.begin(type)
      while next < masks.count, sequence.tokens[next].published.lowerBound < end {
        masks[next] = 1 << UInt16(label)
        label = LabelSet.inside(type)
        next += 1
      }
    }
    return masks
  }
}

/// Numbers of features by key.
struct FeatureNumbers {
  private(set) var keys: [UInt64] = []
  /// The rank of each feature among those that feed the hidden layer, or -1.
  private(set) var dense: [Int32] = []
  private(set) var denseCount = 0
  private var numbers: [UInt64: UInt32] = [:]

  /// The rank of the feature that every token has.
  var bias: Int {
    numbers[FeatureKey.key(.bias, 2, 0)].map { Int(dense[Int($0)]) } ?? 0
  }

  mutating func number(_ key: UInt64, isDense: Bool) -> UInt32 {
    if let known = numbers[key] { return known }
    numbers[key] = UInt32(keys.count)
    keys.append(key)
    dense.append(isDense ? Int32(denseCount) : -1)
    if isDense { denseCount += 1 }
    return UInt32(keys.count - 1)
  }

  mutating func reserve(_ count: Int, _ key: (Int) -> UInt64) {
    for index in 0..<count { _ = number(key(index), isDense: true) }
  }
}
