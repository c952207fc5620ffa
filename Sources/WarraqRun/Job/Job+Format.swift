import WarraqCodecs

extension InputSettings {
  /// The settings as the readers take them.
  var format: InputFormat {
    var format = InputFormat()
    format.kind = InputFormat.Kind(rawValue: kind.rawValue) ?? .jsonl
    format.unit = InputFormat.Unit(rawValue: unit.rawValue) ?? .line
    format.fields.text = fields.text
    format.fields.id = fields.id
    format.fields.title = fields.title
    format.fields.date = fields.date
    format.fields.source = fields.source
    format.fields.url = fields.url
    format.fields.language = fields.language
    format.encoding = encoding
    format.dateFormats = dateFormats
    format.maximumRecord = maximumRecord
    return format
  }
}
