/// The states by which codes are read from bits (RFC 8878, 4.1.1).
struct FSETable {
  struct State {
    var code: UInt8 = 0
    /// The next state is ``base`` and a number of so many bits.
    var bits: UInt8 = 0
    var base: UInt16 = 0
  }

  /// The binary logarithm of the number of states: the first one is a number of so many bits.
  let log: Int
  let states: [State]

  /// A table that says the same code all the time.
  init(run code: UInt8) {
    log = 0
    states = [State(code: code)]
  }

  init(_ counts: FSECounts) {
    log = counts.log
    let size = 1 << log
    var states = Array(repeating: State(), count: size)
    var end = size
    // Codes that are less likely than one state stand at the end.
    for (code, count) in counts.states.enumerated() where count == -1 {
      end -= 1
      states[end].code = UInt8(code)
    }
    var place = 0
    let step = size >> 1 + size >> 3 + 3
    for (code, count) in counts.states.enumerated() where count > 0 {
      for _ in 0..<count {
        states[place].code = UInt8(code)
        repeat { place = (place + step) & (size - 1) } while place >= end
      }
    }
    var next = counts.states.map { abs($0) }
    for place in states.indices {
      let code = Int(states[place].code)
      let bits = log - (Int.bitWidth - 1 - next[code].leadingZeroBitCount)
      states[place].bits = UInt8(bits)
      states[place].base = UInt16(next[code] << bits - size)
      next[code] += 1
    }
    self.states = states
  }
}
