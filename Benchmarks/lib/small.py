"""How long small things take."""
import json
import pathlib
import shlex
import statistics
import subprocess
import time

import corpora
import program
import results

# A stage that notes when it is handed the first document, and never answers.
JOB = """name: first
input: {{ format: jsonl, fields: {{ text: text, id: id }} }}
stages:
  - command: {{ run: [sh, -c, {script}] }}
  - terms
"""


def measure_section(setting):
  documents = setting.corpora.path / "thousand.jsonl"
  lines = corpora.lines(setting.corpora.generated("many"))
  documents.write_bytes(b"".join(line for line, _ in zip(lines, range(1000))))
  rounds = max(5, setting.rounds)
  first = statistics.median(until_first_document(setting, documents) for _ in range(rounds)) * 1e3
  rows = [["start to first document, ms", results.goal(first, f"{first:.0f}", most=50)]]
  jobs = [(f"job {job.upper()}", job) for job in setting.jobs]
  jobs.append(("`Jobs/word-counts.yml`", corpora.ROOT / "Jobs/word-counts.yml"))
  for name, job in jobs:
    wall = statistics.median(setting.program.run(job, documents).wall for _ in range(rounds)) * 1e3
    rows.append([f"1,000 documents from command to report, {name}, ms", results.goal(wall, f"{wall:.0f}", most=300)])
  return results.table(["what", "median"], rows)


def until_first_document(setting, documents):
  """Seconds from the start to when a program that is a stage is handed the first document. Starting that program is
  part of them."""
  mark = setting.corpora.path / "first-document"
  script = f"read -r line; date +%s%N >{shlex.quote(str(mark))}.new; mv {shlex.quote(str(mark))}.new {shlex.quote(str(mark))}; cat >/dev/null"
  job = setting.corpora.path / "first.yml"
  job.write_text(JOB.format(script=json.dumps(script)))
  mark.unlink(missing_ok=True)
  start = time.time_ns()
  directory = setting.program.folder / "first"
  process = subprocess.Popen([program.BINARY, "run", job, documents, "--run", directory], stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL, start_new_session=True)
  try:
    while not mark.exists() or not mark.read_text().strip():
      if process.poll() is not None: raise SystemExit("FAILED: a run ended before its first document")
      time.sleep(.001)
  finally:
    process.terminate()
    process.wait()
    subprocess.run(["rm", "-rf", directory], check=True)
  return (int(mark.read_text()) - start) / 1e9
