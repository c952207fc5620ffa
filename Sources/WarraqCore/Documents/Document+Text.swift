extension Document {
  /// Calls `body` with the bytes that tokens and hashes are made of: the normalised text where there
  /// is one, else the text.
  @inlinable public func withAnalyzedText<Result>(
    _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    analysis.isNormalized
      ? try analysis.normalized.withUnsafeBytes(body) : try text.withUnsafeBytes(body)
  }

  /// Calls `body` with the bytes that stop words are matched with, at the same offsets: those before
  /// letters are folded (see ``AnalysisNeeds/unfolded``).
  @inlinable public func withUnfoldedText<Result>(
    _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    analysis.isNormalized
      ? try analysis.unfolded.withUnsafeBytes(body) : try text.withUnsafeBytes(body)
  }
}
