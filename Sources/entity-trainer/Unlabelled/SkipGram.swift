import Foundation

/// Vectors of words by skip-gram with negative sampling (Mikolov et al. 2013), with vectors of
/// contexts for each side (Ling et al. 2015): for names, which side a neighbour stands on matters.
/// Deterministic: one thread, fixed seed.
struct SkipGram {
  typealias Block = SIMD16<Float>
  static let blocks = 4
  static let dimensions = 16 * blocks
  /// How far contexts reach.
  static let reach = 2
  private static let negatives = 4
  private static let rate: Float = 0.05

  private(set) var vectors: [Block]
  private var contexts: [Block]
  private let count: Int
  private var random = SplitMix(42)

  init(words: Int) {
    count = words
    vectors = []
    vectors.reserveCapacity(words * Self.blocks)
    for _ in 0..<words * Self.blocks {
      var block = Block.zero
      for lane in 0..<16 { block[lane] = Float.random(in: -0.5...0.5, using: &random) / 64 }
      vectors.append(block)
    }
    contexts = [Block](repeating: .zero, count: 2 * words * Self.blocks)
  }

  mutating func train(_ news: News, passes: Int) {
    guard !news.words.isEmpty else { return }
    let table = samplingTable(news.counts)
    let keep = keepChances(news)
    let total = Double(news.words.count * passes)
    var done = 0
    let sigmoids = (0..<1024).map { 1 / (1 + Foundation.exp(-(Float($0) - 511.5) / 64)) }
    var line: [UInt32] = []
    let start = Date()
    for _ in 0..<passes {
      for word in news.words {
        done += 1
        guard word == News.lineEnd else {
          if Float(random.next() >> 40) / Float(1 << 24) < keep[Int(word)] { line.append(word) }
          continue
        }
        let rate = Self.rate * max(0.02, 1 - Float(Double(done) / total))
        learn(line, rate, table, sigmoids)
        line.removeAll(keepingCapacity: true)
      }
    }
    say("vectors: \(Int(Date().timeIntervalSince(start))) s")
  }

  /// Contexts drawn for contrast: by frequency to the power of 3/4.
  private func samplingTable(_ counts: [Int]) -> [UInt32] {
    let powers = counts.map { pow(Double($0), 0.75) }
    let sum = powers.reduce(0, +)
    var table: [UInt32] = []
    for (word, power) in powers.enumerated() {
      let end = table.count + Int((power / sum * Double(1 << 20)).rounded(.up))
      while table.count < end { table.append(UInt32(word)) }
    }
    return table
  }

  private func keepChances(_ news: News) -> [Float] {
    news.counts.map { count in
      let share = Float(count) / Float(news.words.count)
      return share == 0 ? 1 : min(1, (1e-4 / share).squareRoot() + 1e-4 / share)
    }
  }

  private mutating func learn(
    _ line: [UInt32], _ rate: Float, _ table: [UInt32], _ sigmoids: [Float]
  ) {
    var random = random
    vectors.withUnsafeMutableBufferPointer { vectors in
      contexts.withUnsafeMutableBufferPointer { contexts in
        for (index, word) in line.enumerated() where word > 1 {
          let vector = vectors.baseAddress.map { $0 + Int(word) * Self.blocks }
          guard let vector, let contexts = contexts.baseAddress else { return }
          for other in max(0, index - Self.reach)..<min(line.count, index + Self.reach + 1)
          where other != index {
            let side = other < index ? 0 : count
            var change = (Block.zero, Block.zero, Block.zero, Block.zero)
            for draw in 0...Self.negatives {
              let drawn = draw == 0 ? line[other] : table[Int(random.next() >> 32) % table.count]
              if draw > 0, drawn == line[other] { continue }
              let context = contexts + (side + Int(drawn)) * Self.blocks
              let dot =
                (vector[0] * context[0] + vector[1] * context[1] + vector[2] * context[2]
                + vector[3] * context[3]).sum()
              let place = Int(max(0, min(1023, dot * 64 + 511.5)))
              let step = ((draw == 0 ? 1 : 0) - sigmoids[place]) * rate
              change.0 += context[0] * step
              change.1 += context[1] * step
              change.2 += context[2] * step
              change.3 += context[3] * step
              for block in 0..<Self.blocks { context[block] += vector[block] * step }
            }
            vector[0] += change.0
            vector[1] += change.1
            vector[2] += change.2
            vector[3] += change.3
          }
        }
      }
    }
    self.random = random
  }
}
