import Testing
import WarraqCore
@testable import WarraqText
import WarraqTestKit

/// Ideographs and kana are cut by ICU's dictionary, but not by ICU.
@Suite struct IdeographTests {
  /// Characters of words, kana in runs, and what may stand beside them.
  private static let pools: [[Character]] = [
    Array(
      """
      的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小心多天\
      而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但\
      身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电
      """),
    Array("東京都知事記者会見発表日本人政府大臣国際新聞社員経済産業省電車駅前銀行株式会社学生先生今年昨日"),
    (0x3041...0x3096).compactMap(Unicode.Scalar.init).map(Character.init) + Array("ゝゞー"),
    (0x30A1...0x30FA).compactMap(Unicode.Scalar.init).map(Character.init) + Array("ーヽヾ"),
    Array("コンピュータインターネットアメリカヨーロッパサービス"), Array("々〇〆〻ゟヿ・゛゜\u{F900}\u{FF71}"),
    Array("，。、「」！？…“”"), Array("a1_ .:'@"), Array("가나한국ไทย"),
    ["\u{0301}", "\u{3099}", "\u{200D}", "\u{FE0F}", "\u{AD}", "\u{20000}", "\u{2A6D6}"],
  ]

  @Test func `the linked ICU cuts the samples as we do`() {
    #expect(IdeographSegmenter(comparing: WordIterator()) != nil)
  }

  @Test(arguments: UInt64(0)..<8)
  func `random runs are cut as ICU cuts them`(seed: UInt64) {
    var random = SplitMix(seed)
    var compared = TokenizerComparison()
    for _ in 0..<(SharedData.isLong ? 50_000 : 150) {
      if !compared.compare(Self.text(&random)) { return }
    }
  }

  @Test func `without the dictionary ICU is asked`() {
    var random = SplitMix(8)
    var compared = TokenizerComparison(Tokenizer(usesDictionary: false))
    for _ in 0..<(SharedData.isLong ? 300 : 150) {
      if !compared.compare(Self.text(&random)) { return }
    }
  }

  /// Up to thirty runs, most of them of words or kana.
  private static func text(_ random: inout SplitMix) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 1...30, using: &random) {
      let common = Bool.random(using: &random)
      let pool = pools[Int.random(in: 0..<(common ? 5 : pools.count), using: &random)]
      for _ in 0..<Int.random(in: 1...24, using: &random) {
        text.append(pool[Int.random(in: 0..<pool.count, using: &random)])
      }
    }
    return text
  }

  @Test func `a run of Katakana costs what its length says`() {
    var compared = TokenizerComparison()
    for length in 1...45 {
      for around in ["", "の", "東", "1", "ー"] {
        let run = String(repeating: "ヌ", count: length)
        if !compared.compare(around + run + around + "カ") { return }
      }
    }
  }

  @Test func `news is cut as ICU cuts it`() throws {
    var compared = TokenizerComparison()
    var count = 0
    for file in SharedData.newsFiles {
      let lines = try Command.output([
        "sh", "-c", "zstd -dcq '\(file)' | grep -aE '\"lang\": ?\"(zh|ja)\"' || true",
      ])
      for line in lines.split(separator: 0x0A) {
        // As it stands, marks of JSON and all.
        if !compared.compare(string(line)) { return }
        count += 1
      }
    }
    #expect(count > 500 || SharedData.newsFiles.isEmpty)
  }

  @Test func `the zero among the ideographs is no letter`() {
    let analyzing = Analyzing()
    analyzing.analyze("〇 二〇二六年 〇〇")
    let tokens = analyzing.document.analysis.tokens
    #expect(tokens.first?.hasLetter == false && tokens.contains { $0.hasLetter })
  }

  @Test func `a run may be as long as a text`() {
    let tokenizer = Tokenizer()
    var tokens: [Token] = []
    let text = String(repeating: "中华人民共和国", count: 40_000)
    Array(text.utf8).withUnsafeBytes { tokenizer.tokenize($0, into: &tokens) }
    #expect(tokens.count >= 40_000 && tokens.last?.range.upperBound == text.utf8.count)
    var compared = TokenizerComparison()
    _ = compared.compare(String(repeating: "中华人民共和国日本", count: 3_000))
  }
}
