/// How often files and the scheduler are looked at: soon after something has happened, seldom when
/// nothing does. What elements say for themselves the scheduler need not be asked for.
struct PollClock {
  /// Between two looks at the files.
  private(set) var pause = Duration.milliseconds(50)
  private var schedulerPause = Duration.milliseconds(500)
  private var nextPoll = ContinuousClock.now

  /// Tasks have ended: others may be about to. The scheduler has no part in that.
  mutating func hasten() { pause = .milliseconds(50) }

  /// Something has been submitted.
  mutating func wake() {
    hasten()
    schedulerPause = .milliseconds(500)
    nextPoll = min(nextPoll, .now + schedulerPause)
  }

  /// Nothing has happened since the last look.
  mutating func slow() { pause = min(pause * 5 / 4, .seconds(2)) }

  /// Whether the scheduler should be asked now. A busy one is not asked more often than it likes.
  mutating func isTimeToPoll() -> Bool {
    guard ContinuousClock.now >= nextPoll else { return false }
    nextPoll = .now + schedulerPause
    schedulerPause = min(schedulerPause * 3 / 2, .seconds(15))
    return true
  }
}
