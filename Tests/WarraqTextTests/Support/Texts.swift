import WarraqCore
import WarraqText

/// Normalizer, tokenizer and hash together, for tests.
final class Analyzing {
  private let normalizer: Normalizer
  private let analyzer = TextAnalyzer(needs: [.tokens, .contentHash])
  let document = Document()

  init(arabic: ArabicFolding = .auto) {
    normalizer = Normalizer(arabic: arabic, needs: [.alignment, .unfolded])
  }

  func analyze(_ text: String, language: String? = nil) {
    document.reset(place: Place(ordinal: 0, offset: 0))
    document.replaceText { $0 = Array(text.utf8) }
    document.text.withUnsafeBytes {
      normalizer.normalize($0, language: language, into: &document.analysis)
    }
    analyzer.analyze(document)
  }

  var normalized: String { string(document.analysis.normalized[...]) }
  var unfolded: String { string(document.analysis.unfolded[...]) }

  var tokens: [String] {
    document.analysis.tokens.map { string(document.analysis.normalized[$0.range]) }
  }

  /// The tokens' spellings in the source, without bidirectional controls.
  var forms: [String] {
    document.analysis.tokens.map { token in
      let range = document.analysis.alignment.source(
        of: token.range, normalizedCount: document.analysis.normalized.count,
        sourceCount: document.text.count)
      return withoutControls(string(document.text[range]))
    }
  }

  var hash: String {
    document.analysis.contentHash.map { hex($0.high) + hex($0.low) } ?? ""
  }

  /// The document's analysis as one line, byte for byte as the reference prints it.
  var referenceLine: [UInt8] {
    var json = JSONLine()
    json.raw("{\"normalized\": ")
    json.string(document.analysis.normalized[...])
    json.raw(", \"unfolded\": ")
    json.string(document.analysis.unfolded[...])
    json.raw(", \"hash\": \"\(hash)\", \"tokens\": [")
    for (index, (token, form)) in zip(document.analysis.tokens, forms).enumerated() {
      json.raw(index == 0 ? "[" : ", [")
      json.string(document.analysis.normalized[token.range])
      json.raw(", ")
      json.string(Array(form.utf8)[...])
      json.raw(token.hasLetter ? ", \"L\"]" : ", \"N\"]")
    }
    json.raw("]}")
    return json.bytes
  }
}

/// Writes JSON as Python's `json.dumps` does.
struct JSONLine {
  private(set) var bytes: [UInt8] = []

  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func string(_ text: ArraySlice<UInt8>) {
    raw("\"")
    for byte in text {
      switch byte {
      case 0x22: raw("\\\"")
      case 0x5C: raw("\\\\")
      case 0x0A: raw("\\n")
      case 0x0D: raw("\\r")
      case 0x09: raw("\\t")
      case 0x08: raw("\\b")
      case 0x0C: raw("\\f")
      case ..<0x20: raw("\\u00" + hex(byte))
      default: bytes.append(byte)
      }
    }
    raw("\"")
  }
}

func string(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

func hex<Number: FixedWidthInteger>(_ value: Number) -> String {
  let digits = String(value, radix: 16)
  return String(repeating: "0", count: Number.bitWidth / 4 - digits.count) + digits
}

private func withoutControls(_ text: String) -> String {
  var scalars = String.UnicodeScalarView()
  scalars.append(
    contentsOf: text.unicodeScalars.filter {
      switch $0.value {
      case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: false
      default: true
      }
    })
  return String(scalars)
}

/// A text with everything but printable ASCII as `\u{...}`. Texts are compared in this shape: `==`
/// on String holds for canonically equivalent texts too, which would hide errors.
func escaped(_ text: String) -> String {
  text.unicodeScalars.map { scalar in
    0x20..<0x7F ~= scalar.value && scalar != "\\"
      ? String(scalar) : "\\u{" + String(scalar.value, radix: 16) + "}"
  }.joined()
}

/// The text after normalisation, escaped.
func normalized(_ text: String, arabic: ArabicFolding = .auto, language: String? = nil) -> String {
  let analyzing = Analyzing(arabic: arabic)
  analyzing.analyze(text, language: language)
  return escaped(analyzing.normalized)
}

/// The tokens of a text after normalisation.
func tokens(_ text: String) -> [String] {
  let analyzing = Analyzing()
  analyzing.analyze(text)
  return analyzing.tokens
}
