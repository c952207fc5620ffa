/// How a sketch is cut into bands: documents that agree in a whole band become candidates (Leskovec,
/// Rajaraman, Ullman: Mining of Massive Datasets, 3.4).
public struct Banding: Equatable, Sendable {
  /// Values in a band.
  public let rows: Int
  public let bands: Int

  /// The longest bands with which at most one pair in a thousand is missed that just reaches the
  /// threshold: candidates are compared exactly later, so what counts is that none is missed.
  public init(tenThousandths threshold: Int) {
    let candidates = (1...16).map { Banding(rows: $0) }
    let similarity = Double(threshold) / 10_000
    let fit = candidates.last { 1 - $0.chance(similarity) <= 0.001 }
    self = fit ?? Banding(rows: 1)
  }

  private init(rows: Int) {
    self.rows = rows
    bands = Sketch.size / rows
  }

  /// The chance that two sets of a similarity become candidates: the S-curve. Multiplications and
  /// subtractions only, which are the same on every machine.
  public func chance(_ similarity: Double) -> Double {
    var band = 1.0
    for _ in 0..<rows { band *= similarity }
    var miss = 1.0
    for _ in 0..<bands { miss *= 1 - band }
    return 1 - miss
  }

  /// Calls `body` with a hash for each band.
  func forEachBand(_ sketch: borrowing Sketch, _ body: (UInt64) throws -> Void) rethrows {
    for band in 0..<bands {
      var hash = Sketch.mix(UInt64(band) &+ 1)
      for row in 0..<rows { hash = Sketch.mix(hash ^ UInt64(sketch[band * rows + row])) }
      try body(hash)
    }
  }
}
