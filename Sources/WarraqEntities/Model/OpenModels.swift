import Synchronization
import WarraqCore

/// The models of a folder that are open, by name.
final class OpenModels: Sendable {
  private let models = Mutex<[String: EntityModel]>([:])

  /// The model of a name, which `open` opens the first time.
  func model(
    named name: String, open: () throws(WarraqError) -> EntityModel
  ) throws(WarraqError) -> EntityModel {
    if let known = models.withLock({ $0[name] }) { return known }
    let model = try open()
    models.withLock { $0[name] = model }
    return model
  }
}
