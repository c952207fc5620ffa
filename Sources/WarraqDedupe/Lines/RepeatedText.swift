public import WarraqCore

/// What repeated lines or paragraphs are, and which of them go.
public struct RepeatedText: Sendable, Equatable {
  /// Paragraphs instead of lines.
  public var paragraphs: Bool
  /// Units of fewer tokens stay, however often they come.
  public var minimumTokens: Int
  /// Units that come more often go all; `nil`: the first one in corpus order stays of each.
  public var dropAbove: Int?

  public init(paragraphs: Bool, minimumTokens: Int, dropAbove: Int?) {
    self.paragraphs = paragraphs
    self.minimumTokens = minimumTokens
    self.dropAbove = dropAbove
  }

  /// The round whose messages are the decision.
  public var round: any CorpusRound { RepeatedTextRound(options: self) }

  /// Makes the worker that takes units out of the documents of a shard.
  public func makeApplier(decision: ShardMessages) -> any DocumentWorker {
    RepeatedTextApplier(decision)
  }
}
