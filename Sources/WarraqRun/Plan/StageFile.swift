import WarraqCore

/// A file that a stage reads, as it was when the keys of the tasks were made.
struct StageFile: Codable, Sendable {
  /// The stage's identifier in the job.
  var stage: String
  /// Absolute.
  var path: String
  var digest: Digest
  /// The quick check: size and time.
  private var stamp: InputStamp?

  /// - Throws: `input` where it cannot be read.
  init(_ path: String, of stage: String) throws(WarraqError) {
    self.stage = stage
    self.path = path
    // Before the digest: what changes between the two is another file to every task.
    stamp = InputStamp(path)
    digest = try Digest(ofFile: path)
  }

  /// Looks whether the file still holds what it did; that it was touched, or has another time on
  /// another machine, is nothing.
  ///
  /// - Throws: `input` when it does not.
  func check() throws(WarraqError) {
    if let stamp, InputStamp(path) == stamp { return }
    guard (try? Digest(ofFile: path)) == digest else {
      throw WarraqError(
        .input,
        "the file \(path), which the stage \(stage) reads, has changed, or is gone, since the run "
          + "began. Run the same command again")
    }
  }
}
