import WarraqCore
import WarraqEntities

/// Counts of strict matches: a mention is right if its tokens and its type are (seqeval's default).
struct Score {
  var right = 0
  var found = 0
  var wanted = 0

  var f1: Double { found + wanted == 0 ? 0 : 200 * Double(right) / Double(found + wanted) }
  var precision: Double { found == 0 ? 0 : 100 * Double(right) / Double(found) }
  var recall: Double { wanted == 0 ? 0 : 100 * Double(right) / Double(wanted) }

  static func += (a: inout Self, b: Self) {
    a.right += b.right
    a.found += b.found
    a.wanted += b.wanted
  }

  mutating func add(found: Set<LabelledDocument.Mention>, wanted: Set<LabelledDocument.Mention>) {
    right += found.intersection(wanted).count
    self.found += found.count
    self.wanted += wanted.count
  }
}

/// The scores of a set: all types, and each.
struct SetScore {
  var all = Score()
  var types: [String: Score] = [:]

  /// Recognises the mentions of documents and compares. Types that the set does not mark are left out.
  init(_ documents: [LabelledDocument], _ recognizer: EntityRecognizer) {
    var spans: [EntitySpan] = []
    for labelled in documents {
      spans.removeAll(keepingCapacity: true)
      recognizer.recognize(labelled.document, into: &spans)
      let found = spans.filter { labelled.types.contains($0.type.rawValue) }
        .map { labelled.mention($0) }
      all.add(found: Set(found), wanted: Set(labelled.mentions))
      for type in labelled.types {
        types[type, default: Score()].add(
          found: Set(found.filter { $0.type == type }),
          wanted: Set(labelled.mentions.filter { $0.type == type }))
      }
    }
  }
}

extension LabelledDocument {
  /// The tokens of the file that a span touches.
  func mention(_ span: EntitySpan) -> Mention {
    let first = ranges.lowerBound { $0.upperBound <= span.form.lowerBound }
    let last = ranges.lowerBound { $0.lowerBound < span.form.upperBound }
    return Mention(tokens: first..<max(first + 1, last), type: span.type.rawValue)
  }
}
