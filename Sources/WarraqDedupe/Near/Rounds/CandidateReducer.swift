import WarraqCore

/// Pairs the documents of a bucket.
///
/// Each document is paired with the first ones of the bucket in keep order and with the one before it:
/// all pairs in buckets of usual size, few in the huge ones that boilerplate makes. The rule looks at
/// the bucket's documents alone, so it does not depend on the order in which they came. Documents that
/// others may go for stand first in that order: in a huge bucket they are what each one is paired with.
///
/// Of documents with one content exact dedupe keeps the first. Where it is still to decide, only that one
/// is paired.
final class CandidateReducer: GroupReducer {
  /// With so many of the first documents of a bucket each one is paired.
  static let firstCount = 32

  private struct Candidate {
    var place: KeepPlace
    var bits: SketchBits
    var content: UInt32
  }

  private let options: NearOptions
  private let sides: RemovalSides
  /// Pairs that agree in fewer bits are not looked at.
  private let leastAgreement: Int
  private var bucket: [Candidate] = []
  private var contents: Set<Content> = []

  /// What tells contents apart: part of the hash, and the bits of the sketch, which is the same for one
  /// content.
  private struct Content: Hashable {
    var hash: UInt32
    var bits: SketchBits
  }

  init(_ options: NearOptions, sides: RemovalSides) {
    self.options = options
    self.sides = sides
    leastAgreement = SketchBits.leastAgreement(at: options.threshold)
  }

  func begin(key: UnsafeRawBufferPointer) { bucket.removeAll(keepingCapacity: true) }

  func add(shard: Int, value: UnsafeRawBufferPointer, to messages: any MessageSink) {
    let entry = BucketEntry(value)
    bucket.append(
      Candidate(
        place: KeepPlace(rank: entry.rank, shard: shard, ordinal: entry.ordinal),
        bits: entry.bits, content: entry.content))
  }

  func end(to messages: any MessageSink) throws {
    guard bucket.count > 1 else { return }
    bucket.sort { sides.areInOrder($0.place, $1.place) }
    if options.isBesideExact { keepFirstOfEachContent() }
    if bucket.count > Self.firstCount + 1 {
      try CandidateEvidence.cut(bucket.count).keep(in: messages)
    }
    for index in bucket.indices.dropFirst() {
      for other in 0..<min(index, Self.firstCount) { try send(other, index, to: messages) }
      if index > Self.firstCount { try send(index - 1, index, to: messages) }
    }
  }

  private func keepFirstOfEachContent() {
    contents.removeAll(keepingCapacity: true)
    bucket.removeAll { !contents.insert(Content(hash: $0.content, bits: $0.bits)).inserted }
  }

  /// Asks for both documents, if their sketches say that they may be alike.
  private func send(_ first: Int, _ second: Int, to messages: any MessageSink) throws {
    let (one, other) = (bucket[first], bucket[second])
    // Two bands of a document may have one hash: it is no candidate for itself.
    guard one.place != other.place, one.bits.agreement(with: other.bits) >= leastAgreement else {
      return
    }
    try PairRequest(own: one.place, other: other.place).send(to: messages)
    try PairRequest(own: other.place, other: one.place).send(to: messages)
  }
}
