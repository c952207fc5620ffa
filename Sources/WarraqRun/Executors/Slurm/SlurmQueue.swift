import Glibc
import WarraqCore

/// What `squeue` says of one array, element by element.
struct SlurmQueue {
  /// One call tells all, exit statuses too, also of elements that ended minutes ago.
  static let options = [
    "--noheader", "--states=all", "--array",
    "--Format=ArrayTaskID:|,State:|,Reason:|,exit_code:|,NodeList:|,Name:|",
  ]

  private(set) var states: [Int: ElementState] = [:]
  private(set) var blindNodes: Set<String> = []
  private let job: String

  /// - Parameter name: of the batch's job. After a controller has lost its state, numbers come again.
  init(_ text: String, job: String, name: String) {
    self.job = job
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      guard fields.count > 5, fields[5] == name, let number = Int(fields[0]) else { continue }
      let state = state(of: "\(job)_\(number)", fields)
      if case .blind = state { blindNodes.insert(fields[4]) }
      states[number] = state
    }
  }

  private func state(of element: String, _ fields: [String]) -> ElementState {
    let (state, reason, status, node) = (fields[1], fields[2], Int32(fields[3]) ?? 0, fields[4])
    let what = "Slurm job \(element)"
    switch state {
    case "PENDING": return waiting(what, element, reason)
    case "REQUEUE_HOLD", "SPECIAL_EXIT":
      return .ended(.stopped("\(what) was put back into the queue and held there (\(reason))"))
    case "COMPLETED":
      return .ended(.stopped("\(what) ended on \(node) without saying how its tasks went"))
    case "FAILED": return failed(what, reason, status, node)
    case "TIMEOUT", "DEADLINE":
      return .ended(
        .failed(
          message:
            "\(what) reached its time limit on \(node): give it more with --time, or use smaller "
            + "shards", retry: true))
    case "OUT_OF_MEMORY":
      return .ended(
        .outOfMemory("\(what) took more memory on \(node) than it had asked for: raise --memory"))
    case "NODE_FAIL", "BOOT_FAIL": return .ended(.stopped("\(what) lost its node \(node)"))
    case "PREEMPTED": return .ended(.stopped("\(what) was preempted on \(node)"))
    case "CANCELLED":
      return .ended(
        .failed(message: "\(what) was cancelled" + cause(reason), retry: false))
    default: return .running(node)
    }
  }

  private func waiting(_ what: String, _ element: String, _ reason: String) -> ElementState {
    switch reason {
    case "JobHeldUser", "JobHeldAdmin":
      return .held("\(what) is held (\(reason)); it starts after `scontrol release \(element)`")
    case "JobHoldMaxRequeue", "launch failed requeued held":
      return .ended(.stopped("\(what) could not be started by Slurm (\(reason))"))
    case "PartitionTimeLimit", "PartitionNodeLimit", "BadConstraints", "InvalidAccount",
      "InvalidQOS",
      "ReqNodeNotAvail", "AccountNotAllowed", "QOSNotAllowed":
      return .held("\(what) does not start as things are: \(reason)")
    default: return .waiting(reason)
    }
  }

  private func cause(_ reason: String) -> String {
    reason == "None" ? " (scancel)" : " (\(reason))"
  }

  /// `status` is what wait(2) gives.
  private func failed(
    _ what: String, _ reason: String, _ status: Int32, _ node: String
  ) -> ElementState {
    let (code, signal) = (status >> 8 & 0xff, status & 0x7f)
    switch code {
    case SlurmScript.noRun:
      return .blind(
        "node \(node) cannot write to the run directory: it must lie on a file system that all nodes "
          + "share, at the same path")
    case SlurmScript.noProgram:
      return .blind(
        "node \(node) cannot see the warraq program: put it on a file system that all nodes share "
          + "(Scripts/bundle makes a folder that needs nothing else)")
    case 126, 127:
      return .blind(
        "node \(node) cannot start the warraq program, a library of it is missing there "
          + "(Scripts/bundle makes a folder that needs nothing else)")
    default: break
    }
    if signal == 0 && code == 0 {
      return .ended(.stopped("\(what) could not be started on \(node) (\(reason))"))
    }
    let how =
      signal != 0
      ? "by signal \(signal) (\(String(cString: strsignal(signal))))" : "with exit status \(code)"
    return .ended(.stopped("\(what) ended \(how) on \(node)"))
  }
}
