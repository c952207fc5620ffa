/// What the attributes of an element say, as far as it matters.
struct ElementAttributes {
  var name = NameHint.none
  var isHidden = false
  var isArticleBody = false

  /// Reads names and values in turn, up to a null pointer.
  init(_ attributes: UnsafePointer<UnsafePointer<CChar>?>?) {
    Self.forEach(attributes) { name, value in
      switch name {
      case "class", "id", "role": self.name = max(self.name, NameHint(value: value))
      case "hidden": isHidden = true
      case "style": isHidden = isHidden || Self.hides(String(cString: value))
      case "itemprop":
        isArticleBody = String(cString: value).split(separator: " ").contains("articleBody")
      default: break
      }
    }
  }

  private static func hides(_ style: String) -> Bool {
    let style = style.lowercased().filter { $0 != " " }
    return style.contains("display:none") || style.contains("visibility:hidden")
  }

  /// Calls `body` with every attribute; the value of one without is empty.
  static func forEach(
    _ attributes: UnsafePointer<UnsafePointer<CChar>?>?,
    _ body: (String, UnsafePointer<CChar>) -> Void
  ) {
    guard let attributes else { return }
    var index = 0
    while let name = attributes[index] {
      body(String(cString: name), attributes[index + 1] ?? name + strlen(name))
      index += 2
    }
  }

  /// The values of the attributes that are asked for, in that order.
  static func values(
    _ attributes: UnsafePointer<UnsafePointer<CChar>?>?, of names: String...
  ) -> [String?] {
    var values = [String?](repeating: nil, count: names.count)
    forEach(attributes) { name, value in
      if let index = names.firstIndex(of: name) { values[index] = String(cString: value) }
    }
    return values
  }

  private static func strlen(_ text: UnsafePointer<CChar>) -> Int {
    var count = 0
    while text[count] != 0 { count += 1 }
    return count
  }
}
