"""Finds names in documents, one JSON line in, one JSON line out: the simplest recogniser that works.

It looks up a short list of names, and takes runs of capitalised words that do not begin a sentence. Offsets
count code points, as Python does. See Docs/command-stage.md.

With spaCy (pip install spacy, python3 -m spacy download en_core_web_sm), put this in the place of `spans`:

    import spacy
    model = spacy.load("en_core_web_sm", exclude=["parser", "lemmatizer"])
    TYPES = {"PERSON": "person", "GPE": "place", "LOC": "place", "ORG": "organisation"}

    def spans(text):
        return [(e.start_char, e.end_char, TYPES[e.label_]) for e in model(text).ents if e.label_ in TYPES]

With transformers (pip install transformers torch):

    from transformers import pipeline
    model = pipeline("ner", model="...", aggregation_strategy="simple")
    TYPES = {"PER": "person", "PERS": "person", "LOC": "place", "ORG": "organisation"}

    def spans(text):
        return [(e["start"], e["end"], TYPES[e["entity_group"]]) for e in model(text)
                if e["entity_group"] in TYPES]

A model should be loaded once, before the loop, run on one thread (a process runs in each lane), and give
the same names whatever the other documents are. Models may give spans that overlap: drop all but one.
"""
import json
import re
import sys

LIST = {
    "person": "بشار الأسد|جون كيري|كيري|باراك أوباما|أوباما|خالد خوجة|خوجة|حسين دهقان",
    "place": "واشنطن|سوريا|إيران|طهران|جنيف|الولايات المتحدة|مصر|القاهرة|السعودية|London|Paris|Madrid",
    "organisation": "الأمم المتحدة|مجلس الأمن|الاتحاد الأوروبي|United Nations|European Union",
}
TYPES = {name: kind for kind, names in LIST.items() for name in names.split("|")}
# Longer names first, whole words only, with و, ف, ب, ل or ك in front of Arabic ones.
KNOWN = re.compile(r"\b[وفبلك]{0,2}(?:" + "|".join(sorted(TYPES, key=len, reverse=True)) + r")\b")
CAPITALISED = re.compile(r"(?<=[a-z,] )[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*")


def spans(text):
    """The names in a text: where each begins, where it ends, and its type."""
    found = [(m.start(), m.end(), kind(m.group())) for m in KNOWN.finditer(text)]
    taken = {place for start, end, _ in found for place in range(start, end)}
    for match in CAPITALISED.finditer(text):
        if taken.isdisjoint(range(match.start(), match.end())):
            found.append((match.start(), match.end(), "other"))
    return found


def kind(form):
    """The type of a form of the list, whatever is written together with it."""
    return next(TYPES[form[cut:]] for cut in range(3) if form[cut:] in TYPES)


for line in sys.stdin:
    document = json.loads(line)
    entities = [{"start": start, "end": end, "type": type} for start, end, type in spans(document["text"])]
    print(json.dumps({"n": document["n"], "entities": entities}), flush=True)
