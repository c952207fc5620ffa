/// 128 values that stand for a set of shingles: the share of values that two sketches agree in
/// estimates the Jaccard similarity of their sets.
///
/// Values have 32 bits. Different shingles agree in one by accident with a chance of 2^-32 in
/// ``SketchMethod/fastSimilarity``, and of about the number of shingles times 2^-33 in
/// ``SketchMethod/minHash``, whose values are small numbers: for 2,000 shingles that lifts an estimate
/// by less than 3e-7, where its standard error is 0.03.
public struct Sketch: Equatable, Sendable {
  /// How many values every sketch has.
  public static let count = 128

  public internal(set) var values: [UInt32]

  public init() { values = [UInt32](repeating: 0, count: Self.count) }

  /// In how many of the 128 values two sketches agree.
  public func agreement(with other: Sketch) -> Int {
    zip(values, other.values).reduce(0) { $0 + ($1.0 == $1.1 ? 1 : 0) }
  }
}

/// How sketches are made. The raw value is the name in job files.
public enum SketchMethod: String, CaseIterable, Sendable {
  /// Fast Similarity Sketching: one pass over sets of news size and larger, and a smaller error than
  /// MinHash on small ones.
  case fastSimilarity = "fast"
  /// Classic MinHash: 128 hash functions, for comparison with other tools.
  case minHash = "minhash"
}

/// Makes sketches of shingle sets. One thread at a time.
public struct Sketcher: ~Copyable {
  public let method: SketchMethod
  private var bins = ScratchBuffer<UInt64>()

  public init(_ method: SketchMethod) { self.method = method }

  /// Replaces the values of `sketch` by those of a set of shingles, which must not be empty. Neither
  /// their order nor repeated ones change anything.
  public mutating func fill(_ sketch: inout Sketch, from shingles: [UInt64]) {
    precondition(!shingles.isEmpty, "a document without shingles has no sketch")
    let bins = bins.room(for: Sketch.count)
    let method = method
    shingles.withUnsafeBufferPointer { shingles in
      sketch.values.withUnsafeMutableBufferPointer { values in
        switch method {
        case .fastSimilarity: FastSimilaritySketching.fill(values, bins: bins, from: shingles)
        case .minHash: MinHash.fill(values, from: shingles)
        }
      }
    }
  }
}
