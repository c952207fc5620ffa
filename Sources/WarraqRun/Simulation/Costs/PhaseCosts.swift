import Foundation

/// What the tasks of a phase take, by what they read and write.
struct PhaseCosts: Sendable {
  var shape: PhaseShape
  /// Seconds of a task that has next to nothing to do, and those that a process takes more for its first
  /// one.
  var fixed = 0.0
  var once = 0.0
  /// Seconds for each byte read: of documents where there are any, otherwise of what earlier phases wrote.
  var perByte = 0.0
  /// Processor seconds for each second.
  var processor = 1.0
  /// Row files of shards that met in each task of the sample.
  var sources = 1.0
  /// What is written, by file: by a shard's decoded bytes for ``PhaseShape/Kind/map``, by those of the
  /// whole corpus otherwise.
  var outputs: [String: GrowthCurve] = [:]
  /// The share of what a phase reads that meets in a single partition because it has one key.
  var crowded = 0.0
  /// Peak memory: of a task with next to nothing to do, and what comes on top by the bytes that a task
  /// holds: documents and what they give, or what is made of rows that meet.
  var memory = 0.0
  var memoryGrowth = GrowthCurve.none

  /// Seconds of a task.
  func seconds(reading: Double, writing: Double, sources: Double) -> Double {
    fixed + perByte * reading * Self.merging(sources) / Self.merging(self.sources)
      + writing * writePerByte
  }

  /// A report is no rows: what it takes goes by what is read for it.
  private var writePerByte: Double { shape.kind == .report ? 0 : CostModel.rowWriting }

  /// What a row takes among so many sorted runs, as a multiple of something: a third more for 30 runs than
  /// for 4, and half as much again for some hundreds.
  private static func merging(_ sources: Double) -> Double { 8 + log2(max(1, sources)) }
}

extension PhaseCosts {
  /// - Parameters:
  ///   - tiny: a run that had next to nothing to do.
  ///   - samples: others by size. The last one is believed, those before show how things grow.
  init(_ shape: PhaseShape, tiny: RunMeasurement, samples: [RunMeasurement]) {
    let large = samples.last ?? tiny
    self.shape = shape
    let least = tiny.tasks(of: shape.name)
    fixed = least.map(\.seconds).min() ?? 0
    once = Self.median(least.filter(\.isFirst).map(\.seconds)) - fixed
    // A few milliseconds are chance.
    if once < 0.02 || least.count < 2 { once = 0 }
    sources = shape.isMap ? 1 : Double(large.shards)
    for name in Set(large.tasks(of: shape.name).flatMap(\.manifest.outputs.keys)) {
      outputs[name] = curve(Volume(phase: shape.name, file: name), samples)
    }
    crowded = Self.crowding(shape, in: large)
    let tasks = large.tasks(of: shape.name)
    let all = tasks.reduce(0) { $0 + $1.seconds }
    fitBytes(tasks, seconds: all, read: read(in: large))
    // Even a task that has next to nothing to do does some of it.
    if !least.isEmpty {
      fixed = max(fixed / 4, fixed - perByte * read(in: tiny) / Double(least.count))
      fitBytes(tasks, seconds: all, read: read(in: large))
    }
    processor = all > 0 ? tasks.reduce(0) { $0 + $1.manifest.cpuSeconds } / all : 1
    fitMemory(tiny, samples)
  }

  /// Finds what a byte takes: what is left of the seconds of some tasks.
  private mutating func fitBytes(_ tasks: [RunMeasurement.Task], seconds: Double, read: Double) {
    guard read > 0 else { return }
    let known = Double(tasks.count) * fixed + Double(tasks.count(where: \.isFirst)) * once
    let rest = max(0, seconds - known)
    // Where a row costs less than it should, reading costs something all the same.
    perByte = max(rest / 5, rest - Self.written(tasks) * writePerByte) / read
    // A millisecond of chance would be minutes for each of the gigabytes that there will be.
    if read < 4e6 { perByte = min(perByte, CostModel.rowReading) }
  }

  /// Bytes that the phase read in a run.
  private func read(in run: RunMeasurement) -> Double {
    shape.readsDocuments
      ? Double(run.decoded) : Double(shape.reads.reduce(0) { $0 + run.bytes(of: $1) })
  }

  private func curve(_ volume: Volume, _ samples: [RunMeasurement]) -> GrowthCurve {
    GrowthCurve(
      samples.map { run in
        let share = shape.kind == .map ? Double(max(1, run.shards)) : 1
        return (Double(run.decoded) / share, Double(run.bytes(of: volume)) / share)
      }, limits: shape.kind == .map ? 0.3...1 : 0.3...2)
  }

  private mutating func fitMemory(_ tiny: RunMeasurement, _ samples: [RunMeasurement]) {
    memory = peak(in: tiny)
    func point(_ run: RunMeasurement) -> GrowthCurve.Point {
      let tasks = run.tasks(of: shape.name)
      let count = Double(max(1, tasks.count))
      let (read, written) = (read(in: run) / count, Self.written(tasks) / count)
      let mapped = mapped(read, sources: Double(run.shards))
      return (held(reading: read, writing: written), max(0, peak(in: run) - memory - mapped))
    }
    memoryGrowth = GrowthCurve(samples.map(point), limits: 0...1)
    // What a task with little to do holds is what those before it have left in the process.
    if memoryGrowth.size < 1e6 { memoryGrowth.exponent = 0 }
  }

  private func held(reading: Double, writing: Double) -> Double {
    shape.isMap ? reading + writing : writing
  }

  /// Bytes of row files that are in memory while they are merged: a little of each, or most of them where
  /// they are few.
  private func mapped(_ bytes: Double, sources: Double) -> Double {
    guard !shape.isMap else { return 0 }
    return min(bytes, max(CostModel.mappedWindows, sources * CostModel.mappedWindow))
  }

  /// Peak memory of a task: what can spill does so at a limit.
  func memory(reading: Double, writing: Double, sources: Double, limit: Double) -> Double {
    let held = memoryGrowth.value(at: held(reading: reading, writing: writing))
    return memory + min(held, limit) + mapped(reading, sources: sources)
  }

  private static func written(_ tasks: [RunMeasurement.Task]) -> Double {
    Double(tasks.reduce(0) { $0 + $1.manifest.writtenBytes })
  }

  private func peak(in run: RunMeasurement) -> Double {
    Double(run.tasks(of: shape.name).compactMap(\.manifest.usage?.memory).max() ?? 0)
  }

  /// How far the largest partition is above the others.
  private static func crowding(_ shape: PhaseShape, in run: RunMeasurement) -> Double {
    guard shape.kind == .reduce, let rows = shape.reads.first else { return 0 }
    var sums: [Int: Int] = [:]
    for task in run.tasks(of: rows.phase) {
      for (number, section) in task.manifest.outputs[rows.file]?.sections ?? [:] {
        sums[number, default: 0] += section.length
      }
    }
    let all = Double(sums.values.reduce(0, +))
    guard all > 0, sums.count > 1 else { return 0 }
    let even = 1 / Double(sums.count)
    let share = (Double(sums.values.max() ?? 0) / all - even) / (1 - even)
    return share > 0.2 ? share : 0
  }

  static func median(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[values.count / 2]
  }
}
