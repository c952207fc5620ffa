"""Rerunning a shard costs that shard and a merge, not a new run."""
import json
import os
import pathlib
import subprocess

import harness


def run(work):
  for frames in ("many", "one"):
    dump, directory = work.dump(frames), work.fresh("rerun")
    options = ["--shard-size", f"{max(1, work.megabytes * 1_000_000 // 36)}"]
    full = harness.cpu(harness.command(dump, directory, *options, job=harness.COUNTS))
    root = summary(directory)["root"]
    shards = len(list((directory / "tasks/count").glob("?????")))
    # A small dump has fewer frames than that to cut between.
    harness.check(shards >= 32 or work.megabytes < 1000, f"only {shards} shards")
    floor = harness.cpu(["zstd", "-dc", str(dump)]) * 1.5 if frames == "one" else 0
    for what in ("asked for again", "output damaged"):
      if what == "output damaged": damage(directory, shards // 2, frames)
      again = harness.cpu([str(harness.BINARY), "rerun", str(directory), "--shard", str(shards // 2)])
      print(f"  {frames}, {what}: {again:.2f} s of CPU time, {100 * again / full:.1f} % of {full:.1f} s"
            f"{f', {floor:.2f} s allowed for decoding' if floor else ''}", flush=True)
      harness.check(summary(directory)["root"] == root, "another root after the rerun")
      explanation = json.loads(subprocess.run(
        [harness.BINARY, "explain", directory, "--json"], stdout=subprocess.PIPE, check=True).stdout)
      ran = {line["task"] for line in explanation["commands"][-1]["ran"]}
      others = {task for task in ran if "/" in task and not task.endswith(f"/{shards // 2}")} - {"split/0"}
      harness.check(not others, f"these ran as well: {sorted(others)}")
      if work.megabytes >= 1000:
        harness.check(again < .1 * full + floor, "the rerun costs too much")
    work.remove(directory)


def damage(directory, shard, frames):
  """Overwrites what the shard's tasks wrote, and its spool file."""
  folders = [directory / "data" / phase / f"{shard:05}" for phase in ("count", "read-dedupe")]
  if frames == "one": folders += directory.glob(f"data/pieces-*/{shard:05}")
  for file in [file for folder in folders for file in folder.glob("g*/*")]:
    with open(file, "r+b") as f:
      f.truncate(os.path.getsize(file) // 2)


def summary(directory):
  return json.loads((pathlib.Path(directory) / "report/summary.json").read_text())
