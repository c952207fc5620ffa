import Testing
import WarraqCore

@testable import WarraqRun

@Suite(.timeLimit(.minutes(1))) struct RayClientTests {
  @Test func `addresses are taken as people write them`() {
    #expect(RayClient("http://head:8265/", environment: [:]).address == "http://head:8265")
    #expect(RayClient("head:8265", environment: [:]).address == "http://head:8265")
    #expect(RayClient(nil, environment: [:]).address == "http://127.0.0.1:8265")
    let named = RayClient(nil, environment: ["RAY_API_SERVER_ADDRESS": "https://ray.example"])
    #expect(named.address == "https://ray.example")
  }

  @Test func `texts are quoted as curl reads them`() {
    #expect(RayClient.quoted("a \"b\" \\ \n") == "\"a \\\"b\\\" \\\\ \\n\"")
  }

  @Test func `where nobody answers, the message says how to find the address`() async {
    let error = await #expect(throws: WarraqError.self) {
      _ = try await RayClient("http://127.0.0.1:9", environment: [:]).version()
    }
    #expect(error?.code == .usage)
    #expect(error?.message.contains("ray start --head") == true, "\(String(describing: error))")
  }

  @Test func `an address of Ray's own protocol is refused`() async {
    let error = await #expect(throws: WarraqError.self) {
      _ = try await RayClient("ray://head:10001", environment: [:]).version()
    }
    #expect(error?.message.contains("http://head:8265") == true)
  }
}
