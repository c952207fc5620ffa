/// Asks until there is an answer, and gives up after a while.
///
/// Returns the first answer that is not `nil`; `nil` when `timeout` has passed without one.
public func eventually<Answer>(
  within timeout: Duration = .seconds(30), _ question: () throws -> Answer?
) async throws -> Answer? {
  let clock = ContinuousClock()
  let end = clock.now + timeout
  while true {
    if let answer = try question() { return answer }
    if clock.now >= end { return nil }
    try await Task.sleep(for: .milliseconds(5))
  }
}
