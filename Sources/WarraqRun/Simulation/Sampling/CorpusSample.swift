import Glibc
import WarraqCodecs
import WarraqCore

/// Parts of a corpus that stand for the whole: beginnings of shards from all over it, or the beginning of
/// a stream.
struct CorpusSample {
  fileprivate struct Piece {
    var input: CorpusInput
    var begin: Int
    var bytes: Int
    /// Bytes of byte order mark to put in front.
    var mark = 0
  }

  private var pieces: [Piece] = []
  /// What the sample's run cuts it into.
  let shardSize: Int
  private let versions: FormatVersions
  private let partitions: Int

  /// Takes so many shards, and of each at most so many decoded bytes.
  init(of corpus: PlannedCorpus, shards: Int, bytes: Int) {
    versions = corpus.manifest.versions
    // Tasks of a run's own size where that is cheap: a hundred would measure but their number.
    partitions = min(8, corpus.manifest.partitions)
    let streams = corpus.parts.filter(\.plan.isSplit)
    let streamBytes = streams.reduce(0) { $0 + $1.plan.rawBytes }
    if let stream = streams.first, 2 * streamBytes > corpus.decodedBytes {
      shardSize = bytes
      pieces = [Piece(input: stream.input, begin: 0, bytes: stream.onDisk(shards * bytes))]
      return
    }
    // Each piece is a shard, however it may be divided.
    shardSize = .max / 4
    let all = corpus.parts.flatMap { part in part.plan.slices.map { (part, $0) } }
    for number in 0..<min(shards, all.count) {
      let (part, slice) = all[number * all.count / min(shards, all.count)]
      let isInside = slice.codec == .plain && slice.begin > 0
      pieces.append(
        Piece(
          input: part.input, begin: slice.begin,
          bytes: min(slice.diskBytes, part.onDisk(bytes)),
          mark: isInside ? part.plan.slices[0].markBytes : 0))
    }
  }

  /// Writes the pieces into a new run, as its inputs under the names of those that they come from.
  func write(into run: RunDirectory) throws {
    var corpus = CorpusManifest(partitions: partitions, versions: versions)
    try Files.makeDirectory(run.path + "/sample")
    for (number, piece) in pieces.enumerated() {
      let path = run.path + "/sample/\(number)"
      try piece.copy(to: path)
      corpus.inputs.append(
        CorpusInput(
          name: piece.input.name, path: path, bytes: 0, modified: 0, digest: Digest(hex: ""),
          plan: Digest(hex: "")))
    }
    try Files.replace(run.corpusFile, with: StableJSON.encode(corpus))
  }
}

extension PlannedCorpus.Part {
  /// Bytes on disk that hold about so many decoded ones, not more than there are.
  fileprivate func onDisk(_ decoded: Int) -> Int {
    let ratio = Double(input.bytes) / Double(max(1, plan.rawBytes))
    return min(input.bytes, max(1, Int(Double(decoded) * ratio)))
  }
}

extension CorpusSample.Piece {
  fileprivate func copy(to path: String) throws {
    let source = open(input.path, O_RDONLY | O_CLOEXEC)
    guard source >= 0 else { throw WarraqError.posix(.input, "cannot open", input.name) }
    defer { close(source) }
    let target = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard target >= 0 else { throw WarraqError.posix(.output, "cannot write", path) }
    defer { close(target) }
    for (begin, bytes) in [(0, mark), (begin, bytes)] {
      var place = off_t(begin)
      var rest = bytes
      while rest > 0 {
        let count = sendfile(target, source, &place, rest)
        if count < 0 && errno == EINTR { continue }
        guard count >= 0 else { throw WarraqError.posix(.output, "cannot write", path) }
        if count == 0 { break }
        rest -= count
      }
    }
  }
}
