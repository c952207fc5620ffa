import Foundation
import WarraqEntities

/// What is written beside a model: data and their terms, features, measures, date.
struct ModelCard {
  let language: String
  let isOpen: Bool
  let date: String
  let rows: [Evaluator.Row]

  private static let names = [
    "ar": "Arabic", "en": "English", "fr": "French", "de": "German",
    ModelFolder.any: "any other language",
  ]

  private static let terms = [
    "ANERcorp": "openly published for research (CAMeL Lab split); no text of it is in the model",
    "Wojood": "sample, MIT", "Wojood dev": "the validation part of that sample, MIT",
    "WikiGold": "CC BY 4.0", "WNUT17": "CC BY 4.0",
    "WikiANN en": "derived from Wikipedia, CC BY-SA",
    "WikiANN fr": "derived from Wikipedia, CC BY-SA",
    "WikiANN de": "derived from Wikipedia, CC BY-SA",
    "WikiANN nl": "derived from Wikipedia, CC BY-SA", "GermEval": "GermEval 2014, CC BY",
    "Europeana fr": "old newspapers, CC0",
  ]

  private static let germanNews =
    "in six languages, since names are much the same in them: BBC and Reuters-21578 (research), MasakhaNEWS "
    + "in French, WMT22 and fundus (texts of their publishers), 10kGNAD (CC BY-NC-SA 4.0), Fake News Corpus Spanish "
    + "(CC BY 4.0), Fake.br and TTC-3600 (texts of their publishers)"

  private static let news = [
    "ar": "SANAD (CC BY 4.0), SaudiNewsNet (CC BY-NC-SA 4.0), ANT (research)",
    "ar-open": "SANAD (CC BY 4.0 as its makers state; articles belong to the newspaper)",
    "en": "BBC and Reuters-21578 (research), WMT22 and fundus (texts of their publishers)",
    "fr": "MasakhaNEWS, WMT22 and fundus (texts of their publishers)",
    "de": germanNews,
  ]

  var text: String {
    """
    # Entity model: \(Self.names[language] ?? language)\(isOpen ? ", open" : "")

    Made on \(date) by `Scripts/train-entities`. A linear-chain conditional random field with integer
    weights; see `Sources/WarraqEntities`.

    ## Data

    \(sets.map { "- \($0): \(Self.terms[$0] ?? "")" }.joined(separator: "\n"))
    - News without labels, for clusters of words: \(Self.news[isOpen ? language + "-open" : language] ?? "none").
    - Names: GeoNames (CC BY 4.0), CLDR (Unicode licence)\(isOpen ? "" : ", iso-codes (LGPL-2.1+), an English-Arabic lexicon of names (no licence file)").

    WikiGold, WikiANN, WNUT17, GermEval and Europeana have no training files: sentences for which FNV-1a (64 bits, of
    the tokens joined by one space) modulo 10 is 0, 1 or 2 are the test and were never trained on; 3 was for
    choosing settings, as were others of the training parts in turn. Of ANERcorp the last eighth of the training
    file was. No sentence of zslner-wiki (AQMAR's own) or cleananercorp (ANERcorp's own) was used; the sentences
    of Wojood's test that stand in its training file were left out.\(note)

    ## Features

    \(features)

    ## Strict F1 on test sets

    \(Evaluator.table(rows))

    """
  }

  private var sets: [String] {
    var names: [String] = []
    for set in DataSet.training(language, isOpen: isOpen) where !names.contains(set.name) {
      names.append(set.name)
    }
    return names
  }

  private var features: String {
    language == ModelFolder.any
      ? """
      Those that mean the same in every language: the shape of words, lists of names, longest match, runs of
      capitalised words, whether the line and the document are sentences, titles or messages, which marks of the
      line surround the word, and how a first look labelled it elsewhere in the document.
      """
      : """
      Words two to either side; beginnings and endings, shape, clitics and what is left without them; clusters of
      words at four levels; words that stand beside names (titles, kinds of places, verbs of speech); lists of
      names, longest match, clitics allowed; for capitals the first and last word of the run; what stood beside the
      word elsewhere in the document, and how a first look labelled it there; whether the line and the document are
      sentences, titles or messages, and which marks of the line surround the word.
      """
  }

  private var note: String {
    isOpen
      ? "\n\nThis is the model of permissively licensed data alone; compare the table with that of the other one."
      : ""
  }
}
