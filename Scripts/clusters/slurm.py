#!/usr/bin/env python3
"""A Slurm of three nodes on one machine, from Debian's packages, without systemd, cgroups or containers.

usage: Scripts/clusters/slurm.py start DIR | stop DIR | env DIR

Needs root. All of it lives in DIR: key, ports, state, logs. Clients need what `env` prints:
eval "$(Scripts/clusters/slurm.py env DIR)"; sinfo
"""
import argparse
import collections
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import processes

NODES = ["n1", "n2", "n3"]
Element = collections.namedtuple("Element", "job phase number state node restarts")
TEMPLATE = pathlib.Path(__file__).with_name("slurm.conf")


class Slurm:
  """`with Slurm(directory) as slurm:` starts it and stops it."""

  options = ["--executor", "slurm"]

  def __init__(self, directory):
    self.path = pathlib.Path(directory).resolve()
    self.conf, self.run = self.path / "slurm.conf", self.path / "run"
    self.env = {**os.environ, "SLURM_CONF": str(self.conf)}

  def __enter__(self):
    print(f"  slurm: three nodes idle after {self.start():.1f} s", flush=True)
    return self

  def __exit__(self, *_):
    self.stop()

  def start(self):
    """Starts what does not run, waits until every node is idle, and returns the seconds that took."""
    begin = time.time()
    if os.geteuid() != 0: sys.exit("a Slurm on one machine needs root")
    if not self.conf.exists(): self.write()
    self.start_munge()
    self.start_controller()
    for node in NODES: self.start_node(node)
    self.wait(lambda: self.nodes() == dict.fromkeys(NODES, "idle"), "three idle nodes")
    return time.time() - begin

  def stop(self):
    """Ends the daemons in good order, and then every step and job that is left, also after a crash."""
    for name in ["slurmctld", *NODES, "munged"]: self.end(name)
    for node in NODES: self.kill_node(node)

  def write(self):
    """Key and configuration, with ports that are free now."""
    for name in ("run", "state", "log", *(f"spool/{node}" for node in NODES)):
      (self.path / name).mkdir(parents=True, exist_ok=True)
    key = self.path / "munge.key"
    key.write_bytes(os.urandom(128))
    key.chmod(0o600)
    values = {"DIR": self.path, "HOST": socket.gethostname().split(".")[0],
              **{f"PORT{number}": port for number, port in enumerate(free_ports(4))}}
    text = TEMPLATE.read_text()
    for name, value in values.items(): text = text.replace(f"@{name}@", str(value))
    self.conf.write_text(text)

  # Daemons, each in the foreground of a session of its own: the process that was started is the daemon.

  def daemon(self, name, arguments, folder=""):
    if processes.recorded(name, self.run): return
    processes.start(name, [str(each) for each in arguments], self.run, self.path / folder,
                    {"PATH": os.environ["PATH"]})

  def end(self, name):
    if pid := processes.recorded(name, self.run): processes.end([pid])

  def kill(self, name):
    if pid := processes.recorded(name, self.run): processes.kill([pid])

  def start_munge(self):
    socket_ = self.run / "munge.socket"
    if not processes.recorded("munged", self.run): socket_.unlink(missing_ok=True)
    self.daemon("munged", ["/usr/sbin/munged", "--foreground", "--force", f"--key-file={self.path}/munge.key",
                           f"--socket={socket_}", f"--pid-file={self.run}/munged.pid",
                           f"--log-file={self.path}/log/munged.log", f"--seed-file={self.run}/munged.seed"])
    self.wait(socket_.exists, "munged")

  def start_controller(self):
    self.daemon("slurmctld", ["/usr/sbin/slurmctld", "-D", "-f", self.conf])
    self.wait(lambda: self.client("scontrol", "ping", check=False).returncode == 0, "slurmctld")

  def start_node(self, node, hidden=None):
    """Starts a node, to which a folder is empty if it is `hidden`."""
    command = ["/usr/sbin/slurmd", "-D", "-N", node, "-f", str(self.conf)]
    if hidden:
      command = ["unshare", "--mount", "sh", "-c", 'mount -t tmpfs none "$0" && exec "$@"', str(hidden), *command]
    self.daemon(node, command, f"spool/{node}")

  # What happens to nodes

  def kill_node(self, node):
    """As if the power had failed: slurmd, its steps and what they started are gone at once."""
    home, marks = str(self.path / "spool" / node), {f"SLURM_CONF={self.conf}", f"SLURMD_NODENAME={node}"}
    processes.kill(processes.found(lambda folder, environment: folder == home or marks <= set(environment)))

  def restart_node(self, node, hidden=None):
    self.end(node)
    self.start_node(node, hidden)
    self.wait_for(node)

  def down_node(self, node, reason="test"):
    """Slurm gives the node up and requeues its elements; a slurmd that lives brings it back by itself."""
    self.client("scontrol", "update", f"nodename={node}", "state=down", f"reason={reason}")

  def resume_node(self, node):
    self.client("scontrol", "update", f"nodename={node}", "state=resume", check=False)  # refused where nothing is wrong
    self.wait_for(node)

  def wait_for(self, node):
    self.wait(lambda: self.nodes()[node] in ("idle", "mix", "alloc", "comp"), f"{node} to return")

  # What clients say

  def client(self, *arguments, check=True, input=None):
    result = subprocess.run(arguments, env=self.env, input=input, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            text=True)
    if check and result.returncode != 0: raise RuntimeError(f"{' '.join(arguments)}: {result.stderr}")
    return result

  def nodes(self):
    """The state of every node, as sinfo says it."""
    lines = self.client("sinfo", "-h", "-N", "-p", "main", "-o", "%N %t", check=False).stdout.splitlines()
    return dict(line.split() for line in lines)

  # What steps ask any cluster

  def elements(self):
    """All elements of Warraq's jobs, also those that ended."""
    lines = self.client("squeue", "-h", "-r", "-t", "all", "-O",
                        "ArrayJobID:|,Name:|,ArrayTaskID:|,State:|,NodeList:|,RestartCnt:|").stdout.splitlines()
    for job, name, number, state, node, restarts, _ in (line.split("|") for line in lines):
      phase = name.removeprefix("warraq-").rsplit("-", 1)[0]
      if number.isdigit(): yield Element(job, phase, int(number), state, node, int(restarts))

  def running(self, phase):
    """The nodes on which elements of a phase run, by number."""
    return {each.number: each.node for each in self.elements() if each.phase == phase and each.state == "RUNNING"}

  def submitted(self):
    """How many elements each phase has had."""
    return dict(collections.Counter(each.phase for each in self.elements()))

  def restarts(self):
    return sum(each.restarts for each in self.elements())

  def wait(self, holds, what, seconds=30):
    deadline = time.time() + seconds
    while not holds():
      if time.time() > deadline: raise RuntimeError(f"waited {seconds} s for {what}: see {self.path}/log")
      time.sleep(.05)


def free_ports(count):
  sockets = [socket.socket() for _ in range(count)]
  for each in sockets: each.bind(("127.0.0.1", 0))
  ports = [each.getsockname()[1] for each in sockets]
  for each in sockets: each.close()
  return ports


def main():
  parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
  parser.add_argument("action", choices=["start", "stop", "env"])
  parser.add_argument("directory", metavar="DIR")
  arguments = parser.parse_args()
  slurm = Slurm(arguments.directory)
  if arguments.action == "start": slurm.__enter__()
  elif arguments.action == "stop": slurm.stop()
  else: print(f"export SLURM_CONF={slurm.conf}")


if __name__ == "__main__": main()
