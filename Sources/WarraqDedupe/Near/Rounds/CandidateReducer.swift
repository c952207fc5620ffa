import WarraqCore

/// Pairs the documents of a bucket.
///
/// All pairs in buckets of usual size, few in the huge ones that boilerplate and templates make: there
/// each document is paired with the one before it and, of the first ones of the bucket in keep order,
/// with the first that it may be like. The rule looks at the bucket's documents alone, so it does not
/// depend on the order in which they came. Documents that others may go for stand first in that order:
/// in a huge bucket they are what each one is paired with.
///
/// Of documents with one content exact dedupe keeps the first. Where it is still to decide, only that one
/// is paired.
final class CandidateReducer: GroupReducer {
  /// So many documents of a bucket, and one more, are all paired with each other.
  static let firstCount = 32
  /// For each later one so many of the first documents are looked at,
  static let lookedAtCount = 1_024
  /// and it is paired with so many of them: templated stories are all alike.
  static let laterCount = 4

  private struct Candidate {
    var place: KeepPlace
    var bits: SketchBits
    var content: UInt32
    var day: Int?
  }

  private let options: NearOptions
  private let sides: RemovalSides
  /// Pairs that agree in fewer bits are not looked at.
  private let leastAgreement: Int
  private var isBucket = false
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

  func begin(key: UnsafeRawBufferPointer) {
    isBucket = SketchRound.isBucket(key)
    bucket.removeAll(keepingCapacity: true)
  }

  func add(shard: Int, value: UnsafeRawBufferPointer, to messages: any MessageSink) throws {
    guard isBucket else { return try SketchRound.sketch(in: value).send(toShard: shard, messages) }
    let entry = BucketEntry(value)
    bucket.append(
      Candidate(
        place: KeepPlace(rank: entry.rank, shard: shard, ordinal: entry.ordinal),
        bits: entry.bits, content: entry.content, day: entry.day))
  }

  func end(to messages: any MessageSink) throws {
    guard bucket.count > 1 else { return }
    bucket.sort { sides.areInOrder($0.place, $1.place) }
    if options.isBesideExact { keepFirstOfEachContent() }
    if bucket.count > Self.firstCount + 1 {
      try CandidateEvidence.cut(bucket.count).keep(in: messages)
    }
    for index in bucket.indices.dropFirst() { try pair(index, to: messages) }
  }

  private func pair(_ index: Int, to messages: any MessageSink) throws {
    let limit = index > Self.firstCount ? Self.laterCount : Self.firstCount
    let firsts = (0..<min(index, Self.lookedAtCount)).lazy
    var partners = Array(firsts.filter { self.mayBeAlike($0, index) }.prefix(limit))
    if index > Self.firstCount, mayBeAlike(index - 1, index) { partners.append(index - 1) }
    for partner in partners {
      try PairRequest.ask(for: bucket[partner].place, bucket[index].place, to: messages)
    }
  }

  private func keepFirstOfEachContent() {
    contents.removeAll(keepingCapacity: true)
    bucket.removeAll { !contents.insert(Content(hash: $0.content, bits: $0.bits)).inserted }
  }

  /// Whether the sketches of two documents, in keep order, say that one may go for the other.
  private func mayBeAlike(_ first: Int, _ second: Int) -> Bool {
    let (one, other) = (bucket[first], bucket[second])
    // Two bands of a document may have one hash: it is no candidate for itself.
    guard one.place != other.place, one.bits.agreement(with: other.bits) >= leastAgreement,
      options.areNear(one.day, other.day)
    else { return false }
    // Only components look through documents that stay anyway.
    return options.clustering == .component
      || sides.mayStay(one.place.shard) && sides.mayGo(other.place.shard)
  }
}
