"""A shard fails for good, and is done alone when the reason is gone."""
import os

import coordinator
import harness


def run(work):
  dump = work.dump("many")
  options = ["--shard-size", f"{max(1, work.megabytes // 12)}MiB"]
  root = coordinator.local_root(work, dump, *options, job=harness.COUNTS)
  directory = work.fresh("shards")
  arguments = coordinator.command(work, dump, directory, *options, job=harness.COUNTS)
  session = coordinator.Coordinator(arguments, {**os.environ, "WARRAQ_FAULT": "start:count:2:exit"})
  status = session.end()
  harness.check(status == 1 and session.said("failed", task="count/2"), f"status {status}: {session.errors}")
  print(f"  {session.said('failed', task='count/2')[0]['message']}", flush=True)
  before = work.cluster.submitted()
  found = harness.finish([str(harness.BINARY), "rerun", str(directory), "--shard", "2", "--json"])["root"]
  print(f"  {found} after the rerun", flush=True)
  harness.check(found == root, f"{root} on this machine")
  after = work.cluster.submitted()
  harness.check(after["count"] == before["count"] + 1, f"submitted {before} before the rerun, {after} with it")
  work.remove(directory)
