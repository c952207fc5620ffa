/// What a lengths row is about. Keys sort as the report does: by dimension, then value.
public struct LengthKey: Hashable, Sendable {
  /// What documents are grouped by.
  public enum Dimension: UInt8, Sendable {
    case total, source, language, month
    /// Not a dimension of the report: documents by their number of tokens, in powers of two. The
    /// value is the least number of tokens, see ``LengthKey/init(tokens:)``.
    case tokenCount

    /// The name in `lengths.tsv`.
    public var name: String {
      switch self {
      case .total: "total"
      case .source: "source"
      case .language: "language"
      case .month: "month"
      case .tokenCount: "tokens"
      }
    }
  }

  /// The value of documents that do not say.
  public static let unknown = "(unknown)"

  /// The value of the one row of ``Dimension/total``.
  public static let all = "(all)"

  public var dimension: Dimension
  public var value: String

  init(_ dimension: Dimension, _ value: String?) {
    self.dimension = dimension
    self.value = value.flatMap { $0.isEmpty ? nil : $0 } ?? Self.unknown
  }

  /// The class of a number of tokens: 0, 1, 2 to 3, 4 to 7 and so on, by a letter that sorts.
  init(tokens: Int) {
    let bits = Int.bitWidth - tokens.leadingZeroBitCount
    self.init(.tokenCount, String(UnicodeScalar(UInt8(ascii: "A") + UInt8(bits))))
  }

  /// Reads a key that ``bytes`` gave; `nil` for other bytes.
  public init?(_ key: UnsafeRawBufferPointer) {
    guard let first = key.first, let dimension = Dimension(rawValue: first) else { return nil }
    self.dimension = dimension
    value = String(decoding: key[1...], as: UTF8.self)
  }

  var bytes: [UInt8] { [dimension.rawValue] + value.utf8 }

  /// The range of token numbers of a ``Dimension/tokenCount`` row.
  public var tokenRange: ClosedRange<Int>? {
    guard dimension == .tokenCount, let letter = value.utf8.first, letter >= 65 else { return nil }
    let bits = Int(letter) - 65
    return bits == 0 ? 0...0 : (1 << (bits - 1))...(1 << (bits - 1) * 2 - 1)
  }
}
