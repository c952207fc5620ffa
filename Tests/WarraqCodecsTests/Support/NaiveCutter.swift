@testable import WarraqCodecs

/// What the records of a text are, in the plainest way. `bytes` are in UTF-8 or another encoding of
/// single bytes.
func naiveRecords(_ bytes: [UInt8], _ unit: InputFormat.Unit) -> [[UInt8]] {
  if unit == .document { return bytes.isEmpty ? [] : [bytes] }
  let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
  let isBlank = { (line: [UInt8]) in line.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) } }
  let chomped = { (line: [UInt8]) in line.last == 0x0D ? Array(line.dropLast()) : line }
  if unit == .line { return lines.filter { !isBlank($0) }.map(chomped) }
  return lines.split(whereSeparator: isBlank).map { chomped(Array($0.joined(separator: [0x0A]))) }
}
