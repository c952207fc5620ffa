public import WarraqCore

/// The stages that a program knows. The engine gets them from outside, so that a program of somebody
/// else can run stages of its own beside ours.
public struct StageLibrary: Sendable {
  public var descriptors: [StageDescriptor]
  /// Makes the worker that provides what stages need of a document's analysis.
  public var makeAnalyzer: @Sendable (AnalysisNeeds) -> any DocumentWorker
  /// The version of the Unicode data that text is analysed with.
  public var unicode: String
  public var icu: String

  public init(
    descriptors: [StageDescriptor], unicode: String, icu: String,
    makeAnalyzer: @escaping @Sendable (AnalysisNeeds) -> any DocumentWorker
  ) {
    self.descriptors = descriptors
    self.unicode = unicode
    self.icu = icu
    self.makeAnalyzer = makeAnalyzer
  }

  public func descriptor(named name: String) -> StageDescriptor? {
    descriptors.first { $0.name == name }
  }

  /// Rises when anything changes that keys do not see: file formats, the reader, the merge.
  static let engineVersion = 9

  var versions: FormatVersions {
    FormatVersions(warraq: Self.engineVersion, unicode: unicode, icu: icu)
  }
}
