// What the page says of itself.
extension PageBuilder {
  func read(_ tag: Tag, _ attributes: UnsafePointer<UnsafePointer<CChar>?>?) {
    switch tag {
    case .html:
      let found = ElementAttributes.values(attributes, of: "lang", "xml:lang")
      page.metadata.language = page.metadata.language ?? found[0] ?? found[1]
    case .meta:
      let found = ElementAttributes.values(
        attributes, of: "property", "name", "itemprop", "content")
      page.metadata.readMeta(property: found[0] ?? found[1] ?? found[2], content: found[3])
    case .script:
      let type = ElementAttributes.values(attributes, of: "type")[0]
      if type == "application/ld+json" { collected = [] }
    case .title: if silent == 0, page.metadata.windowTitle == nil { collected = [] }
    default: break
    }
  }

  func take(_ text: [UInt8], of tag: Tag) {
    if tag == .script {
      page.metadata.read(jsonLD: text)
    } else {
      page.metadata.windowTitle = String(decoding: text, as: UTF8.self)
    }
  }
}
