import WarraqCore

/// What is compared of a document besides its shingles.
struct ComparedDocument: Equatable {
  var facts: DocumentFacts
  /// The day of publication, counted from an arbitrary one; `nil` where it is not known to the day.
  var day: Int?
  /// A hash of the document's numbers in their order; 0 where they are not compared.
  var numbers: UInt64

  init(_ document: Document, comparesNumbers: Bool) {
    facts = DocumentFacts(document)
    day = Self.day(of: document)
    numbers = comparesNumbers ? Self.numbers(of: document) : 0
  }

  init(_ decoder: inout RowDecoder) {
    facts = decoder.facts()
    day = decoder.byte() == 0 ? nil : Int(Int64(bitPattern: decoder.fixed()))
    numbers = decoder.fixed()
  }

  func encode(to encoder: inout RowEncoder) {
    encoder.facts(facts)
    encoder.bytes.append(day == nil ? 0 : 1)
    if let day { encoder.fixed(UInt64(bitPattern: Int64(day))) }
    encoder.fixed(numbers)
  }

  /// Whether one may count as a copy of the other, whatever their words say.
  func mayRepeat(_ other: ComparedDocument, _ options: NearOptions) -> Bool {
    numbers == other.numbers && options.areNear(day, other.day)
  }

  static func day(of document: Document) -> Int? { document.date?.dayNumber }

  static func numbers(of document: Document) -> UInt64 {
    document.withAnalyzedText { text in
      var hash: UInt64 = 1
      for token in document.analysis.tokens where !token.hasLetter {
        hash = Mixing.mix(hash ^ KeyHash.hash(text, token.range))
      }
      return hash
    }
  }
}

extension CalendarDate {
  /// Days since the first of March of the year 0 in the Gregorian calendar; `nil` where no day is known.
  fileprivate var dayNumber: Int? {
    guard let month, let day else { return nil }
    // A year that begins in March ends in the leap day: months before it have the same lengths.
    let shifted = month < 3 ? year - 1 : year
    let months = (month + 9) % 12
    let leapDays = Self.floor(shifted, 4) - Self.floor(shifted, 100) + Self.floor(shifted, 400)
    return 365 * shifted + leapDays + (153 * months + 2) / 5 + day - 1
  }

  private static func floor(_ value: Int, _ divisor: Int) -> Int {
    value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor)
  }
}
