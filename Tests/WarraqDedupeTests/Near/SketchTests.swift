import Glibc
import Testing
import WarraqDedupe
import WarraqTestKit

@Suite struct SketchTests {
  /// Error of estimates over many pairs of random sets.
  private struct Errors {
    var mean = 0.0
    var rootMeanSquare = 0.0

    init(_ method: SketchMethod, size: Int, shared: Int, trials: Int) {
      var random = SplitMix(UInt64(size + shared))
      let jaccard = Double(shared) / Double(2 * size - shared)
      for _ in 0..<trials {
        let (a, b) = random.sets(size: size, shared: shared)
        let agreement = sketch(a, method).agreement(with: sketch(b, method))
        let error = Double(agreement) / Double(Sketch.count) - jaccard
        mean += error / Double(trials)
        rootMeanSquare += error * error / Double(trials)
      }
      rootMeanSquare = rootMeanSquare.squareRoot()
    }
  }

  @Test(arguments: SketchMethod.allCases)
  func `estimates are unbiased and no worse than those of independent hashes`(
    method: SketchMethod
  ) {
    for (size, shared) in [(20, 13), (100, 46), (100, 89), (300, 200)] {
      let trials = 400
      let errors = Errors(method, size: size, shared: shared, trials: trials)
      let jaccard = Double(shared) / Double(2 * size - shared)
      let binomial = (jaccard * (1 - jaccard) / Double(Sketch.count)).squareRoot()
      #expect(abs(errors.mean) < 4 * binomial / Double(trials).squareRoot())
      #expect(errors.rootMeanSquare < 1.15 * binomial)
    }
  }

  @Test func `fast similarity sketches of small sets err less`() {
    for (size, shared) in [(20, 13), (100, 67)] {
      let fast = Errors(.fastSimilarity, size: size, shared: shared, trials: 400)
      let classic = Errors(.minHash, size: size, shared: shared, trials: 400)
      #expect(fast.rootMeanSquare < 0.85 * classic.rootMeanSquare)
    }
  }

  @Test(arguments: SketchMethod.allCases)
  func `equal sets have equal sketches, whatever the order and repeats`(method: SketchMethod) {
    var random = SplitMix(5)
    for count in [1, 2, 10, 127, 900] {
      let set = random.hashes(count)
      let first = sketch(set, method)
      #expect(sketch(set.sorted(), method) == first)
      #expect(sketch((set + set).shuffled(using: &random), method) == first)
      #expect(sketch(random.hashes(count), method).agreement(with: first) == 0)
    }
  }

  @Test(arguments: SketchMethod.allCases)
  func `a sketcher remembers nothing of earlier sets`(method: SketchMethod) {
    var random = SplitMix(6)
    var sketcher = Sketcher(method)
    var sketch = Sketch()
    for count in [1_000, 1, 40, 1] {
      let set = random.hashes(count)
      sketcher.fill(&sketch, from: set)
      #expect(sketch == WarraqDedupeTests.sketch(set, method))
    }
  }

  @Test func `sketches are the same on every machine`() {
    var random = SplitMix(1)
    let set = random.hashes(50)
    let digests = SketchMethod.allCases.map { method in
      sketch(set, method).values.reduce(UInt64(0)) { $0 &* 0x100_0000_01B3 ^ UInt64($1) }
    }
    #expect(digests == [16_108_295_479_777_136_984, 1_384_435_088_170_441_600])
  }

  @Test func `one word said again and again costs some passes over it, not all of them`() {
    var random = SplitMix(9)
    let count = 100_000
    let set = random.hashes(count)
    let single = random.hashes(1)
    let repeated = [UInt64](repeating: single[0], count: count)
    let once = processorTime { _ = sketch(set, .fastSimilarity) }
    let again = processorTime {
      #expect(sketch(repeated, .fastSimilarity) == sketch(single, .fastSimilarity))
    }
    #expect(again < 50 * once, "\(again) against \(once)")
  }

  /// Seconds that this thread has computed.
  private func processorTime(_ body: () -> Void) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    body()
    return now() - start
  }
}
