"""What the acceptance steps share: the dump, running the program, watching what it takes."""
import contextlib
import hashlib
import importlib
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SHARED = pathlib.Path(os.environ.get("WARRAQ_SHARED", ROOT.parent / "shared"))
BINARY = pathlib.Path(os.environ.get("WARRAQ_BINARY", ROOT / ".build/release/warraq"))
# Everything that the tool does to a corpus, and counting alone.
EVERYTHING = ROOT / "Jobs/entity-frequency.yml"
COUNTS = ROOT / "Jobs/word-counts.yml"


def fail(message):
  sys.exit(f"FAILED: {message}")


def check(condition, message):
  if not condition: fail(message)


def carry_out(steps, work, around=contextlib.nullcontext):
  """Runs steps by name, but for those that have passed for this program. `around()` is what each runs in."""
  program = hashlib.sha256(BINARY.read_bytes()).hexdigest()[:16]
  passed = 0
  for step in steps:
    mark = work.path / f"passed-{step}-{work.megabytes}-{program}"
    if mark.exists():
      print(f"{step}: passed before")
      continue
    print(f"{step}:", flush=True)
    start = time.time()
    with around(): importlib.import_module(step).run(work)
    mark.touch()
    passed += 1
    print(f"{step}: passed in {time.time() - start:.0f} s", flush=True)
  print(f"{passed} passed, 0 failed")


class Work:
  """A directory that keeps the dumps, and what steps have found, between calls."""

  def __init__(self, directory, megabytes):
    self.path = pathlib.Path(directory)
    self.megabytes = megabytes
    self.path.mkdir(parents=True, exist_ok=True)
    if not BINARY.exists(): fail(f"no {BINARY}: swift build -c release --product warraq")

  def dump(self, frames):
    """A dump of the wanted size, made once: `one` frame or `many`."""
    generator = SHARED / "tools/make_corpus.py"
    folder = self.path / f"dump-{self.megabytes}-{frames}"
    if not folder.exists():
      making = folder.with_suffix(".new")
      shutil.rmtree(making, ignore_errors=True)
      subprocess.run([sys.executable, generator, making, str(self.megabytes), "--frames", frames],
                     check=True, stdout=subprocess.DEVNULL)
      making.rename(folder)
    return folder / "news.jsonl.zst"

  def fresh(self, name):
    """The path of a run directory that does not exist."""
    path = self.path / "runs" / name
    shutil.rmtree(path, ignore_errors=True)
    path.parent.mkdir(exist_ok=True)
    return path

  def remove(self, *runs):
    for run in runs: shutil.rmtree(run, ignore_errors=True)


def command(inputs, run, *options, job=EVERYTHING):
  inputs = inputs if isinstance(inputs, list) else [inputs]
  return [str(BINARY), "run", str(job), *map(str, inputs), "--run", str(run), "--json", *options]


def finish(arguments, status=0):
  """Runs to the end and returns the last event."""
  result = subprocess.run(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
  if result.returncode != status:
    fail(f"status {result.returncode}, not {status}: {' '.join(arguments)}\n{result.stderr}")
  return json.loads(result.stdout.splitlines()[-1])


def cpu(arguments):
  """CPU seconds of a command and all of its children."""
  before = resource.getrusage(resource.RUSAGE_CHILDREN)
  subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
  after = resource.getrusage(resource.RUSAGE_CHILDREN)
  return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


class Watch:
  """Runs a command and notes its peaks: memory of all processes, and disk in a directory."""

  def __init__(self, arguments, directory):
    self.memory = self.disk = 0
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    round_ = 0
    while process.poll() is None:
      self.memory = max(self.memory, sum(map(self.pss, self.tree(process.pid))))
      if round_ % 10 == 0: self.disk = max(self.disk, self.usage(directory))
      round_ += 1
      time.sleep(.05)
    self.disk = max(self.disk, self.usage(directory))
    if process.returncode != 0: fail(process.stderr.read().decode())

  def tree(self, pid):
    found = [pid]
    try:
      for thread in os.listdir(f"/proc/{pid}/task"):
        for child in open(f"/proc/{pid}/task/{thread}/children").read().split():
          found += self.tree(int(child))
    except OSError: pass  # it has just ended
    return found

  def pss(self, pid):
    try:
      for line in open(f"/proc/{pid}/smaps_rollup"):
        if line.startswith("Pss:"): return int(line.split()[1]) * 1024
    except OSError: pass
    return 0

  def usage(self, directory):
    result = subprocess.run(["du", "-sk", str(directory)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return int(result.stdout.split()[0]) * 1024 if result.stdout else 0
