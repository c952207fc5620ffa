import Testing
import WarraqCore

@testable import WarraqEntities

/// What a word adds around it, against each of its features looked up by itself.
@Suite struct WordSumsTests {
  private static let words: [(String, WordShape)] = [
    ("الرئيس", .caseless), ("وبالأسد", .caseless), ("محمد", .caseless), ("قطر", .caseless),
    ("في", .caseless), ("ىىىىى", .caseless), ("london", .capitalized), ("of", .lower),
    ("bbc", .capitals), ("qxzv", .mixed), ("2020", .number), (",", .punctuation), ("و", .caseless),
  ]

  /// The labels' and units' numbers of a row.
  private static func numbers(_ rows: RowBuffer, _ place: Int) -> [Int16] {
    Array(UnsafeBufferPointer(start: rows[place].start, count: RowBuffer.width))
  }

  @Test(arguments: ["ar", "en"])
  func `a word adds what its features add, whatever was read before`(language: String) throws {
    let model = try #require(try ModelFolder().model(language: language))
    let sums = WordSums(model)
    for (word, shape) in Self.words + Self.words.reversed() {
      Array(word.utf8).withUnsafeBytes { word in
        let expected = RowBuffer(count: FeatureKey.placeCount)
        sums.begin(shape)
        _ = model.reader.read(word, shape) { template, value, reach in
          sums.add(template, value, reach)
          FeatureKey.eachPlace(template, reach: reach) { place in
            let key = FeatureKey.key(template, place, value)
            if let row = model.weights.row(key) { expected[place].add(labels: row) }
            if template.isDense { model.hidden.add(key, to: expected[place]) }
          }
        }
        sums.finish(nil)
        #expect(sums.placeCount == (shape.isCapitalized ? 7 : 5))
        for place in 0..<sums.placeCount {
          #expect(Self.numbers(sums.rows, place) == Self.numbers(expected, place), "\(place)")
        }
      }
    }
  }
}
