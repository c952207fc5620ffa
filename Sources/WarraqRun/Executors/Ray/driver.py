"""The one Ray job of a run: starts elements of batches as Ray tasks and writes down what becomes of them.

usage: driver.py --program WARRAQ --run RUN --job JOB [--retries N] [--linger SECONDS]

RUN/cluster/ray/JOB.jsonl says what to do, a line each; the coordinator appends to it, and a new batch costs no new job:
  {"batch": NAME, "cpus": 1, "memory": BYTES, "most": N, "environment": {}}
  {"cancel": NAME, "elements": [3, 5]}    {"end": true}
RUN/cluster/NAME/driver.jsonl tells what happens: a first line {"job": JOB}, then for element N
  {"element": N, "state": "running", "node": IP}            it was started, perhaps not for the first time
  {"element": N, "state": "lost", "reason": WHY}            Ray lost it; it is started again
  {"element": N, "state": "held", "reason": WHY}            no node has what it asks for
  {"element": N, "state": "ended", "status": S, "node": IP, "reason": WHY}
The status is that of the program, 128 more than the signal that ended it, or one of those below.
"""
import argparse
import ctypes
import json
import os
import re
import signal
import subprocess
import sys
import time

import ray

NO_RUN, NO_PROGRAM, CANCELLED, OUT_OF_MEMORY, LOST = 121, 122, 123, 124, 125
LAG = 2  # seconds in which a shared file system shows everywhere what was written somewhere
GRACE = 2  # seconds between SIGTERM and SIGKILL; Ray gives a job that it stops 3


def carry_out(program, run, batch, element, environment):
  """A Ray task: yields where the element runs, and then how it ended."""
  node = ray.util.get_node_ip_address()
  yield {"state": "running", "node": node}, ray.get_runtime_context().get_node_id()

  def ended(status, reason=None):
    return {"state": "ended", "status": status, "node": node, **({"reason": reason} if reason else {})}, None

  folder = os.path.join(run, "cluster", batch)
  if not wait_for(lambda: os.path.isfile(os.path.join(folder, "batch.json")) and os.access(folder, os.W_OK)):
    yield ended(NO_RUN)
    return
  if not wait_for(lambda: os.access(program, os.X_OK)):
    yield ended(NO_PROGRAM)
    return
  arguments = [program, "task", "--run", run, "--batch", batch, "--element", str(element)]
  prctl = ctypes.CDLL(None).prctl
  with open(os.path.join(folder, f"{element:05}.log"), "ab") as log:
    try:
      # A session of its own, which ends with this worker: Ray kills one that takes too much memory.
      process = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                 env={**os.environ, **environment}, start_new_session=True,
                                 preexec_fn=lambda: prctl(1, signal.SIGKILL))
    except OSError as error:
      yield ended(NO_PROGRAM, str(error))
      return
  try:
    while process.poll() is None: time.sleep(.05)  # Ray cancels between two instructions, never within a call
  finally:
    end(process)
  status = process.returncode
  yield ended(status) if status >= 0 else ended(128 - status, f"signal {-status} ({signal.strsignal(-status)})")


def wait_for(holds):
  deadline = time.time() + LAG
  while not holds():
    if time.time() > deadline: return False
    time.sleep(.5)
  return True


def end(process):
  """Tells an element to end, and sees to it."""
  for number in (signal.SIGTERM, signal.SIGKILL):
    if process.poll() is not None: return
    try: os.killpg(process.pid, number)
    except ProcessLookupError: pass
    try: process.wait(GRACE)
    except subprocess.TimeoutExpired: pass


def verdict(error, node):
  """What Ray's error says of an element: a status, and words."""
  text = " ".join(str(error).split())
  place = re.search(r"IP: ([^ ,]*[^ ,.])", text)
  node = node or (place[1] if place else "a node")
  if isinstance(error, ray.exceptions.TaskCancelledError): return CANCELLED, "cancelled"
  if isinstance(error, ray.exceptions.OutOfMemoryError):
    memory = re.search(r"was (\S+) used / (\S+) limit", text)
    return OUT_OF_MEMORY, f"node {node} ran low on memory" + (f" ({memory[1]} of {memory[2]})" if memory else "")
  if isinstance(error, ray.exceptions.NodeDiedError): return LOST, f"node {node} died"
  if isinstance(error, ray.exceptions.WorkerCrashedError): return LOST, f"Ray's worker on {node} was killed"
  cause = getattr(error, "cause", None)  # of what carry_out raises
  return LOST, f"{cause} on {node}" if cause else f"{type(error).__name__} on {node}: {text[:300]}"


