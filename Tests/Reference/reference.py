#!/usr/bin/env python3
"""Reference for what `normalize`, the tokens, exact dedupe and `terms.tsv` must be.

Written from the specification, line by line and for clarity, on PyICU. The fast code is compared
with it; nothing in the product uses it. Needs PyICU and xxhash (Debian: python3-icu,
python3-xxhash) with the ICU version that the product is built with.

    reference.py terms FILE...   terms.tsv of: normalize, dedupe exact, terms {minimumCount: 1}
    reference.py tokens          JSON lines in, [text, language] or text; JSON lines out:
                                 {"normalized", "unfolded", "hash", "tokens": [[term, form, kind]]}
                                 kind is L where the token holds a letter, N otherwise
    reference.py analyze FILE... the same output for every document of JSONL files
    reference.py check           checks the claims that normalisation by units rests on

FILE is JSONL, `.zst` through `zstd -dcq`. Fields read: text, and lang.
"""

import argparse
import array
import itertools
import json
import multiprocessing
import random
import subprocess
import sys
import unicodedata

import icu
import xxhash

NFKC_CASEFOLD = icu.Normalizer2.getNFKCCasefoldInstance()
LATIN_GREEK_CYRILLIC = {"Latn", "Grek", "Cyrl"}


def ranges(*pairs):
    """The characters of inclusive code point ranges."""
    return {chr(c) for low, high in pairs for c in range(low, high + 1)}


class Cache(dict):
    """Remembers what a function of one argument said."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def __missing__(self, key):
        self[key] = value = self.function(key)
        return value


# Properties, from ICU throughout.

def category_is_letter(character):
    return icu.Char.charType(character) in (
        icu.UCharCategory.UPPERCASE_LETTER, icu.UCharCategory.LOWERCASE_LETTER,
        icu.UCharCategory.TITLECASE_LETTER, icu.UCharCategory.MODIFIER_LETTER,
        icu.UCharCategory.OTHER_LETTER)


IS_LETTER = Cache(category_is_letter)
IS_WHITE_SPACE = Cache(lambda c: icu.Char.hasBinaryProperty(c, icu.UProperty.WHITE_SPACE))
HAS_BOUNDARY = Cache(lambda c: NFKC_CASEFOLD.hasBoundaryBefore(c))
SCRIPT = Cache(lambda c: icu.Script.getScript(c).getShortName())


# Step 1.

TO_SPACE = set("\u200b\ufeff\u06dd\u06de\u06e9\u060c")
SPACED = set("\ufdfa\ufdfb")


def step1(text):
    """What each code point of `text` becomes: a list of strings, one per code point."""
    return [step1_character(text, i) for i in range(len(text))]


def step1_character(text, i):
    c = text[i]
    if c < "\u060c":
        return c
    if c in TO_SPACE:
        return " "
    if c in SPACED:
        return " " + c + " "
    if c == "\u066b":
        return "."
    if c == "\u066c":
        return ","
    if c == "\u2019" and 0 < i < len(text) - 1:
        if IS_LETTER[text[i - 1]] and IS_LETTER[text[i + 1]]:
            return "\u0027"
    return c


# Step 2.

def step2(text):
    return NFKC_CASEFOLD.normalize(text).replace("i\u0307", "i")


# Step 3.

MARKS = ranges(
    (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06DC), (0x06DF, 0x06E8),
    (0x06EA, 0x06ED), (0x0898, 0x089F), (0x08CA, 0x08E1), (0x08E3, 0x08FF), (0x0640, 0x0640))
DROP_MARKS = {ord(c): None for c in MARKS}


def step3(text):
    return text.translate(DROP_MARKS)


# Step 4.

LETTERS = {
    0x0622: 0x0627, 0x0623: 0x0627, 0x0625: 0x0627, 0x0671: 0x0627,
    0x0649: 0x064A, 0x06CC: 0x064A,
    0x06A9: 0x0643,
    0x0629: 0x0647,
}


def step4(text):
    return text.translate(LETTERS)


# Step 5.

DIGITS = {base + i: 0x30 + i for base in (0x0660, 0x06F0) for i in range(10)}


def step5(text):
    return text.translate(DIGITS)


# Which documents take steps 3 and 4.

OTHER_LETTERS = {"ps", "pus", "ug", "uig", "ks", "kas", "sd", "snd", "ckb"}


def folds_arabic(arabic, language):
    if arabic != "auto":
        return arabic == "always"
    subtag = (language or "").replace("_", "-").split("-")[0].lower()
    return subtag not in OTHER_LETTERS


# Normalisation, unit by unit.

def units(text):
    """The units of `text`: (start, end, text after step 1). A unit begins where ICU's nfkc_cf has
    a boundary before the text after step 1, and never inside what one code point became."""
    mapped = step1(text)
    start = 0
    for i in range(1, len(text) + 1):
        if i == len(text) or HAS_BOUNDARY[mapped[i][0]]:
            yield start, i, "".join(mapped[start:i])
            start = i


NORMALIZED_UNIT = Cache(step2)


class Normalized:
    """The normalised text, the text before step 4, and for every code point of both the bounds of
    the unit in the source that made it (a unit that yields nothing belongs to the one before)."""

    def __init__(self, text, arabic="auto", language=None):
        folds = folds_arabic(arabic, language)
        pieces = []
        self.starts = array.array("q")
        self.ends = array.array("q")
        for start, end, unit in units(text):
            piece = NORMALIZED_UNIT[unit]
            if folds:
                piece = step3(piece)
            if piece:
                self.starts.extend([start] * len(piece))
                self.ends.extend([end] * len(piece))
                pieces.append(piece)
            elif self.ends:
                self.ends_of_last_unit(end)
        self.unfolded = step5("".join(pieces))
        self.text = step4(self.unfolded) if folds else self.unfolded

    def ends_of_last_unit(self, end):
        i = len(self.ends) - 1
        last = self.starts[i]
        while i >= 0 and self.starts[i] == last:
            self.ends[i] = end
            i -= 1


def normalize_whole(text, arabic="auto", language=None):
    """The same without units: what the specification says, in its order."""
    folds = folds_arabic(arabic, language)
    result = step2("".join(step1(text)))
    if folds:
        result = step3(result)
        result = step4(result)
    return step5(result)


# Tokens.

WORDS = icu.BreakIterator.createWordInstance(icu.Locale.getRoot())


def segments(text):
    """The segments of ICU's word break iterator, root locale, with rule status 100 or more."""
    source = icu.UnicodeString(text)
    WORDS.setText(source)
    offsets = None
    if len(source) != len(text):  # ICU counts UTF-16 units.
        offsets = {}
        position = 0
        for i, c in enumerate(text):
            offsets[position] = i
            position += 2 if c > "\uffff" else 1
        offsets[position] = len(text)
    start = WORDS.first()
    for end in WORDS:
        if WORDS.getRuleStatus() >= 100:
            yield (start, end) if offsets is None else (offsets[start], offsets[end])
        start = end


