import Foundation
import WarraqCore
import WarraqEntities

/// Reads the lists that gazetteers are made of.
struct NameLists {
  let folder: String
  let analyzer: DocumentAnalyzer
  private(set) var builder = GazetteerBuilder()

  init(folder: String, analyzer: DocumentAnalyzer) {
    self.folder = folder
    self.analyzer = analyzer
  }

  /// Adds lists whose terms allow shipping without conditions but a notice: GeoNames, CLDR.
  mutating func addOpen() throws {
    for row in try rows("geonames-cities15000.tsv") {
      let list = (Int(row[3]) ?? 0) >= 500_000 ? GazetteerBuilder.List.bigCity : .city
      for name in [row[1]] + row[4].split(separator: "|") { add(name, list) }
    }
    for row in try rows("cldr-names.tsv") {
      add(row[4], row[0] == "territory" ? .country : .language)
    }
  }

  /// Adds the others: iso-codes (LGPL), the English-Arabic lexicon of names (no licence file).
  mutating func addOthers() throws {
    for row in try rows("iso-codes.tsv") where row[0].hasPrefix("iso_3166") {
      for name in row[2...] { add(name, row[0] == "iso_3166-1" ? .country : .place) }
    }
    for row in try rows("ne-lexicon-en-ar.tsv") {
      let list: GazetteerBuilder.List =
        row[0] == "PER" ? .person : row[0] == "LOC" ? .place : .organisation
      for name in row[1...2] { add(name, list) }
    }
  }

  private mutating func add(_ name: Substring, _ list: GazetteerBuilder.List) {
    guard name.utf8.count > 2 else { return }
    let document = analyzer.document(Array(name.utf8), language: "ar")
    let words = document.withAnalyzedText { text in
      document.analysis.tokens.map { Array(text[$0.range]) }
    }
    builder.add(words, list)
  }

  private func rows(_ file: String) throws -> [[Substring]] {
    let text = String(decoding: try readFile(folder + "/" + file), as: UTF8.self)
    return text.split(separator: "\n").dropFirst().map {
      $0.split(separator: "\t", omittingEmptySubsequences: false)
    }
  }
}
