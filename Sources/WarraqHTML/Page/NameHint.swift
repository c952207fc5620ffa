/// What the names that a page's author gave to an element (class, id, role) say of its text, by words
/// that authors of pages everywhere use. The idea, and many of the words, are common to the tools of the
/// field since Readability (Arc90, 2009).
enum NameHint: UInt8, Comparable {
  case none
  /// Said of what holds an article.
  case content
  /// Said of what surrounds one.
  case furniture

  static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }

  private static let contentWords = """
    article articlebody articletext body content contents entry main maincontent post story storybody text
    """

  private static let furnitureWords = """
    ad ads advert adverts advertisement advertising advertorial aside author authors avatar banner bio \
    breadcrumb breadcrumbs byline caption carousel categories category comment commentlist comments \
    consent cookie cookies copyright credit credits crumbs date dateline disclaimer discussion disqus \
    donate donation facebook follow foot footer gallery gdpr header hidden jump keywords latest license \
    lightbox livefyre login masthead menu menus meta metadata modal more morelike nav navbar navigation \
    newsletter newsletters next noprint outbrain overlay pager pagination paginator pinterest poll popular \
    popup prev print printonly promo promos promoted promotion pubdate published rail rating ratings recent \
    recirc recirculation recommend recommendation recommendations recommended register related \
    relatedposts relateds replies reply respond screenreader share shared shares sharethis sharing side \
    sidebar sidebars signin signup skip slider slideshow social socials sponsor sponsored sponsors submenu \
    subscribe subscription subscriptions suggested suggestions taboola tag tagcloud tagged tags teaser \
    teasers timestamp toc toolbar tooltip topbar trending vote votes whatsapp widget widgets addthis
    """

  /// By a hash of the word.
  private static let hints: [UInt64: NameHint] = {
    var hints: [UInt64: NameHint] = [:]
    for (words, hint) in [(contentWords, NameHint.content), (furnitureWords, .furniture)] {
      for word in words.split(separator: " ") { hints[word.utf8.reduce(seed, fold)] = hint }
    }
    return hints
  }()

  /// FNV-1a: names are read byte by byte, without a string for each word.
  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  private static func fold(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  /// The strongest hint of any word of an attribute's value. Words end where letters do, and before a
  /// capital behind a small letter.
  init(value: UnsafePointer<CChar>) {
    var strongest = NameHint.none
    var hash = Self.seed
    var isInWord = false
    var wasSmall = false
    var index = 0
    while true {
      let byte = UInt8(bitPattern: value[index])
      let small = byte | 0x20
      let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(small)
      let isCapital = isLetter && byte != small
      if isInWord, !isLetter || isCapital && wasSmall {
        strongest = max(strongest, Self.hints[hash] ?? .none)
        (hash, isInWord) = (Self.seed, false)
      }
      if byte == 0 { break }
      if isLetter { (hash, isInWord) = (Self.fold(hash, small), true) }
      wasSmall = isLetter && !isCapital
      index += 1
    }
    self = strongest
  }
}
