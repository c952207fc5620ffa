"""What near dedupe adds to the main job: CPU time, memory of all processes, and disk beside the input."""
import harness

# The goal is 0.6, which holds on a quiet machine (Benchmarks/README.md). The generator remixes its stories from one
# pool, so that pairs which are half alike grow with the square of the size: beyond 2 GB it says little of news.
MOST_CPU = .7


def run(work):
  dump = work.dump("many")
  job = work.path / "near.yml"
  exact = "  - dedupe: { kind: exact }\n"
  text = harness.COUNTS.read_text()
  harness.check(text.count(exact) == 1, f"{harness.COUNTS} has changed")
  job.write_text(text.replace(exact, exact + "  - dedupe: { kind: near, threshold: 0.7 }\n"))
  directory = work.fresh("dedupe")
  watch = harness.Watch(harness.command(dump, directory, job=job), directory)
  ratio = watch.disk / dump.stat().st_size
  seconds = []
  for each in (harness.COUNTS, job):
    directory = work.fresh("dedupe")
    seconds.append(harness.cpu(harness.command(dump, directory, job=each)))
  work.remove(directory)
  extra = seconds[1] / seconds[0] - 1
  print(f"  memory {watch.memory / 1e6:.0f} MB, disk {ratio:.2f} times the input, CPU time {seconds[0]:.1f} s and "
        f"{seconds[1]:.1f} s with near dedupe: {extra:+.0%}", flush=True)
  harness.check(watch.memory < 1.5e9, "more than 1.5 GB of memory")
  if 1000 <= work.megabytes <= 2000: harness.check(extra < MOST_CPU, f"more than {MOST_CPU:+.0%} of CPU time")
