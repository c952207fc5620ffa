import Glibc
import Synchronization

/// Calls `body` with each number below `count`, on so many threads: the next number goes to the thread that is
/// free. It may be used within itself, unlike `concurrentPerform`, which has one thread then. Where the system
/// has no more threads there are fewer.
///
/// - Parameter body: takes the number of the thread, then that of the work.
/// - Throws: what the work with the least number threw. The rest has been done.
func concurrently(
  _ count: Int, threads: Int,
  _ body: @escaping @Sendable (_ thread: Int, _ number: Int) throws -> Void
) throws {
  let work = Work(count, body)
  let others = (1..<max(1, min(threads, count))).compactMap { work.start($0) }
  work.perform(0)
  for thread in others { pthread_join(thread, nil) }
  if let first = work.failures.withLock({ $0.min { $0.key < $1.key } }) { throw first.value }
}

/// Numbers that threads take one by one.
private final class Work: Sendable {
  private let count: Int
  private let body: @Sendable (Int, Int) throws -> Void
  private let next = Atomic(0)
  let failures = Mutex<[Int: any Error]>([:])

  init(_ count: Int, _ body: @escaping @Sendable (Int, Int) throws -> Void) {
    self.count = count
    self.body = body
  }

  func perform(_ thread: Int) {
    while case let number = next.add(1, ordering: .relaxed).oldValue, number < count {
      do {
        try body(thread, number)
      } catch {
        failures.withLock { $0[number] = error }
      }
    }
  }

  /// Begins a thread; nil where there is none to be had.
  func start(_ number: Int) -> pthread_t? {
    let start = Unmanaged.passRetained(Start(work: self, number: number))
    var thread = pthread_t()
    let failure = pthread_create(
      &thread, nil,
      { start in
        guard let start else { return nil }
        let (work, number) = Unmanaged<Start>.fromOpaque(start).takeRetainedValue().values
        work.perform(number)
        return nil
      }, start.toOpaque())
    guard failure == 0 else {
      start.release()
      return nil
    }
    return thread
  }

  private final class Start: Sendable {
    let values: (work: Work, number: Int)

    init(work: Work, number: Int) { values = (work, number) }
  }
}
