import Testing
import WarraqStatistics

@Suite struct EntityNameTests {
  private func hash(_ entity: String) -> UInt64 {
    Array(entity.utf8).withUnsafeBytes { EntityName.hash(of: $0) }
  }

  /// `KeyHash` gives the one with a zero behind it and the other one the same hash.
  @Test func `an entity with its mark is not taken for another one`() {
    #expect(hash("\u{6}personوليام\0") != hash("\u{6}personوليان"))
    #expect(hash("\u{6}personوليام\0") != hash("\u{6}personوليام"))
  }
}
