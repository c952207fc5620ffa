import Foundation
import Testing

@testable import WarraqCore

@Suite struct FaultPlanTests {
  @Test func `a fault strikes the point and the task that it names and no other`() {
    let plan = FaultPlan(faults: "before-publish:count:3:kill", text: nil, directory: nil)
    #expect(plan.strike(at: "before-publish", task: "count/3") == .kill)
    #expect(plan.strike(at: "before-publish", task: "count/4") == nil)
    #expect(plan.strike(at: "before-publish", task: "merge/3") == nil)
    #expect(plan.strike(at: "after-sync", task: "count/3") == nil)
  }

  @Test func `a star stands for every phase or index, and commas join faults`() {
    let plan = FaultPlan(faults: "a:*:1:exit,b:merge:*:abort", text: nil, directory: nil)
    #expect(plan.strike(at: "a", task: "count/1") == .exit)
    #expect(plan.strike(at: "a", task: "count/2") == nil)
    #expect(plan.strike(at: "b", task: "merge/77") == .abort)
  }

  @Test func `with a directory a fault strikes each task once and leaves a token`() throws {
    let directory = FileManager.default.temporaryDirectory.path + "/fault-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let plan = FaultPlan(faults: "a:count:*:kill", text: nil, directory: directory)
    #expect(plan.strike(at: "a", task: "count/1") == .kill)
    #expect(plan.strike(at: "a", task: "count/1") == nil)
    #expect(plan.strike(at: "a", task: "count/2") == .kill)
    let tokens = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
    #expect(tokens == ["a-count-1-kill", "a-count-2-kill"])
  }

  @Test func `a text fault strikes where the marker stands and only there`() {
    let plan = FaultPlan(faults: nil, text: "قنبلة:segv", directory: nil)
    let strike = { (text: String) in Array(text.utf8).withUnsafeBytes { plan.strike(text: $0) } }
    #expect(strike("هذه قنبلة هنا") == .segv)
    #expect(strike("هذه قنبل") == nil)
    #expect(strike("") == nil)
  }
}
