import Glibc

/// Runs `body` with a copy of a text that has no readable memory right behind it, and with one that has none
/// right before it: whoever reads there does not live to tell.
func withGuardedText(_ text: some Collection<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
  let page = 4096
  let size = (text.count / page + 1) * page
  guard
    let start = mmap(nil, size + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
    start != MAP_FAILED, mprotect(start + page, size, PROT_READ | PROT_WRITE) == 0
  else { preconditionFailure("no memory") }
  defer { munmap(start, size + 2 * page) }
  for offset in [0, size - text.count] {
    let copy = UnsafeMutableBufferPointer(
      start: (start + page + offset).assumingMemoryBound(to: UInt8.self), count: text.count)
    _ = copy.initialize(from: text)
    body(UnsafeBufferPointer(copy))
  }
}
