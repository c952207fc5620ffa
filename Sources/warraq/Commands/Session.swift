import Dispatch
import Foundation
import Synchronization
import WarraqCore
import WarraqRun
import WarraqStages

/// A coordinator with local workers, stopped by SIGINT and SIGTERM.
struct Session {
  let coordinator: Coordinator
  let display: ProgressDisplay
  private let signals: [any DispatchSourceSignal]

  init(
    run: RunDirectory, job: Job?, inputs: [String], settings: RunSettings,
    style: ProgressDisplay.Style
  ) throws {
    let executor = LocalExecutor(
      run: run,
      settings: LocalExecutor.Settings(
        program: Self.program, workers: settings.workers, stallTimeout: settings.stallTimeout))
    // While it is prepared nothing runs yet, and nothing can be lost: stop at once.
    for number in [SIGINT, SIGTERM] { signal(number) { _ in _exit(ExitStatus.interrupted) } }
    let display = ProgressDisplay(style)
    self.display = display
    coordinator = try Coordinator(
      run: run, job: job, inputs: inputs, settings: settings, library: .builtIn,
      command: CommandLine.arguments.dropFirst().joined(separator: " "), executor: executor,
      observer: { display.show($0) })
    // Workers ignore an interrupt at the terminal; the coordinator stops them.
    signals = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler { Task { await executor.stop() } }
      source.resume()
      return source
    }
  }

  /// Runs to the end and says how it went.
  func complete(partial: Bool = false) async throws -> RunOutcome {
    let outcome = try await coordinator.complete(partial: partial)
    display.endPhase()
    return outcome
  }

  /// This very program: workers are the same build.
  static var program: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
  }
}

extension StageLibrary {
  /// The stages that come with Warraq.
  static var builtIn: StageLibrary {
    StageLibrary(
      descriptors: StageRegistry.all, unicode: StageRegistry.unicodeVersion,
      icu: StageRegistry.icuVersion, makeAnalyzer: { StageRegistry.analyzer(needs: $0) })
  }
}
