#!/usr/bin/env python3
"""A Ray of one head and two workers on one machine, each on a loopback address of its own.

usage: Scripts/clusters/ray.py start DIR | stop DIR | env DIR

Ray itself comes from `Scripts/setup ray`. What is known of the cluster lives in DIR; Ray's own files need a short path,
since sockets are among them. Clients need what `env` prints: eval "$(Scripts/clusters/ray.py env DIR)"
"""
import argparse
import collections
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import processes

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
# Where Scripts/setup puts Ray.
VENV = pathlib.Path(os.environ.get("WARRAQ_RAY", ROOT / ".build/ray-venv"))
HEAD, WORKERS = "head", ["w1", "w2"]
ADDRESSES = {HEAD: "127.0.0.2", "w1": "127.0.0.3", "w2": "127.0.0.4"}


class Ray:
  """`with Ray(directory) as ray:` starts it and stops it. `cpus` are those of each worker; the head has none."""

  def __init__(self, directory, cpus=2):
    self.path = pathlib.Path(directory).resolve()
    self.run, self.cpus, self.earlier = self.path / "run", cpus, []

  def __enter__(self):
    print(f"  ray: a head and two workers after {self.start():.1f} s", flush=True)
    return self

  def __exit__(self, *_):
    self.stop()

  def start(self):
    """Starts what does not run, waits until every node is there, and returns the seconds that took."""
    begin = time.time()
    self.run.mkdir(parents=True, exist_ok=True)
    if not (self.path / "ports.json").exists(): self.write()
    if not self.lives(HEAD): self.wait_for(HEAD, self.launch(HEAD))
    launched = {node: self.launch(node) for node in WORKERS if not self.lives(node)}
    for node, process in launched.items(): self.wait_for(node, process)
    self.wait(lambda: set(self.alive()) >= set(ADDRESSES), "three nodes")
    return time.time() - begin

  def stop(self):
    """Ends every process that was started here, and those that they have started."""
    for node in [*WORKERS, HEAD]: self.kill_node(node)
    if not (self.path / "ports.json").exists(): return
    shutil.rmtree(self.ports()["folder"], ignore_errors=True)
    (self.path / "ports.json").unlink()

  def write(self):
    names = ["gcs", "dashboard", "client", *(f"agent-{node}" for node in ADDRESSES)]
    ports = dict(zip(names, free_ports(len(names))))
    ports["folder"] = tempfile.mkdtemp(prefix="ray-")
    (self.path / "ports.json").write_text(json.dumps(ports))

  def ports(self):
    return json.loads((self.path / "ports.json").read_text())

  @property
  def url(self):
    return f"http://{ADDRESSES[HEAD]}:{self.ports()['dashboard']}"

  @property
  def gcs(self):
    return f"{ADDRESSES[HEAD]}:{self.ports()['gcs']}"

  @property
  def options(self):
    """What a run on this cluster is called with."""
    return ["--executor", "ray", "--address", self.url]

  # Nodes: `ray start` leaves daemons behind and ends. Those are noted down, and all else descends from them.

  def launch(self, node, hidden=None):
    """Starts a node, to which a folder is empty if it is `hidden`."""
    ports, folder = self.ports(), pathlib.Path(self.ports()["folder"])
    command = [str(VENV / "bin/ray"), "start", "--node-ip-address", ADDRESSES[node],
               "--dashboard-agent-listen-port", str(ports[f"agent-{node}"]), "--temp-dir", str(folder / node),
               "--object-store-memory", "80000000", "--include-log-monitor", "false", "--disable-usage-stats"]
    command += self.head_options(ports) if node == HEAD else [
      "--address", self.gcs, "--num-cpus", str(self.cpus)]
    if hidden:
      command = ["unshare", "--mount", "sh", "-c", 'mount -t tmpfs none "$0" && exec "$@"', str(hidden), *command]
    environment = {**os.environ, "PATH": f"{VENV}/bin:{os.environ['PATH']}", "RAY_enable_metrics_collection": "0",
                   "RAY_health_check_period_ms": "500", "RAY_health_check_failure_threshold": "4",
                   **dict([self.mark(node).split("=", 1)])}
    return processes.start(node, command, self.run, self.path, environment)

  def head_options(self, ports):
    return ["--head", "--port", str(ports["gcs"]), "--dashboard-host", ADDRESSES[HEAD], "--dashboard-port",
            str(ports["dashboard"]), "--ray-client-server-port", str(ports["client"]), "--num-cpus", "0",
            "--no-monitor"]

  def wait_for(self, node, process):
    if process.wait() != 0: raise RuntimeError(f"node {node} did not start: {(self.run / f'{node}.out').read_text()}")
    daemons = {pid: processes.born(pid) for pid in all_processes() if session(pid) == process.pid}
    (self.run / f"{node}.daemons").write_text(json.dumps(daemons))

  def mark(self, node):
    """What the environment of every process of a node holds, until it is overwritten by a title."""
    return f"WARRAQ_NODE={self.path}/{node}"

  def processes(self, node):
    try: daemons = json.loads((self.run / f"{node}.daemons").read_text())
    except OSError: daemons = {}
    marked = processes.found(lambda _, environment: self.mark(node) in environment)
    return family({int(pid) for pid, tick in daemons.items() if processes.born(pid) == tick} | marked)

  def lives(self, node):
    return bool(self.processes(node))

  def kill_node(self, node):
    """As if the power had failed: Ray's daemons, its workers and what they started are gone at once."""
    while found := self.processes(node): processes.kill(found)

  def down_node(self, node):
    """Ray finds out by itself: connections to a dead node break."""

  def restart_node(self, node, hidden=None):
    self.kill_node(node)
    before = self.alive().get(node, set())
    self.wait_for(node, self.launch(node, hidden))
    self.wait(lambda: self.alive().get(node, set()) - before, f"{node} to return")

  # What Ray says

  def ask(self, path):
    try: return json.load(urllib.request.urlopen(self.url + path, timeout=5))
    except OSError: return None

  def nodes(self):
    """Name and state of every node that has been, by Ray's number."""
    names = {address: node for node, address in ADDRESSES.items()}
    answer = self.ask("/nodes?view=summary")
    rows = [each["raylet"] for each in answer["data"]["summary"]] if answer else []
    return {each["nodeId"]: (names.get(each.get("nodeManagerAddress")), each["state"]) for each in rows}

  def alive(self):
    """What Ray holds for alive, by name: a node that was killed just now may stand beside its successor."""
    found = {}
    for number, (name, state) in self.nodes().items():
      if state == "ALIVE": found.setdefault(name, set()).add(number)
    return found

  # What steps ask any cluster

  def running(self, phase):
    """The nodes on which elements of a phase run, by number, as drivers write it down."""
    found, names = {}, {address: node for node, address in ADDRESSES.items()}
    for run in {job["metadata"]["run"] for job in self.ask("/api/jobs/") if "run" in (job["metadata"] or {})}:
      for file in pathlib.Path(run, "cluster").glob(f"{phase}-*/driver.jsonl"):
        states = {line["element"]: line for line in read_lines(file) if "element" in line}
        found.update({each: names[line["node"]] for each, line in states.items() if line["state"] == "running"})
    return found

  def begin(self):
    """Leaves out of `submitted` and `restarts` what has been until now."""
    self.earlier = []
    self.earlier = self.tasks()

  def tasks(self):
    """Batch and number of every Ray task of ours that has been."""
    time.sleep(1.5)  # Ray collects them once a second
    rows = self.ask("/api/v0/tasks?limit=10000")["data"]["result"]["result"]
    tasks = [tuple(row["name"].split()) for row in rows if row["name"].split()[1:]]
    return [each for each in tasks if each not in self.earlier]

  def submitted(self):
    """How many elements each phase has had."""
    return dict(collections.Counter(batch.rsplit("-", 1)[0] for batch, _ in set(self.tasks())))

  def restarts(self):
    tasks = self.tasks()
    return len(tasks) - len(set(tasks))

  def wait(self, holds, what, seconds=60):
    deadline = time.time() + seconds
    while not holds():
      if time.time() > deadline: raise RuntimeError(f"waited {seconds} s for {what}: see {self.run}")
      time.sleep(.1)


