"""A node dies while it counts a shard, and another while it merges: the root stays that of this machine."""
import time

import coordinator
import harness


def run(work):
  dump = work.dump("many")
  options = ["--shard-size", f"{max(1, work.megabytes // 12)}MiB"]
  root = coordinator.local_root(work, dump, *options, job=harness.EVERYTHING)
  # A task that stands still is sure to be at work when its node dies.
  faults = coordinator.Faults(work, "before-publish:count:1:hang", "before-publish:merge:0:hang")
  directory, start = work.fresh("nodes"), time.time()
  session = coordinator.Coordinator(
    coordinator.command(work, dump, directory, *options, job=harness.EVERYTHING), faults.env)
  for phase, index in (("count", 1), ("merge", 0)):
    task = f"{phase}/{index}"
    session.wait_until(lambda: faults.struck(task), task)
    node = work.cluster.running(phase)[index]
    work.cluster.kill_node(node)
    killed = time.time()
    session.wait_until(lambda: session.said("finished", task=task), f"the end of {task}")
    print(f"  {node} killed under {task}, which another node had done {time.time() - killed:.1f} s later", flush=True)
    work.cluster.restart_node(node)
  found = session.root()
  print(f"  {found} in {time.time() - start:.1f} s", flush=True)
  harness.check(found == root, f"{root} on this machine")
  harness.check(work.cluster.restarts() >= 2, "no job was started again")
  work.remove(directory)
