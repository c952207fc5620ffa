/// A small table that a stage shows in `warraq plan`: what follows from its options, and is not plain
/// from them.
public struct PlanNote: Codable, Equatable, Sendable {
  /// One line.
  public var title: String
  public var columns: [String]
  /// A cell for each column.
  public var rows: [[String]]

  public init(title: String, columns: [String], rows: [[String]]) {
    self.title = title
    self.columns = columns
    self.rows = rows
  }
}
