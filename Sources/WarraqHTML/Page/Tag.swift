/// The elements of HTML that the choice of text knows.
enum Tag: UInt8 {
  /// Every other one: taken as inline.
  case other
  // Blocks: the page and its parts.
  case html, body, main, article, section, header, footer, nav, aside, figure, figcaption, address
  case hgroup, dialog
  // Blocks: text, lists, tables.
  case p, div, h1, h2, h3, h4, h5, h6, pre, blockquote, center, fieldset, details, summary, form, hr
  case ul, ol, li, dl, dt, dd, menu, table, tbody, thead, tfoot, tr, td, th, caption
  // Inline elements and those of the head.
  case a, br, head, title, meta
  // What holds no text of the page.
  case script, style, noscript, template, iframe, svg, button, select, textarea, input, object,
    embed
  case audio, video, canvas, math, option, map, noframes

  /// Whether its text stands in lines of its own.
  var isBlock: Bool { (Self.html.rawValue...Self.caption.rawValue).contains(rawValue) }

  /// Whether it is meant to hold one paragraph.
  var isParagraph: Bool { self == .p || self == .li }

  /// Whether nothing inside is text of the page.
  var isSilent: Bool { rawValue >= Self.script.rawValue || self == .title }

  /// Whether HTML itself says that it holds what goes with a text, not the text.
  var isFurniture: Bool {
    switch self {
    case .nav, .aside, .footer, .menu, .dialog, .form, .address: true
    default: false
    }
  }
}

extension Tag {
  /// The tag of a name in lower case.
  init(name: UnsafePointer<CChar>) {
    var key: UInt64 = 0
    var count = 0
    while name[count] != 0, count < 8 {
      key = key << 8 | UInt64(UInt8(bitPattern: name[count]))
      count += 1
    }
    self = Self.names[key] ?? .other
  }

  /// By the first eight bytes of the name, which tell all of them apart.
  private static let names: [UInt64: Tag] = {
    var names: [UInt64: Tag] = [:]
    for value in html.rawValue...noframes.rawValue {
      guard let tag = Tag(rawValue: value) else { continue }
      names["\(tag)".utf8.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }] = tag
    }
    return names
  }()
}
