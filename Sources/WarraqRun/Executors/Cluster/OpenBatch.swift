import WarraqCore

/// A batch that a scheduler has, as its elements' files and the scheduler tell of it.
struct OpenBatch {
  /// What there is to tell: something on the way, or the end of a task.
  enum News {
    case event(ExecutorEvent)
    case ended(TaskTicket, TaskEnd)
  }

  /// What is known of one element.
  struct Element {
    var reader: ElementReader
    /// Its tasks that have not ended.
    var open: [TaskID: TaskTicket]
    var hasBegun = false
    var host = ""
    /// Tasks that its present start has come to.
    var started: Set<TaskID> = []
    /// Tasks that it was told to end: whether for good, the scheduler knows.
    var stopped: [TaskID: String] = [:]
    /// The scheduler's last word.
    var state: ElementState?
    /// How it ended for the scheduler, and since when its file could have told more.
    var over: (end: TaskEnd, since: ContinuousClock.Instant)?
  }

  let batch: Batch
  let job: String
  var elements: [Int: Element]
  var hasFailed = false

  init(_ batch: Batch, job: String, run: RunDirectory) {
    self.batch = batch
    self.job = job
    elements = Dictionary(
      uniqueKeysWithValues: batch.elements.map { element in
        let open = Dictionary(uniqueKeysWithValues: element.tasks.map { ($0.task, $0) })
        let reader = ElementReader(run.elementFile(batch.name, element.number))
        return (element.number, Element(reader: reader, open: open))
      })
  }

  /// Elements with tasks that have not ended.
  var openElements: [Int] { elements.filter { !$0.value.open.isEmpty }.keys.sorted() }
  var hasBegun: Bool { elements.values.contains { $0.hasBegun } }
  /// Whether an element waits for the scheduler's word.
  var isDoubtful: Bool { elements.values.contains { !$0.stopped.isEmpty && !$0.open.isEmpty } }

  func ticket(of task: TaskID) -> TaskTicket? {
    elements.values.lazy.compactMap { $0.open[task] }.first
  }

  /// Takes what elements have written since the last time.
  mutating func read() -> [News] {
    openElements.flatMap { number -> [News] in
      guard var element = elements[number] else { return [] }
      let news = element.reader.next().flatMap { element.take($0) }
      elements[number] = element
      return news
    }
  }

  /// Takes the scheduler's view. Returns what people should know, once for all elements of a kind.
  mutating func take(
    _ states: [Int: ElementState], at now: ContinuousClock.Instant
  ) -> [String] {
    var held: [String] = []
    for number in openElements {
      let before = elements[number]?.state
      elements[number]?.take(states[number], number, of: job, at: now)
      if case .held(let why)? = states[number], before != states[number] { held.append(why) }
    }
    guard let first = held.first else { return [] }
    return [held.count == 1 ? first : "\(first); and \(held.count - 1) more of this batch likewise"]
  }

  /// Ends the tasks of elements that are over and have had time to say how. Returns these elements, too.
  mutating func settle(
    at now: ContinuousClock.Instant, after pause: Duration
  ) -> (news: [News], elements: [Int]) {
    var news: [News] = []
    let over = openElements.filter { number in
      elements[number]?.over.map { now - $0.since >= pause } ?? false
    }
    for number in over {
      news += elements[number]?.settle() ?? []
    }
    return (news, over)
  }

  /// Forgets an element. Returns its tasks that have not ended.
  mutating func drop(_ number: Int) -> [TaskTicket] {
    let open = elements[number]?.open ?? [:]
    elements[number]?.open = [:]
    return open.keys.sorted().compactMap { open[$0] }
  }

  /// Whether the scheduler sees an element run.
  var isRunning: Bool { elements.values.contains { $0.state?.isRunning ?? false } }

  /// Why elements have not been able to begin, by machine.
  var blindness: Set<String> {
    Set(
      elements.values.compactMap { if case .blind(let why)? = $0.state { why } else { nil } })
  }
}

extension OpenBatch.Element {
  fileprivate mutating func take(_ event: ElementEvent) -> [OpenBatch.News] {
    // Whatever the scheduler said before, the element lives, or has told its end.
    over = nil
    switch event {
    case .began(let host, _):
      hasBegun = true
      self.host = host
      (stopped, started) = ([:], [])
    case .started(let task):
      started.insert(task)
      return [.event(.started(task, process: nil))]
    case .progress(let task, let records, let bytes):
      return [.event(.progress(task, records: records, bytes: bytes))]
    case .published(let task, let piece): return [.event(.published(task, piece: piece))]
    case .ended(let task, .stopped(let why)): stopped[task] = why
    case .ended(let task, let end):
      return open.removeValue(forKey: task).map { [.ended($0, end)] } ?? []
    case .closed: break
    }
    return []
  }

  fileprivate mutating func take(
    _ state: ElementState?, _ number: Int, of job: String, at now: ContinuousClock.Instant
  ) {
    self.state = state
    let end: TaskEnd? =
      switch state {
      case .ended(let end): end
      case .blind(let why): .stopped(why)
      case nil: .stopped("the scheduler knows nothing of element \(number) of job \(job) any more")
      case .waiting, .held, .running: nil
      }
    over = end.map { ($0, over?.since ?? now) }
  }

  fileprivate mutating func settle() -> [OpenBatch.News] {
    defer { open = [:] }
    guard let over else { return [] }
    let place = host.isEmpty ? "" : " (on \(host))"
    return open.keys.sorted().compactMap { task in
      open[task].map { ticket in
        if case .stopped = over.end {
          if let why = stopped[task] { return .ended(ticket, .stopped(why)) }
          if !started.isEmpty, !started.contains(task) { return .ended(ticket, .notBegun) }
        }
        return .ended(ticket, over.end.placed(place))
      }
    }
  }
}

extension TaskEnd {
  /// The same end with the place where it happened.
  fileprivate func placed(_ place: String) -> TaskEnd {
    switch self {
    case .stopped(let why): .stopped(why + place)
    case .outOfMemory(let why): .outOfMemory(why + place)
    case .failed(let message, let retry): .failed(message: message + place, retry: retry)
    default: self
    }
  }
}
