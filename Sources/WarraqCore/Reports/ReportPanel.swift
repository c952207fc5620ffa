/// One part of the HTML report, described by its data; the page decides how to draw it.
public struct ReportPanel: Sendable {
  /// How the panel is drawn.
  public enum Content: Sendable {
    /// A searchable, sortable table.
    case table(PanelTable)
    /// One bar for each label, in the given order.
    case bars([PanelValue])
    /// A line over time; labels are months.
    case series([PanelValue])
  }

  public var id: String
  public var title: String
  /// One sentence that says how to read it.
  public var note: String
  public var content: Content

  public init(id: String, title: String, note: String, content: Content) {
    self.id = id
    self.title = title
    self.note = note
    self.content = content
  }
}

/// A label and its number.
public struct PanelValue: Sendable, Equatable {
  public var label: String
  public var value: Int

  public init(_ label: String, _ value: Int) {
    self.label = label
    self.value = value
  }
}

/// The rows of a table panel.
public struct PanelTable: Sendable {
  /// A column. Numbers are right-aligned and sortable; `perMillion` is a count that the page can also
  /// show per million of ``total``.
  public enum Column: Sendable, Equatable {
    case text(String)
    case number(String)
    case perMillion(String, total: Int)
  }

  public struct Row: Sendable {
    public var cells: [String]
    /// A stop word, say: hidden until the reader asks for all.
    public var isHiddenByDefault: Bool

    public init(_ cells: [String], isHiddenByDefault: Bool = false) {
      self.cells = cells
      self.isHiddenByDefault = isHiddenByDefault
    }
  }

  public var columns: [Column]
  public var rows: [Row]
  /// The name of the switch that shows hidden rows, `stop words` for example.
  public var hiddenRowsName: String?
  /// The file of the report that holds all rows, where the panel holds only the first ones.
  public var file: String?

  public init(columns: [Column], rows: [Row], hiddenRowsName: String? = nil, file: String? = nil) {
    self.columns = columns
    self.rows = rows
    self.hiddenRowsName = hiddenRowsName
    self.file = file
  }
}
