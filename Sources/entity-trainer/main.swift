import Foundation
import WarraqCore
import WarraqEntities

/// Builds the models and tables of `WarraqEntities`, and measures them. See `Scripts/train-entities`.
let arguments = Array(CommandLine.arguments.dropFirst())
var options: [String: String] = [:]
var positional: [String] = []
var rest = arguments[...]
while let argument = rest.popFirst() {
  if argument.hasPrefix("--") {
    options[String(argument.dropFirst(2))] = rest.popFirst() ?? ""
  } else {
    positional.append(argument)
  }
}

let command = Command(options: options)
switch positional.first {
case "gazetteer": try command.gazetteer()
case "words": try command.words()
case "train": try command.train()
case "recognize": try command.recognize(Array(positional.dropFirst()))
case "speed": try command.speed(Array(positional.dropFirst()))
case "card": try command.card()
case "evaluate": try command.evaluate(Array(positional.dropFirst()))
default: throw TrainerError("usage: entity-trainer gazetteer|words|train|evaluate ...")
}
