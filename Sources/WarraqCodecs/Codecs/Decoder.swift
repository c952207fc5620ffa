/// Turns compressed bytes into bytes. A codec is one type of this kind and one ``UnitFinder``, in a
/// folder of its own.
///
/// A *unit* is what can be decoded without what stands before it: a zstd frame, a gzip member, a
/// bzip2 or xz stream.
protocol Decoder: AnyObject {
  /// Forgets everything; the next byte begins a unit.
  func restart()
  /// The room that the unit at the front of `input` needs at most, where it is known that decoding it
  /// in one step is cheaper: with so much output, ``decode(_:into:)`` takes the whole unit. `nil`
  /// inside a unit, and where the unit is cut off or damaged.
  func roomForWholeUnit(_ input: UnsafeRawBufferPointer) -> Int?
  /// Decodes from the front of `input`, which holds everything up to the end of the readable range,
  /// into `output`. Must make progress, or say why it cannot.
  func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecodeStep
}

extension Decoder {
  func roomForWholeUnit(_ input: UnsafeRawBufferPointer) -> Int? { nil }
}

/// What one call of a decoder did.
struct DecodeStep {
  enum State: Equatable {
    /// There is more to come. With nothing consumed and nothing produced: the input ends too early.
    case more
    /// The unit ended behind the consumed bytes.
    case unitEnd
    /// The bytes cannot be decoded, for this reason (a clause without a full stop).
    case damaged(String)
  }

  /// Bytes taken from the input; less than zero when bytes of earlier inputs are given back, which
  /// stand right before this one.
  var consumed: Int
  /// Bytes written to the output; valid also when the unit is damaged behind them.
  var produced: Int
  var state: State
}

/// Finds where units begin.
protocol UnitFinder {
  /// Whether `bytes` begin a unit of this codec.
  static func begins(_ bytes: UnsafeRawBufferPointer) -> Bool
  /// Where the first unit behind the damaged one at `start` begins; the end of the file if nowhere.
  static func resume(after start: Int, in file: MappedFile) -> Int
  /// Every unit in order, from the first byte of the file to the last. Padding and damaged stretches
  /// belong to a unit too.
  static func all(in file: MappedFile) -> [InputDescription.Division]
}
