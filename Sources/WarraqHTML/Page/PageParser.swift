import CWarraqHTML

/// Reads a page with the C library and hands what it finds to a ``PageBuilder``.
enum PageParser {
  /// Elements inside elements; as many as browsers keep apart. The library takes time in proportion to
  /// it for each tag that closes nothing.
  static let maximumDepth = 512

  static func parse(_ bytes: UnsafeRawBufferPointer) throws(PageProblem) -> Page {
    let builder = PageBuilder()
    var events = warraq_html_events(
      context: Unmanaged.passUnretained(builder).toOpaque(),
      open: { context, name, attributes in
        guard let name else { return }
        PageParser.builder(context)?.open(Tag(name: name), attributes)
      },
      text: { context, bytes, count in
        PageParser.builder(context)?.add(UnsafeRawBufferPointer(start: bytes, count: count))
      },
      close: { context in PageParser.builder(context)?.close() })
    let result = withExtendedLifetime(builder) {
      warraq_html_parse(bytes.baseAddress, bytes.count, maximumDepth, &events)
    }
    guard result == Int32(warraq_html_whole.rawValue) else {
      throw result == Int32(warraq_html_too_deep.rawValue) ? .tooDeep : .unreadable
    }
    return builder.finish()
  }

  private static func builder(_ context: UnsafeMutableRawPointer?) -> PageBuilder? {
    context.map { Unmanaged<PageBuilder>.fromOpaque($0).takeUnretainedValue() }
  }
}
