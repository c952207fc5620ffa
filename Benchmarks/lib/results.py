"""The Markdown that is written: a section for each part, which stays until that part is measured again."""
import datetime
import pathlib
import re
import subprocess

import corpora
import measure

FILE = corpora.ROOT / "Benchmarks/RESULTS.md"
HEAD = """# What was measured

Written by `Benchmarks/run`. **Bold** misses its goal. What the columns say is in `Benchmarks/README.md`.
"""


def table(columns, rows):
  """The first column is text, all others numbers."""
  lines = [columns, ["---"] + ["---:"] * (len(columns) - 1), *rows]
  return "".join("| " + " | ".join(map(str, line)) + " |\n" for line in lines)


def goal(value, shown, most=None, least=None):
  """A value and its goal; a value that misses it is bold."""
  misses = (most is not None and value > most) or (least is not None and value < least)
  bound = f"at most {most:g}" if most is not None else f"at least {least:g}"
  return f"**{shown}** ({bound})" if misses else f"{shown} ({bound})"


def machine(megabytes):
  model = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
  git = ["git", "-C", str(corpora.ROOT), "describe", "--always", "--dirty", "--exclude=*"]
  commit = subprocess.run(git, capture_output=True, text=True).stdout.strip()
  name = model[1] if model else "processor"
  return f"{measure.CORES} cores of {name}, {datetime.date.today()}, commit {commit}, {megabytes} MB."


def write(name, megabytes, body):
  parts = FILE.read_text().split("\n## ")[1:] if FILE.exists() else []
  sections = dict(part.split("\n", 1) for part in parts)
  sections[name] = f"\n{machine(megabytes)}\n\n{body.strip()}\n"
  FILE.write_text(HEAD + "".join(f"\n## {title}\n{text.rstrip()}\n" for title, text in sections.items()))
  print(f"\n## {name}\n{sections[name]}", flush=True)
