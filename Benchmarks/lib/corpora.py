"""Makes what is measured, once for each size; a folder that is given keeps it."""
import contextlib
import itertools
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SHARED = pathlib.Path(os.environ.get("WARRAQ_SHARED", ROOT.parent / "shared"))
NEWS = SHARED / "data/news"
FRAME = 4 << 20


class Corpora:
  def __init__(self, directory, megabytes):
    self.path, self.megabytes = pathlib.Path(directory), megabytes
    self.path.mkdir(parents=True, exist_ok=True)

  def generated(self, frames, megabytes=None):
    """A dump of `make_corpus.py`, in `one` frame or `many`."""
    megabytes = megabytes or self.megabytes
    folder = self.path / f"dump-{megabytes}-{frames}"
    with made(folder) as making:
      if making: subprocess.run([sys.executable, SHARED / "tools/make_corpus.py", making, str(megabytes), "--frames",
                                 frames], check=True, stdout=subprocess.DEVNULL)
    return folder / "news.jsonl.zst"

  def parts(self, count=4):
    """The same documents in several files, for programs that read a file in each process."""
    folder = self.path / f"dump-{self.megabytes}-parts"
    with made(folder) as making:
      if making:
        making.mkdir()
        sinks = [Frames(making / f"part-{index}.jsonl.zst") for index in range(count)]
        for line, sink in zip(lines(self.generated("many")), itertools.cycle(sinks)): sink.add(line)
        for sink in sinks: sink.close()
    return sorted(folder.iterdir())

  def news(self):
    """All real news, again and again up to half the size."""
    def documents():
      while True: yield from news()
    return self.written("news", documents, self.megabytes / 2)

  def language(self, language):
    """The documents of a language, again and again; None where there is none."""
    def chosen(): return (line for line in news() if json.loads(line).get("lang") in language)
    if next(chosen(), None) is None: return None
    # Of most there is little: it is not looked for again and again.
    return self.written(f"language-{language[0]}", lambda: itertools.cycle(chosen()), self.megabytes / 20)

  def hindi(self):
    """There is no Hindi news: words of a list, as they come."""
    words = subprocess.run(["bzip2", "-dc", SHARED / "data/conformance/snowball/hindi.voc.txt.bz2"],
                           check=True, capture_output=True, text=True).stdout.split()
    numbers = random.Random(1)
    def documents():
      for number in itertools.count():
        yield document(number, numbers.choices(words, k=300), "hi")
    return self.written("language-hi", documents, self.megabytes / 20)

  def words(self, distinct, total):
    """So many words, of which so many are distinct; each comes as often as any other."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    halves = ["".join(three) for three in itertools.product(letters, repeat=3)]
    count, step = len(halves), 0x9E3779B1
    def word(number):
      number = number % distinct * 193939981 % (count * count)
      return halves[number // count] + halves[number % count]
    def documents():
      for first in range(0, total, 200):
        yield document(first, [word(number * step) for number in range(first, min(first + 200, total))], "en")
    return self.written(f"words-{distinct}", documents, None)

  def written(self, name, documents, megabytes):
    file = self.path / f"{name}-{self.megabytes}.jsonl.zst"
    with made(file) as making:
      if making:
        sink = Frames(making)
        for line in documents():
          sink.add(line)
          if megabytes and sink.bytes >= megabytes * 1e6: break
        sink.close()
    return file


def document(number, words, language):
  return json.dumps({"id": str(number), "text": " ".join(words), "lang": language}, ensure_ascii=False).encode() + b"\n"


@contextlib.contextmanager
def made(path):
  """Gives where to make `path`, or None where it is made already. Half of something never gets the name."""
  if path.exists():
    yield None
    return
  print(f"making {path.name}", file=sys.stderr, flush=True)
  making = path.with_name(path.name + ".new")
  if making.is_dir(): shutil.rmtree(making)
  yield making
  making.rename(path)


def lines(file):
  with subprocess.Popen(["zstd", "-dcq", file], stdout=subprocess.PIPE) as process: yield from process.stdout


def news(): return itertools.chain.from_iterable(map(lines, sorted(NEWS.glob("*.jsonl.zst"))))


def raw_bytes(file):
  """Bytes of the decoded file."""
  with subprocess.Popen(["zstd", "-dcq", file], stdout=subprocess.PIPE) as process:
    return sum(map(len, iter(lambda: process.stdout.read(1 << 20), b"")))


class Frames:
  """A zstd file with a frame every four megabytes."""

  def __init__(self, path):
    self.file, self.buffer, self.bytes = open(path, "wb"), bytearray(), 0

  def add(self, line):
    self.buffer += line
    self.bytes += len(line)
    if len(self.buffer) >= FRAME: self.flush()

  def flush(self):
    self.file.write(subprocess.run(["zstd", "-q", "-3"], input=self.buffer, capture_output=True, check=True).stdout)
    self.buffer.clear()

  def close(self):
    if self.buffer: self.flush()
    self.file.close()
