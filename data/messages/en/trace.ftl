# What `sandbox run --trace` and `sandbox explore --trace` say, and the words of the table.

trace-no-name = --trace needs the name of a file, or - for a table on standard output
# $ending is what stands after the last dot of the file's name.
trace-ending = `{ $file }`: no trace is written as .{ $ending }
    .hint = name it .json or .txt, or say --trace-format json, chrome or text
trace-script = `{ $file }` is a script: a trace would take its place
    .hint = name another file, as `--trace trace.json`
trace-unwritable = cannot write the trace to `{ $file }`: { $reason }
trace-lost = the trace in `{ $file }` is not complete: { $reason }
trace-at-prompt = --trace does not go with the prompt (-i)
    .hint = leave -i away to trace the script
trace-two-reports = the report as JSON and the trace would both go to standard output
    .hint = name a file: `--trace trace.json`
trace-no-example = no bug was found: there is no counterexample to trace, and `{ $file }` was not written
trace-no-example-table = no bug was found: there is no counterexample to trace

## The table

trace-empty = nothing happened
trace-legend = █ runs   ─ waits   · ready, not its turn   ▌ lock is held
trace-more-threads = … and { $count ->
    [one] { $count } more thread
   *[other] { $count } more threads
}
trace-more-locks = … and { $count ->
    [one] { $count } more lock
   *[other] { $count } more locks
}
trace-dropped = { $count ->
    [one] { $count } older event was left out
   *[other] { $number } older events were left out
} (--trace-limit)

## What a thread is doing, in one word

trace-state-run = runs
trace-state-ready = ready
trace-state-lock = lock
trace-state-queue = queue
trace-state-condition = condition
trace-state-semaphore = semaphore
trace-state-barrier = barrier
trace-state-event = event
trace-state-join = join
trace-state-sleep = sleep
trace-state-socket = socket
trace-state-child = child
trace-state-input = input
trace-state-file = file
trace-state-other = waits
