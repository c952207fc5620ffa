"""Memory of all processes, disk beside the input, and busy cores, for a dump that can be divided and
for one that cannot. Watching memory costs time, so cores are looked at in a run of their own."""
import os
import time

import harness


def run(work):
  cores = len(os.sched_getaffinity(0))
  for frames, share in (("many", .7), ("one", 2.3)):
    dump, directory = work.dump(frames), work.fresh("limits")
    watch = harness.Watch(harness.command(dump, directory, job=harness.COUNTS), directory)
    ratio = watch.disk / dump.stat().st_size
    directory = work.fresh("limits")
    start = time.time()
    seconds = harness.cpu(harness.command(dump, directory, job=harness.COUNTS))
    wall = time.time() - start
    busy = seconds / wall
    print(f"  {frames}: memory {watch.memory / 1e6:.0f} MB, disk {ratio:.2f} times the input, "
          f"{busy:.2f} of {cores} cores busy, {wall:.1f} s", flush=True)
    work.remove(directory)
    harness.check(watch.memory < 1.5e9, "more than 1.5 GB of memory")
    # A small dump has as many distinct terms as a large one, but fewer bytes to compare with.
    if work.megabytes >= 1000: harness.check(ratio <= share, f"more disk than {share} times the input")
    if work.megabytes >= 1000: harness.check(busy > .8 * cores, "idle cores")
