import Foundation
import WarraqCore

/// Ray's Jobs API, spoken through curl.
struct RayClient: Sendable {
  /// `http://head:8265`.
  let address: String
  private let token: String?
  private let command = ClientCommand(timeout: 20)

  /// What Ray says of a job.
  struct Job: Decodable, Sendable {
    enum Status: String, Decodable, Sendable {
      case pending = "PENDING"
      case running = "RUNNING"
      case succeeded = "SUCCEEDED"
      case failed = "FAILED"
      case stopped = "STOPPED"
    }

    var status: Status
    var message: String?
    /// The exit status of its entry point.
    var exitStatus: Int32?

    enum CodingKeys: String, CodingKey {
      case status, message
      case exitStatus = "driver_exit_code"
    }

    var isOver: Bool { status != .pending && status != .running }

    /// How a job failed, in a few words: Ray's message may hold a whole log.
    var failure: String {
      if let exitStatus, exitStatus < 0 { return "was ended by signal \(-exitStatus)" }
      let lines = (message ?? "").split(separator: "\n").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      let line = exitStatus == nil ? lines.first : lines.last
      return "failed: \((line ?? "Ray does not say why").prefix(300))"
    }
  }

  /// One machine of the cluster.
  struct Node: Sendable {
    var address: String
    var cpus: Double
    /// Bytes of memory that tasks can ask for.
    var memory: Double
  }

  private struct Reply {
    var status: Int
    var body: String
  }

  /// - Parameters:
  ///   - address: as a flag or a job file names it; `nil`: what Ray's own commands would take.
  init(_ address: String?, environment: [String: String] = ProcessInfo.processInfo.environment) {
    let named = address ?? environment["RAY_API_SERVER_ADDRESS"] ?? "http://127.0.0.1:8265"
    let whole = named.contains("://") ? named : "http://" + named
    self.address = whole.hasSuffix("/") ? String(whole.dropLast()) : whole
    token = environment["RAY_AUTH_TOKEN"]
  }

  /// Ray's version.
  ///
  /// - Throws: `usage` where no Ray answers.
  func version() async throws -> String {
    struct Answer: Decodable { var ray_version: String }
    guard address.hasPrefix("http://") || address.hasPrefix("https://") else {
      throw WarraqError(
        .usage,
        "\(address) is no address of Ray's dashboard: --address takes http://head:8265, which "
          + "`ray start --head` prints")
    }
    let reply = try await send("GET", "/api/version")
    guard reply.status == 200, let answer = try? decode(Answer.self, reply) else {
      throw stranger()
    }
    return answer.ray_version
  }

  /// The machines that are up.
  func nodes() async throws -> [Node] {
    struct Answer: Decodable {
      struct Summary: Decodable { var summary: [Machine] }
      struct Machine: Decodable { var raylet: Raylet }
      struct Raylet: Decodable {
        var state: String?
        var nodeManagerAddress: String?
        var resourcesTotal: [String: Double]?
      }
      var data: Summary
    }
    let answer = try decode(Answer.self, try await ask("GET", "/nodes?view=summary"))
    return answer.data.summary.map(\.raylet).filter { $0.state == "ALIVE" }.map {
      Node(
        address: $0.nodeManagerAddress ?? "", cpus: $0.resourcesTotal?["CPU"] ?? 0,
        memory: $0.resourcesTotal?["memory"] ?? 0)
    }
  }

  /// Submits a shell command as a job. Where a job of that name is there already nothing happens: names
  /// are never given twice, so it is this very one.
  func submit(_ name: String, command: String, metadata: [String: String]) async throws {
    struct Request: Encodable {
      var submission_id: String
      var entrypoint: String
      var runtime_env: [String: String] = [:]
      var metadata: [String: String]
    }
    let request = Request(submission_id: name, entrypoint: command, metadata: metadata)
    let body = String(decoding: try StableJSON.encode(request, pretty: false), as: UTF8.self)
    let reply = try await patiently { try await send("POST", "/api/jobs/", body: body) }
    if reply.status == 200 || reply.body.contains("submission_id \(name) already exists") { return }
    throw refusal(reply)
  }

  /// A job by its name; `nil` where Ray knows none.
  func job(_ name: String) async throws -> Job? {
    let reply = try await send("GET", "/api/jobs/\(name)")
    if reply.status == 404, reply.body.contains("does not exist") { return nil }
    guard reply.status == 200 else { throw refusal(reply) }
    return try decode(Job.self, reply)
  }

