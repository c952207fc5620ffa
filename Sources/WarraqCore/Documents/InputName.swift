/// How options name inputs: by the names that reports give them, or by a folder that holds them.
public enum InputName {
  /// Whether `given` is the name of an input or of a folder above it.
  public static func holds(_ given: String, _ input: String) -> Bool {
    input == given || input.hasPrefix(given.hasSuffix("/") ? given : given + "/")
  }
}
