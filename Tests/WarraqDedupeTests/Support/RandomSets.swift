import WarraqDedupe
import WarraqTestKit

extension SplitMix {
  /// Different hashes, in no order.
  mutating func hashes(_ count: Int) -> [UInt64] { (0..<count).map { _ in next() } }

  /// Two sets of `size` hashes of which `shared` are in both.
  mutating func sets(size: Int, shared: Int) -> (a: [UInt64], b: [UInt64]) {
    let common = hashes(shared)
    return (common + hashes(size - shared), common + hashes(size - shared))
  }
}

/// The sketch of one set.
func sketch(_ shingles: [UInt64], _ method: SketchMethod) -> Sketch {
  var sketcher = Sketcher(method)
  var sketch = Sketch()
  sketcher.fill(&sketch, from: shingles)
  return sketch
}
