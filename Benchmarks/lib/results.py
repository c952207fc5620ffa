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
  def git(*arguments): return subprocess.run(["git", "-C", corpora.ROOT, *arguments], capture_output=True, text=True)
  commit = git("rev-parse", "--short", "HEAD").stdout.strip()
  if git("diff", "--quiet", "HEAD", "--", ".", f":!{FILE.relative_to(corpora.ROOT)}").returncode: commit += " and changes"
  name = model[1] if model else "processor"
  return f"{measure.CORES} cores of {name}, {datetime.date.today()}, commit {commit}, {megabytes} MB."


def quote():
  """Puts the table of jobs into the README."""
  begin, end = "<!-- speed: written by Benchmarks/run --readme -->\n", "<!-- /speed -->"
  readme = corpora.ROOT / "README.md"
  before, rest = readme.read_text().split(begin)
  readme.write_text(before + begin + sections()["jobs"].strip() + "\n" + end + rest.partition(end)[2])


def sections():
  parts = FILE.read_text().split("\n## ")[1:] if FILE.exists() else []
  return dict(part.split("\n", 1) for part in parts)


def write(name, megabytes, body):
  all = sections() | {name: f"\n{machine(megabytes)}\n\n{body.strip()}\n"}
  FILE.write_text(HEAD + "".join(f"\n## {title}\n{text.rstrip()}\n" for title, text in all.items()))
  print(f"\n## {name}\n{all[name]}", flush=True)