def read_lines(file):
  try: text = file.read_text()
  except FileNotFoundError: return []  # all tasks are done, and the batch was removed
  return [json.loads(line) for line in text.splitlines()]


def all_processes():
  return map(int, filter(str.isdigit, os.listdir("/proc")))


def session(pid):
  fields = processes.stat(pid)
  return int(fields[3]) if fields else None


def family(pids):
  """Processes and all that descends from them."""
  children = {}
  for pid in all_processes():
    if fields := processes.stat(pid): children.setdefault(int(fields[1]), []).append(pid)
  found = list(pids)
  for pid in found: found += [child for child in children.get(pid, []) if child not in found]
  return set(found)


def free_ports(count):
  sockets = [socket.socket() for _ in range(count)]
  for each in sockets: each.bind(("127.0.0.2", 0))
  ports = [each.getsockname()[1] for each in sockets]
  for each in sockets: each.close()
  return ports


def main():
  parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
  parser.add_argument("action", choices=["start", "stop", "env"])
  parser.add_argument("directory", metavar="DIR")
  arguments = parser.parse_args()
  ray = Ray(arguments.directory)
  if arguments.action == "start": ray.__enter__()
  elif arguments.action == "stop": ray.stop()
  else: print(f"export RAY_API_SERVER_ADDRESS={ray.url} PATH={VENV}/bin:$PATH")


if __name__ == "__main__": main()