def is_foreign_letter(c):
    """A letter that is neither Latin, Greek nor Cyrillic."""
    return IS_LETTER[c] and SCRIPT[c] not in LATIN_GREEK_CYRILLIC


def split_at_full_stops(text, start, end):
    stops = [
        i for i in range(start + 1, end - 1)
        if text[i] == "." and is_foreign_letter(text[i - 1]) and is_foreign_letter(text[i + 1])]
    if not stops:
        return [(start, end)]
    starts = [start] + [i + 1 for i in stops]
    ends = stops + [end]
    parts = list(zip(starts, ends))
    if all(sum(IS_LETTER[c] for c in text[a:b]) <= 2 for a, b in parts):
        return [(start, end)]
    return parts


def tokens(text):
    """The tokens of a normalised text as (start, end)."""
    for start, end in segments(text):
        if "." in text[start:end]:
            yield from split_at_full_stops(text, start, end)
        else:
            yield start, end


# Content hash.

def content_hash(text):
    """XXH3-128, seed 0, of the text with white space collapsed and trimmed."""
    spaced = "".join(" " if IS_WHITE_SPACE[c] else c for c in text)
    collapsed = " ".join(part for part in spaced.split(" ") if part)
    return xxhash.xxh3_128_intdigest(collapsed.encode("utf-8"))


# Forms.

BIDI_CONTROLS = ranges(
    (0x061C, 0x061C), (0x200E, 0x200F), (0x202A, 0x202E), (0x2066, 0x2069))
DROP_BIDI_CONTROLS = {ord(c): None for c in BIDI_CONTROLS}


def by_bytes(form):
    return form.encode("utf-8")


def form_of(source, normalized, start, end):
    return source[normalized.starts[start]:normalized.ends[end - 1]].translate(DROP_BIDI_CONTROLS)


# Documents.

def lines(path):
    """The lines of a file; a `.zst` one is decoded."""
    if path.endswith(".zst"):
        process = subprocess.Popen(["zstd", "-dcq", path], stdout=subprocess.PIPE)
        yield from process.stdout
        if process.wait() != 0:
            raise SystemExit(f"{path}: zstd failed")
    else:
        with open(path, "rb") as file:
            yield from file


def record(line):
    """(text, language) of a JSON line, or None where there is no text."""
    line = line.strip()
    if not line:
        return None
    value = json.loads(line)
    text = value.get("text")
    if not isinstance(text, str):
        return None
    language = value.get("lang")
    return text, language if isinstance(language, str) else None


