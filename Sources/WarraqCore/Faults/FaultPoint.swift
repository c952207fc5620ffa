/// Named places in production code where a test can make the process fail.
///
/// The environment says what fails: `WARRAQ_FAULT=before-publish:count:3:kill` kills the process
/// when task `count/3` reaches the point `before-publish`. Several faults are joined by commas; `*`
/// stands for every phase or index. With `WARRAQ_FAULT_DIR`, an existing directory, each fault
/// strikes a task once: the file that it leaves there is also how a test knows that it struck.
/// `WARRAQ_FAULT_TEXT=marker:segv` fails on every text that holds the marker. See ``FaultAction``.
public enum FaultPoint {
  private static let plan = FaultPlan.fromEnvironment()
  private static let isArmed = !plan.faults.isEmpty
  private static let inspectsTexts = plan.textFault != nil

  /// Marks a point in a task, `count/3` for example. Near-free unless a test has armed a fault.
  public static func reach(_ point: String, task: @autoclosure () -> String) {
    guard isArmed else { return }
    plan.strike(at: point, task: task())?.perform()
  }

  /// Looks for the marker of a text fault: call it where a document is about to be processed.
  public static func inspect(text: UnsafeRawBufferPointer) {
    guard inspectsTexts else { return }
    plan.strike(text: text)?.perform()
  }

  /// Looks for the marker of a text fault in a document's text.
  public static func inspect(text: [UInt8]) {
    guard inspectsTexts else { return }
    text.withUnsafeBytes { inspect(text: $0) }
  }
}
