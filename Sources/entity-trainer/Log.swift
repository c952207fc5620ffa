import Foundation

/// Writes a line to standard error.
func say(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
