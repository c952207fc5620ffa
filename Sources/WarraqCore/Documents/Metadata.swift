/// What is known of a document beside its text, as bytes: most stages ask for little of it, so that a string is
/// made where somebody does.
package struct Metadata {
  package enum Field: Int, CaseIterable { case id, title, source, url, language }

  /// UTF-8 of all fields, and of what they held before they were set anew.
  private var bytes: [UInt8] = []
  /// Where the value of each field stands; `absent` where it has none.
  private var ranges = InlineArray<5, Range<Int>>(repeating: Self.absent)
  private static let absent = -1 ..< -1
  /// With more bytes than that, what no field holds any more is let go.
  private var limit = Self.smallestLimit
  private static let smallestLimit = 1 << 12

  /// The value of a field.
  subscript(field: Field) -> String? {
    get { has(field) ? withBytes(of: field) { String(decoding: $0, as: UTF8.self) } : nil }
    set {
      guard let newValue else { return ranges[field.rawValue] = Self.absent }
      set(field) { $0.append(contentsOf: newValue.utf8) }
    }
  }

  /// Calls `body` with the bytes of a field, none where it has no value.
  func withBytes<Result>(
    of field: Field, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    guard has(field) else { return try body(UnsafeRawBufferPointer(start: nil, count: 0)) }
    return try bytes.withUnsafeBytes {
      try body(UnsafeRawBufferPointer(rebasing: $0[ranges[field.rawValue]]))
    }
  }

  /// Sets a field to what `append` appends.
  mutating func set(_ field: Field, _ append: (inout [UInt8]) -> Void) {
    ranges[field.rawValue] = Self.absent
    if bytes.count > limit { compact() }
    let start = bytes.count
    append(&bytes)
    ranges[field.rawValue] = start..<bytes.count
  }

  mutating func removeAll() {
    bytes.clear()
    ranges = InlineArray(repeating: Self.absent)
    limit = Self.smallestLimit
  }

  private func has(_ field: Field) -> Bool { ranges[field.rawValue].lowerBound >= 0 }

  private mutating func compact() {
    var kept: [UInt8] = []
    for field in Field.allCases where has(field) {
      let range = ranges[field.rawValue]
      ranges[field.rawValue] = kept.count..<kept.count + range.count
      kept += bytes[range]
    }
    bytes = kept
    limit = max(Self.smallestLimit, 2 * kept.count)
  }
}
