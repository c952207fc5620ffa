import Foundation

/// Clusters in clusters: k-means (Lloyd 1982) on the sphere into 64, each of which is cut into 4, and
/// so twice more. The path of a word is 12 bits.
struct ClusterTree {
  typealias Block = SkipGram.Block
  private static let blocks = SkipGram.blocks
  private let vectors: [Block]
  private var random = SplitMix(7)
  /// The path of each word.
  private(set) var paths: [UInt16]

  init(_ vectors: [Block]) {
    self.vectors = Self.normalized(vectors)
    paths = [UInt16](repeating: 0, count: vectors.count / Self.blocks)
    cut(Array(paths.indices.dropFirst(2)), into: 64, depth: 0)
    let start = Date()
    for depth in 1...3 {
      var groups: [UInt16: [Int]] = [:]
      for word in paths.indices.dropFirst(2) { groups[paths[word], default: []].append(word) }
      for (_, words) in groups.sorted(by: { $0.key < $1.key }) { cut(words, into: 4, depth: depth) }
    }
    say("clusters: \(Int(Date().timeIntervalSince(start))) s")
  }

  private mutating func cut(_ words: [Int], into count: Int, depth: Int) {
    let shift = UInt16(6 - 2 * depth)
    guard words.count > count else {
      for (index, word) in words.enumerated() { paths[word] |= UInt16(index) << shift }
      return
    }
    // The frequent words, spread out, are the first centres.
    var centres = (0..<count).flatMap { index -> ArraySlice<Block> in
      let word = words[index * min(words.count, 40 * count) / count]
      return vectors[word * Self.blocks..<(word + 1) * Self.blocks]
    }
    var own = [Int](repeating: 0, count: words.count)
    for _ in 0..<12 {
      assign(words, centres, &own)
      var sums = [Block](repeating: .zero, count: centres.count)
      for (index, word) in words.enumerated() {
        for block in 0..<Self.blocks {
          sums[own[index] * Self.blocks + block] += vectors[word * Self.blocks + block]
        }
      }
      centres = Self.normalized(sums)
    }
    assign(words, centres, &own)
    for (index, word) in words.enumerated() { paths[word] |= UInt16(own[index]) << shift }
  }

  private func assign(_ words: [Int], _ centres: [Block], _ own: inout [Int]) {
    let count = centres.count / Self.blocks
    vectors.withUnsafeBufferPointer { vectors in
      centres.withUnsafeBufferPointer { centres in
        for (index, word) in words.enumerated() {
          let base = word * Self.blocks
          var best = (similarity: -Float.infinity, centre: 0)
          for centre in 0..<count {
            var sum = Block.zero
            for block in 0..<Self.blocks {
              sum += vectors[base + block] * centres[centre * Self.blocks + block]
            }
            let similarity = sum.sum()
            if similarity > best.similarity { best = (similarity, centre) }
          }
          own[index] = best.centre
        }
      }
    }
  }

  private static func normalized(_ vectors: [Block]) -> [Block] {
    var result = vectors
    for start in stride(from: 0, to: vectors.count, by: blocks) {
      var square: Float = 0
      for block in start..<start + blocks { square += (vectors[block] * vectors[block]).sum() }
      let scale = square > 0 ? 1 / square.squareRoot() : 0
      for block in start..<start + blocks { result[block] *= scale }
    }
    return result
  }
}
