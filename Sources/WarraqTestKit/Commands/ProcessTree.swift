import Foundation

/// The processes of this machine, as `/proc` shows them.
public enum ProcessTree {
  /// A process that lives, zombies left out.
  public struct Entry: Equatable, Sendable {
    public var processIdentifier: Int32
    public var parent: Int32
    public var arguments: [String]
  }

  /// The direct children of a process, by number.
  public static func children(of parent: Int32) -> [Entry] {
    all().filter { $0.parent == parent }
  }

  /// Whether a process is there and not merely waiting to be reaped.
  public static func isAlive(_ processIdentifier: Int32) -> Bool { entry(processIdentifier) != nil }

  /// Every process, by number.
  public static func all() -> [Entry] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap(Int32.init).sorted().compactMap(entry)
  }

  private static func entry(_ processIdentifier: Int32) -> Entry? {
    let folder = "/proc/\(processIdentifier)"
    guard let stat = try? String(contentsOfFile: folder + "/stat", encoding: .utf8),
      // The command's name, in parentheses, may hold anything.
      let end = stat.lastIndex(of: ")")
    else { return nil }
    let fields = stat[stat.index(after: end)...].split(separator: " ")
    guard fields.count > 1, fields[0] != "Z", let parent = Int32(fields[1]) else { return nil }
    let line = (try? Data(contentsOf: URL(fileURLWithPath: folder + "/cmdline"))) ?? Data()
    let arguments = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    return Entry(processIdentifier: processIdentifier, parent: parent, arguments: arguments)
  }
}
