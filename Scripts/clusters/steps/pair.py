"""Two coordinators on one run directory, on one host and on two: the second refuses and names the first, and follows it
when it gives no sign of life any more. The first one ends when it finds that it was followed."""
import os
import signal
import subprocess
import time

import coordinator
import demo
import harness


def run(work):
  root = coordinator.local_root(work, coordinator.SAMPLE, job=harness.COUNTS)
  directory = work.fresh("pair")
  arguments = coordinator.command(work, coordinator.SAMPLE, directory, job=harness.COUNTS)
  elsewhere = on_another_host(work, arguments)
  first = coordinator.Coordinator(arguments + ["--scheduler-option=--hold"])
  first.wait_until(work.cluster.submitted, "a job that is held")
  view = demo.status(directory)["cluster"]["jobs"][0]
  harness.check(view["states"] == {"held": view["elements"]}, f"status says {view}")
  for second in (arguments, elsewhere): refused(second, first)
  first.process.send_signal(signal.SIGSTOP)
  refused(elsewhere, first)
  for file in (directory / "coordinators").iterdir(): os.utime(file, (time.time() - 120,) * 2)
  second = coordinator.Coordinator(elsewhere)
  second.wait_until(lambda: second.said("phase"), "the phase of the first one")
  first.process.send_signal(signal.SIGCONT)
  harness.check(first.end(20) > 0, "the first one went on")
  print(f"  {first.errors.strip().splitlines()[-1]}", flush=True)
  for job in {each.job for each in work.cluster.elements()}: work.cluster.client("scontrol", "release", job)
  found = second.root()
  print(f"  {found} by the second one", flush=True)
  harness.check(found == root, f"{root} on this machine")
  work.remove(directory)


def on_another_host(work, arguments):
  """The command as another machine would run it: under another host name and boot."""
  boot = work.path / "boot"
  boot.write_text("01234567-89ab-cdef-0123-456789abcdef\n")
  script = 'hostname elsewhere && mount --bind "$0" /proc/sys/kernel/random/boot_id && exec "$@"'
  return ["unshare", "--uts", "--mount", "sh", "-c", script, str(boot), *arguments]


def refused(arguments, first):
  result = subprocess.run(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
  print(f"  {result.stderr.strip()}", flush=True)
  harness.check(result.returncode not in (0, 3), f"status {result.returncode}")
  harness.check(str(first.process.pid) in result.stderr, f"the first one is {first.process.pid}")
