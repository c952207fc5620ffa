"""A node dies while it counts a shard, and another while it merges: the root stays that of this machine."""
import time

import coordinator
import harness


def run(work):
  dump = work.dump("many")
  # A small dump is not worth the start of all that recognises names.
  job = harness.EVERYTHING if work.megabytes >= 100 else coordinator.NEWS
  options = ["--shard-size", f"{max(1, work.megabytes // 12)}MiB"]
  start = time.time()
  root = coordinator.local_root(work, dump, *options, job=job)
  print(f"  {root} in {time.time() - start:.1f} s on this machine", flush=True)
  # A task that stands still is sure to be at work when its node dies.
  faults = coordinator.Faults(work, "before-publish:count:1:hang", "before-publish:merge:0:hang")
  directory, start = work.fresh("nodes"), time.time()
  session = coordinator.Coordinator(coordinator.command(work, dump, directory, *options, job=job), faults.env)
  lose_node(work, session, faults, "count", 1)
  lose_node(work, session, faults, "merge", 0, is_told=True)
  found = session.root()
  print(f"  {found} in {time.time() - start:.1f} s", flush=True)
  harness.check(found == root, "the roots differ")
  harness.check(work.cluster.restarts() >= 2, "no job was started again")
  work.remove(directory)


def lose_node(work, session, faults, phase, index, is_told=False):
  """Kills the node of a task. The scheduler finds out by itself, or is told so by who looks after nodes."""
  task = f"{phase}/{index}"
  session.wait_until(lambda: faults.struck(task), task)
  node, start = work.cluster.running(phase)[index], time.time()
  work.cluster.kill_node(node)
  if is_told: work.cluster.down_node(node)
  session.wait_until(lambda: session.said("finished", task=task), f"the end of {task}")
  print(f"  {node} killed under {task}, which was done {time.time() - start:.1f} s later", flush=True)
  work.cluster.restart_node(node)
