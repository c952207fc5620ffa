public import WarraqCore

/// A document as a value, for tests of stages.
public struct SampleDocument: Sendable {
  /// What became of it before it came to the stage under test.
  public enum Past: Sendable {
    case kept, duplicate, rejected, quarantined
  }

  public var text: String
  public var id: String?
  public var title: String?
  public var date: CalendarDate?
  public var source: String?
  public var url: String?
  public var language: String?
  /// The names in the text, where somebody has looked for any.
  public var entities: [EntitySpan]?
  public var past = Past.kept
  /// The text that names were found in, if it was another one.
  public var textBefore: String?

  public init(
    _ text: String, id: String? = nil, title: String? = nil, date: CalendarDate? = nil,
    source: String? = nil, language: String? = nil, past: Past = .kept
  ) {
    self.text = text
    self.id = id
    self.title = title
    self.date = date
    self.source = source
    self.language = language
    self.past = past
  }

  /// Adds it to a batch, as a reader would.
  public func add(to batch: DocumentBatch, at place: Place) {
    let document = batch.add(at: place)
    if let textBefore {
      document.replaceText { $0 = Array(textBefore.utf8) }
      document.entities = []
    }
    document.replaceText { $0 = Array(text.utf8) }
    document.id = id
    document.title = title
    document.date = date
    document.source = source
    document.url = url
    document.language = language
    if textBefore == nil { document.entities = entities }
    switch past {
    case .kept: break
    case .duplicate: document.markDuplicate()
    case .rejected: document.reject("before")
    case .quarantined: document.quarantine("before")
    }
  }

  /// Documents that stages trip over: empty ones, equal ones, several scripts, controls, long words,
  /// known and unknown metadata, and some that are out already.
  public static let assorted: [SampleDocument] = {
    let march = CalendarDate(year: 2015, month: 3, day: 9)
    var samples = [
      SampleDocument("The cat sat on the mat. The END.", id: "a", date: march, source: "Times"),
      SampleDocument("قال الرئيسُ إنّ المملكة العربية", id: "b", source: "صحيفة", language: "ar"),
      SampleDocument("قال الرئيس ان المملكه العربيه", language: "ar"),
      SampleDocument("the cat  sat on the\nmat. the end.", id: "c", source: "Post"),
      SampleDocument(""), SampleDocument(" \n\t "), SampleDocument("... !?"),
      SampleDocument("2015 3.14 1,000", date: CalendarDate(year: 2015), language: "en"),
      SampleDocument("\u{202B}ال\u{200F}قاهرة\u{202C} CAIRO Cairo cairo", id: "a"),
      SampleDocument("日本語のニュース 🙂 family 👨‍👩‍👧", title: "見出し", language: "ja"),
      SampleDocument(String(repeating: "long", count: 5000) + " tail"),
      SampleDocument("\"quoted\" \\ and \u{0} and \u{1F}\ttab\r\n", id: "q\"\\"),
      SampleDocument("<html lang=en><nav>Home</nav><p>A page, and its only sentence.<p>"),
      SampleDocument("<script>no text</script>"),
      SampleDocument("gone before", past: .rejected),
      SampleDocument("bad before", past: .quarantined),
      SampleDocument("The cat sat on the mat. The END.", source: "Echo", past: .duplicate),
      SampleDocument("only a duplicate says hapax", past: .duplicate),
    ]
    for index in 0..<40 {
      let words = (0...index % 7).map { "word\($0 * index % 11)" }
      samples.append(
        SampleDocument(
          words.joined(separator: " "), id: index % 3 == 0 ? nil : "n\(index)",
          date: CalendarDate(year: 2020, month: index % 12 + 1), source: "s\(index % 4)"))
    }
    return samples
  }()
}
