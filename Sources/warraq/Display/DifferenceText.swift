import Foundation
import WarraqRun

/// Shows how two texts differ: coloured on a terminal, `[-removed-] {+added+}` elsewhere.
struct DifferenceText {
  /// Words that are shown before and after a change; more of the same is left out.
  private static let context = 12

  /// Whether it goes to a terminal, which reorders text of mixed directions.
  let isTerminal: Bool
  /// Whether changes are told by colour. The environment variable `NO_COLOR` turns that off
  /// (no-color.org).
  let isColored: Bool

  init(
    isTerminal: Bool = Console.isOutputTerminal,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    self.isTerminal = isTerminal
    isColored = isTerminal && (environment["NO_COLOR"] ?? "").isEmpty
  }

  /// What removed and added words look like.
  var legend: String {
    mark(.removed, "only in the kept one") + " " + mark(.added, "only in this one")
  }

  func text(_ difference: WordDifference) -> String {
    let last = difference.parts.count - 1
    var line = difference.parts.enumerated().map { index, part in
      switch part.kind {
      case .same:
        abridged(Console.visible(part.text), isFirst: index == 0, isLast: index == last)
      case .removed, .added: mark(part.kind, Console.visible(part.text))
      case .uncompared: "(... \(Console.bytes(difference.uncomparedBytes)) not compared ...)"
      }
    }.joined(separator: " ")
    if isTerminal { line = directed(line, like: difference) }
    return line
  }

  private func mark(_ kind: WordDifference.Part.Kind, _ text: String) -> String {
    let isolated = isTerminal ? "\u{2068}\(text)\u{2069}" : text
    switch (kind, isColored) {
    case (.same, _), (.uncompared, _): return isolated
    case (.removed, true): return "\u{1B}[31;9m\(isolated)\u{1B}[0m"
    case (.added, true): return "\u{1B}[32;1m\(isolated)\u{1B}[0m"
    case (.removed, false): return "[-\(isolated)-]"
    case (.added, false): return "{+\(isolated)+}"
    }
  }

  /// Leaves out what is far from any change.
  private func abridged(_ text: String, isFirst: Bool, isLast: Bool) -> String {
    let words = text.split(separator: " ")
    let before = isFirst ? 0 : Self.context
    let after = isLast ? 0 : Self.context
    guard words.count > before + after + 1 else { return text }
    let left = "(... \(words.count - before - after) words ...)"
    return
      [
        words.prefix(before).joined(separator: " "), left,
        words.suffix(after).joined(separator: " "),
      ].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// Isolated parts say nothing of the whole line's direction: that of the texts is told.
  private func directed(_ line: String, like difference: WordDifference) -> String {
    let isRightToLeft = difference.parts.lazy.compactMap { Self.direction($0.text) }.first ?? false
    return (isRightToLeft ? "\u{2067}" : "\u{2066}") + line + "\u{2069}"
  }

  /// Whether the first letter of a text is written from right to left; `nil` where it has none.
  private static func direction(_ text: String) -> Bool? {
    text.unicodeScalars.first { $0.properties.isAlphabetic }.map { letter in
      // The blocks of Hebrew, Arabic, Syriac, Thaana and N'Ko, presentation forms, and the scripts
      // that Unicode keeps for right-to-left writing.
      switch letter.value {
      case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
        true
      default: false
      }
    }
  }
}
