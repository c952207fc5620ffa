"""Runs commands, and says what they took."""
import concurrent.futures
import dataclasses
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import threading
import time

CORES = len(os.sched_getaffinity(0))


@dataclasses.dataclass
class Measured:
  """Seconds of the clock and of processors; of a watched command also the most memory of all its processes, in bytes."""
  wall: float
  cpu: float
  memory: int = 0


def run(command, watch=False, **environment):
  """Runs a command to its end. Watching disturbs: what is watched is not timed."""
  before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
  with subprocess.Popen(list(map(str, command)), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                        stderr=subprocess.PIPE, env=dict(os.environ, **environment)) as process:
    watcher = Watcher(process.pid) if watch else None
    errors = process.stderr.read()
    process.wait()
    wall = time.perf_counter() - start
    memory = watcher.stop() if watcher else 0
  if process.returncode != 0:
    sys.exit(f"FAILED: {' '.join(map(str, command))}\n{errors.decode(errors='replace')[-2000:]}")
  after = resource.getrusage(resource.RUSAGE_CHILDREN)
  return Measured(wall, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, memory)


class Watcher(threading.Thread):
  """Adds up the proportional set sizes of a process and all that descend from it, twelve times a second: memory that
  several share counts once."""
  PAUSE = .08

  def __init__(self, process):
    super().__init__(daemon=True)
    self.process, self.most, self.is_over = process, 0, threading.Event()
    self.start()

  def run(self):
    while not self.is_over.wait(self.PAUSE): self.most = max(self.most, sum(map(self.size, self.family())))

  def stop(self):
    self.is_over.set()
    self.join()
    return self.most

  def family(self):
    children = {}
    for entry in pathlib.Path("/proc").iterdir():
      if not entry.name.isdigit(): continue
      try: parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
      except (OSError, IndexError): continue
      children.setdefault(parent, []).append(int(entry.name))
    family = [self.process]
    for member in family: family += children.get(member, [])
    return family

  @staticmethod
  def size(process):
    try: lines = pathlib.Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError: return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def at_once(commands):
  """Runs functions at the same time; what they take together, by the clock alone."""
  start = time.perf_counter()
  with concurrent.futures.ThreadPoolExecutor(len(commands)) as pool: list(pool.map(lambda each: each(), commands))
  return Measured(time.perf_counter() - start, 0)


def in_turn(commands, rounds):
  """Runs functions in turn, that many rounds: for each, what it gave in each round. Wall times of a shared machine mean
  little, their ratios within a round more."""
  found = [[] for _ in commands]
  for _ in range(rounds):
    for command, results in zip(commands, found): results.append(command())
  return found


def ratio(over, under, of=lambda each: each.wall):
  """The median of the ratios within rounds."""
  return statistics.median(of(a) / of(b) for a, b in zip(over, under))


def median(results, of): return statistics.median(map(of, results))
