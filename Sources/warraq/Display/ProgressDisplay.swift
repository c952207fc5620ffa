import Dispatch
import Foundation
import WarraqCore
import WarraqRun

/// Shows how a run goes: a bar on a terminal, plain lines elsewhere, JSON lines for programs.
final class ProgressDisplay {
  enum Style {
    case bar
    case lines
    case json
    case quiet
  }

  private let style: Style
  private let start = DispatchTime.now().uptimeNanoseconds
  private var phase = ""
  private var tasks = 0
  private var done = 0
  private var phaseStart = 0.0
  /// Records and bytes of tasks that are running, and of those of this phase that are done.
  private var running: [TaskID: (records: Int, bytes: Int)] = [:]
  private var finished = (records: 0, bytes: 0)
  private var lastDraw = 0.0

  init(_ style: Style) { self.style = style }

  static func style(json: Bool) -> Style { json ? .json : Console.isTerminal ? .bar : .lines }

  private var elapsed: Double {
    Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
  }

  func show(_ event: RunEvent) {
    switch style {
    case .quiet: showTrouble(event)
    case .json: showJSON(event)
    case .bar, .lines: showText(event)
    }
  }

  private func showText(_ event: RunEvent) {
    switch event {
    case .planned(let inputs, let bytes, let shards):
      line("\(inputs) inputs, \(Console.bytes(bytes)), \(shards) shards planned")
    case .phase(let name, let run, let skipped):
      endPhase()
      (phase, tasks, done, phaseStart) = (name, run, 0, elapsed)
      (running, finished) = ([:], (0, 0))
      if style == .lines {
        let kept = skipped > 0 ? ", \(skipped) unchanged" : ""
        line("\(name): \(run) tasks\(kept)")
      }
    case .progress(let task, let records, let bytes):
      running[task] = (records, bytes)
      draw()
    case .finished(let manifest):
      done += 1
      running[manifest.task] = nil
      finished.records += manifest.reading?.records ?? 0
      finished.bytes += manifest.reading?.decodedBytes ?? 0
      draw(force: done == tasks)
    case .started: break
    default: showTrouble(event)
    }
  }

  private func showTrouble(_ event: RunEvent) {
    switch event {
    case .retrying(let task, let attempt, let why):
      line("task \(task): attempt \(attempt) failed, trying again: \(why)")
    case .failed(let task, let why): line("task \(task) failed: \(why)")
    case .crasher(let shard, let ordinal, let why):
      line("record \(ordinal) of shard \(shard) crashes a process by itself (\(why)): quarantined")
    case .warning(let text): line("warning: \(text)")
    default: break
    }
  }

  /// Documents, speed, shards and time left.
  private func draw(force: Bool = false) {
    guard style == .bar, force || elapsed - lastDraw > 0.1 else { return }
    lastDraw = elapsed
    let records = finished.records + running.values.reduce(0) { $0 + $1.records }
    let bytes = finished.bytes + running.values.reduce(0) { $0 + $1.bytes }
    let seconds = max(0.001, elapsed - phaseStart)
    let share = tasks == 0 ? 1 : Double(done) / Double(tasks)
    let width = 24
    let filled = Int(share * Double(width))
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    let rate = Int(Double(bytes) / seconds)
    let left = done == 0 ? "" : ", " + Console.duration(seconds / share * (1 - share)) + " left"
    Console.draw(
      "\r\u{1B}[K\(phase) \(bar) \(done)/\(tasks)  \(Console.number(records)) documents  "
        + "\(Console.bytes(rate))/s\(left)")
  }

  /// Wipes the bar, so that what follows stands on a line of its own.
  func endPhase() {
    if style == .bar, !phase.isEmpty { Console.draw("\r\u{1B}[K") }
  }

  private func line(_ text: String) {
    endPhase()
    Console.error(text)
  }
}

extension ProgressDisplay {
  /// One event as programs read it: `event` names it, the other keys are its values.
  private struct Line: Encodable {
    var event: String
    var task: String?
    var process: Int32?
    var phase: String?
    var tasks: Int?
    var skipped: Int?
    var inputs: Int?
    var bytes: Int?
    var shards: Int?
    var records: Int?
    var shard: Int?
    var ordinal: Int?
    var attempt: Int?
    var seconds: Double?
    var message: String?
  }

  private func showJSON(_ event: RunEvent) {
    let line: Line =
      switch event {
      case .planned(let inputs, let bytes, let shards):
        Line(event: "planned", inputs: inputs, bytes: bytes, shards: shards)
      case .phase(let name, let run, let skipped):
        Line(event: "phase", phase: name, tasks: run, skipped: skipped)
      case .started(let task, let process):
        Line(event: "started", task: task.description, process: process)
      case .progress(let task, let records, let bytes):
        Line(event: "progress", task: task.description, bytes: bytes, records: records)
      case .finished(let manifest):
        Line(
          event: "finished", task: manifest.task.description,
          bytes: manifest.reading?.decodedBytes, records: manifest.reading?.records,
          seconds: manifest.seconds)
      case .retrying(let task, let attempt, let why):
        Line(event: "retrying", task: task.description, attempt: attempt, message: why)
      case .failed(let task, let why):
        Line(event: "failed", task: task.description, message: why)
      case .crasher(let shard, let ordinal, let why):
        Line(event: "crasher", shard: shard, ordinal: ordinal, message: why)
      case .warning(let text): Line(event: "warning", message: text)
      }
    if let text = try? Console.json(line) {
      Console.print(text)
    }
  }
}
