/// Features of a place in a document that are not those of a word: names of the gazetteer that run
/// through it, what stood beside the word elsewhere in the document, how the word was labelled there,
/// pairs of clusters, in what layout and between which marks it stands.
///
/// All their values are numbered in one row, so that weights are found by number.
package enum PlaceFeatures {
  static let matches = 0..<3 * PlaceContext.matchLimit
  static let elsewhere = matches.upperBound..<matches.upperBound + 16
  static let labels = elsewhere.upperBound..<elsewhere.upperBound + 3 * PlaceContext.labelLimit
  static let pairs = labels.upperBound..<labels.upperBound + 65 * 65
  static let triggers = pairs.upperBound..<pairs.upperBound + 9 * 257 * 2
  static let layouts = triggers.upperBound..<triggers.upperBound + Layout.count * 4 * 16
  static let documents = layouts.upperBound..<layouts.upperBound + 3 * 65
  static let marks =
    documents.upperBound..<documents.upperBound + Layout.count * LineMarks.count * 16
  package static let count = marks.upperBound

  /// Layouts and marks of a place together, behind all features: the tagger adds one row for both.
  static let surroundings = count..<count + Layout.count * 4 * LineMarks.count * 16

  /// Calls `body` with the features that a number stands for: itself, or those of surroundings.
  package static func eachPart(of number: Int, _ body: (Int) -> Void) {
    guard number >= surroundings.lowerBound else { return body(number) }
    let shape = (number - surroundings.lowerBound) % 16
    let (place, mark) = ((number - surroundings.lowerBound) / 16)
      .quotientAndRemainder(dividingBy: LineMarks.count)
    body(layouts.lowerBound + place * 16 + shape)
    body(marks.lowerBound + (place / 4 * LineMarks.count + mark) * 16 + shape)
  }

  /// The key of a feature by number.
  package static func key(_ number: Int) -> UInt64 { FeatureKey.key(.place, 0, UInt64(number)) }

  /// Calls `body` with the number of each feature of a token of a line that a first look left: how the
  /// word and its neighbours are labelled elsewhere.
  @inline(__always) package static func eachLabel(
    _ index: Int, in line: Range<Int>, _ contexts: UnsafePointer<PlaceContext>,
    _ body: (Int) -> Void
  ) {
    let here = Int(contexts[index].label)
    if here != 0 { body(labels.lowerBound + here) }
    let before = index > line.lowerBound ? Int(contexts[index - 1].label) : 0
    if before != 0 { body(labels.lowerBound + PlaceContext.labelLimit + before) }
    let behind = index + 1 < line.upperBound ? Int(contexts[index + 1].label) : 0
    if behind != 0 { body(labels.lowerBound + 2 * PlaceContext.labelLimit + behind) }
  }

  /// Calls `body` with the number of each other feature of a token of a line: see ``eachPart(of:_:)``.
  @inline(__always) package static func each(
    _ index: Int, in line: Range<Int>, layout: Layout, marks number: UInt8,
    _ contexts: UnsafePointer<PlaceContext>,
    _ records: PlacedRecords, _ body: (Int) -> Void
  ) {
    let here = contexts + index
    let word = records[index]
    if here.pointee.match != 0 { body(matches.lowerBound + Int(here.pointee.match)) }
    var bits = here.pointee.elsewhere
    while bits != 0 {
      body(elsewhere.lowerBound + bits.trailingZeroBitCount)
      bits &= bits &- 1
    }
    if index > line.lowerBound {
      let before = here - 1
      if before.pointee.match != 0 {
        body(matches.lowerBound + PlaceContext.matchLimit + Int(before.pointee.match))
      }
      let other = records[index - 1]
      body(pairs.lowerBound + other.pointee.coarse * 65 + word.pointee.coarse)
      if !other.pointee.trigger.isEmpty {
        let bit = other.pointee.trigger.rawValue.trailingZeroBitCount
        body(triggers.lowerBound + bit * 257 + word.pointee.middle)
      }
    }
    if index + 1 < line.upperBound {
      let behind = here + 1
      if behind.pointee.match != 0 {
        body(matches.lowerBound + 2 * PlaceContext.matchLimit + Int(behind.pointee.match))
      }
      let other = records[index + 1].pointee.trigger
      if !other.isEmpty {
        let bit = other.rawValue.trailingZeroBitCount
        body(triggers.lowerBound + (9 + bit) * 257 + word.pointee.middle)
      }
    }
    let position = index == line.lowerBound ? 1 : index + 1 == line.upperBound ? 2 : 0
    let place = layout.number * 4 + position
    let surrounding = (place * LineMarks.count + Int(number)) * 16
    body(surroundings.lowerBound + surrounding + Int(word.pointee.shape.rawValue))
    body(documents.lowerBound + Int(layout.document.rawValue) * 65 + word.pointee.coarse)
  }
}

/// What is known of one place in a document.
package struct PlaceContext {
  package init() {}

  static let matchLimit = 64
  static let labelLimit = 80
  /// Which lists hold the name that runs through the token, whether it begins here, whether it has
  /// several words: bits 0 to 3 for person, place, organisation, other; 16 for the beginning; 32.
  var match: UInt8 = 0
  /// How the word was labelled elsewhere in the document: see ``DocumentEvidence``.
  var label: UInt8 = 0
  /// Triggers before other occurrences of the word (low byte) and behind them (high byte).
  var elsewhere: UInt16 = 0
}
