import Yams

/// The nodes of a job file, and what kept the file from being read as YAML.
///
/// Yams gives up at the first key that a mapping has twice. To report everything at once, that key
/// is masked by a private-use character of the same width, noted, and the file is read again.
struct JobDocument {
  /// What stands in the file; `nil` where it is empty or no YAML.
  private(set) var root: Node?
  private(set) var failure: (position: JobPosition, message: String)?
  /// The keys that stand in place of masked ones, and what they were.
  private(set) var masked: [String: String] = [:]

  init(_ yaml: String) {
    var text =
      yaml.unicodeScalars.first == "\u{FEFF}" ? String(yaml.unicodeScalars.dropFirst()) : yaml
    while true {
      do {
        root = try Parser(yaml: text, resolver: .basic).singleRoot()
        return
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        guard let key = keys.first, let changed = mask(key, at: JobPosition(context.mark), in: text)
        else {
          failure = (
            JobPosition(context.mark),
            "the key \"\(keys.first ?? "?")\" stands here twice: keep one"
          )
          return
        }
        text = changed
      } catch {
        failure = Self.failure(error, in: text)
        return
      }
    }
  }

  /// The text with the key at `position` masked; `nil` where something else stands there.
  private mutating func mask(_ key: String, at position: JobPosition, in text: String) -> String? {
    guard let mask = Unicode.Scalar(0xE000 + masked.count) else { return nil }
    var scalars = Array(text.unicodeScalars)
    var start = Self.lineStart(position.line, in: scalars) + position.column - 1
    if start < scalars.count, scalars[start] == "\"" || scalars[start] == "'" { start += 1 }
    let old = Array(key.unicodeScalars)
    guard !old.isEmpty, start + old.count <= scalars.count,
      scalars[start..<start + old.count].elementsEqual(old)
    else { return nil }
    scalars.replaceSubrange(start..<start + old.count, with: old.map { _ in mask })
    masked[String(String.UnicodeScalarView(old.map { _ in mask }))] = key
    return String(String.UnicodeScalarView(scalars))
  }

  /// The index of the first scalar of a line; libyaml breaks lines at LF, CR, CRLF, NEL, LS and PS.
  private static func lineStart(_ line: Int, in scalars: [Unicode.Scalar]) -> Int {
    var seen = 1
    var index = 0
    while seen < line, index < scalars.count {
      switch scalars[index] {
      case "\r" where index + 1 < scalars.count && scalars[index + 1] == "\n": break
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": seen += 1
      default: break
      }
      index += 1
    }
    return index
  }

  private static func failure(_ error: any Error, in text: String) -> (JobPosition, String) {
    switch error {
    case YamlError.scanner(let context, let problem, let mark, _),
      YamlError.parser(let context, let problem, let mark, _):
      let before = context.map { "\($0.text), " } ?? ""
      return (JobPosition(mark), "this is no YAML: \(before)\(problem)")
    case YamlError.composer(_, let problem, let mark, _):
      return (JobPosition(mark), "this is no job file: \(problem)")
    case YamlError.reader(let problem, let offset, _, _):
      return (position(at: offset ?? 0, in: text), "this is no YAML: \(problem)")
    default:
      return (.top, "this is no YAML: \(error)")
    }
  }

  private static func position(at offset: Int, in text: String) -> JobPosition {
    let before = text.prefix(offset)
    let line = before.count(where: \.isNewline) + 1
    let tail = before.suffix(while: { !$0.isNewline })
    return JobPosition(line: line, column: tail.unicodeScalars.count + 1)
  }
}

extension Substring {
  fileprivate func suffix(while predicate: (Character) -> Bool) -> Substring {
    var start = endIndex
    while start > startIndex, predicate(self[index(before: start)]) { start = index(before: start) }
    return self[start...]
  }
}
