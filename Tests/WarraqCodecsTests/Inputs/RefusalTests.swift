import Testing

@testable import WarraqCodecs
@testable import WarraqCore

@Suite struct RefusalTests {
  @Test(arguments: [
    ("%PDF-1.7\n", "PDF"), ("PK\u{3}\u{4}xxxx", "zip"), ("PAR1....", "Parquet"),
    ("<!DOCTYPE html>\n<html>", "HTML"), ("\n <html lang=ar>", "HTML"),
    ("<?xml version='1.0'?><mediawiki xmlns='x'>", "MediaWiki"),
    ("<?xml version='1.0'?><a/>", "XML"),
    ("WARC/1.0\r\n", "WARC"), ("filedesc://x 0.0.0.0", "ARC"), ("id,text\n1,a\n2,b\n", "CSV"),
    ("id\ttext\n1\ta\n2\tb\n", "TSV"), ("[\n {\"text\":\"x\"}]", "JSON array"),
    ("7z\u{bc}", nil), ("{\"text\":\"x\"}\n", nil), ("\u{FEFF}{\"text\":\"x\"}", nil), ("", nil),
    ("[1]\n{\"text\":\"x\"}", nil), ("a, b\n", nil),
  ])
  func `what JSON lines cannot be is refused by name`(_ content: String, _ name: String?) throws {
    let scratch = try ScratchDirectory()
    for codec in Codec.allCases {
      let path = try scratch.file(codec.compress(Array(content.utf8)))
      if let name {
        let error = #expect(throws: WarraqError.self) { try describe(path, format: InputFormat()) }
        #expect(error?.message.contains(name) == true, "\(error?.message ?? "")")
      } else {
        #expect(throws: Never.self) { try describe(path, format: InputFormat()) }
      }
    }
  }

  @Test func `a plain text may look like a table`() throws {
    let scratch = try ScratchDirectory()
    let path = try scratch.file(Array("one, two\nthree, four\nfive, six\n".utf8))
    #expect(try read(path, .text(.line), shardSize: nil, scratch: scratch).records.count == 3)
  }

  @Test func `a file that is missing, or a folder, is an input error that names it`() throws {
    let scratch = try ScratchDirectory()
    for path in [scratch.path, scratch.path + "/missing"] {
      let error = #expect(throws: WarraqError.self) { try describe(path, format: InputFormat()) }
      #expect(error?.code == .input)
      #expect(error?.input == path)
    }
  }

  @Test func `an unknown encoding is refused with the input's name`() throws {
    let scratch = try ScratchDirectory()
    var format = InputFormat()
    format.encoding = "klingon"
    let path = try scratch.file([])
    let error = #expect(throws: WarraqError.self) { try describe(path, format: format) }
    #expect(error?.code == .usage)
    #expect(error?.input == path)
  }
}
