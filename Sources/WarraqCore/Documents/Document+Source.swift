extension Document {
  /// Where the document was published: its source, or else the host of its address without `www.`;
  /// `nil` where it has neither.
  public var publisher: String? {
    withPublisher { $0.isEmpty ? nil : String(decoding: $0, as: UTF8.self) }
  }

  /// Calls `body` with the bytes of the publisher, none where there is none.
  package func withPublisher<Result>(
    _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try withBytes(of: .source) { source in
      if !source.isEmpty { return try body(source) }
      var host = url.flatMap(Self.host) ?? ""
      return try host.withUTF8 { try body(UnsafeRawBufferPointer($0)) }
    }
  }

  /// The host of an address, in lower case.
  static func host(of url: String) -> String? {
    let bytes = url.utf8
    guard let scheme = url.firstRange(of: "://") else { return nil }
    let rest = bytes[scheme.upperBound...]
    let authority = rest.prefix {
      $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
    }
    let start =
      authority.lastIndex(of: UInt8(ascii: "@")).map(authority.index(after:))
      ?? authority.startIndex
    let named = authority[start...].prefix { $0 != UInt8(ascii: ":") }
    guard let text = String(named)?.lowercased() else { return nil }
    let host = text.hasPrefix("www.") ? text.dropFirst(4) : text[...]
    return host.isEmpty ? nil : String(host)
  }
}
