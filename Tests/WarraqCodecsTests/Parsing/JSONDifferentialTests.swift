import CSimdjsonOracle
import Foundation
import Testing

@testable import WarraqCodecs
@testable import WarraqCore
import struct WarraqTestKit.SplitMix

@Suite struct JSONDifferentialTests {
  /// Lines that between them hold every construct of the grammar.
  static let seeds = [
    #"{"id":1,"text":"خبر عاجل","meta":{"a":[1,-2.5e+3,true,false,null,{}],"b":[[]]}}"#,
    #"{"text":"a\"b\\c\/d\b\f\n\r\té😀","id":"x","n":-0.0E-1}"#,
    #" { "text" : "" , "text" : "again" , "list" : [ 1 , [ 2 , { "k" : "v" } ] ] } "#,
    #"[1,2,{"text":"no object"}]"#, #""just a string""#, "12.5", "true", "{}", "",
    #"{"text":"long enough to need several words of eight bytes, كلمات كثيرة جدا, and more"}"#,
  ]

  /// Bytes that matter to the grammar.
  static let spice =
    Array(#"{}[]",:\/ue0189.-+E tfn"#.utf8) + [0x00, 0x09, 0x0A, 0x1F, 0x7F, 0xC3, 0xA9, 0xFF]

  @Test func `mutated lines are judged and read as simdjson does`() throws {
    var lines = Self.seeds.map { Array($0.utf8) }
    if let path = sharedData("news/multi-fundus.jsonl.zst") {
      let scratch = try ScratchDirectory()
      let seen = try read(path, InputFormat(), shardSize: nil, scratch: scratch)
      lines += seen.records.prefix(40).map { Array($0.bytes.prefix(2000)) }
      lines += seen.records.prefix(40).filter { $0.bytes.count < 6000 }.map(\.bytes)
    }
    let comparison = Comparison()
    var random = SplitMix(7)
    let rounds = ProcessInfo.processInfo.environment["WARRAQ_LONG"] == nil ? 200 : 20_000
    for line in lines {
      try comparison.check(line)
      for _ in 0..<(line.count < 200 ? rounds * 10 : rounds / 2) {
        try comparison.check(Self.mutate(line, &random))
      }
    }
    // Both sides of every verdict were seen.
    #expect(comparison.objects > 1000)
    #expect(comparison.others > 50)
    #expect(comparison.invalid > 1000)
  }

  static func mutate(_ line: [UInt8], _ random: inout SplitMix) -> [UInt8] {
    var bytes = line
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let place = bytes.isEmpty ? 0 : Int.random(in: 0..<bytes.count, using: &random)
      let byte = spice.randomElement(using: &random) ?? 0
      switch Int.random(in: 0..<5, using: &random) {
      case 0 where !bytes.isEmpty: bytes[place] = byte
      case 1 where !bytes.isEmpty: bytes.remove(at: place)
      case 2: bytes.insert(byte, at: place)
      case 3: bytes.insert(contentsOf: Array(#"\ud83d\ude00"#.utf8).prefix(place % 13), at: place)
      default:
        let other = bytes.isEmpty ? 0 : Int.random(in: 0..<bytes.count, using: &random)
        bytes.insert(
          contentsOf: bytes[min(place, other)..<min(place, other) + min(9, abs(place - other))],
          at: place)
      }
    }
    return bytes
  }
}

/// Compares one line after the other, and counts the verdicts.
private final class Comparison {
  let parser: RecordParser
  let document = Document()
  var objects = 0
  var others = 0
  var invalid = 0

  init() {
    do { parser = try RecordParser(format: InputFormat(), encoding: .utf8) } catch {
      preconditionFailure("\(error)")
    }
  }

  func check(_ line: [UInt8]) throws {
    let verdict = line.withUnsafeBytes { simdjson_oracle_check($0.baseAddress, $0.count) }
    document.reset(place: Place(ordinal: 0, offset: 0))
    let problem = line.withUnsafeBytes { parser.parse($0, into: document) }
    let shown = String(decoding: line.prefix(300), as: UTF8.self)
    switch verdict {
    case 0:
      invalid += 1
      let isInvalid = problem?.reason == .invalidJSON || problem?.reason == .invalidUTF8
      try #require(isInvalid, "simdjson refuses, we say \(String(describing: problem)): \(shown)")
      let offset = problem?.offsetInRecord ?? -1
      try #require((0...line.count).contains(offset))
    case 1:
      others += 1
      try #require(problem?.reason == .notAnObject, "\(shown)")
    case 2:
      objects += 1
      var text: UnsafePointer<UInt8>?
      let count = simdjson_oracle_string("text", &text)
      if count < 0 {
        let reason = problem?.reason
        try #require(reason == .missingText || reason == .textNotString, "\(shown)")
      } else {
        try #require(problem == nil, "we say \(String(describing: problem)): \(shown)")
        let expected = Array(UnsafeBufferPointer(start: text, count: Int(count)))
        try #require(document.text == expected, "\(shown)")
      }
    default: break  // A number that no machine type holds: fine by the standard, and by us.
    }
  }
}
