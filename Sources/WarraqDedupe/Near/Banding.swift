/// Which values of a sketch stand in which band: documents that agree in all values of a band are
/// candidates (locality-sensitive hashing; Leskovec, Rajaraman and Ullman, "Mining of Massive
/// Datasets", section 3.4).
public struct Banding: Equatable, Sendable {
  /// How many values each band has, its rows: the tall bands first. At most 128 together.
  public let rows: [Int]

  /// Makes `bands` bands of `rows` rows each, which must fit in a sketch.
  public init(bands: Int, rows: Int) {
    precondition(bands > 0 && rows > 0 && bands * rows <= Sketch.count, "bands fill a sketch")
    self.init(tall: bands, short: 0, rows: rows)
  }

  /// Makes `tall` bands of `rows` rows and `short` bands of one row less.
  private init(tall: Int, short: Int, rows: Int) {
    self.rows =
      [Int](repeating: rows, count: tall) + [Int](repeating: rows - 1, count: short)
  }

  /// How likely two documents of this similarity are candidates: the S-curve. For printing; nothing
  /// is decided by it.
  public func sCurve(_ jaccard: Double) -> Double {
    let missed = rows.reduce(1.0) { missed, rows in
      missed * (1 - (0..<rows).reduce(1.0) { power, _ in power * jaccard })
    }
    return 1 - missed
  }

  /// Calls `body` with the keys under which a sketch is put: one a band.
  public func forEachKey(of sketch: Sketch, _ body: (BandKey) throws -> Void) rethrows {
    try sketch.values.withUnsafeBufferPointer { values in
      precondition(values.count == Sketch.count, "bands are of whole sketches")
      var next = 0
      for (band, count) in rows.enumerated() {
        let hash = values[next..<next + count].reduce(Mixing.seed(band)) {
          Mixing.mix($0 ^ UInt64($1))
        }
        try body(BandKey(band: band, hash: hash))
        next += count
      }
    }
  }
}

/// A bucket: the documents that agree in the values of one band.
public struct BandKey: Hashable, Sendable {
  public var band: Int
  /// A hash over the band and its values.
  public var hash: UInt64
}

extension Banding {
  /// Bands of fewer rows bring together what has nothing but a phrase in common.
  static let leastRows = 3

  /// Chooses bands for a threshold, so that of pairs at the threshold at most one in 300 is missed, by
  /// integer arithmetic. Of pairs that are more alike far fewer are: at a threshold of 0.7 one in 2,000
  /// of those at 0.75.
  ///
  /// Candidates are compared afterwards, so that a missed pair is the only error, and a document costs a
  /// row for each of its bands: they are as few as can be with three rows each. Low thresholds want
  /// more of those than a sketch holds. Then bands are as tall as they can be: of r rows as many as
  /// possible, and the rest of r - 1. Below a threshold of 0.05 even 128 bands of one row miss more, and
  /// are what is given.
  public init(for threshold: Threshold) {
    for bands in 1...Sketch.count / Self.leastRows
    where threshold.fraction.missed(bands: bands, rows: Self.leastRows) <= .oneIn300 {
      self.init(bands: bands, rows: Self.leastRows)
      return
    }
    for rows in (2...Sketch.count).reversed() {
      for short in 0...Sketch.count / (rows - 1) {
        let tall = (Sketch.count - short * (rows - 1)) / rows
        let missed = threshold.fraction.missed(bands: tall, rows: rows)
          .times(threshold.fraction.missed(bands: short, rows: rows - 1))
        if missed <= .oneIn300 {
          self.init(tall: tall, short: short, rows: rows)
          return
        }
      }
    }
    self.init(bands: Sketch.count, rows: 1)
  }
}
