import Dispatch
import WarraqCore

/// Listens to a run and keeps when what happened. Time in which this process could have gone on, but others
/// had the processors, does not count.
final class RunRecorder {
  private struct Phase {
    var name: String
    var coordination: Double
    var ended: [(manifest: TaskManifest, at: Double)] = []
  }

  private var phases: [Phase] = []
  /// For each task, when it began last, and in which process.
  private var started: [TaskID: (at: Double, process: Int32)] = [:]
  private var mark = QuietTime.now

  func note(_ event: RunEvent) {
    switch event {
    case .planned: mark = .now
    case .phase(let name, _, _):
      phases.append(Phase(name: name, coordination: mark.elapsed))
      mark = .now
    case .started(let task, let process): started[task] = (QuietTime.now.wall, process ?? 0)
    case .finished(let manifest):
      mark = .now
      guard !phases.isEmpty else { return }
      phases[phases.count - 1].ended.append((manifest, mark.wall))
    default: break
    }
  }

  /// What has been heard, once the run is over.
  func measurement(lanes: Int) -> RunMeasurement {
    let ending = mark.elapsed
    var known: Set<Int32> = []
    let measured = phases.map { phase in
      RunMeasurement.Phase(
        name: phase.name, coordination: phase.coordination,
        tasks: tasks(of: phase, lanes: lanes, known: &known))
    }
    return RunMeasurement(phases: measured, ending: ending, lanes: lanes)
  }

  /// Tasks in the order in which each process had them.
  private func tasks(
    of phase: Phase, lanes: Int, known: inout Set<Int32>
  ) -> [RunMeasurement.Task] {
    let begun = phase.ended.compactMap { manifest, end in
      started[manifest.task].map {
        (manifest: manifest, begin: $0.at, process: $0.process, end: end)
      }
    }
    var result: [RunMeasurement.Task] = []
    for (process, mine) in Dictionary(grouping: begun, by: \.process) {
      let mine = mine.sorted { $0.begin < $1.begin }
      for (place, task) in mine.enumerated() {
        let end = place + 1 < mine.count ? mine[place + 1].begin : task.end
        result.append(
          RunMeasurement.Task(
            manifest: task.manifest, seconds: task.manifest.quietSeconds(lanes: lanes),
            cycle: end - task.begin, isFirst: place == 0,
            isFirstOfAll: place == 0 && known.insert(process).inserted))
      }
    }
    return result
  }
}

/// A moment, with how long this process had waited for processors by then.
struct QuietTime {
  var wall: Double
  var queued: Double

  static var now: QuietTime {
    QuietTime(
      wall: Double(DispatchTime.now().uptimeNanoseconds) / 1e9, queued: ProcessorQueue.seconds)
  }

  /// Seconds since then, without those that others took.
  var elapsed: Double {
    let now = Self.now
    return max(0, (now.wall - wall) - max(0, now.queued - queued))
  }
}
