import Synchronization
import WarraqCore

/// The models of a folder that are open, by name, and the recognisers that have read with them and that nobody
/// uses now: the words that they have met are for the next task of the process.
final class OpenModels: Sendable {
  private let models = Mutex<[String: EntityModel]>([:])
  private let idle = Mutex<[String: [Idle]]>([:])

  /// Whoever takes a recogniser has it alone.
  private struct Idle: @unchecked Sendable {
    let recognizer: EntityRecognizer
  }

  /// The model of a name, which `open` opens the first time.
  func model(
    named name: String, open: () throws(WarraqError) -> EntityModel
  ) throws(WarraqError) -> EntityModel {
    if let known = models.withLock({ $0[name] }) { return known }
    let model = try open()
    models.withLock { $0[name] = model }
    return model
  }

  /// Takes a recogniser of a model, if one is idle.
  func takeRecognizer(_ name: String) -> EntityRecognizer? {
    idle.withLock { $0[name]?.popLast() }?.recognizer
  }

  /// Gives back a recogniser without evidence.
  func give(_ recognizer: EntityRecognizer, _ name: String) {
    let given = Idle(recognizer: recognizer)
    idle.withLock { $0[name, default: []].append(given) }
  }

  /// Lets go of the recognisers that are idle.
  func forgetRecognizers() { idle.withLock { $0.removeAll() } }
}
