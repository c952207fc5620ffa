/// Articles of the Universal Declaration of Human Rights in the United Nations' Chinese and Japanese: the samples hold
/// no text in these scripts.
enum Declaration {
  /// For each half of the sample.
  static let halves = [
    """
    人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。\
    すべて人は、生命、自由及び身体の安全に対する権利を有する。人人有权享有生命、自由和人身安全。\
    何人も、奴隷にされ、又は苦役に服することはない。奴隷制度及び奴隷売買は、いかなる形においても禁止する。
    """,
    """
    すべての人間は、生れながらにして自由であり、かつ、尊厳と権利とについて平等である。人間は、理性と良心とを授けられて\
    おり、互いに同胞の精神をもって行動しなければならない。人人有资格享有本宣言所载的一切权利和自由，不分种族、肤色、\
    性别、语言、宗教、政治或其他见解、国籍或社会出身、财产、出生或其他身分等任何区别。\
    任何人不得使为奴隶或奴役；一切形式的奴隶制度和奴隶买卖，均应予以禁止。
    """,
  ]
}
