import WarraqCore
import WarraqText

/// Guesses which frequent terms are stop words, for a reader who asks for the others first.
///
/// The languages of a corpus need not be known, and each list holds words that mean something
/// elsewhere (`dog` is Danish for though, `die` German for the). So lists are chosen by what they
/// explain: the one that covers the most tokens, then others as long as they add a share of all
/// tokens that chance does not.
struct StopWordGuess {
  /// The share of tokens that a further list must add: one in so many.
  private static let share = 200

  private let lists: [StopWords]
  private let normalizer = Normalizer(arabic: .always, needs: .unfolded)

  init() { lists = StopWords.languages.sorted().compactMap { StopWords.list(language: $0) } }

  /// Says of each term, given by its form and count, whether it seems to be a stop word of a corpus
  /// of so many tokens.
  func guess(_ terms: [(form: [UInt8], count: Int)], tokens: Int) -> [Bool] {
    let members = membership(terms.map(\.form))
    var isHidden = terms.map { _ in false }
    var isFirst = true
    while let (list, added) = best(members, terms.map(\.count), isHidden) {
      guard added > 0, isFirst || added * Self.share >= tokens else { break }
      for index in terms.indices where members[list][index] { isHidden[index] = true }
      isFirst = false
    }
    return isHidden
  }

  /// For each list, which of the words it holds.
  private func membership(_ forms: [[UInt8]]) -> [[Bool]] {
    var members = lists.map { _ in [Bool]() }
    var analysis = Analysis()
    for form in forms {
      form.withUnsafeBytes { normalizer.normalize($0, language: nil, into: &analysis) }
      analysis.unfolded.withUnsafeBytes { word in
        for (index, list) in lists.enumerated() { members[index].append(list.contains(word)) }
      }
    }
    return members
  }

  /// The list that adds the most tokens to what is hidden; of equal ones the first.
  private func best(
    _ members: [[Bool]], _ counts: [Int], _ isHidden: [Bool]
  ) -> (list: Int, added: Int)? {
    var best: (list: Int, added: Int)?
    for (list, member) in members.enumerated() {
      var added = 0
      for index in counts.indices where member[index] && !isHidden[index] { added += counts[index] }
      if added > best?.added ?? 0 { best = (list, added) }
    }
    return best
  }
}
