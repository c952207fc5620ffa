"""Jobs A to C against `zstd -dc`, and against programs of others that do the same."""
import measure
import program
import results

# The most times what `zstd -dc` takes: many frames, one frame.
GOALS = {"a": (2.5, 3), "b": (5, 6), "c": (12, 13)}
# The least times that a peer takes longer: polars for job A, rensa for job B.
PEERS = {"a": ("polars", 10), "b": ("rensa", 15)}
# So many rounds at least, where one takes seconds and differs by a fifth from the next on a shared machine.
ROUNDS = {"a": 3}
# The most megabytes of all processes at once.
MEMORY = {"a": 400, "c": 800}


def measure_section(setting):
  """A row for each job and corpus."""
  files = {"many frames": setting.corpora.generated("many"), "one frame": setting.corpora.generated("one"),
           "real news, many frames": setting.corpora.news()}
  rows = []
  for name, file in files.items():
    size = setting.raw_bytes(file)
    for job in setting.jobs: rows.append([f"{job.upper()}, {name}", *row(setting, job, name, file, size)])
  columns = ["job and file", "times `zstd -dc`", "MB/s", "wall s", "CPU s", "memory of all processes, MB", "peer"]
  return f"Peers: {setting.peers.names}.\n\n" + results.table(columns, rows)


def row(setting, job, name, file, size):
  # Watched first, which brings the file into the page cache too.
  memory = setting.program.memory(job, file)
  peer, least = PEERS.get(job, (None, None))
  compares = peer and setting.peers.python and name == "many frames"
  commands = [lambda: program.zstd(file), lambda: setting.program.run(job, file)]
  if compares: commands.append(lambda: getattr(setting.peers, peer)(setting.corpora, setting.output))
  zstd, ours, *others = measure.in_turn(commands, max(setting.rounds, ROUNDS.get(job, 1)))
  times = measure.ratio(ours, zstd)
  wall, cpu = measure.median(ours, lambda x: x.wall), measure.median(ours, lambda x: x.cpu)
  against = ""
  if compares:
    factor = measure.ratio(others[0], ours)
    against = f"{peer}: " + results.goal(factor, f"{factor:.1f} times as long", least=least)
  most = MEMORY.get(job)
  return [results.goal(times, f"{times:.2f}", most=GOALS[job][name == "one frame"]), f"{size / 1e6 / wall:.0f}",
          f"{wall:.2f}", f"{cpu:.2f}", results.goal(memory, f"{memory:.0f}", most=most) if most else f"{memory:.0f}",
          against]
