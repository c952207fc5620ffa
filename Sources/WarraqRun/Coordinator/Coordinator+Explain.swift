internal import WarraqCore

extension Coordinator {
  /// Why a task has to run, in words.
  func explain(_ order: TaskOrder) throws -> String {
    guard let latest = try book.latest(order.task) else { return "it has not been run yet" }
    if latest.key == order.key {
      if let least = forced[order.task], latest.generation < least { return "a rerun was asked for" }
      return "its output is missing or damaged"
    }
    let names = Set(latest.parts.keys).union(order.parts.keys).sorted()
    let changed = names.filter { latest.parts[$0] != order.parts[$0] }
    return "changed: " + changed.joined(separator: ", ")
  }
}
