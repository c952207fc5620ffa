import Testing
import WarraqCodecs
import WarraqTestKit

@testable import WarraqRun

@Suite struct BreadcrumbsTests {
  @Test func `an attempt goes on when another one of the same task begins`() throws {
    let directory = try TemporaryDirectory()
    // Three pages: what is cut off a file that is in use kills who looks at it.
    let first = try Breadcrumbs(directory: directory.path, lanes: 600)
    let second = try Breadcrumbs(directory: directory.path, lanes: 1)
    first.enter(lane: 599, block: RecordBlock())
    second.enter(lane: 0, block: RecordBlock())
    #expect(Breadcrumbs.read(directory.path).isEmpty)
  }
}
