import WarraqCore

/// Runs over a text and writes what ``FoldingTable`` says: runs of code points that keep their
/// length in one tight loop, everything else one by one.
final class FoldingScanner {
  private let table: FoldingTable
  private let letters = LetterTable()
  private var units: UnitNormalizer
  private var output = FoldingOutput()
  private var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)

  init(foldsArabic: Bool) {
    table = FoldingTable(foldsArabic: foldsArabic)
    units = UnitNormalizer(foldsArabic: foldsArabic)
  }

  func scan(_ source: UnsafeBufferPointer<UInt8>, into analysis: inout Analysis) {
    text = source
    swap(&output.alignment, &analysis.alignment)
    output.begin()
    var position = 0
    while position < text.count {
      output.reserve(FoldingOutput.block)
      let end = min(position + FoldingOutput.sourceBlock, text.count)
      while position < end {
        position = scanRun(from: position, to: end)
        if position < end { position = scanOne(at: position) }
      }
    }
    swap(&output.alignment, &analysis.alignment)
    output.copy(into: &analysis)
    text = UnsafeBufferPointer(start: nil, count: 0)
  }

  /// Takes code points below U+0800 that keep their length. Returns where it stopped.
  @inline(__always) private func scanRun(from start: Int, to end: Int) -> Int {
    guard let source = text.baseAddress else { return start }
    let short = table.short
    let unfolded = output.unfolded
    let folded = output.folded
    var position = start
    var written = output.count
    while position < end {
      let lead = source[position]
      if lead < 0x80 {
        let entry = short[Int(lead)]
        unfolded[written] = UInt8(truncatingIfNeeded: entry)
        folded[written] = UInt8(truncatingIfNeeded: entry >> 16)
        position += 1
        written += 1
        continue
      }
      guard lead < 0xE0, position + 1 < text.count else { break }
      let entry = short[Int(lead & 0x1F) << 6 | Int(source[position + 1] & 0x3F)]
      guard entry != 0 else { break }
      UnsafeMutableRawPointer(unfolded + written).storeBytes(
        of: UInt16(truncatingIfNeeded: entry), as: UInt16.self)
      UnsafeMutableRawPointer(folded + written).storeBytes(
        of: UInt16(truncatingIfNeeded: entry >> 16), as: UInt16.self)
      position += 2
      written += 2
    }
    output.advanceLinear(from: start, to: written)
    return position
  }

  /// Takes the code point at `position`, or the unit around it. Returns where to go on.
  @inline(never) private func scanOne(at position: Int) -> Int {
    let (codePoint, length) = decode(at: position)
    let folding = table[codePoint]
    let next = position + length
    switch folding.kind {
    case .bytes:
      output.write(folding, from: position, length: length)
    case .bytesAlone:
      guard next == text.count || table[decode(at: next).codePoint].beginsUnit else {
        return scanUnit(around: position)
      }
      output.write(folding, from: position, length: length)
    case .nothing:
      output.skip()
    case .mark:
      guard isInOrder(folding, at: position) else { return scanUnit(around: position) }
      output.write(folding, from: position, length: length)
    case .rightQuote:
      if isApostrophe(at: position) {
        let ascii = Folding(kind: .bytes, beginsUnit: true, count: 1, unfolded: 0x27, folded: 0x27)
        output.write(ascii, from: position, length: length)
      } else {
        let (bytes, count) = UTF8Bytes.encode(codePoint)
        let same = Folding(
          kind: .bytes, beginsUnit: true, isSingle: true, count: UInt8(count),
          unfolded: UInt64(bytes),
          folded: UInt64(bytes))
        output.write(same, from: position, length: length)
      }
    case .unit:
      return scanUnit(around: position)
    }
    return next
  }

  @inline(__always) private func decode(at position: Int) -> (codePoint: UInt32, length: Int) {
    guard let source = text.baseAddress else { return (0, 1) }
    return UTF8Bytes.decode(source + position, available: text.count - position)
  }

  /// The code point before `position`, which is not the start of the text.
  private func decode(before position: Int) -> (codePoint: UInt32, start: Int) {
    guard let source = text.baseAddress else { return (0, 0) }
    let start = UTF8Bytes.previous(source, before: position)
    return (decode(at: start).codePoint, start)
  }

  /// Whether the mark at `position` stays where it is: right behind a letter that takes marks, or
  /// behind marks of the same or a lower class.
  private func isInOrder(_ mark: Folding, at position: Int) -> Bool {
    guard position > 0, output.isLinear else { return false }
    let before = table[decode(before: position).codePoint]
    switch before.kind {
    case .bytes: return before.isSingle
    case .mark: return before.combiningClass <= mark.combiningClass
    default: return false
    }
  }

  /// Whether letters stand on both sides of the three bytes at `position`.
  private func isApostrophe(at position: Int) -> Bool {
    guard position > 0, position + 3 < text.count else { return false }
    return letters.isLetter(decode(before: position).codePoint)
      && letters.isLetter(decode(at: position + 3).codePoint)
  }

  /// Sends the unit that holds `position` through ICU, taking back what was written of it.
  private func scanUnit(around position: Int) -> Int {
    let start = rewind(from: position)
    units.begin()
    var end = start
    repeat {
      let (codePoint, length) = decode(at: end)
      let isQuote = codePoint == TextRules.rightQuote
      units.add(codePoint, isApostrophe: isQuote && isApostrophe(at: end))
      end += length
    } while end < text.count && !table[decode(at: end).codePoint].beginsUnit
    units.finish()
    output.write(unit: units, from: start, to: end)
    return end
  }

  /// Goes back to the start of the unit that holds `position`; what was written of it is dropped.
  private func rewind(from position: Int) -> Int {
    var start = position
    var folding = table[decode(at: position).codePoint]
    while !folding.beginsUnit, start > 0 {
      let before = decode(before: start)
      folding = table[before.codePoint]
      switch folding.kind {
      case .bytes, .mark: output.count -= Int(folding.count)
      case .rightQuote: output.count -= isApostrophe(at: before.start) ? 1 : 3
      case .bytesAlone, .nothing, .unit: break
      }
      start = before.start
    }
    return start
  }
}
