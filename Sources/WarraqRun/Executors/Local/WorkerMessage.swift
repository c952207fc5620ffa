/// What a local worker writes on its standard output, one JSON object a line.
enum WorkerMessage: Codable, Sendable {
  case progress(records: Int, bytes: Int, beats: Int, longestSilence: Int)
  case published(piece: Int)
  case ended(TaskEnd)
}
