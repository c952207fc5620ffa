import WarraqCore

/// What is counted of one term: one cache line.
struct TermSlot: BitwiseCopyable {
  /// The hash of the key.
  var hash: UInt64
  /// The ``FormRank`` of the document that the form was taken from.
  var formRank = TermSlot.noRank
  /// Length of the key in bytes.
  var length: UInt32
  /// Serial number of the last document that held the term.
  var lastDocument: UInt32 = 0
  /// Occurrences in kept documents.
  var count: UInt32 = 0
  /// Kept documents that hold the term.
  var documents: UInt32 = 0
  /// Documents that hold the term, duplicates included.
  var publications: UInt32 = 0
  /// Where the form lies in the arena, if it is not the term itself.
  var form = TermSlot.sameForm
  /// The key; of one longer than ``KeyWords/limit`` the first word says where it lies in the arena.
  var key: KeyWords

  /// Marks a form that is the term itself.
  static let sameForm = UInt32.max
  /// No document yet to take a form from.
  static let noRank = UInt64.max
}
