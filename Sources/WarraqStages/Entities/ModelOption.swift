import WarraqCore
import WarraqEntities

/// The option `model` of stages that find names.
enum ModelOption: String, CaseIterable {
  case news, open, none

  init(_ options: StageOptions) { self = options.string("model").flatMap(Self.init) ?? .news }

  /// The models, unless none are wanted.
  func folder() throws -> ModelFolder? {
    switch self {
    case .news: try ModelFolder()
    case .open: try ModelFolder(terms: .open)
    case .none: nil
    }
  }
}
