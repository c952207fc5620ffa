import CWarraqICU

/// ICU's word break iterator of the root locale.
///
/// One thread at a time.
final class WordIterator {
  private let handle: OpaquePointer?

  init() {
    handle = warraq_word_iterator_open()
    precondition(handle != nil, "ICU has no word break rules: are its data files there?")
  }

  deinit { warraq_word_iterator_close(handle) }

  /// Calls `body` with the bounds of every segment of `text` whose rule status says that it holds
  /// numbers, letters, kana or ideographs. `body` returns whether to go on.
  func forEachWord(
    _ text: UnsafeBufferPointer<UInt8>, _ body: (_ start: Int, _ end: Int) -> Bool
  ) {
    let isSet = warraq_word_iterator_set_text(handle, text.baseAddress, text.count)
    precondition(isSet, "ICU cannot read a text of \(text.count) bytes")
    var start = 0
    var status: Int32 = 0
    while true {
      let end = Int(warraq_word_iterator_next(handle, &status))
      if end < 0 { return }
      if status >= 100, !body(start, end) { return }
      start = end
    }
  }
}
