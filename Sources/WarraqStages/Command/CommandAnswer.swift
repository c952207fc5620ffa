import FoundationEssentials
import WarraqCore

/// One line of a program's output.
enum CommandAnswer: Equatable {
  /// Another text, where there is one, and the names in the text, where the program has looked for any.
  case accept(text: String?, entities: [CommandSpan]?)
  case reject(String)
  /// No answer: no JSON object, a text or reason that is no string, a reason that cannot stand in a
  /// report, entities that are no list of `start`, `end` and `type`.
  case invalid
  /// The answer to another question.
  case outOfStep

  private struct Fields: Decodable {
    var n: Int?
    var text: String?
    var reject: String?
    var entities: [CommandSpan]?
  }

  private static let nameLimit = 64

  /// Reads the answer to the question number `n`.
  init(line: [UInt8], to n: Int, decoder: JSONDecoder) {
    guard let fields = try? decoder.decode(Fields.self, from: Data(line)) else {
      self = .invalid
      return
    }
    if let found = fields.n, found != n {
      self = .outOfStep
    } else if let reason = fields.reject {
      self = Self.isName(reason) ? .reject(reason) : .invalid
    } else if fields.entities?.allSatisfy({ Self.isName($0.type) }) == false {
      self = .invalid
    } else {
      self = .accept(text: fields.text, entities: fields.entities)
    }
  }

  /// Reasons and types are counted by in reports, so they are short names without control characters.
  private static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= nameLimit
      && name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
  }
}
