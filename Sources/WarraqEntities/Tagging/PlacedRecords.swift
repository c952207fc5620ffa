/// The records of the words and marks of a document, by their places.
package struct PlacedRecords {
  private let records: UnsafePointer<WordRecord>
  /// The number of the record at each place.
  private let numbers: UnsafePointer<UInt32>

  /// Both must outlive it; `numbers` has one for each place that is asked for.
  package init(_ records: UnsafePointer<WordRecord>, _ numbers: UnsafePointer<UInt32>) {
    (self.records, self.numbers) = (records, numbers)
  }

  @inline(__always) package subscript(index: Int) -> UnsafePointer<WordRecord> {
    records + Int(numbers[index])
  }
}
