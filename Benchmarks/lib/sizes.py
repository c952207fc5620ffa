"""How speed goes with processors and with size."""
import os
import shutil

import measure
import program
import results

GROWN = (500, 8000)
# Bytes on the disk for each byte of documents: two dumps of both sizes, and what a run of job C takes beside them.
DISK = 1.5


def scaling(setting):
  """One worker on one core against two on two, in turn: a worker that is alone takes all cores. Before them two
  programs that share nothing, at once against twice one of them: what the machine itself gives."""
  if measure.CORES < 2: return "SKIPPED: this machine has one core."
  cores = sorted(os.sched_getaffinity(0))
  file = setting.corpora.generated("many")
  alone = [lambda core=core: program.zstd(file, core) for core in cores[:2]]
  one, two = measure.in_turn([alone[0], lambda: measure.at_once(alone)], setting.rounds)
  rows = [["two `zstd -dc`", f"{2 * measure.median(one, lambda x: x.wall):.2f}", f"{measure.median(two, lambda x: x.wall):.2f}",
           f"{2 * measure.ratio(one, two):.2f}"]]
  for job in setting.jobs:
    one, two = measure.in_turn(
      [lambda count=count: setting.program.run(job, file, "--workers", count, cores=cores[:count]) for count in (1, 2)],
      setting.rounds)
    factor = measure.ratio(one, two)
    rows.append([job.upper(), *(f"{measure.median(runs, lambda x: x.wall):.2f}" for runs in (one, two)),
                 results.goal(factor, f"{factor:.2f}", least=1.9)])
  return results.table(["job", "1 core, s", "2 cores, s", "times as fast"], rows)


def growth(setting):
  """MB/s and memory at half a gigabyte and at eight."""
  wanted, free = DISK * sum(GROWN) * 1e6, shutil.disk_usage(setting.corpora.path).free
  if free < wanted: return f"SKIPPED: it takes {wanted / 1e9:.0f} GB of disk, and {free / 1e9:.0f} GB are free."
  files = [setting.corpora.generated("many", size) for size in GROWN]
  rates = [setting.raw_bytes(file) / 1e6 for file in files]
  rows = []
  for job in setting.jobs:
    memory = [setting.program.memory(job, file) for file in files]
    small, large = measure.in_turn([lambda file=file: setting.program.run(job, file) for file in files], setting.rounds)
    small, large = (size / measure.median(runs, lambda x: x.wall) for size, runs in zip(rates, (small, large)))
    rows.append([job.upper(), f"{small:.0f}", f"{large:.0f}", results.goal(large / small, f"{large / small:.2f}", least=.9),
                 *(f"{each:.0f}" for each in memory)])
  return results.table(["job", "MB/s at 0.5 GB", "MB/s at 8 GB", "ratio", "MB at 0.5 GB", "MB at 8 GB"], rows)


def memory(setting):
  """The most memory of all processes, and nothing else."""
  file = setting.corpora.generated("many")
  rows = []
  for job, most in (("a", 400), ("b", None), ("c", 800)):
    found = setting.program.memory(job, file)
    rows.append([job.upper(), results.goal(found, f"{found:.0f}", most=most) if most else f"{found:.0f}"])
  return results.table(["job", "memory of all processes, MB"], rows)


def words(setting):
  """Random words: the same bytes of ever more distinct terms."""
  total = setting.megabytes * 15_000
  rows, rates = [], []
  for distinct in (total // 30, total // 10, total // 3, total):
    file = setting.corpora.words(distinct, total)
    size, used = setting.raw_bytes(file), setting.program.memory("a", file)
    runs = [setting.program.run("a", file) for _ in range(setting.rounds)]
    rates.append(size / 1e6 / measure.median(runs, lambda x: x.cpu))
    before = rates[-2] if len(rates) > 1 else rates[-1]
    rows.append([f"{distinct:,}", f"{total:,}", f"{rates[-1]:.1f}", f"{rates[-1] / before:.2f}", f"{used:.0f}"])
  return results.table(
    ["distinct terms", "words", "MB/s of a core", "to the row above", "memory of all processes, MB"], rows)
