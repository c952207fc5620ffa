import WarraqCore
import Yams

extension JobReader {
  /// The stages of a job, in order.
  mutating func stages(_ entry: Entry?, in root: Node) -> [StageSpec] {
    guard let entry else {
      report(root, "the job needs stages: a list such as \"stages: [normalize, terms]\"")
      return []
    }
    guard case .sequence(let items) = entry.value else {
      let found = entry.value.isNull ? "nothing" : entry.value.phrase
      report(entry.value.isNull ? entry.key : entry.value, "stages is a list; found \(found)")
      return []
    }
    if items.isEmpty {
      report(entry.value, "stages is empty: name at least one, for example \"- terms\"")
    }
    var specs: [StageSpec] = []
    var taken: Set<String> = []
    for item in items {
      guard let (name, options) = stage(item) else { continue }
      let id = Self.id(for: name, taken: &taken)
      specs.append(StageSpec(id: id, name: name, options: options))
    }
    return specs
  }

  /// The name itself, or with the first number from 2 on that makes it unique.
  static func id(for name: String, taken: inout Set<String>) -> String {
    var id = name
    var number = 2
    while !taken.insert(id).inserted {
      id = "\(name)-\(number)"
      number += 1
    }
    return id
  }

  /// A name, or one key with options behind it.
  private mutating func stage(_ item: Node) -> (String, StageOptions)? {
    switch item {
    case .scalar(let scalar) where !item.isNull:
      return stage(named: scalar.string, at: item, options: nil)
    case .mapping(let mapping) where mapping.count == 1:
      guard let (key, value) = mapping.first, case .scalar(let name) = key else { break }
      return stage(named: name.string, at: key, options: value.isNull ? nil : value)
    case .mapping(let mapping) where mapping.count > 1:
      let names = mapping.map { $0.key.scalar?.string ?? "?" }
      let rest = names.dropFirst().map { masked[$0] ?? $0 }.joined(separator: ", ")
      let first = masked[names[0]] ?? names[0]
      report(
        item,
        "one stage to an item: indent the options (\(rest)) further than \"\(first)\", "
          + "or begin each stage with \"- \"")
      return nil
    default: break
    }
    report(item, "an item of stages is a name, or a name with options; found \(item.phrase)")
    return nil
  }

  private mutating func stage(
    named name: String, at node: Node, options: Node?
  ) -> (String, StageOptions)? {
    guard let descriptor = registry.first(where: { $0.name == name }) else {
      let names = registry.map(\.name)
      let hint = Suggestion.phrase(for: name, among: names)
      let list = names.joined(separator: ", ")
      report(node, "unknown stage \"\(name)\"\(hint); the stages are \(list)")
      return nil
    }
    let before = problems.count
    let options = stageOptions(of: descriptor, at: node, given: options)
    if problems.count == before { tryToMake(descriptor, options, at: node) }
    return (name, options)
  }

  private mutating func stageOptions(
    of descriptor: StageDescriptor, at node: Node, given: Node?
  ) -> StageOptions {
    let known = descriptor.options.map(\.name)
    let entries = given.flatMap { self.entries(of: $0, as: descriptor.name, known: known) } ?? [:]
    var values: [String: OptionValue] = [:]
    for option in descriptor.options {
      if let entry = entries[option.name] {
        values[option.name] = value(of: option, entry)
      } else if let value = option.defaultValue {
        values[option.name] = OptionReading.reading(of: value, option.kind)
      } else {
        report(node, "\(descriptor.name) needs the option \"\(option.name)\": \(option.summary)")
      }
    }
    return StageOptions(values, directory: directory)
  }

  private mutating func value(of option: OptionDescriptor, _ entry: Entry) -> OptionValue? {
    // Nothing behind the colon is a value only where it is the default: "not set".
    if entry.value.isNull, option.defaultValue == .null { return .null }
    let node = entry.value.isNull ? entry.key : entry.value
    if entry.value.isNull, OptionReading.value(entry.value, option.kind) == nil {
      report(node, "\(option.name) wants \(option.kind.phrase); found nothing")
      return nil
    }
    return value(node, option.kind, for: option.name)
  }

  /// Options that fit one by one may not fit together, or name a file that is not there.
  private mutating func tryToMake(
    _ descriptor: StageDescriptor, _ options: StageOptions, at node: Node
  ) {
    do {
      _ = try descriptor.make(options)
    } catch {
      report(node, "\(descriptor.name): \(error)")
    }
  }
}
