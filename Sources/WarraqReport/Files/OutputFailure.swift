import Glibc
import WarraqCore

/// The ways in which a report cannot be written, as errors that say what to do.
enum OutputFailure {
  /// The error of the last system call, which was to `action` the file or folder at `path`.
  static func system(_ action: String, _ path: String) -> WarraqError {
    let number = errno
    let advice =
      switch number {
      case ENOSPC, EDQUOT: "Free some space and run the same command again."
      case EACCES, EPERM, EROFS: "Give this user the right to write there, or name another run."
      default: "Mend that and run the same command again."
      }
    let reason = strerror(number).map { String(cString: $0) } ?? "error \(number)"
    return WarraqError(.output, "Cannot \(action) \(path): \(reason). \(advice)")
  }

  static var outOfMemory: WarraqError {
    WarraqError(.output, "There is no memory left to write the report. Give the run more memory.")
  }
}
