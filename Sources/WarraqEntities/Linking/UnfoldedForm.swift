import WarraqCore
import WarraqText

/// Forms as they are compared with exclusions: normalised, letters as they are.
final class UnfoldedForm {
  private let normalizer = Normalizer(arabic: .auto, needs: .unfolded)
  private var analysis = Analysis()

  /// Calls `body` with a form.
  func withForm<Result>(
    _ form: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    normalizer.normalize(form, language: nil, into: &analysis)
    return analysis.unfolded.withUnsafeBytes(body)
  }

  /// A table of some forms.
  func table(_ forms: [String]) -> ByteTable {
    var table = ByteTable()
    for var form in forms {
      form.withUTF8 { bytes in
        _ = withForm(UnsafeRawBufferPointer(bytes)) { table.insert($0) }
      }
    }
    return table
  }
}
