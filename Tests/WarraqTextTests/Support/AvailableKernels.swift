import CWarraqIntrinsics

/// Those kinds of kernels that this processor has; it says which it lacks.
func available<Kind: CustomStringConvertible>(_ kinds: [(warraq_kernels, Kind)]) -> [Kind] {
  kinds.compactMap { needed, kind in
    if warraq_kernels_exist(needed) { return kind }
    print("SKIPPED: kernels for \(kind), which this processor lacks")
    return nil
  }
}
