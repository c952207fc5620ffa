"""Coordinators are killed: before they submit, before they have noted that they did, and while tasks run.
The next one attaches again: no task is lost, and none is submitted twice."""
import time

import coordinator
import harness


def run(work):
  dump = work.dump("many")
  options = ["--shard-size", f"{max(1, work.megabytes // 12)}MiB"]
  root = coordinator.local_root(work, dump, *options, job=harness.COUNTS)
  faults = coordinator.Faults(work, "after-submit:read-dedupe:0:kill", "before-submit:decide-dedupe:0:kill")
  directory = work.fresh("coordinators")
  arguments = coordinator.command(work, dump, directory, *options, job=harness.COUNTS)
  for phase in ("read-dedupe", "decide-dedupe"):
    session = coordinator.Coordinator(arguments, faults.env)
    harness.check(session.end() == -9 and faults.struck(f"{phase}/0"), f"it was not killed at {phase}")
  for phase in ("count", "merge"):
    session = coordinator.Coordinator(arguments)
    session.wait_until(lambda: work.cluster.running(phase), f"tasks of {phase}")
    session.kill()
  session = coordinator.Coordinator(arguments)
  found = session.root()
  print(f"  {found} after four kills", flush=True)
  harness.check(found == root, f"{root} on this machine")
  tasks, submitted = coordinator.tasks(directory), work.cluster.submitted()
  harness.check(submitted == tasks, f"submitted {submitted}, tasks are {tasks}")
  work.remove(directory)
