import Glibc

extension WarraqError {
  /// The error of the last system call, with what the system said and what to do:
  /// `cannot open x: Permission denied. Check who owns it and its permissions`.
  package static func posix(_ code: Code, _ what: String, _ path: String) -> WarraqError {
    let number = errno
    let reason = String(cString: strerror(number))
    let hint =
      switch number {
      case ENOSPC, EDQUOT: ". Free some space and run the same command again: nothing is lost"
      case EACCES, EPERM, EROFS: ". Check who owns it and its permissions"
      case ENOENT: ". Check the path"
      default: ""
      }
    return WarraqError(code, "\(what) \(path): \(reason)\(hint)")
  }
}
