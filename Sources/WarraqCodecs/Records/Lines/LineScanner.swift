import Glibc

/// Finds lines, and knows which of them a shard owns.
struct LineScanner {
  struct Line: Equatable {
    var start: Int
    /// Where the line break begins.
    var end: Int
    /// Whether it holds white space alone.
    var isBlank: Bool
  }

  enum Event: Equatable {
    case line(Line)
    case needMore
    /// No further line begins in the shard's own bytes.
    case notOwned
  }

  private let unitBytes: Int
  private let isBigEndian: Bool
  /// The first line is owned wherever it begins, unless it is to be skipped.
  private let firstStart: Int
  private(set) var lineStart: Int
  private(set) var position: Int
  private var hasInk = false
  /// Whether the line belongs to the shard before, or lost its beginning.
  private(set) var isSkipping: Bool

  init(start: Int, encoding: TextEncoding, skipsFirst: Bool) {
    unitBytes = encoding.unitBytes
    isBigEndian = encoding.isBigEndian
    firstStart = skipsFirst ? -1 : start
    lineStart = start
    position = start
    isSkipping = skipsFirst
  }

  /// The next line; the last one may lack its line break. `pastEnd` asks for lines also when they
  /// begin behind the shard's own bytes.
  mutating func next(in window: Window, pastEnd: Bool = false) -> Event {
    while true {
      if !pastEnd, let end = window.sliceEnd {
        let isOwned = isSkipping ? position < end : owns(lineStart, sliceEnd: end)
        if !isOwned { return .notOwned }
      }
      // The byte order mark in front may not have come as a whole.
      if window.end < position { return window.isEnd ? .notOwned : .needMore }
      if let newline = findBreak(in: window) {
        if !hasInk && !isSkipping { hasInk = findInk(position..<newline, in: window) }
        let line = Line(start: lineStart, end: newline, isBlank: !hasInk)
        let wasSkipping = isSkipping
        begin(at: newline + unitBytes)
        if !wasSkipping { return .line(line) }
        if let end = window.sliceEnd, !pastEnd, newline >= end { return .notOwned }
        continue
      }
      let scanned = lineStart + (window.end - lineStart) / unitBytes * unitBytes
      if !hasInk && !isSkipping { hasInk = findInk(position..<scanned, in: window) }
      position = scanned
      return window.isEnd ? last(window) : .needMore
    }
  }

  /// Whether a line that begins at `start` belongs to a shard with `sliceEnd` bytes of its own.
  func owns(_ start: Int, sliceEnd: Int?) -> Bool {
    guard let sliceEnd else { return true }
    return start <= sliceEnd || start == firstStart
  }

  mutating func interrupt() {
    begin(at: position)
    isSkipping = true
  }

  private mutating func begin(at offset: Int) {
    lineStart = offset
    position = offset
    hasInk = false
    isSkipping = false
  }

  /// What stands behind the last line break of the input.
  private mutating func last(_ window: Window) -> Event {
    // Bytes that make no whole code unit are ink: they must not vanish.
    let hasRest = window.end > position
    guard !isSkipping, hasInk || hasRest else { return .notOwned }
    let line = Line(start: lineStart, end: window.end, isBlank: false)
    begin(at: window.end)
    isSkipping = true
    return .line(line)
  }

  private func findBreak(in window: Window) -> Int? {
    guard let base = window.bytes.baseAddress else { return nil }
    var offset = position
    while offset < window.end {
      let local = offset - window.base
      guard let hit = memchr(base + local, 0x0A, window.bytes.count - local) else { return nil }
      let found = window.base + base.distance(to: UnsafeRawPointer(hit))
      if unitBytes == 1 { return found }
      let unit = lineStart + (found - lineStart) / unitBytes * unitBytes
      guard unit + unitBytes <= window.end else { return nil }
      if self.unit(at: unit, in: window) == 0x0A { return unit }
      offset = unit + unitBytes
    }
    return nil
  }

  private func findInk(_ range: Range<Int>, in window: Window) -> Bool {
    var offset = range.lowerBound
    while offset < range.upperBound {
      let value = unit(at: offset, in: window)
      if value != 0x20 && !(0x09...0x0D).contains(value) { return true }
      offset += unitBytes
    }
    return false
  }

  private func unit(at offset: Int, in window: Window) -> UInt32 {
    let local = offset - window.base
    if unitBytes == 1 { return UInt32(window.bytes[local]) }
    var value: UInt32 = 0
    for index in 0..<unitBytes {
      let byte = UInt32(window.bytes[local + index])
      value |= byte << UInt32(8 * (isBigEndian ? unitBytes - 1 - index : index))
    }
    return value
  }
}
