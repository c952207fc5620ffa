public import WarraqCore

extension NearOptions {
  /// The bands that the threshold leads to, and their S-curve: how likely pairs of some similarities
  /// become candidates.
  public var bandingNote: PlanNote {
    let banding = Banding(for: threshold)
    let bands = Set(banding.rows).sorted(by: >).map { height in
      "\(banding.rows.count { $0 == height }) of \(height) rows"
    }
    return PlanNote(
      title: "bands of a sketch: \(bands.joined(separator: ", "))",
      columns: ["jaccard", "candidates"],
      rows: (1...10).map { tenths in
        let share = banding.sCurve(Double(tenths) / 10)
        return ["\(tenths / 10).\(tenths % 10)", Self.percent(Int((share * 10_000).rounded()))]
      })
  }

  /// `99.94 %`, of ten-thousandths.
  private static func percent(_ share: Int) -> String {
    "\(share / 100).\(share % 100 / 10)\(share % 10) %"
  }
}
