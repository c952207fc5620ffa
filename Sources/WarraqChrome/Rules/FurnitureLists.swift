/// Furniture of news pages that needs no learning: whole lines, `*` for any text. Written for this
/// project from what Arabic and English news sites print; public domain (CC0).
enum FurnitureLists {
  /// All of them, made once for all jobs of a process.
  static let patterns = LinePatterns(all)

  private static var all: [String] { (arabic + english).split(separator: "\n").map(String.init) }

  private static let arabic = """
    لم تشترك بعد
    لست مشتركا بعد
    غير مشترك
    أنشئ حسابا
    أنشئ حسابا*لتحصل على*
    أنشئ حسابك*
    سجل حسابا جديدا
    سجل الآن
    تسجيل الدخول
    تسجيل دخول
    سجل دخولك*
    اشترك الآن
    اشترك معنا
    اشترك في النشرة*
    اشترك في نشرتنا*
    اشترك في القائمة البريدية*
    اشترك في قناتنا*
    اشترك في خدمة*
    النشرة البريدية
    نشرتنا البريدية
    احصل على آخر الأخبار*بريدك*
    أدخل بريدك الإلكتروني*
    البريد الإلكتروني
    اقرأ أيضا*
    اقرأ المزيد*
    إقرأ أيضا*
    إقرأ المزيد*
    اقرأ كذلك*
    طالع أيضا*
    شاهد أيضا*
    شاهد المزيد
    المزيد
    المزيد من الأخبار
    لمزيد من الأخبار*
    مواضيع ذات صلة*
    مواضيع متعلقة
    مواضيع قد تهمك
    موضوعات ذات صلة
    موضوعات متعلقة
    أخبار ذات صلة*
    أخبار متعلقة
    مقالات ذات صلة
    ذات صلة
    قد يهمك أيضا*
    قد يعجبك أيضا
    الأكثر قراءة
    الأكثر مشاهدة
    الأكثر تداولا
    الأكثر تعليقا
    شارك
    شارك الخبر
    شارك المقال
    شارك هذا الخبر*
    شارك هذا المقال*
    شارك على فيسبوك
    شارك على تويتر
    شارك عبر واتساب
    انشر الخبر
    تابعنا
    تابعنا على*
    تابعونا
    تابعونا على*
    تابعوا آخر أخبارنا*
    حمل التطبيق*
    حمل تطبيق*
    حمل الآن تطبيق*
    جميع الحقوق محفوظة*
    كافة الحقوق محفوظة*
    كل الحقوق محفوظة*
    حقوق النشر محفوظة*
    سياسة الخصوصية
    شروط الاستخدام
    الشروط والأحكام
    اتصل بنا
    من نحن
    أعلن معنا
    خريطة الموقع
    الصفحة الرئيسية
    أضف تعليقا
    أضف تعليق
    اترك تعليقا
    اترك تعليقك
    التعليقات
    اضغط هنا*
    للاشتراك اضغط هنا
    انسخ الرابط
    نسخ الرابط
    طباعة
    إرسال بالبريد
    إعلان
    الكلمات الدالة
    الكلمات المفتاحية
    """

  private static let english = """
    not subscribed yet
    not a subscriber yet
    not a subscriber
    already a subscriber*
    subscribe
    subscribe now
    subscribe today*
    subscribe to our newsletter*
    subscribe to our * newsletter*
    subscribe for free*
    subscribe to continue reading*
    sign in
    sign up
    sign up now
    sign in to continue*
    sign up for our newsletter*
    sign up for our * newsletter*
    sign up to our newsletter*
    sign up for free*
    sign up here*
    sign up to receive*
    get our newsletter*
    log in
    log in to continue*
    create an account
    create an account to *
    create an account for *
    create a free account*
    register now
    enter your email*
    your email address
    read more
    read more:*
    read also
    read also:*
    also read
    also read:*
    see also
    see also:*
    read next
    read next:*
    read the full story*
    read the full article*
    continue reading
    continue reading below
    related
    related:*
    related articles
    related stories
    related topics
    related content
    related news
    more on this story
    more from *
    you may also like
    you might also like
    recommended for you
    recommended stories
    recommended reading
    most read
    most popular
    most viewed
    trending
    trending now
    editors' picks
    share
    share this
    share this article
    share this story
    share this post
    share on facebook
    share on twitter
    share on x
    share on whatsapp
    share via email
    tweet this
    email this article
    copy link
    print this article
    follow us
    follow us on *
    follow us:*
    like us on facebook*
    join us on *
    download the app
    download our app*
    get the app
    get our app*
    all rights reserved
    all rights reserved*
    copyright ©*
    © * all rights reserved*
    copyright * all rights reserved*
    this material may not be published, broadcast, rewritten*
    privacy policy
    terms of use
    terms of service
    terms and conditions
    cookie policy
    contact us
    about us
    advertise with us
    site map
    sitemap
    skip to content
    skip to main content
    back to top
    leave a comment
    leave a reply
    add a comment
    post a comment
    view comments
    show comments
    comments
    no comments
    advertisement
    advertisement - continue reading below
    story continues below advertisement*
    article continues below advertisement*
    article continues after advertisement*
    click here*to subscribe*
    click here to read more*
    click to share on *
    """
}
