import Testing
import WarraqCore
import WarraqText

@testable import WarraqChrome

@Suite struct LinePatternTests {
  private static let rules = ChromeRules()

  private func folded(_ line: String) -> [UInt8] {
    var folding = LineFolding(arabic: .always)
    return LineFolding.core(folding.fold(line))
  }

  private func matches(_ patterns: [String], _ line: String) -> Bool {
    folded(line).withUnsafeBytes { LinePatterns(patterns).match($0, hash: KeyHash.hash($0)) }
  }

  private func isLearnable(_ line: String) -> Bool {
    folded(line).withUnsafeBytes { Self.rules.isLearnable($0, hash: KeyHash.hash($0)) }
  }

  @Test(arguments: ["Read more", "READ MORE", "» Read more…", "read more:", "\"Read More\""])
  func `a pattern is the whole line, whatever case and punctuation around it`(line: String) {
    #expect(matches(["read more"], line))
    #expect(!matches(["read more"], line + " than this"))
  }

  @Test func `what is added to a copy is not in what it was copied from`() {
    let few = LinePatterns(["read more", "sign up*"])
    var more = few
    more.insert(["related stories", "all rights*"])
    for (line, isInFew) in [("Read more", true), ("Related stories", false), ("All rights", false)]
    {
      folded(line).withUnsafeBytes {
        #expect(few.match($0, hash: KeyHash.hash($0)) == isInFew)
        #expect(more.match($0, hash: KeyHash.hash($0)))
      }
    }
  }

  @Test func `Arabic is matched however it is spelled`() {
    #expect(matches(["أنشئ حسابا"], "انشئ حساباً"))
    #expect(matches(["اقرأ أيضا*"], "إقرأ أيضًا: الوزير يصل"))
    #expect(!matches(["اقرأ أيضا*"], "قال: اقرأ أيضا"))
  }

  @Test func `a star stands for any text between what must be there in order`() {
    #expect(matches(["sign up * newsletter*"], "Sign up for our morning newsletter today"))
    #expect(!matches(["sign up * newsletter*"], "newsletter: sign up now"))
    #expect(matches(["*(reuters)"], "CAIRO (Reuters)"))
    #expect(!matches(["ab*bc"], "abc"), "both ends need bytes of their own")
    #expect(matches(["*"], "anything") == false, "a star alone is no pattern")
    #expect(
      matches(["a*", "*z"], "ab") && matches(["a*", "*z"], "yz") && !matches(["a*", "*z"], "bc"))
    #expect(matches(["*middle*"], "the middle of it") && matches(["abc*", "*xyz"], "wxyz"))
    #expect(matches(["ab*ab"], "abab") && !matches(["ab*ab"], "aba"))
  }

  @Test(arguments: 2...9, [2, 3, 4, 5, 7, 8, 9, 12, 26])
  func `the ends of a line are found, however many bytes a pattern has there`(
    piece: Int, length: Int
  ) {
    let letters = "abcdefghijklmnopqrstuvwxyz"
    let (head, tail) = (String(letters.prefix(piece)), String(letters.suffix(piece)))
    let (first, last) = (String(letters.prefix(length)), String(letters.suffix(length)))
    #expect(matches([head + "*"], first) == (piece <= length))
    #expect(matches(["*" + tail], last) == (piece <= length))
    #expect(matches([head + "*"], String(first.reversed())) == false)
    #expect(matches(["*" + tail], String(last.reversed())) == false)
  }

  @Test func `a line of one byte is no other than itself`() {
    #expect(matches(["5"], "5") && !matches(["5*", "*5", "*5*"], "5"))
  }

  @Test(arguments: [
    ("one two three four five six seven 2015", true),
    ("one two three four five six seven eight 2015", false),
    ("2015  12:30", true), ("12:30 rights", false), ("copyright 2015", false), ("x2015 3", false),
    ("3.5", true), ("3 5", false), (" 2015 ", true), ("no digit", false),
  ])
  func `a dateline has few words, of which one is a date`(line: String, expected: Bool) {
    #expect(Array(line.utf8).withUnsafeBytes(DateLine.isOne) == expected)
  }

  @Test(arguments: [
    "By Jane Doe", "بقلم: محمد علي", "WASHINGTON (Reuters)", "الرياض - واس", "رويترز",
    "12 March 2015",
    "2015-03-12", "الخميس 12 مارس 2015", "Updated 12:30", "القاهرة (أ ف ب)",
    "Reporting by John Smith",
  ])
  func `bylines, agencies and datelines are not learnt`(line: String) {
    #expect(!isLearnable(line))
  }

  @Test(arguments: [
    "Copyright 2015 The Paper", "Follow the paper", "جميع الحقوق محفوظة 2015", "Back home",
  ])
  func `furniture can be learnt`(line: String) {
    #expect(isLearnable(line))
  }

  @Test func `excluded lines stay though the lists name them`() {
    let rules = ChromeRules(pinned: ["our motto"], excluded: ["read more"])
    func verdict(_ line: String) -> LineVerdict {
      folded(line).withUnsafeBytes { rules.verdict($0, hash: KeyHash.hash($0)) }
    }
    #expect(verdict("Our motto") == .goes && verdict("Read more") == .stays)
    #expect(verdict("All rights reserved") == .goes && verdict("A story") == .open)
  }
}
