# What is said when a run goes wrong or is ended: headings, limits, the calls that were open, deadlocks.

error = error
syntax-error = syntax error
hint = hint
did-you-mean = did you mean `{ $name }`?
line = line { $line }
thread-crashed = Exception in thread { $thread }:
thread-crashed-more = … and { $count ->
    [one] one more thread
   *[other] { $number } more threads
} ended by the same error as { $thread }: { $error }
internal-error =
    internal error in { $thread }: { $what }
    This is a mistake of `sandbox`, not of your script: please report it.

## Why a run was ended

interrupted = interrupted
run-ended = the run has ended
deadlock-somewhere = deadlock: no thread can ever continue
limit-call-depth = call depth limit reached: { $depth } calls are open (--max-call-depth)
limit-call-depth-alone = call depth limit reached (--max-call-depth)
limit-call-depth-stop = call depth limit reached in a thread: the run ends
limit-native-depth = call depth limit reached: natives such as `map`, `sort` or `call` have called the script back { $depth } times, each inside the last
    .hint = a function that goes through such a native for each level takes native stack: go on with a loop, or call the function itself
limit-time = time limit reached: the script has run for { $seconds } s (--max-time)
limit-operations = operation limit reached: the script has run { $count } operations (--max-operations)
limit-output = output limit reached
limit-memory = memory limit reached: the script uses more than { $size } MiB (--max-memory)
limit-at-line = { $limit }; the main thread was at line { $line }

## The calls that were open

trace = calls, innermost first:
# $function is the name of a function, or the text of trace-closure; $place the text of `line`, or file:line.
trace-call = { $function } called at { $place }: { $code }
trace-call-alone = { $function } called at { $place }
trace-closure = a closure
trace-more = … { $count } more calls
trace-more-of = … { $count } more calls of { $function }

## The table of a deadlock

deadlock = { $count ->
    [one] deadlock: { $count } thread can never continue
   *[other] deadlock: { $count } threads can never continue
}
# A row: deadlock-holds, whose $waits is one of the three texts deadlock-waits…
deadlock-holds = holds { $things }, { $waits }
deadlock-since = { $what } since line { $line }
deadlock-and = { $first } and { $second }
deadlock-waits = waits for  { $what }
deadlock-waits-held = waits for  { $what }  held by { $holder }
deadlock-more = … and { $count ->
    [one] one more thread
   *[other] { $number } more threads
} like { $thread }
deadlock-others = … and { $count ->
    [one] one thread
   *[other] { $number } threads
} more
deadlock-waits-itself = waits for  { $what }  held by itself
wait-join = { $thread } to finish
wait-sleep = time to pass
wait-prompt = the next line
wait-queue = { $queue } ({ $why })
queue-named = queue "{ $name }"
queue-is-empty = empty
queue-is-full = full
queue-not-done = { $count } not done
at-line = { $place }: { $text }
main-gave-nothing = the main thread gave no value
thread-panicked = the thread panicked: { $what }
wait-input = a line of standard input
wait-file = a file
wait-permission = an answer about a permission
