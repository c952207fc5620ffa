"""Processes told apart by number and start time, and ended by number alone."""
import os
import pathlib
import signal
import subprocess
import time


def stat(pid):
  """State, parent and start of a process; nothing when it is gone or only waits to be reaped."""
  try: fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
  except OSError: return None
  return None if fields[0] in "ZX" else fields


def born(pid):
  """When a process began, in ticks since boot."""
  return (stat(pid) or [None] * 20)[19]


def start(name, arguments, folder, cwd, env):
  """Starts a daemon in a session of its own; folder/NAME.process says which process it is."""
  with open(folder / f"{name}.out", "ab") as output:
    process = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                               start_new_session=True, cwd=cwd, env=env)
  (folder / f"{name}.process").write_text(f"{process.pid} {born(process.pid)}")
  return process


def recorded(name, folder):
  """The number of a daemon that was started here and lives."""
  try: pid, tick = (folder / f"{name}.process").read_text().split()
  except (OSError, ValueError): return None
  return int(pid) if born(pid) == tick else None


def end(pids, numbers=(signal.SIGTERM,), patience=5):
  """Ends processes, by SIGKILL where patience does not suffice, and waits until they are gone."""
  living = {pid: born(pid) for pid in pids if born(pid)}
  for numbers, seconds in ((numbers, patience), ((signal.SIGKILL,), 5)):
    for number in numbers: send(number, living)
    deadline = time.time() + seconds
    while living and time.time() < deadline:
      for pid, tick in list(living.items()):
        reap(pid)
        if born(pid) != tick: del living[pid]
      time.sleep(.02)


def kill(pids):
  """Ends all at once: standing still, none can tell of another's end."""
  end(pids, (signal.SIGSTOP, signal.SIGKILL))


def send(number, pids):
  for pid in pids:
    try: os.kill(pid, number)
    except ProcessLookupError: pass


def reap(pid):
  try: os.waitpid(pid, os.WNOHANG)
  except ChildProcessError: pass  # it is no child of this process


def found(matches):
  """The processes that match by folder and environment, and all that descends from them."""
  chosen, children = [], {}
  for pid in map(int, filter(str.isdigit, os.listdir("/proc"))):
    try:
      folder = os.readlink(f"/proc/{pid}/cwd")
      environment = pathlib.Path(f"/proc/{pid}/environ").read_bytes().decode(errors="replace").split("\0")
    except OSError: continue
    fields = stat(pid)
    if fields is None: continue
    children.setdefault(int(fields[1]), []).append(pid)
    if matches(folder, environment): chosen.append(pid)
  for pid in chosen: chosen += [child for child in children.get(pid, []) if child not in chosen]  # grows as it goes
  return set(chosen) - {os.getpid()}
