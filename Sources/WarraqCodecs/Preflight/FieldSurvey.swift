/// Finds out which of the fields that a job names are in an input's records at all.
struct FieldSurvey {
  private static let mostNames = 40

  private let format: InputFormat
  private let fields: JSONFields
  private var found: Set<Int> = []
  private var objects = 0
  /// Names of members of the outermost object, in the order in which they were seen.
  private var names: [String] = []

  init(_ format: InputFormat) {
    self.format = format
    fields = JSONFields(FieldTree(paths: format.fields.named.map(\.path)))
  }

  mutating func add(_ text: UnsafeRawBufferPointer) {
    text.withMemoryRebound(to: UInt8.self) { bytes in
      guard fields.scan(bytes) == nil else { return }
      objects += 1
      for field in 0..<fields.fieldCount where fields.value(field).kind != .none {
        found.insert(field)
      }
      if objects <= 100 { addNames(bytes) }
    }
  }

  /// What to tell the user when a field that matters is in no record.
  func complaint() -> String? {
    guard objects > 0 else { return nil }
    let defaults = InputFormat.Fields().named
    for (index, field) in format.fields.named.enumerated() where !found.contains(index) {
      guard index == 0 || (field.path != defaults[index].path && !field.path.isEmpty) else {
        continue
      }
      return "None of the first \(objects) records has the field \"\(field.path)\" "
        + "(input.fields.\(field.name)). Fields seen: \(names.joined(separator: ", "))."
    }
    return nil
  }

  private mutating func addNames(_ bytes: UnsafeBufferPointer<UInt8>) {
    for name in MemberNames.find(bytes) where !names.contains(name) {
      if names.count < Self.mostNames { names.append(name) }
    }
  }
}
