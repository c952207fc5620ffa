import Dispatch
import Foundation
import Synchronization

/// Calls `body` with each number below `count`, on so many threads: the next number goes to the thread that is
/// free. It may be used within itself, unlike `concurrentPerform`, which has one thread then.
///
/// - Parameter body: takes the number of the thread, then that of the work.
/// - Throws: what the work with the least number threw. The rest has been done.
func concurrently(
  _ count: Int, threads: Int,
  _ body: @escaping @Sendable (_ thread: Int, _ number: Int) throws -> Void
) throws {
  let work = Work(count)
  let others = DispatchGroup()
  for thread in 1..<max(1, min(threads, count)) {
    others.enter()
    Thread.detachNewThread {
      work.perform(thread, body)
      others.leave()
    }
  }
  work.perform(0, body)
  others.wait()
  if let first = work.failures.withLock({ $0.min { $0.key < $1.key } }) { throw first.value }
}

/// Numbers that threads take one by one.
private final class Work: Sendable {
  private let count: Int
  private let next = Atomic(0)
  let failures = Mutex<[Int: any Error]>([:])

  init(_ count: Int) { self.count = count }

  func perform(_ thread: Int, _ body: (Int, Int) throws -> Void) {
    while case let number = next.add(1, ordering: .relaxed).oldValue, number < count {
      do {
        try body(thread, number)
      } catch {
        failures.withLock { $0[number] = error }
      }
    }
  }
}
