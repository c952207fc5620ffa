"""What a phase of 20 tasks takes beyond an array of 20 jobs that do nothing."""
import time

import coordinator
import harness
import many

MOST = 5


def run(work):
  records, job = many.corpus(work, 20)
  scheduler = min(empty_array(work.cluster) for _ in range(2))
  directory = work.fresh("overhead")
  session = coordinator.Coordinator(
    coordinator.command(work, records, directory, "--shard-size", "1024", job=job))
  session.root()
  ends = [each["heard"] for each in session.said("finished") if each["task"].startswith("count/")]
  phase = max(ends) - session.said("phase", phase="count")[0]["heard"]
  print(f"  {len(ends)} tasks {phase:.1f} s, {len(ends)} empty jobs {scheduler:.1f} s", flush=True)
  harness.check(len(ends) == 20, "not 20 tasks")
  harness.check(phase - scheduler < MOST, f"more than {MOST} s of Warraq's own")
  work.remove(directory)


def empty_array(cluster):
  start = time.time()
  job = cluster.client("sbatch", "--parsable", "--array=0-19", "--output=/dev/null", "--wrap=true").stdout.strip()
  while cluster.client("squeue", "-h", "-j", job).stdout: time.sleep(.1)
  return time.time() - start
