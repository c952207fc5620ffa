/// Lines that recur on pages and are no furniture: who wrote a story, and where. Whole lines, `*` for any
/// text. Written for this project; public domain (CC0).
enum BylineLists {
  /// All of them, made once for all jobs of a process.
  static let patterns = LinePatterns(all)

  private static var all: [String] {
    let agencies = self.agencies.split(separator: "\n").map(String.init)
    return lines.split(separator: "\n").map(String.init) + agencies
      + agencies.flatMap {
        ["*(\($0))", "*- \($0)", "*– \($0)", "* / \($0)", "*/\($0)", "\($0) -*"]
      }
  }

  private static let lines = """
    by *
    written by *
    reported by *
    reporting by *
    edited by *
    editing by *
    compiled by *
    translated by *
    photo by *
    photograph by *
    from our correspondent*
    staff writer
    staff reporter
    staff writers
    * staff writer
    * staff reporter
    * correspondent
    special to *
    source:*
    بقلم*
    كتب *
    كتب:*
    كتبت *
    كتبت:*
    كتابة*
    إعداد*
    تقرير *
    تقرير:*
    تحرير*
    ترجمة*
    تصوير*
    حاوره*
    حاورته*
    حوار:*
    حوار *
    متابعة:*
    متابعات
    المصدر*
    مراسل *
    مراسلنا *
    مراسلة *
    وكالات
    وكالة *
    * وكالات
    * (وكالات)
    محرر *
    هيئة التحرير
    par *
    von *
    por *
    текст:*
    автор:*
    """

  private static let agencies = """
    reuters
    reuter
    ap
    afp
    associated press
    the associated press
    agence france-presse
    bloomberg
    xinhua
    dpa
    upi
    efe
    ansa
    tass
    aa
    رويترز
    أ ف ب
    أ.ف.ب
    ا ف ب
    فرانس برس
    د ب أ
    د.ب.أ
    أ ب
    أسوشيتد برس
    واس
    وام
    قنا
    كونا
    بنا
    سانا
    أ ش أ
    الأناضول
    شينخوا
    سبوتنيك
    """
}
