"""Texts in other alphabets, and without vectors."""
import json
import subprocess

import corpora
import measure
import program
import results

LETTERS = {"Russian": ["ru"], "Hindi (words of a list)": ["hi"], "Amharic": ["amh", "am"], "Turkish": ["tr"]}
# Words of these are found by ICU's dictionaries.
DICTIONARY = {"Chinese": ["zh"], "Japanese": ["ja"], "Thai": ["th"]}
LOOPS = corpora.ROOT / "Benchmarks/.build/release/loops"


def measure_section(setting):
  arabic = rate(setting, setting.corpora.language(["ar"]))
  rows = [["Arabic", f"{arabic:.1f}", "", ""]]
  for name, codes in (LETTERS | DICTIONARY).items():
    file = setting.corpora.hindi() if codes == ["hi"] else setting.corpora.language(codes)
    if file is None:
      rows.append([name, "SKIPPED: there is no such news", "", ""])
      continue
    found = rate(setting, file)
    share, icu = "", ""
    if name in DICTIONARY:
      alone = icu_rate(setting, file)
      icu = f"{alone:.1f}: " + results.goal(found / alone, f"{found / alone:.2f}", least=1)
    else:
      share = results.goal(found / arabic, f"{found / arabic:.2f}", least=.5)
    rows.append([name, f"{found:.1f}", share, icu])
  return results.table(["language", "job A, MB/s of a core", "to Arabic", "ICU alone, MB/s of a core, and what we are to it"],
                       rows)


def rate(setting, file):
  size = setting.raw_bytes(file)
  return size / 1e6 / measure.median([setting.program.run("a", file) for _ in range(setting.rounds)], lambda x: x.cpu)


def icu_rate(setting, file):
  """ICU's word break iterator over the same texts."""
  texts = setting.corpora.path / "texts"
  texts.write_bytes(b"\n".join(json.loads(line)["text"].replace("\n", " ").encode() for line in corpora.lines(file)))
  found = subprocess.run([LOOPS, "icu", texts], check=True, capture_output=True, text=True).stdout
  texts.unlink()
  return float(found)


def scalar(setting):
  """The kernels of lesser processors against those that this one has."""
  file = setting.corpora.generated("many")
  rows = []
  for job in setting.jobs:
    best, avx2, baseline, scalar = measure.in_turn(
      [lambda kernels=kernels: setting.program.run(job, file, WARRAQ_KERNELS=kernels)
       for kernels in ("best", "avx2", "baseline", "scalar")], setting.rounds)
    slower = measure.ratio(scalar, best)
    rows.append([job.upper(), f"{measure.ratio(avx2, best):.2f}", f"{measure.ratio(baseline, best):.2f}",
                 results.goal(slower, f"{slower:.2f}", most=1.6)])
  return results.table(
    ["job", "on AVX2 at most, times as long", "without it, times as long", "without vectors, times as long"], rows)
