import WarraqCore

/// Decides from which document the form of a term is taken: the one of the lowest rank.
///
/// The rank is the upper 48 bits of the content hash, which samples a document by chance but the
/// same one in every run. Whole hashes would make rows of rare terms half as large again; documents
/// of equal rank (one in 2^48) are told apart by the bytes of the form, as equal documents are.
enum FormRank {
  static let byteCount = 6

  static func rank(of hash: ContentHash) -> UInt64 { hash.high >> 16 }
}
