public import WarraqCore

/// Finds out what the input at `path` is: its codec, where it can be cut, and its byte order mark.
///
/// Frames of zstd are found without decoding; a gzip file with several members is decoded once; the
/// others are scanned. The first bytes decide whether the input can be read at all.
///
/// - Throws: an `input` error when the file cannot be opened, or holds something that is not read
///   (an archive, a web page, a WARC file, ...), and a `usage` error for an unknown encoding.
public func describe(_ path: String, format: InputFormat) throws(WarraqError) -> InputDescription {
  let file = try MappedFile(path: path)
  let codec = Codec.detect(file.bytes)
  let sample = InputSample(file: file, codec: codec)
  if let found = sample.withBytes({ Refusal.find($0, format: format) }) {
    throw WarraqError(
      .input,
      "This is \(found), which this version does not read yet; convert it to JSON lines or plain "
        + "text.", input: path)
  }
  let encoding: TextEncoding
  do {
    encoding = try sample.withBytes { (bytes) throws(WarraqError) in
      try TextEncoding.resolve(format.encoding, start: bytes)
    }
  } catch {
    throw WarraqError(error.code, error.message, input: path)
  }
  return InputDescription(
    codec: codec, size: file.bytes.count, divisions: codec.units.all(in: file),
    ratio: sample.ratio, encoding: encoding)
}

/// The first decoded bytes of an input.
struct InputSample {
  private let bytes: [UInt8]
  /// Decoded bytes for each byte on disk.
  let ratio: Double

  init(file: MappedFile, codec: Codec, limit: Int = 1 << 20) {
    let stream = DecodedStream(file: file, codec: codec, begin: 0, end: file.bytes.count)
    bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      let all = UnsafeMutableRawBufferPointer(buffer)
      reading: while count < limit {
        let room = UnsafeMutableRawBufferPointer(rebasing: all[count...])
        switch stream.read(into: room) {
        case .bytes(let more): count += more
        case .damaged, .end: break reading
        }
      }
    }
    ratio = stream.position > 0 ? Double(bytes.count) / Double(stream.position) : 1
  }

  func withBytes<R, E: Error>(
    _ body: (UnsafeRawBufferPointer) throws(E) -> R
  ) throws(E) -> R {
    let result: Result<R, E> = bytes.withUnsafeBytes { buffer in
      do throws(E) { return .success(try body(buffer)) } catch { return .failure(error) }
    }
    return try result.get()
  }
}