  /// What a job's entry point has said.
  func log(of name: String) async throws -> String {
    struct Answer: Decodable { var logs: String }
    return try decode(Answer.self, try await ask("GET", "/api/jobs/\(name)/logs")).logs
  }

  /// Ends a job: SIGTERM, and SIGKILL three seconds later. Returns at once.
  func stop(_ name: String) async throws { _ = try await ask("POST", "/api/jobs/\(name)/stop") }

  private func ask(_ method: String, _ path: String) async throws -> Reply {
    let reply = try await send(method, path)
    guard reply.status == 200 else { throw refusal(reply) }
    return reply
  }

  /// Tries thrice: a head that is busy may answer late.
  private func patiently(_ act: () async throws -> Reply) async throws -> Reply {
    for pause in [1, 3] {
      do {
        return try await act()
      } catch let error as WarraqError where error.code == .command {
        try? await Task.sleep(for: .seconds(pause))
      }
    }
    return try await act()
  }

  private func send(_ method: String, _ path: String, body: String? = nil) async throws -> Reply {
    var lines = [("url", address + path), ("request", method), ("write-out", "\n%{http_code}")]
    if let token { lines.append(("header", "Authorization: Bearer \(token)")) }
    if let body { lines += [("header", "Content-Type: application/json"), ("data-raw", body)] }
    // On standard input, since anybody can read the arguments of a process.
    let config = lines.map { "\($0) = \(Self.quoted($1))\n" }.joined()
    let answer = try await command.run(
      "curl", ["--disable", "--silent", "--show-error", "--max-time", "15", "--config", "-"],
      input: config)
    guard answer.status == 0 else { throw silence(answer) }
    let end = answer.output.lastIndex(of: "\n") ?? answer.output.startIndex
    return Reply(
      status: Int(answer.output[end...].dropFirst()) ?? 0, body: String(answer.output[..<end]))
  }

  /// A text as curl's configuration takes it.
  static func quoted(_ text: String) -> String {
    let escapes: [Character: String] = [
      "\\": "\\\\", "\"": "\\\"", "\n": "\\n", "\r": "\\r", "\t": "\\t",
    ]
    return "\"" + text.map { escapes[$0] ?? String($0) }.joined() + "\""
  }

  private func decode<T: Decodable>(_ type: T.Type, _ reply: Reply) throws -> T {
    do {
      return try JSONDecoder().decode(type, from: Data(reply.body.utf8))
    } catch {
      throw WarraqError(
        .command, "Ray at \(address) gave an answer that this version does not know", cause: error)
    }
  }

  // What can go wrong, and what to do about it.

  private func silence(_ answer: ClientCommand.Answer) -> WarraqError {
    switch answer.status {
    case 127:
      WarraqError(.usage, "there is no curl here, which asks Ray: install it (Debian: curl)")
    case 3, 6:
      WarraqError(.usage, "there is no host as in \(address): \(answer.errors)")
    case 7:
      WarraqError(
        .usage,
        "no Ray answers at \(address): is its head running? `ray start --head` prints the address "
          + "of the dashboard; name it with --address (over ssh: ssh -L 8265:localhost:8265 head)")
    case 28: WarraqError(.command, "Ray at \(address) gave no answer in time")
    case 1, 52, 56, 8: stranger()
    default: WarraqError(.command, "Ray at \(address) cannot be asked: \(answer.errors)")
    }
  }

  private func stranger() -> WarraqError {
    WarraqError(
      .usage,
      "something answers at \(address), but it is not Ray's dashboard: that is port 8265 of the head "
        + "where nothing else was said, not 6379 or 10001")
  }

  private func refusal(_ reply: Reply) -> WarraqError {
    if reply.status == 401 || reply.status == 403 {
      return WarraqError(
        .usage, "Ray at \(address) wants a token, or another one: set RAY_AUTH_TOKEN")
    }
    // The last line of a traceback says most.
    let lines = reply.body.split(separator: "\n").map {
      $0.trimmingCharacters(in: .whitespaces)
    }.filter { $0.count > 1 }
    return WarraqError(
      .command,
      "Ray at \(address) refuses (HTTP \(reply.status)): \((lines.last ?? "").prefix(300))")
  }
}
