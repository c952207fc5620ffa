"""Workers and coordinators are killed at random; the root stays that of a quiet run.

Every kill of a worker is aimed at a process that is at work on a task, and counts only when the
coordinator then reports that very task as lost by signal 9.
"""
import json
import os
import random
import signal
import subprocess
import threading
import time

import harness

WORKERS, COORDINATORS = 50, 10


class Session:
  """One coordinator, watched through its events."""

  def __init__(self, arguments):
    self.process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    self.lock = threading.Lock()
    self.live, self.aimed, self.hits, self.root = {}, set(), 0, None
    self.reader = threading.Thread(target=self.read)
    self.reader.start()

  def read(self):
    for line in self.process.stdout:
      try: event = json.loads(line)
      except ValueError: continue  # the last line of a coordinator that was killed
      with self.lock: self.note(event, event.get("task"))

  def note(self, event, task):
    if event["event"] == "started": self.live[task] = event["process"]
    elif event["event"] == "finished": self.live.pop(task, None)
    elif event["event"] == "complete": self.root = event["root"]
    elif event["event"] == "retrying":
      self.live.pop(task, None)
      if task in self.aimed and "signal 9" in event["message"]:
        self.aimed.discard(task)
        self.hits += 1

  def kill_worker(self, chance):
    with self.lock:
      if not self.live: return
      task = chance.choice(sorted(self.live))
      try: os.kill(self.live.pop(task), signal.SIGKILL)
      except ProcessLookupError: return
      self.aimed.add(task)

  def wait(self):
    self.process.wait()
    self.reader.join()


def run(work):
  options = ["--shard-size", f"{max(1, work.megabytes // 40)}MiB"]
  dump, quiet = work.dump("one"), work.fresh("quiet")
  root = harness.finish(harness.command(dump, quiet, *options))["root"]
  work.remove(quiet)
  chance = random.Random(1)
  workers = coordinators = 0
  while workers < WORKERS or coordinators < COORDINATORS:
    directory, done = work.fresh("killed"), None
    while done is None:
      session = Session(harness.command(dump, directory, *options))
      end = time.time() + chance.uniform(.3, 2) if coordinators < COORDINATORS else None
      while session.process.poll() is None:
        time.sleep(chance.uniform(.02, .2))
        if workers + session.hits < WORKERS: session.kill_worker(chance)
        if end and time.time() > end:
          session.process.kill()
          coordinators += 1
          break
      session.wait()
      workers += session.hits
      done = session.root
    harness.check(done == root, f"root {done} after kills, {root} without: {directory}")
    work.remove(directory)
    print(f"  {workers} workers and {coordinators} coordinators killed, same root", flush=True)
