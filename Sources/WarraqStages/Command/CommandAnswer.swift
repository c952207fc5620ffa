import FoundationEssentials
import WarraqCore

/// One line of a program's output.
enum CommandAnswer: Equatable {
  case unchanged
  case text(String)
  case reject(String)
  /// No answer: no JSON object, a text or reason that is no string, a reason that cannot stand in a
  /// report.
  case invalid
  /// The answer to another question.
  case outOfStep

  private struct Fields: Decodable {
    var n: Int?
    var text: String?
    var reject: String?
  }

  private static let reasonLimit = 64

  /// Reads the answer to the question number `n`.
  init(line: [UInt8], to n: Int, decoder: JSONDecoder) {
    guard let fields = try? decoder.decode(Fields.self, from: Data(line)) else {
      self = .invalid
      return
    }
    if let found = fields.n, found != n {
      self = .outOfStep
    } else if let reason = fields.reject {
      self = Self.isReason(reason) ? .reject(reason) : .invalid
    } else {
      self = fields.text.map { .text($0) } ?? .unchanged
    }
  }

  /// Reasons are counted by in the ledger, so they are short names without control characters.
  private static func isReason(_ reason: String) -> Bool {
    !reason.isEmpty && reason.utf8.count <= reasonLimit
      && reason.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
  }
}
