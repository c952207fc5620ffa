"""What cannot work on Ray is said in one message within seconds; where it can be, before anything is submitted."""
import shutil
import subprocess
import time

import coordinator
import harness
import ray

# A batch that is the first one starts a driver.
SECONDS = 30


def run(work):
  hidden = work.fresh("hidden")
  hidden.mkdir()
  program = shutil.copy(harness.BINARY, hidden / "warraq")
  nobody = f"http://{ray.ADDRESSES['head']}:{ray.free_ports(1)[0]}"
  refused(work, "no Ray answers at", "--address", nobody)
  refused(work, "it is not Ray's dashboard", "--address", f"http://{work.cluster.gcs}")
  refused(work, "no node of Ray has 64 CPUs", "--cpus", "64")
  refused(work, "Ray takes no option --nosuch=1", "--scheduler-option=--nosuch=1")
  work.cluster.restart_node("w1", hidden)
  few_see(work, hidden / "few", program)
  work.cluster.kill_node("w2")
  refused(work, "cannot see the warraq program", program=program)
  refused(work, "cannot write to the run directory", directory=hidden / "run")
  work.cluster.kill_node("head")
  refused(work, "no Ray answers at")
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


def few_see(work, directory, program):
  """A node that cannot see the program is left out, and the other one does its work."""
  root = coordinator.local_root(work, coordinator.SAMPLE, job=harness.COUNTS)
  arguments = coordinator.command(work, coordinator.SAMPLE, directory, job=harness.COUNTS)
  found = coordinator.Coordinator([str(program), *arguments[1:]]).root()
  print(f"  {found} where one node of two sees the program", flush=True)
  harness.check(found == root, f"{root} on this machine")
