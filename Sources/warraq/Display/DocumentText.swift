import WarraqRun

/// Says what happened to a document, for people.
struct DocumentText {
  private let explanation: DocumentExplanation
  private let difference = DifferenceText()

  init(_ explanation: DocumentExplanation) { self.explanation = explanation }

  func show() {
    Console.print("\(Console.shown(explanation.name)): \(headline)")
    Console.print(facts(explanation.place, explanation.document))
    if !explanation.stages.isEmpty {
      Console.print("")
      Console.print(indented(explanation.stages.map { [$0.stage, said($0)] }))
    }
    if explanation.copies > 0 { Console.print("\n  " + copies) }
    if let original = explanation.original { show(original) }
    for note in explanation.notes { Console.print("\n  note: \(note)") }
  }

  private var headline: String {
    guard let original = explanation.original else { return explanation.outcome.rawValue }
    return "duplicate of \(Console.shown(original.name)) (\(original.kind), similarity "
      + "\(original.similarity), cluster \(original.cluster))"
  }

  private func facts(_ place: DocumentPlace, _ document: DocumentFields?) -> String {
    let record = place.inputRecord.map { "record \($0)" } ?? "a record behind uncounted ones"
    let offset = place.offset.map { ", byte \($0)" } ?? ""
    let values: [(String, String?)] = [
      ("input", "\(Console.shown(place.input)), \(record)\(offset)"),
      ("shard", "\(place.shard), record \(place.record)"),
      ("ordinal", place.ordinal.map { "\($0)" }),
      ("title", document?.title.map(Console.shown)),
      ("source", document?.source.map(Console.shown)),
      ("date", document?.date), ("url", document?.url.map(Console.shown)),
      ("language", document?.language.map(Console.shown)),
      ("text", document.map { "\(Console.number($0.textBytes)) bytes" }),
    ]
    return indented(values.compactMap { name, value in value.map { [name, $0] } })
  }

  private func said(_ verdict: StageVerdict) -> String {
    var said = verdict.outcome.rawValue
    switch verdict.outcome {
    case .duplicate:
      if let name = explanation.original?.name { said += " of " + Console.shown(name) }
    case .passed: said = "passed as a printing"
    case .withdrawn: said = "withdrawn: counted as no printing"
    default: break
    }
    if let reason = verdict.reason { said += ": \(reason)" }
    if let message = verdict.message { said += " (\(message))" }
    if let before = verdict.bytesBefore, let after = verdict.bytesAfter {
      said += ", text changed from \(Console.number(before)) to \(Console.number(after)) bytes"
    }
    return said
  }

  private var copies: String {
    let names = explanation.firstCopies.map(Console.shown).joined(separator: ", ")
    let more = explanation.copies - explanation.firstCopies.count
    return "stands for \(explanation.copies) duplicates: \(names)" + (more > 0 ? ", ..." : "")
  }

  private func show(_ original: DocumentExplanation.Original) {
    Console.print("\nkept instead: \(Console.shown(original.name))")
    if let place = original.place {
      Console.print(facts(place, original.document))
      if place.ordinal != original.cluster {
        Console.print(
          "\n  It is a duplicate itself: in the end #\(original.cluster) is kept for both.")
      }
    }
    guard let found = original.difference else { return }
    if found.isEmpty { return Console.print("\nThe texts are the same, word by word.") }
    Console.print("\nWord by word: \(difference.legend)\n\n" + difference.text(found))
  }

  private func indented(_ rows: [[String]]) -> String {
    Console.table(rows.map { ["  " + $0[0]] + $0.dropFirst() })
  }
}
