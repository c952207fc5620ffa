import CWordBreak
import Foundation
import WarraqCore

/// `loops`: prints the names of all loops. `loops NAME`: runs one, and prints the bytes that the measured half holds.
/// `loops icu FILE`: the MB/s of a core at which ICU finds the words of a text.
@main struct Main {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    switch (arguments.first, arguments.dropFirst().first) {
    case (nil, _): Loop.all.forEach { print($0.name) }
    case ("icu", let file?): try breakWords(file)
    case (let name?, _):
      guard let loop = Loop.all.first(where: { $0.name == name }) else {
        throw WarraqError(.usage, "there is no loop \(name)")
      }
      try loop.run()
    }
  }

  /// A text a line, as documents are.
  private static func breakWords(_ file: String) throws {
    let lines = try Data(contentsOf: URL(filePath: file)).split(separator: 0x0A)
    let clock = clock()
    var bytes = 0
    for line in lines {
      let words = line.withUnsafeBytes {
        word_break_count($0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count)
      }
      guard words >= 0 else { throw WarraqError(.input, "ICU cannot read the text", input: file) }
      bytes += line.count
    }
    let seconds = Double(Glibc.clock() - clock) / Double(CLOCKS_PER_SEC)
    print(Double(bytes) / 1e6 / seconds)
  }
}
