import WarraqCore

/// The script of an array element. Slurm brings it to the node by itself, so it can say by its exit
/// status what the node does not see.
struct SlurmScript {
  static let noRun: Int32 = 121
  static let noProgram: Int32 = 122

  var run: RunDirectory
  var program: String
  var batch: String

  var text: String {
    """
    #!/bin/sh
    run=\(Self.quoted(run.path))
    program=\(Self.quoted(program))
    batch=\(batch)
    folder="$run/cluster/$batch"
    [ -w "$folder" ] || exit \(Self.noRun)
    [ -x "$program" ] || exit \(Self.noProgram)
    log=$(printf '%s/%05d.log' "$folder" "$SLURM_ARRAY_TASK_ID")
    exec "$program" task --run "$run" --batch "$batch" --element "$SLURM_ARRAY_TASK_ID" >> "$log" 2>&1

    """
  }

  /// The script of a coordinator that runs as a job. Near its time limit it leaves its jobs to its own
  /// next start.
  static func coordinator(program: String, arguments: [String]) -> String {
    """
    #!/bin/sh
    \(([program] + arguments).map(quoted).joined(separator: " ")) &
    process=$!
    trap 'kill -USR1 $process' USR1
    trap 'kill -TERM $process' TERM
    while :; do
      wait $process
      status=$?
      kill -0 $process 2>/dev/null || break
    done
    [ $status -ne \(TaskStatus.retry) ] || exec scontrol requeue "$SLURM_JOB_ID"
    exit $status

    """
  }

  static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}
