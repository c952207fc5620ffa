import ArgumentParser

@main
struct Warraq: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Exact term reports from big dumps.")
}
