"""Runs of Warraq."""
import os
import pathlib
import shutil
import sys

import corpora
import measure

BINARY = pathlib.Path(os.environ.get("WARRAQ_BINARY", corpora.ROOT / ".build/release/warraq"))
JOBS = corpora.ROOT / "Benchmarks/jobs"


class Program:
  """Runs jobs in a folder, which is empty again behind each run."""

  def __init__(self, folder):
    self.folder = pathlib.Path(folder)
    self.folder.mkdir(parents=True, exist_ok=True)
    if not BINARY.exists(): sys.exit(f"no {BINARY}: swift build -c release --product warraq")

  def run(self, job, file, *options, watch=False, cores=None, **environment):
    directory = self.folder / "run"
    shutil.rmtree(directory, ignore_errors=True)
    job = job if isinstance(job, pathlib.Path) else JOBS / f"{job}.yml"
    pinned = ["taskset", "--cpu-list", ",".join(map(str, cores))] if cores else []
    command = [*pinned, BINARY, "run", job, file, "--run", directory, *options]
    try: return measure.run(command, watch=watch, **environment)
    finally: shutil.rmtree(directory, ignore_errors=True)

  def memory(self, job, file): return self.run(job, file, watch=True).memory / 1e6


def zstd(file, core=None):
  return measure.run([*(["taskset", "--cpu-list", core] if core is not None else []), "zstd", "-dc", file])
