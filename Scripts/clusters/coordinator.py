"""What the steps on a cluster share: a coordinator that is watched through its events, and root hashes."""
import atexit
import json
import os
import pathlib
import subprocess
import threading
import time

import harness

NEWS = harness.ROOT / "Jobs/news-frequency.yml"
SAMPLE = harness.ROOT / "Samples/news-sample.jsonl.zst"


def command(work, inputs, run, *options, job):
  """The command of a run on the cluster. The sample is so small that it would be a shard or two."""
  pieces = ["--shard-size", "64KiB"] if inputs == SAMPLE else []
  return harness.command(inputs, run, *work.cluster.options, *pieces, *options, job=job)


def local_root(work, inputs, *options, job):
  """The root that the local executor finds."""
  run = work.fresh("local")
  root = harness.finish(harness.command(inputs, run, *options, job=job))["root"]
  work.remove(run)
  return root


class Faults:
  """Faults of WARRAQ_FAULT, each of which strikes a task once."""

  def __init__(self, work, *faults):
    self.tokens = work.fresh("faults")
    self.tokens.mkdir()
    self.env = {**os.environ, "WARRAQ_FAULT": ",".join(faults), "WARRAQ_FAULT_DIR": str(self.tokens)}

  def struck(self, task):
    return any(self.tokens.glob(f"*-{task.replace('/', '-')}-*"))


class Coordinator:
  """A coordinator at work. `events` holds what it has said, each with the time at which it was heard."""

  def __init__(self, arguments, env=None):
    self.arguments = arguments
    self.process = subprocess.Popen(arguments, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    atexit.register(self.process.kill)
    self.events, self.errors = [], ""
    self.readers = [threading.Thread(target=each, daemon=True) for each in (self.read_events, self.read_errors)]
    for each in self.readers: each.start()

  def read_events(self):
    for line in self.process.stdout:
      try: self.events.append({**json.loads(line), "heard": time.time()})
      except ValueError: pass  # the last line of a coordinator that was killed

  def read_errors(self):
    self.errors = self.process.stderr.read()

  def said(self, event, **wanted):
    """The events of a kind with these values."""
    return [each for each in list(self.events)
            if each["event"] == event and all(each.get(key) == value for key, value in wanted.items())]

  def wait_until(self, holds, what, seconds=900):
    deadline = time.time() + seconds
    while not holds():
      if self.process.poll() is not None: self.fail(f"ended with {self.process.returncode} before {what}")
      if time.time() > deadline: self.fail(f"waited {seconds} s for {what}")
      time.sleep(.05)

  def end(self, seconds=1800):
    """Waits for its end and returns the exit status; negative for a signal."""
    try: self.process.wait(seconds)
    except subprocess.TimeoutExpired: self.fail(f"is at work after {seconds} s")
    for each in self.readers: each.join()
    return self.process.returncode

  def root(self):
    """The root of a run that ends well."""
    status = self.end()
    if status != 0: self.fail(f"status {status}")
    return self.events[-1]["root"]

  def kill(self):
    self.process.kill()
    return self.end()

  def fail(self, message):
    self.process.kill()
    last = "\n".join(json.dumps(each) for each in self.events[-10:])
    harness.fail(f"{message}: {' '.join(self.arguments)}\n{last}\n{self.errors}")


def tasks(run):
  """How many tasks a run has, by phase."""
  return {phase.name: len(list(phase.glob("?????"))) for phase in (pathlib.Path(run) / "tasks").iterdir()}
