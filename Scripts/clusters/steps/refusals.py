"""What cannot work is said in one message within seconds; where it can be, before anything is submitted."""
import shutil
import subprocess
import time

import coordinator
import harness
import slurm

SECONDS = 10


def run(work):
  hidden = work.fresh("hidden")
  hidden.mkdir()
  program = shutil.copy(harness.BINARY, hidden / "warraq")
  refused(work, "no partition nosuch", "--partition", "nosuch")
  refused(work, "more than partition short allows", "--partition", "short", "--time", "10")
  refused(work, "Requested node configuration is not available", "--memory", "5GB")
  refused(work, "unrecognized option '--nosuch=1'", "--scheduler-option=--nosuch=1")
  harness.check(not work.cluster.submitted(), f"submitted {work.cluster.submitted()}")
  for node in slurm.NODES: work.cluster.restart_node(node, hidden)
  refused(work, "cannot see the warraq program", program=program)
  refused(work, "cannot write to the run directory", directory=hidden / "run")
  few_see(work, hidden / "few")
  work.cluster.end("slurmctld")
  refused(work, "Slurm does not answer")
  work.remove(hidden)


def refused(work, words, *options, program=None, directory=None):
  directory = directory or work.fresh("refused")
  arguments = coordinator.command(work, coordinator.SAMPLE, directory, *options, job=harness.COUNTS)
  if program: arguments[0] = str(program)
  start = time.time()
  result = subprocess.run(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
  taken, said = time.time() - start, result.stderr.strip()
  print(f"  {taken:.1f} s: {said}", flush=True)
  harness.check(result.returncode in (1, 2), f"status {result.returncode}: {' '.join(arguments)}")
  harness.check(words in said and said.count("\n") == 0, f"not one message with: {words}")
  harness.check(taken < SECONDS, f"that took more than {SECONDS} s")


def few_see(work, directory):
  """A node that cannot see the run is left out, and the others do its work."""
  work.cluster.restart_node(slurm.NODES[1])
  root = coordinator.local_root(work, coordinator.SAMPLE, job=harness.COUNTS)
  arguments = coordinator.command(work, coordinator.SAMPLE, directory, job=harness.COUNTS)
  found = coordinator.Coordinator(arguments).root()
  print(f"  {found} where one node of three sees the run directory", flush=True)
  harness.check(found == root, f"{root} on this machine")
