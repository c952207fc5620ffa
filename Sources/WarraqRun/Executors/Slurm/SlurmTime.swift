/// Times as Slurm writes them: `30`, `30:00`, `2:00:00`, `1-12`, `1-12:30:00`.
enum SlurmTime {
  /// Seconds; `nil` for what is no time, or has no end.
  static func seconds(_ text: String) -> Int? {
    let halves = text.split(separator: "-", omittingEmptySubsequences: false)
    guard halves.count <= 2, let clock = halves.last else { return nil }
    let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }.filter { $0 >= 0 }
    guard (1...3).contains(parts.count), numbers.count == parts.count else { return nil }
    if halves.count == 2 {
      guard let days = Int(halves[0]), days >= 0 else { return nil }
      // Behind days come hours first.
      return days * 86400 + zip(numbers, [3600, 60, 1]).reduce(0) { $0 + $1.0 * $1.1 }
    }
    switch numbers.count {
    case 1: return numbers[0] * 60
    case 2: return numbers[0] * 60 + numbers[1]
    default: return numbers[0] * 3600 + numbers[1] * 60 + numbers[2]
    }
  }
}
