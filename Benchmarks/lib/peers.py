"""Programs of others, from PyPI, in an environment of their own. What runs on them is in ../shared/tools/peers."""
import os
import pathlib
import subprocess
import sys

import corpora
import measure

SCRIPTS = corpora.SHARED / "tools/peers"
PACKAGES = ["polars==2.1.0", "rensa==0.5.0", "orjson==3.13.0", "zstandard==0.25.0"]
FOLDER = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "warraq-peers"


class Peers:
  """`None` as a result says that there is no such peer."""

  def __init__(self, wanted):
    self.python = install() if wanted else None

  @property
  def names(self): return ", ".join(PACKAGES[:2]) if self.python else "none"

  def polars(self, corpus, output):
    return self.run("j1_polars.py", output, corpus.generated("many"), POLARS_MAX_THREADS=str(measure.CORES))

  def rensa(self, corpus, output): return self.run("j3_rensa.py", output, *corpus.parts())

  def run(self, script, *arguments, **environment):
    return measure.run([self.python, "-B", SCRIPTS / script, *arguments], **environment)


def install():
  """The interpreter that has the packages. The mark is written last: half an installation goes on."""
  mark = FOLDER / "-".join(PACKAGES).replace("==", "-")
  python = FOLDER / "bin/python3"
  if mark.exists(): return python
  print(f"installing {' '.join(PACKAGES)} into {FOLDER}", file=sys.stderr, flush=True)
  pip = [FOLDER / "bin/pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--only-binary", ":all:"]
  try:
    subprocess.run([sys.executable, "-m", "venv", FOLDER], check=True)
    subprocess.run([*pip, *PACKAGES], check=True)
  except subprocess.CalledProcessError as error:
    print(f"SKIPPED: peers cannot be installed: {error}", file=sys.stderr, flush=True)
    return None
  mark.touch()
  return python
