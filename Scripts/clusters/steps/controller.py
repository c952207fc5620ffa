"""Slurm's controller dies while tasks run, and comes back without memory of its jobs."""
import shutil
import time

import coordinator
import harness


def run(work):
  root = coordinator.local_root(work, coordinator.SAMPLE, job=harness.COUNTS)
  faults = coordinator.Faults(work, "before-publish:count:1:hang")
  directory, start = work.fresh("controller"), time.time()
  session = coordinator.Coordinator(
    coordinator.command(work, coordinator.SAMPLE, directory, "--stall-timeout", "5", job=harness.COUNTS), faults.env)
  session.wait_until(lambda: faults.struck("count/1"), "count/1")
  work.cluster.kill("slurmctld")
  state = work.cluster.path / "state"
  shutil.rmtree(state)
  state.mkdir()
  session.wait_until(lambda: session.said("warning"), "a word on the controller")
  print(f"  {session.said('warning')[0]['message']}", flush=True)
  work.cluster.start_controller()
  found = session.root()
  print(f"  {found} in {time.time() - start:.1f} s", flush=True)
  harness.check(found == root, f"{root} on this machine")
  work.remove(directory)
