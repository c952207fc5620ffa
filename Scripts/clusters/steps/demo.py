"""The demo job: the same root on the cluster as on this machine, also when nobody waits for it."""
import json
import subprocess
import time

import coordinator
import harness


def run(work):
  sample, news = coordinator.SAMPLE, coordinator.NEWS
  root = coordinator.local_root(work, sample, job=news)
  directory, start = work.fresh("demo"), time.time()
  found = harness.finish(coordinator.command(work, sample, directory, job=news))["root"]
  print(f"  {found} in {time.time() - start:.1f} s, {len(coordinator.tasks(directory))} phases", flush=True)
  harness.check(found == root, f"{root} on this machine")
  work.remove(directory)
  detached(work)


def detached(work):
  """`--detach` returns at once; the coordinator is a job itself."""
  root = coordinator.local_root(work, coordinator.SAMPLE, job=harness.COUNTS)
  directory, start = work.fresh("detached"), time.time()
  arguments = coordinator.command(work, coordinator.SAMPLE, directory, "--detach", job=harness.COUNTS)
  subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)
  left = time.time() - start
  while status(directory).get("root") is None:
    harness.check(time.time() - start < 60, f"no report after a minute: {directory}")
    time.sleep(.2)
  found = status(directory)["root"]
  print(f"  {found} in {time.time() - start:.1f} s with --detach, {left:.1f} s to leave", flush=True)
  harness.check(found == root, f"{root} on this machine")
  work.remove(directory)


def status(directory):
  result = subprocess.run([harness.BINARY, "status", directory, "--json"], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL)
  return json.loads(result.stdout) if result.returncode == 0 else {}
