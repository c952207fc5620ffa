import CWarraqIntrinsics
import WarraqCore

/// Runs over a text and writes what ``FoldingTable`` says: runs of code points that keep their
/// length in tight loops, everything else one by one.
///
/// The output is handed down from call to call: as a property it would be checked for exclusive
/// access again and again.
final class FoldingScanner {
  private let foldsArabic: Bool
  private let table: FoldingTable
  private let letters = LetterTable()
  private var units: UnitNormalizer

  init(foldsArabic: Bool) {
    self.foldsArabic = foldsArabic
    table = FoldingTable(foldsArabic: foldsArabic)
    units = UnitNormalizer(foldsArabic: foldsArabic)
  }

  func scan(_ text: SourceText, into output: inout FoldingOutput) {
    output.begin()
    var position = 0
    while position < text.count {
      output.reserve(FoldingOutput.block)
      let end = min(position + FoldingOutput.sourceBlock, text.count)
      while position < end {
        position = scanRun(text, from: position, to: end, &output)
        if position < end { position = scanOne(text, at: position, &output) }
      }
    }
  }

  /// Takes code points below U+0800 that keep their length. Returns where it stopped.
  @inline(__always) private func scanRun(
    _ text: SourceText, from start: Int, to end: Int, _ output: inout FoldingOutput
  ) -> Int {
    var position = start
    while position < end {
      let vectors = warraq_fold_run(
        text.bytes + position, end - position, output.unfolded + output.count,
        output.folded + output.count, foldsArabic)
      output.advanceLinear(from: position, to: output.count + vectors)
      position += vectors
      // Where vectors do not get far, they are not tried again so soon.
      let pause = min(position + (vectors < 16 ? 32 : 4), end)
      position = scanScalars(text, from: position, to: pause, &output)
      if position < pause { break }
    }
    return position
  }

  /// Takes code points one by one. Returns where it stopped: behind `end`, or at a code point that
  /// it cannot take.
  @inline(__always) private func scanScalars(
    _ text: SourceText, from start: Int, to end: Int, _ output: inout FoldingOutput
  ) -> Int {
    let short = table.short
    let unfolded = output.unfolded
    let folded = output.folded
    var position = start
    var written = output.count
    while position < end {
      let lead = text.bytes[position]
      if lead < 0x80 {
        let entry = short[Int(lead)]
        unfolded[written] = UInt8(truncatingIfNeeded: entry)
        folded[written] = UInt8(truncatingIfNeeded: entry >> 16)
        position += 1
        written += 1
        continue
      }
      guard lead < 0xE0, position + 1 < text.count else { break }
      let entry = short[Int(lead & 0x1F) << 6 | Int(text.bytes[position + 1] & 0x3F)]
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
  @inline(never) private func scanOne(
    _ text: SourceText, at position: Int, _ output: inout FoldingOutput
  ) -> Int {
    let (codePoint, length) = text.codePoint(at: position)
    let folding = table[codePoint]
    let next = position + length
    switch folding.kind {
    case .bytes:
      output.write(folding, from: position, length: length)
    case .bytesAlone where isAlone(text, before: next):
      output.write(folding, from: position, length: length)
    case .mark where isInOrder(text, folding, at: position, output):
      output.write(folding, from: position, length: length)
    case .nothing:
      output.skip()
    case .rightQuote:
      let quote = isApostrophe(text, at: position) ? Folding.apostrophe : Folding.rightQuote
      output.write(quote, from: position, length: length)
    case .bytesAlone, .mark, .unit:
      return scanUnit(text, around: position, &output)
    }
    return next
  }

  /// Whether a unit begins at `next`.
  private func isAlone(_ text: SourceText, before next: Int) -> Bool {
    next == text.count || table[text.codePoint(at: next).codePoint].beginsUnit
  }

  /// Whether the mark at `position` stays where it is: right behind a letter that takes marks, or
  /// behind marks of the same or a lower class.
  private func isInOrder(
    _ text: SourceText, _ mark: Folding, at position: Int, _ output: borrowing FoldingOutput
  ) -> Bool {
    guard position > 0, output.isLinear else { return false }
    let before = table[text.codePoint(before: position).codePoint]
    switch before.kind {
    case .bytes: return before.isSingle
    case .mark: return before.combiningClass <= mark.combiningClass
    default: return false
    }
  }

  /// Whether letters stand on both sides of the three bytes at `position`.
  private func isApostrophe(_ text: SourceText, at position: Int) -> Bool {
    guard position > 0, position + 3 < text.count else { return false }
    return letters.isLetter(text.codePoint(before: position).codePoint)
      && letters.isLetter(text.codePoint(at: position + 3).codePoint)
  }

  /// Sends the unit that holds `position` through ICU, taking back what was written of it.
  private func scanUnit(
    _ text: SourceText, around position: Int, _ output: inout FoldingOutput
  ) -> Int {
    let start = rewind(text, from: position, &output)
    units.begin()
    var end = start
    repeat {
      let (codePoint, length) = text.codePoint(at: end)
      let isQuote = codePoint == TextRules.rightQuote
      units.add(codePoint, isApostrophe: isQuote && isApostrophe(text, at: end))
      end += length
    } while !isAlone(text, before: end)
    units.finish()
    output.write(unit: units, from: start)
    return end
  }

  /// Goes back to the start of the unit that holds `position`; what was written of it is dropped.
  private func rewind(
    _ text: SourceText, from position: Int, _ output: inout FoldingOutput
  ) -> Int {
    var start = position
    var folding = table[text.codePoint(at: position).codePoint]
    while !folding.beginsUnit, start > 0 {
      let before = text.codePoint(before: start)
      folding = table[before.codePoint]
      switch folding.kind {
      case .bytes, .mark: output.count -= Int(folding.count)
      case .rightQuote: output.count -= isApostrophe(text, at: before.start) ? 1 : 3
      case .bytesAlone, .nothing, .unit: break
      }
      start = before.start
    }
    precondition(output.count >= 0, "the text is not valid UTF-8")
    return start
  }
}