class Batch:
  """Elements that wait, in the order in which they are started."""

  def __init__(self, request, run, job):
    self.name, self.cpus, self.memory = request["batch"], request.get("cpus") or 1, request.get("memory") or 0
    self.most, self.folder = request.get("most") or 1000, os.path.join(run, "cluster", request["batch"])
    with open(os.path.join(self.folder, "batch.json")) as file:
      self.waiting = [element["number"] for element in json.load(file)["elements"]]
    self.environment = {**(request.get("environment") or {}), "WARRAQ_CPUS": str(self.cpus)}
    if self.memory: self.environment["WARRAQ_MEMORY"] = str(self.memory)
    self.attempts = dict.fromkeys(self.waiting, 0)
    self.write({"job": job})

  def note(self, element, facts):
    self.write({"element": element, **facts})

  def write(self, line):
    try:
      with open(os.path.join(self.folder, "driver.jsonl"), "a") as file: file.write(json.dumps(line) + "\n")
    except FileNotFoundError: pass  # all tasks are done, and the coordinator has removed the batch


class Driver:
  def __init__(self, arguments):
    self.arguments, self.offset, self.batches, self.running = arguments, 0, {}, {}
    self.requests = os.path.join(arguments.run, "cluster", "ray", arguments.job + ".jsonl")
    self.busy, self.told, self.later = time.time(), False, []
    self.blind = {}  # nodes that do not see what elements need, and how one ended there
    self.task = ray.remote(max_retries=0, scheduling_strategy="SPREAD")(carry_out)

  def serve(self):
    """Until nobody has had a wish for a while, or the job is stopped."""
    while not self.told and time.time() - self.busy < self.arguments.linger:
      self.listen()
      self.wake()
      if self.blind: self.despair()
      for batch in self.batches.values(): self.start(batch)
      self.collect(.05 if time.time() - self.busy < 5 else .5)
    self.cancel(list(self.running))
    while self.running: self.collect(.2)

  def listen(self):
    """Takes what was added to the requests. Opening the file has a network file system ask its server."""
    try:
      with open(self.requests, "rb") as file:
        file.seek(self.offset)
        lines = file.read()
    except FileNotFoundError:  # somebody has removed the run
      self.told = True
      return
    lines = lines[:lines.rfind(b"\n") + 1]
    self.offset += len(lines)
    for request in map(json.loads, lines.splitlines()):
      if "batch" in request: self.add(request)
      elif "cancel" in request: self.drop(request["cancel"], set(request["elements"]))
      else: self.told = True

  def add(self, request):
    if request["batch"] in self.batches: return
    try: batch = Batch(request, self.arguments.run, self.arguments.job)
    except FileNotFoundError: return  # it was cancelled before it was begun
    self.batches[batch.name] = batch
    why = self.misfit(batch)
    if why:
      for element in batch.waiting: batch.note(element, {"state": "held", "reason": why})

  def misfit(self, batch):
    """Why no node of the cluster, as it is now, can run an element."""
    if self.seeing(batch) or self.blind: return None
    nodes = [node["Resources"] for node in ray.nodes() if node["Alive"]]
    most = max((node.get("CPU", 0), node.get("memory", 0)) for node in nodes)
    return (f"no node of Ray has {batch.cpus} CPUs and {batch.memory >> 20} MiB of memory for an element; the largest "
            f"has {most[0]:g} and {int(most[1]) >> 20}")

  def seeing(self, batch):
    """The nodes that can run an element, as far as is known."""
    return [node for node in ray.nodes() if node["Alive"] and node["NodeID"] not in self.blind
            and node["Resources"].get("CPU", 0) >= batch.cpus and node["Resources"].get("memory", 0) >= batch.memory]

  def wake(self):
    """Lets elements that Ray has lost go again, after a pause in which it notices what has happened."""
    for item in [each for each in self.later if each[0] < time.time()]:
      self.later.remove(item)
      item[1].waiting.append(item[2])

  def start(self, batch):
    room = max(0, batch.most - sum(each is batch for each, *_ in self.running.values()))
    for element in batch.waiting[:room]:
      task = self.task.options(num_cpus=batch.cpus, memory=batch.memory or None, name=f"{batch.name} {element}",
                               label_selector=self.selector(batch))
      handle = task.remote(self.arguments.program, self.arguments.run, batch.name, element, batch.environment)
      self.running[handle] = batch, element, (None, None)
    batch.waiting = batch.waiting[room:]

  def selector(self, batch):
    """Keeps elements off blind nodes, unless there are no others."""
    if not self.blind or not self.seeing(batch): return None
    return {"ray.io/node-id": f"!in({','.join(sorted(self.blind))})"}

  def collect(self, patience):
    if not self.running: return time.sleep(patience)
    self.busy = time.time()
    handles = list(self.running)
    if not ray.wait(handles, timeout=patience, fetch_local=False)[0]: return
    for handle in ray.wait(handles, num_returns=len(handles), timeout=0, fetch_local=False)[0]:
      batch, element, node = self.running[handle]
      try:
        facts, number = ray.get(next(handle))
        self.hear(batch, element, facts, number or node[1])
        self.running[handle] = batch, element, (facts["node"], number or node[1])
      except StopIteration: del self.running[handle]
      except ray.exceptions.RayError as error:
        del self.running[handle]
        self.failed(batch, element, node[0], error)

  def hear(self, batch, element, facts, number):
    """An element that its node blinds runs elsewhere, as long as there is an elsewhere."""
    if facts.get("status") in (NO_RUN, NO_PROGRAM):
      self.blind[number] = facts
      if self.seeing(batch):
        what = "run directory" if facts["status"] == NO_RUN else "program"
        batch.note(element, {"state": "lost", "reason": f"node {facts['node']} does not see the {what}"})
        batch.waiting.append(element)
        return
    batch.note(element, facts)

  def despair(self):
    """Elements that wait for a node that sees do so no more when the last one is gone."""
    for handle, (batch, element, node) in list(self.running.items()):
      if node[0] or self.seeing(batch): continue
      del self.running[handle]
      ray.cancel(handle)
      batch.note(element, next(iter(self.blind.values())))

  def failed(self, batch, element, node, error):
    """Ray lost a task, or ended it. What is not the element's own doing is tried again."""
    status, why = verdict(error, node)
    batch.attempts[element] += 1
    if status == CANCELLED or self.told or batch.attempts[element] > self.arguments.retries:
      batch.note(element, {"state": "ended", "status": status, "reason": why})
    else:
      batch.note(element, {"state": "lost", "reason": why})
      self.later.append((time.time() + 2 ** batch.attempts[element] / 2, batch, element))

  def drop(self, name, elements):
    if name not in self.batches: return
    batch = self.batches[name]
    lost = {element for _, other, element in self.later if other is batch}
    self.later = [each for each in self.later if each[1] is not batch or each[2] not in elements]
    dropped = elements & (lost | set(batch.waiting))
    batch.waiting = [element for element in batch.waiting if element not in dropped]
    for element in dropped:
      batch.note(element, {"state": "ended", "status": CANCELLED, "reason": "cancelled"})
    self.cancel([handle for handle, task in self.running.items() if task[0] is batch and task[1] in elements])

  def cancel(self, handles):
    for handle in handles: ray.cancel(handle)


def main():
  parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
  for name in ("program", "run", "job"): parser.add_argument("--" + name, required=True)
  parser.add_argument("--retries", type=int, default=3)
  parser.add_argument("--linger", type=float, default=30)
  arguments = parser.parse_args()
  ray.init(log_to_driver=False, logging_level="ERROR")
  driver = Driver(arguments)

  def tell(*_): driver.told = True
  signal.signal(signal.SIGTERM, tell)
  driver.serve()


if __name__ == "__main__": main()
