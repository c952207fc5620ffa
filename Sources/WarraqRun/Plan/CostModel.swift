/// What work costs, measured on news of several languages on one core of a 2023 server processor.
/// `warraq plan` and nothing else uses these: they decide nothing.
enum CostModel {
  /// Decoded bytes a second and core.
  static let splitRate = 250e6
  static let readRate = 200e6
  static let decideRate = 4e9
  static let countRate = 100e6
  static let mergeRate = 2e9
  static let reportRate = 2e9

  static let coordinatorMemory = 40 << 20
  /// Counters and sorters grow with the distinct terms of a shard.
  static func workerMemory(shard: Int) -> Int { (60 << 20) + shard * 2 }

  /// Bytes in the run directory for each decoded byte: partials, rows, tables, report; and the spool
  /// files of undividable streams.
  static let diskShare = 0.15
  static let spoolShare = 0.5
}
