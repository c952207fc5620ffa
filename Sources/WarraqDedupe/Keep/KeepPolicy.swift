import WarraqCore

/// Which of several copies stays: the one of the lowest rank, and of equal ranks the first in corpus
/// order. A rank depends on its document alone.
public enum KeepPolicy: Sendable, Equatable {
  /// The first in corpus order.
  case first
  /// The one of the earliest date; within a month or year of which no more is known the last.
  /// Documents without a date come last.
  case earliest
  /// The one of the most characters.
  case longest
  /// The one of the source that is named first; other sources come last.
  case sources([String])

  /// The document's rank.
  func rank(of document: Document) -> UInt64 {
    switch self {
    case .first: return 0
    case .earliest:
      guard let date = document.date else { return .max }
      let (month, day) = (date.month ?? 99, date.day ?? 99)
      return UInt64(bitPattern: Int64((date.year * 100 + month) * 100 + day)) ^ 1 << 63
    case .longest:
      return .max - UInt64(document.text.count { $0 & 0xC0 != 0x80 })
    case .sources(let names):
      let source = document.source
      return UInt64(names.firstIndex { $0 == source } ?? names.count)
    }
  }
}

/// A document's place in the order in which copies are kept.
struct KeepPlace: Comparable, Hashable {
  var rank: UInt64
  /// The corpus position of its shard.
  var shard: Int
  /// Its ordinal in the shard.
  var ordinal: Int

  static func < (a: Self, b: Self) -> Bool {
    if a.rank != b.rank { return a.rank < b.rank }
    return a.shard != b.shard ? a.shard < b.shard : a.ordinal < b.ordinal
  }
}

extension RowEncoder {
  /// A rank in few bytes where it is small, as most are.
  mutating func rank(_ rank: UInt64) { varint(Int(Int64(bitPattern: rank))) }

  /// 24 bytes that sort as places do.
  mutating func place(_ place: KeepPlace) {
    fixed(place.rank)
    ordinal(place.shard)
    ordinal(place.ordinal)
  }
}

extension RowDecoder {
  mutating func rank() -> UInt64 { UInt64(bitPattern: Int64(varint())) }

  mutating func place() -> KeepPlace {
    let rank = fixed()
    let shard = ordinal()
    return KeepPlace(rank: rank, shard: shard, ordinal: ordinal())
  }
}
