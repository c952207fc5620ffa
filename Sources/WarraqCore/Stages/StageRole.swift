/// What every stage says of itself, whichever of the three roles it plays.
///
/// A stage is a value made from the options in the job file. It is shared between threads and holds
/// no state of a run; what changes while documents pass lives in the workers that it makes, one for
/// each lane.
public protocol StageRole: Sendable {
  /// What it reads of a document's analysis. The engine sees to it that it is there.
  var needs: AnalysisNeeds { get }
  /// Files whose content decides what the stage does: word lists, models, programs. Their digests
  /// are part of the keys of the tasks that run the stage, so that a changed file reruns them.
  var files: [String] { get }
  /// Names of inputs that its options give, or of folders that hold inputs. A run that has no such
  /// input is refused before it begins.
  var inputNames: [String] { get }
  /// What `warraq plan` shows of it.
  var planNotes: [PlanNote] { get }
  /// Seconds of one core for a byte of documents, for stages that take longer than reading does.
  /// `warraq plan` goes by it, and nothing else.
  var secondsPerByte: Double { get }
  /// Seconds that it may take over a few documents without being taken to hang: for stages that wait
  /// for a program. They call ``StageContext/beat`` whenever they get on.
  var longestSilence: Int { get }
  /// Lets go of what it keeps in memory from one map task of a process to the next: a task of another kind
  /// begins.
  func letGo()
}

extension StageRole {
  public var needs: AnalysisNeeds { [] }
  public var files: [String] { [] }
  public var inputNames: [String] { [] }
  public var planNotes: [PlanNote] { [] }
  public var secondsPerByte: Double { 0 }
  public var longestSilence: Int { 0 }
  public func letGo() {}
}

/// Parts of a document's ``Analysis`` that a stage can ask for.
public struct AnalysisNeeds: OptionSet, Sendable {
  public let rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// ``Analysis/tokens``.
  public static let tokens = AnalysisNeeds(rawValue: 1)
  /// ``Analysis/contentHash``.
  public static let contentHash = AnalysisNeeds(rawValue: 2)
  /// ``Analysis/alignment``, of a text that was normalised.
  public static let alignment = AnalysisNeeds(rawValue: 4)
  /// ``Analysis/unfolded``, of a text that was normalised.
  public static let unfolded = AnalysisNeeds(rawValue: 8)
}

/// Where a worker runs and what it may use.
public struct StageContext: Sendable {
  /// Bytes of memory that this worker may hold; beyond it it spills.
  public var memory: Int
  /// A directory of this attempt for temporary files. Removed when the attempt ends.
  public var scratch: String
  /// What the other stages of the phase need, so that one pass can do all of it.
  public var needs: AnalysisNeeds
  /// For reducers of rounds that ask for them (``CorpusRound/readsInputs``): the name of each shard's
  /// input, by the shard's corpus position.
  public var inputs: [String]
  /// Makes a sorter with the memory and the scratch directory of the worker, for reducers that have to
  /// see rows in another order.
  public var makeSorter: @Sendable () -> any SortedRows
  /// Says that the worker gets on, within a batch.
  public var beat: @Sendable () -> Void

  public init(
    memory: Int, scratch: String, needs: AnalysisNeeds = [], inputs: [String] = [],
    makeSorter: @escaping @Sendable () -> any SortedRows = { MemorySorter() },
    beat: @escaping @Sendable () -> Void = {}
  ) {
    self.beat = beat
    self.makeSorter = makeSorter
    self.memory = memory
    self.scratch = scratch
    self.needs = needs
    self.inputs = inputs
  }
}

/// A stage in the one role that it plays.
public enum Stage: Sendable {
  case document(any DocumentStage)
  case corpus(any CorpusStage)
  case statistic(any Statistic)

  public var role: any StageRole {
    switch self {
    case .document(let stage): stage
    case .corpus(let stage): stage
    case .statistic(let stage): stage
    }
  }
}
