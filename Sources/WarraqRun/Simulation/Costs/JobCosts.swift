/// What a job takes on this machine, measured on samples of a corpus.
struct JobCosts: Sendable {
  var phases: [PhaseCosts]
  /// Seconds to decode a byte of a stream and write it as a shard, and bytes written for it.
  var splitPerByte = 1 / CostModel.splitRate
  var splitFixed = 0.0
  var spoolShare = CostModel.spoolShare
  /// Seconds that pass around each task, and those that a process takes to start.
  var around = 0.0
  var startup = 0.0
  /// Seconds of the coordinator for a phase, and for each order.
  var phase = 0.0
  var order = 0.0
  /// Seconds after the last phase, for each task of the run.
  var ending = 0.0
  var lists: CoordinationCosts
}

extension JobCosts {
  init(
    _ shapes: [PhaseShape], tiny: RunMeasurement, samples: [RunMeasurement],
    lists: CoordinationCosts
  ) {
    self.lists = lists
    phases = shapes.map { PhaseCosts($0, tiny: tiny, samples: samples) }
    let runs = [tiny] + samples
    let tasks = runs.flatMap(\.phases).flatMap(\.tasks)
    func outside(_ task: RunMeasurement.Task) -> Double {
      max(0, task.cycle - task.manifest.seconds)
    }
    around = PhaseCosts.median(tasks.filter { !$0.isFirst }.map(outside))
    startup = max(0, PhaseCosts.median(tasks.filter(\.isFirstOfAll).map(outside)) - around)
    ending = runs.map { $0.ending / Double(max(1, $0.taskCount)) }.min() ?? 0
    fitOrders(runs)
    if let large = samples.last, let split = large.tasks(of: PhaseName.split).first,
      let reading = split.manifest.reading,
      reading.decodedBytes > 0
    {
      splitFixed = tiny.tasks(of: PhaseName.split).first?.seconds ?? 0
      splitPerByte = max(0, split.seconds - splitFixed) / Double(reading.decodedBytes)
      spoolShare = Double(large.spooled) / Double(reading.decodedBytes)
    }
  }

  /// A line through what the coordinator took before each phase, by the number of its tasks.
  private mutating func fitOrders(_ runs: [RunMeasurement]) {
    let points = runs.flatMap(\.phases).map { (x: Double($0.tasks.count), y: $0.coordination) }
    guard !points.isEmpty else { return }
    let count = Double(points.count)
    let (x, y) = (points.reduce(0) { $0 + $1.x } / count, points.reduce(0) { $0 + $1.y } / count)
    let spread = points.reduce(0) { $0 + ($1.x - x) * ($1.x - x) }
    let slope = spread > 0 ? points.reduce(0) { $0 + ($1.x - x) * ($1.y - y) } / spread : 0
    // Neither part takes less than nothing.
    order = min(max(0, slope), y / max(1, x))
    phase = max(0, y - order * x)
  }
}
