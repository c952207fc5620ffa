// Source: https://github.com/stopwords-iso/stopwords-uk
// Copyright (c) Gene Diaz. MIT License.

extension StopWordLists {
  /// Stop words of Ukrainian (`uk`).
  static let ukrainian = """
    авжеж адже але б без був була були було бути більш вам вас весь вздовж ви вниз внизу вона
    вони воно все всередині всіх від він да давай давати де дещо для до з завжди замість й коли
    ледве майже ми навколо навіть нам от отже отож поза про під та так такий також те ти тобто
    тож тощо хоча це цей чи чого що як який якої є із інших їх її
    """
}
