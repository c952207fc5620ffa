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

  /// The rounds whose messages are the decision. Texts are read once more for the spelling of what
  /// goes: rows with the text of every line would be as large as the corpus.
  public var rounds: [any CorpusRound] {
    [RepeatedTextRound(options: self), QuoteRound(options: self)]
  }

  /// Makes the worker that takes units out of the documents of a shard.
  public func makeApplier(decision: ShardMessages) -> any DocumentWorker {
    RepeatedTextApplier(decision)
  }
}
