import WarraqCore

/// An entry of a list for readers without JavaScript: it opens all the same.
struct PlainEntry {
  private let entry: PanelEntry

  init(_ entry: PanelEntry) { self.entry = entry }

  var html: String {
    let parts = entry.parts.map { part in
      "<tr><td class=\"text\" dir=\"auto\">\(ReportPage.escape(part.label))</td>"
        + "<td class=\"number\">\(part.value)</td><td>\(ReportPage.escape(part.note))</td></tr>"
    }
    let months = entry.trend.map { "\(ReportPage.escape($0.label)): \($0.value)" }
    return """
      <details><summary><bdi dir="auto">\(ReportPage.escape(entry.label))</bdi> \(entry.value)</summary>
      <p class="note">\(ReportPage.escape(entry.note)). \(months.joined(separator: ", "))</p>
      <table><tbody>\(parts.joined())</tbody></table></details>
      """
  }
}
