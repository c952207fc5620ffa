/// What work costs, measured on news of several languages on one core of a 2023 server processor.
/// `warraq plan` and nothing else uses these: they decide nothing.
enum CostModel {
  /// Decoded bytes a second and core.
  static let splitRate = 300e6
  static let readRate = 400e6
  static let decideRate = 30e9
  static let countRate = 150e6
  static let mergeRate = 2.7e9
  static let reportRate = 12e9

  static let coordinatorMemory = 40 << 20
  /// Counters and sorters grow with the distinct terms of a shard.
  static func workerMemory(shard: Int) -> Int { (40 << 20) + shard * 5 / 4 }

  /// Bytes in the run directory for each decoded byte: partials, rows, tables, report; and the spool
  /// files of undividable streams.
  static let diskShare = 0.15
  static let spoolShare = 0.49
}
