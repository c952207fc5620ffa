import ArgumentParser
import Glibc
import WarraqCore
import WarraqRun

/// Exit statuses of the program. Scripts rely on them.
enum ExitStatus {
  static let failure: Int32 = 1
  static let usage: Int32 = 2
  static let incomplete: Int32 = 3
  static let interrupted: Int32 = 130

  /// Prints what an error says and returns the status for it.
  static func report(_ error: any Error) -> Int32 {
    if let error = error as? WarraqError {
      Console.error("warraq: \(error)")
      return status(of: error)
    }
    let code = Warraq.exitCode(for: error)
    let message = Warraq.fullMessage(for: error)
    if code.isSuccess {
      if !message.isEmpty { Console.print(message) }
      return 0
    }
    if !message.isEmpty { Console.error(message) }
    // EX_USAGE is what the parser says; 2 is what this program promises.
    return code == .validationFailure ? usage : code.rawValue
  }

  private static func status(of error: WarraqError) -> Int32 {
    switch error.code {
    case .usage: usage
    case .interrupted: interrupted
    case .left: TaskStatus.retry
    default: failure
    }
  }
}
