"""The report's root does not depend on workers, shard size, or how records are cut into files."""
import random
import subprocess

import harness


def pieces(work, dump):
  """The records of the dump in 7 files of mixed codecs, in the same order."""
  folder = work.path / f"pieces-{work.megabytes}"
  packers = [["zstd", "-q", "-c"], ["gzip", "-c"], ["bzip2", "-c"], ["xz", "-1", "-c"], ["cat"],
             ["zstd", "-q", "-19", "--long=27", "-c"] if work.megabytes <= 200 else ["zstd", "-q", "-1", "-c"],
             ["gzip", "-1", "-c"]]
  names = [folder / f"{index}.part" for index in range(7)]
  if (folder / "done").exists(): return names
  folder.mkdir(exist_ok=True)
  lines = subprocess.run(["zstd", "-dcq", dump], check=True, stdout=subprocess.PIPE).stdout.splitlines(keepends=True)
  cuts = sorted(random.Random(7).sample(range(1, len(lines)), 6))
  for name, packer, begin, end in zip(names, packers, [0] + cuts, cuts + [len(lines)]):
    with open(name, "wb") as output:
      subprocess.run(packer, input=b"".join(lines[begin:end]), stdout=output, check=True)
  (folder / "done").touch()
  return names


def run(work):
  many, one = work.dump("many"), work.dump("one")
  cases = [(f"{workers} workers", many, ["--workers", str(workers)]) for workers in (1, 2, 4)]
  cases += [(f"shards of {size}", many, ["--shard-size", size]) for size in ("1MiB", "5MB", "100MiB")]
  cases += [("one frame", one, []), ("7 files of mixed codecs", pieces(work, many), [])]
  roots = {}
  for name, inputs, options in cases:
    directory = work.fresh("roots")
    roots[name] = harness.finish(harness.command(inputs, directory, *options))["root"]
    print(f"  {roots[name]}  {name}", flush=True)
    work.remove(directory)
  harness.check(len(set(roots.values())) == 1, "the roots differ")
