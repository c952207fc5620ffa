import Dispatch
import Glibc

/// Listens for the signals by which schedulers and people tell a process to end: SIGTERM, and SIGUSR1,
/// which comes some time before a limit.
public struct StopSignals: Sendable {
  private nonisolated(unsafe) let sources: [any DispatchSourceSignal]

  /// - Parameter handler: called with the signal's name, on a thread of its own.
  public init(_ handler: @escaping @Sendable (String) -> Void) {
    let queue = DispatchQueue(label: "warraq.signals")
    sources = [(SIGTERM, "SIGTERM"), (SIGUSR1, "SIGUSR1")].map { number, name in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { handler(name) }
      source.resume()
      return source
    }
  }

  public func cancel() { for source in sources { source.cancel() } }
}
