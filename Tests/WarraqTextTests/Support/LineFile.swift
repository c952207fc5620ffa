import Glibc

/// Reads a file line by line.
final class LineFile {
  private let file: UnsafeMutablePointer<FILE>?
  private var line: UnsafeMutablePointer<CChar>?
  private var capacity = 0

  init(_ path: String) { file = fopen(path, "r") }

  deinit {
    free(line)
    if let file { fclose(file) }
  }

  /// The next line without its end; nil after the last one.
  func next() -> [UInt8]? {
    guard let file else { return nil }
    let count = getline(&line, &capacity, file)
    guard count > 0, let line else { return nil }
    let bytes = UnsafeRawBufferPointer(start: line, count: count)
    return [UInt8](bytes.last == 0x0A ? bytes.dropLast() : bytes[...])
  }
}
