import Foundation
import Testing

/// The cases that the best tools of the field fail, each on the real binary.
///
/// As many at a time as there are cores, and never one alone: every test starts processes of its own,
/// waits for some of them to be killed or to give up, and for the disk.
@Suite(.slots(max(2, ProcessInfo.processInfo.activeProcessorCount))) enum Acceptance {}

extension Trait where Self == Slots {
  static func slots(_ count: Int) -> Slots { Slots(count) }
}
