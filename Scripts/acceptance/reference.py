"""terms.tsv equals the Python reference of the text rules, line for line."""
import filecmp
import subprocess

import harness


def run(work):
  small = harness.SHARED / "data/news"
  files = sorted(small.glob("*.jsonl.zst"))
  if work.megabytes < 1000: files = [file for file in files if file.stat().st_size < 1_500_000]
  dump = type(work)(work.path, 40).dump("many")
  for file in [dump] + files:
    directory, expected = work.fresh("reference"), work.path / "expected.tsv"
    harness.finish(harness.command(file, directory, job=harness.COUNTS))
    with open(expected, "wb") as output:
      subprocess.run(["/usr/bin/python3", harness.ROOT / "Tests/Reference/reference.py", "terms", file],
                     stdout=output, check=True)
    same = filecmp.cmp(expected, directory / "report/terms.tsv", shallow=False)
    print(f"  {sum(1 for _ in open(expected, 'rb')) - 1} terms of {file.parent.name}/{file.name}", flush=True)
    harness.check(same, f"terms.tsv of {file} differs from the reference")
    work.remove(directory)
