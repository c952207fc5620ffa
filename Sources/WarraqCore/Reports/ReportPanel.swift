/// One part of the HTML report, described by its data; the page decides how to draw it.
public struct ReportPanel: Sendable {
  /// How the panel is drawn.
  public enum Content: Sendable {
    /// A searchable, sortable table.
    case table(PanelTable)
    /// One bar for each label, in the given order.
    case bars([PanelValue])
    /// The same with the longest bars first, so many of them. Where values have printings, it takes
    /// the largest by these too, so that either way of counting shows the right ones.
    case ranking([PanelValue], limit: Int)
    /// A line over time; labels are months.
    case series([PanelValue])
    /// Two bars for each pair of labels, one for each direction.
    case pairs([PanelPair])
    /// A list of things with a bar and a line over time each; one that is opened shows its parts.
    case entries([PanelEntry])
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
  /// Where there are two ways of counting: unique stories.
  public var value: Int
  /// Every printing, if the page is to have a switch between both.
  public var printings: Int?

  public init(_ label: String, _ value: Int, printings: Int? = nil) {
    self.label = label
    self.value = value
    self.printings = printings
  }
}

/// A thing with its number, how that came over time, and what it is made of.
public struct PanelEntry: Sendable, Equatable {
  /// One of the things that it is made of.
  public struct Part: Sendable, Equatable {
    public var label: String
    public var value: Int
    public var note: String

    public init(_ label: String, _ value: Int, note: String) {
      self.label = label
      self.value = value
      self.note = note
    }
  }

  public var label: String
  public var value: Int
  /// More about its number.
  public var note: String
  /// Its numbers by month, in order; months without one count as zero.
  public var trend: [PanelValue] = []
  /// Its first parts, of so many.
  public var parts: [Part] = []
  public var partCount: Int

  public init(_ label: String, _ value: Int, note: String, partCount: Int) {
    self.label = label
    self.value = value
    self.note = note
    self.partCount = partCount
  }
}

/// Two labels and what goes between them in each direction.
public struct PanelPair: Sendable, Equatable {
  public var first: String
  public var second: String
  public var firstFromSecond: Int
  public var secondFromFirst: Int

  public init(_ first: String, _ second: String, firstFromSecond: Int, secondFromFirst: Int) {
    self.first = first
    self.second = second
    self.firstFromSecond = firstFromSecond
    self.secondFromFirst = secondFromFirst
  }
}

/// The rows of a table panel.
public struct PanelTable: Sendable {
  /// A column. Numbers are right-aligned and sortable; `perMillion` is a count that the page can also
  /// show per million of ``total``. By `printings`, a number that counts duplicates too, rows are
  /// ordered when the reader asks for every printing.
  public enum Column: Sendable, Equatable {
    case text(String)
    case number(String)
    case perMillion(String, total: Int)
    case printings(String)
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
