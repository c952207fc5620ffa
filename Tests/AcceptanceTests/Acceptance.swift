import Testing

/// The cases that the best tools of the field fail, each on the real binary.
///
/// One at a time: every test starts processes of its own and some measure time.
@Suite(.serialized) enum Acceptance {}