def analyze(text, language):
    normalized = Normalized(text, language=language)
    found = [
        [
            normalized.text[a:b], form_of(text, normalized, a, b),
            "L" if any(IS_LETTER[c] for c in normalized.text[a:b]) else "N"]
        for a, b in tokens(normalized.text)]
    return normalized, found


def document_terms(line):
    """(content hash, {term: [count, form]}) of one line, or None."""
    read = record(line)
    if read is None:
        return None
    normalized, found = analyze(*read)
    counts = {}
    for term, form, _ in found:
        entry = counts.get(term)
        if entry is None:
            counts[term] = [1, form]
        else:
            entry[0] += 1
            if form != entry[1] and by_bytes(form) < by_bytes(entry[1]):
                entry[1] = form
    return content_hash(normalized.text), counts


# Commands.

def all_documents(paths, function):
    every = itertools.chain.from_iterable(lines(path) for path in paths)
    # Closed and joined: leaving `with` would terminate workers, which can hang.
    pool = multiprocessing.Pool()
    yield from pool.imap(function, every, chunksize=64)
    pool.close()
    pool.join()


def terms(paths):
    seen = set()
    table = {}  # term: [count, documents, publications, hash, form]
    for result in all_documents(paths, document_terms):
        if result is None or not result[1]:
            continue  # No text, or empty: nobody's duplicate, and not in publications.
        digest, counts = result
        kept = digest not in seen
        seen.add(digest)
        for term, (count, form) in counts.items():
            entry = table.get(term)
            if entry is None:
                entry = table[term] = [0, 0, 0, None, None]
            entry[2] += 1
            if kept:
                entry[0] += count
                entry[1] += 1
                if entry[3] is None or digest < entry[3]:
                    entry[3:] = digest, form
    return table


ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def print_terms(paths, out):
    table = terms(paths)
    out.write("rank\tterm\tcount\tdocuments\tform\tpublications\n")
    # Strings of Python compare by code point.
    order = sorted(table, key=lambda term: (-table[term][0], term))
    for rank, term in enumerate(order, 1):
        count, documents, publications, _, form = table[term]
        term, form = term.translate(ESCAPES), form.translate(ESCAPES)
        out.write(f"{rank}\t{term}\t{count}\t{documents}\t{form}\t{publications}\n")


def analysis_line(text, language):
    normalized, found = analyze(text, language)
    return json.dumps({
        "normalized": normalized.text, "unfolded": normalized.unfolded,
        "hash": f"{content_hash(normalized.text):032x}", "tokens": found}, ensure_ascii=False)


def analyze_record(line):
    read = record(line)
    return None if read is None else analysis_line(*read)


def analyze_json_value(line):
    value = json.loads(line)
    text, language = value if isinstance(value, list) else (value, None)
    return analysis_line(text, language)


def random_text(source, pool, length):
    return "".join(source.choice(source.choice(pool)) for _ in range(length))


def check():
    """Units: no unit can begin with what would change the unit before it."""
    every = [chr(c) for c in range(0x110000) if not 0xD800 <= c < 0xE000]
    empty = [c for c in every if NFKC_CASEFOLD.normalize(c) == ""]
    assert not any(HAS_BOUNDARY[c] for c in empty), "an empty unit could hide U+0307 from its i"
    dotted = [c for c in every if NFKC_CASEFOLD.normalize(c).startswith("\u0307")]
    assert dotted == ["\u0307"] and not HAS_BOUNDARY["\u0307"], dotted
    marks = [c for c in every if unicodedata.combining(c)]
    source = random.Random(1)
    pool = [
        marks, empty, list("iIİıeEaAàﬁ ́̇̈"), sorted(MARKS), list("اأإآىيکكةه\u0654\u0653"),
        list("\u200b\ufeff\u06dd\u06de\u06e9\u060c\ufdfa\ufdfb\u066b\u066c\u2019'"), every,
        [chr(c) for c in range(0xAC00, 0xAE00)] + [chr(c) for c in range(0x1100, 0x1200)],
        [chr(c) for c in range(0xFB1D, 0xFE00)], list("abc \n.,"),
    ]
    for _ in range(200_000):
        text = random_text(source, pool, source.randint(1, 12))
        for arabic in ("always", "never"):
            assert Normalized(text, arabic).text == normalize_whole(text, arabic), ascii(text)
    print("ok")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("command", choices=["terms", "tokens", "analyze", "check"])
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    out = open(sys.stdout.fileno(), "w", encoding="utf-8", newline="\n", closefd=False)
    if options.command == "terms":
        print_terms(options.files, out)
    elif options.command == "check":
        check()
    elif options.command == "tokens":
        for line in sys.stdin.buffer:
            out.write(analyze_json_value(line) + "\n")
    else:
        for result in all_documents(options.files, analyze_record):
            if result is not None:
                out.write(result + "\n")
    out.flush()


if __name__ == "__main__":
    main()
