import Foundation

/// What this machine has.
public enum Machine {
  /// Processors that this process may run on.
  public static var cores: Int { ProcessInfo.processInfo.activeProcessorCount }
}
