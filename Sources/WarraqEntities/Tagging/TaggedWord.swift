/// What is known of a word or mark of a document once it has been tagged.
struct TaggedWord {
  /// The hash of its normalised bytes; of a mark, of its published ones.
  var hash: UInt64 = 0
  /// The hash of the word without its clitics.
  var identity: UInt64 = 0
  /// The bytes of those.
  var clitics: UInt8 = 0
  /// What it says of the words beside it: see ``WordRecord/conjoined``.
  var trigger: Trigger = []

  init() {}

  init(_ record: UnsafePointer<WordRecord>) {
    hash = record.pointee.hash
    identity = record.pointee.identity
    clitics = record.pointee.clitics
    trigger = record.pointee.conjoined
  }
}
