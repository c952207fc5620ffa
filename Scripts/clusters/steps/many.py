"""1,500 tasks, where an array may have no more than 1001 elements."""
import json
import time

import coordinator
import harness


def corpus(work, count):
  """Records of 1 KiB, each of which becomes a shard. Returns inputs and job."""
  records, job = work.path / f"records-{count}.jsonl", work.path / "terms.yml"
  with open(records, "w") as file:
    for number in range(count):
      text = " ".join(f"word{(number + n * n) % 997:03}" for n in range(140))
      left = 1023 - len(json.dumps({"id": f"{number:06}", "text": ""}))
      file.write(json.dumps({"id": f"{number:06}", "text": text[:left]}) + "\n")
  job.write_text("name: terms\nstages:\n  - normalize\n  - terms\n")
  return records, job


def run(work):
  records, job = corpus(work, 1500)
  options = ["--shard-size", "1024"]
  # Shards make no difference to the root, and few of them little work.
  root = coordinator.local_root(work, records, job=job)
  directory, start = work.fresh("many"), time.time()
  found = harness.finish(coordinator.command(work, records, directory, *options, job=job))["root"]
  tasks = coordinator.tasks(directory)["count"]
  print(f"  {found}, {tasks} tasks in {work.cluster.submitted()['count']} elements, {time.time() - start:.1f} s",
        flush=True)
  harness.check(tasks == 1500, "not 1,500 tasks")
  harness.check(found == root, f"{root} on this machine")
  work.remove(directory)
