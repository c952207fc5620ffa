/// Arabic words that recognisers take for names or for parts of them, as they stand after normalising.
enum ArabicWords {
  static let and = Array("و".utf8)
  static let so = Array("ف".utf8)
  static let article = Array("ال".utf8)
  static let god = hashes("الله والله لله بالله ولله فالله")
  /// Between two names.
  static let links = hashes("او و")
  /// Before الله, behind a name: حفظه الله.
  static let wishes = hashes(
    "رحمه رحمها رحمهم حفظه حفظها حفظهم ايده ايدها سلمه رعاه وفقه غفر اعزه رضي قدس")
  static let currencies = hashes(
    "ريال ريالا ريالات دولار دولارا دولارات يورو درهم درهما دينار دينارا جنيه جنيها ليره روبل ين")
  /// Before currencies, beside digits.
  static let numerals = hashes(
    "الف الاف مليون مليونا ملايين مليار مليارا مليارات مئه مائه تريليون")

  private static func hashes(_ words: String) -> WordSet {
    WordSet(words.split(separator: " ").map { WordHash.of($0) })
  }
}
