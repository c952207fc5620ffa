import CWarraqICU
import WarraqCore

/// Converts whole records from one encoding to UTF-8, strictly.
final class EncodingConverter {
  struct Invalid: Error {
    /// Bytes in front that are valid.
    var offset: Int
  }

  let name: String
  private let handle: OpaquePointer

  init(_ name: String) throws(WarraqError) {
    guard let handle = warraq_converter_open(name) else {
      throw WarraqError(.usage, "The encoding \"\(name)\" is unknown; name one that ICU converts.")
    }
    self.name = name
    self.handle = handle
  }

  deinit { warraq_converter_close(handle) }

  /// The text in UTF-8, valid until the next call.
  func convert(_ record: UnsafeRawBufferPointer) -> Result<UnsafeRawBufferPointer, Invalid> {
    var result: UnsafePointer<UInt8>?
    var offset = 0
    let count = warraq_converter_run(handle, record.baseAddress, record.count, &result, &offset)
    guard count >= 0 else { return .failure(Invalid(offset: offset)) }
    return .success(UnsafeRawBufferPointer(start: result, count: Int(count)))
  }
}
