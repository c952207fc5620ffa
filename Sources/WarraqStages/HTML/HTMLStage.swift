public import WarraqCore
import WarraqHTML

/// `html`: takes the article out of documents whose text is an HTML page. What a document does not know
/// of itself (title, date, language) is taken from the page.
///
/// A text without markup stays as it is. A page that holds no article is rejected, as ``PageProblem``
/// names it.
public struct HTMLStage: DocumentStage {
  /// The description of the stage.
  public static let descriptor = StageDescriptor(
    name: "html",
    summary:
      "take the article out of HTML pages; title, date and language where they are not known",
    version: 1,
    options: [],
    make: { _ in .document(HTMLStage()) })

  public var removesMarkup: Bool { true }
  public var secondsPerByte: Double { 14e-9 }

  public func makeWorker(in context: StageContext) -> any DocumentWorker { HTMLWorker() }
}

private final class HTMLWorker: DocumentWorker {
  func process(_ batch: DocumentBatch) {
    batch.forEachActive { document in
      guard document.text.withUnsafeBytes(HTMLMarkup.occurs) else { return }
      switch document.text.withUnsafeBytes(Self.article) {
      case .success(let article): Self.fill(document, from: article)
      case .failure(let problem): document.reject(problem.rawValue)
      }
    }
  }

  private static func article(_ page: UnsafeRawBufferPointer) -> Result<Article, PageProblem> {
    Result { () throws(PageProblem) in try Article(page: page) }
  }

  private static func fill(_ document: Document, from article: Article) {
    document.replaceText { $0 = article.text }
    if document.title == nil { document.title = article.title }
    if document.language == nil { document.language = article.language }
    document.date = document.date ?? article.date.flatMap { CalendarDate(isoDay: $0) }
  }
}
