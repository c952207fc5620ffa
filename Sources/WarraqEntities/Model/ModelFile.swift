import Glibc
public import WarraqCore

/// A model file, mapped into memory: named sections of plain little-endian numbers.
///
/// Workers that open the same file share its pages. The file must not be changed while it is mapped.
public final class ModelFile: Sendable {
  static let magic: UInt64 = 0x3130_4549_5141_5257  // "WRAQIE01"
  /// Bytes behind the last section, so that the end of each can be read as a whole vector.
  static let padding = 64
  public let path: String
  /// `nonisolated(unsafe)`: the memory is never written and lives as long as the object.
  private nonisolated(unsafe) let bytes: UnsafeRawBufferPointer
  private let sections: [UInt32: Range<Int>]

  /// - Throws: an `input` error when the file cannot be mapped or is none of ours.
  public init(path: String) throws(WarraqError) {
    self.path = path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.failure("cannot be opened", path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_size >= 16 else {
      throw Self.failure("is no model file", path)
    }
    let count = Int(status.st_size)
    guard let start = mmap(nil, count, PROT_READ, MAP_SHARED, descriptor, 0), start != MAP_FAILED
    else { throw Self.failure("cannot be mapped into memory", path) }
    bytes = UnsafeRawBufferPointer(start: start, count: count)
    sections = Self.directory(bytes) ?? [:]
    if sections.isEmpty { throw Self.failure("is no model file of this version", path) }
  }

  deinit {
    if let start = bytes.baseAddress {
      munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
    }
  }

  /// The numbers of a section; empty if there is none. Valid as long as the file is.
  func numbers<Number: BitwiseCopyable>(
    _ section: ModelSection, as type: Number.Type = Number.self
  ) -> UnsafeBufferPointer<Number> {
    guard let range = sections[section.rawValue] else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    return UnsafeRawBufferPointer(rebasing: bytes[range]).assumingMemoryBound(to: type)
  }

  /// An index in the sections `keys` and `starts`.
  func index(_ keys: ModelSection, _ starts: ModelSection) -> HashIndex {
    HashIndex(keys: numbers(keys), starts: numbers(starts))
  }

  /// The directory: magic, number of sections, then name, offset and length of each.
  private static func directory(_ bytes: UnsafeRawBufferPointer) -> [UInt32: Range<Int>]? {
    guard bytes.loadUnaligned(as: UInt64.self) == magic else { return nil }
    let count = Int(bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    guard count <= 64, bytes.count >= 16 + 24 * count else { return nil }
    var found: [UInt32: Range<Int>] = [:]
    for entry in 0..<count {
      let field = { bytes.loadUnaligned(fromByteOffset: 16 + 24 * entry + 8 * $0, as: UInt64.self) }
      let (start, length) = (field(1), field(2))
      let end = UInt64(bytes.count - min(padding, bytes.count))
      guard start % 64 == 0, start <= end, length <= end - start else {
        return nil
      }
      found[UInt32(truncatingIfNeeded: field(0))] = Int(start)..<Int(start + length)
    }
    return found
  }

  private static func failure(_ what: String, _ path: String) -> WarraqError {
    WarraqError(
      .input,
      "The entity model \(what). Set WARRAQ_ENTITY_MODELS to the folder of models that comes "
        + "with warraq, or make them with Scripts/train-entities.", input: path)
  }
}
