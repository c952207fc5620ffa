import WarraqCore

/// `index.html`: one file with style, script and data in it, which opens without a network.
///
/// The data stands in the page as JSON, and the script puts every text of it in place as text, never
/// as markup. So whatever a corpus holds, a term `<script>` for example, is shown and not run.
struct ReportPage {
  let title: String
  let corpus: CorpusFacts
  /// What stages summarised, by key.
  let numbers: [String: Int]
  let panels: [ReportPanel]
  /// Names of the report's tables, in the order of the stages.
  let files: [String]

  var html: String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
    <title>\(Self.escape(title)) – Warraq report</title>
    <style>
    \(PageStyle.text)
    </style>
    </head>
    <body>
    \(body)
    <script type="application/json" id="report-data">\(data.compact)</script>
    <script>
    (() => {
    "use strict";
    \(PageScript.text)
    })();
    </script>
    </body>
    </html>

    """
  }

  /// Nothing may be loaded from anywhere: a second lock on the door.
  private static let policy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"

  private var body: String {
    """
    <a class="skip" href="#panels">Skip to the tables</a>
    <header id="top"></header>
    <noscript><div class="banner"><p>This page draws its charts and searches its tables with
    JavaScript, which is switched off: here are the first rows of each. All numbers are in the files
    beside it: <a href="ledger.tsv">ledger.tsv</a>, <a href="summary.json">summary.json</a> and the
    other .tsv files.</p></div>
    \(panels.map { PlainPanel($0).html }.joined(separator: "\n"))
    </noscript>
    <div id="counting"></div>
    <main id="panels"></main>
    <footer id="end"></footer>
    """
  }

  /// Text as it may stand in an element of the page.
  static func escape(_ text: String) -> String {
    var escaped = ""
    for character in text.unicodeScalars where !BidirectionalControl.contains(character) {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      // Line ends that editors and some parsers of JavaScript know, and nobody else.
      case "\u{2028}", "\u{2029}": escaped += " "
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }
}
