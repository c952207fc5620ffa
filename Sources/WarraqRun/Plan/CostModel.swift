import WarraqCodecs

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
  /// Seconds around each task.
  static let taskSeconds = 0.01

  /// Seconds of one core for each decoded byte of the corpus, without what passes around tasks.
  static func seconds(_ phase: PhaseShape) -> Double {
    switch phase.kind {
    case .reduce: return 1 / decideRate
    case .merge: return 1 / mergeRate
    case .report: return 1 / reportRate
    case .map, .mapOfMessages:
      guard phase.readsDocuments else { return 0 }
      return 1 / (phase.name == PhaseName.count ? countRate : readRate) + phase.stageSeconds
    }
  }

  static let coordinatorMemory = 40 << 20
  /// Counters and sorters grow with the distinct terms of a shard.
  static func workerMemory(shard: Int) -> Int { (40 << 20) + shard * 5 / 4 }

  /// Bytes in the run directory for each decoded byte: partials, rows, tables, report; and the spool
  /// files of undividable streams that are compressed anew.
  static let diskShare = 0.15
  static let spoolShare = 0.49

  /// The smallest shards of a zstd stream of the usual level that are copies of what it holds.
  static let copiedShard = 8 << 20

  /// Bytes of the spool files of a stream.
  static func spoolBytes(_ stream: InputDescription, shardSize: Int) -> Int {
    stream.codec == .zstd && shardSize >= copiedShard
      ? stream.size : Int(Double(stream.rawBytes) * spoolShare)
  }
}

/// What a simulation takes as given, measured on the same machine: a sample of some seconds shows the rest.
extension CostModel {
  /// Seconds to sort and write a byte of rows: 12 of a gigabyte's, whatever the stage.
  static let rowWriting = 12e-9
  /// Seconds for a byte of rows that meet, where too few met in the sample to tell.
  static let rowReading = 10e-9
  static let splitMemory = 60 << 20
  /// Bytes of the coordinator for a manifest, and for each section that one lists.
  static let manifestMemory = 4e3
  static let sectionMemory = 170.0
  /// The least that a message takes.
  static let message = 16.0
  /// Files that a process can map at one time, and memory that a coordinator may well not have.
  static let mostMaps = 65_000
  static let muchMemory = 16_000_000_000
  /// Bytes of a row file that stay mapped while it is merged with others, and of all of them where they are
  /// few.
  static let mappedWindow = 64e3
  static let mappedWindows = 16e6
  /// Elements that a scheduler takes in an array: MaxArraySize of Slurm, as it comes.
  static let elements = 1000
}
