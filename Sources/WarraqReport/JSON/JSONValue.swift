/// JSON to be written: keys come out sorted by their bytes, so that equal values are equal text.
indirect enum JSONValue: Equatable {
  case string(String)
  case integer(Int)
  case boolean(Bool)
  /// A number that is already written out, `0.999999` for example.
  case number(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// On one line, for the page.
  var compact: String {
    var text = ""
    write(to: &text, indent: nil)
    return text
  }

  /// A key a line, as `json.dumps(value, indent=2, sort_keys=True)` of Python writes it.
  var pretty: String {
    var text = ""
    write(to: &text, indent: 0)
    return text + "\n"
  }

  private func write(to text: inout String, indent: Int?) {
    switch self {
    case .string(let value): JSONEscape.append(value, to: &text)
    case .integer(let value): text += String(value)
    case .boolean(let value): text += value ? "true" : "false"
    case .number(let digits): text += digits
    case .array(let values):
      Self.list("[", values, "]", to: &text, indent: indent) { value, text, indent in
        value.write(to: &text, indent: indent)
      }
    case .object(let members):
      let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      Self.list("{", sorted, "}", to: &text, indent: indent) { member, text, indent in
        JSONEscape.append(member.key, to: &text)
        text += indent == nil ? ":" : ": "
        member.value.write(to: &text, indent: indent)
      }
    }
  }

  private static func list<Element>(
    _ open: String, _ elements: [Element], _ close: String, to text: inout String, indent: Int?,
    _ write: (Element, inout String, Int?) -> Void
  ) {
    text += open
    for (index, element) in elements.enumerated() {
      if index > 0 { text += "," }
      if let indent { text += "\n" + String(repeating: " ", count: indent + 2) }
      write(element, &text, indent.map { $0 + 2 })
    }
    if let indent, !elements.isEmpty { text += "\n" + String(repeating: " ", count: indent) }
    text += close
  }
}
