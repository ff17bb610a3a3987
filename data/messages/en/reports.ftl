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
limit-points = limit of scheduling points reached
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
deadlock-waits-ended = waits for  { $what }  held by { $holder }, which has ended
deadlock-here = this wait is part of a deadlock and would never end
deadlock-others-go-on = the other threads go on
deadlock-one-fails = the wait of the youngest of them fails with an error of the kind `Deadlock`, and the others go on (--on-deadlock=throw)
deadlock-failed = had ended by an error

# What to change. $lock, $object, $first and $second are names of variables, or `Lock #3`; $holder and $thread are threads.
deadlock-hint = hint: { $advice }
deadlock-hint-again = the thread that takes `{ $lock }` holds it already: release it first, or make it an `RLock()`, which its holder may take again
deadlock-hint-abandoned = { $holder } ended without releasing `{ $lock }`: `with { $lock } { "{" } … { "}" }` releases it however the block ends
deadlock-hint-cycle = each thread holds a lock that another one waits for: take the locks in the same order everywhere, for example always { $order }
# $order: lock-order-two, or lock-order-then of three and more.
lock-order-two = `{ $first }` before `{ $second }`
lock-order-first = first `{ $lock }`
lock-order-then = { $before }, then `{ $lock }`
lock-order-more = { $before }, and so on
deadlock-hint-join-holding = { $holder } waits for the end of { $thread } while it holds `{ $lock }`, which is needed meanwhile: call `join()` after releasing it
deadlock-hint-wait-holding = { $holder } waits for `{ $object }` while it holds `{ $lock }`, which is needed meanwhile: let `{ $lock }` go before waiting
deadlock-hint-joins = these threads wait for each other's ends: let only one of them call `join()`
deadlock-hint-failed = { $thread } had ended by an error: if the others wait for something that it was to do, mend that error first
deadlock-hint-failed-at = { $thread } had ended by an error, line { $line }: if the others wait for something that it was to do, mend that error first
deadlock-hint-item = nobody is left to put anything into `{ $object }`: let whoever fills it put an end mark for each consumer, or call its `shutdown()` when all is put
deadlock-hint-room = `{ $object }` is full and nobody is left to take from it: start a consumer, or make the queue larger
deadlock-hint-task-done = `join()` of a queue waits until `task_done()` was called once for each item of `{ $object }`: call it after each `get()`
deadlock-hint-notify = nobody is left to call `notify()` on `{ $object }`: notify after each change that a waiting thread looks at, and look before waiting: `while !ready {"{"} condition.wait(); {"}"}`
deadlock-hint-set = nobody is left to call `set()` on `{ $object }`
deadlock-hint-permit = nobody is left to release `{ $object }`: each `acquire()` needs its `release()`, which `with` makes certain
deadlock-hint-parties = { $count ->
    [one] one more thread must come to `{ $object }`: start as many threads as the barrier has parties
   *[other] { $count } more threads must come to `{ $object }`: start as many threads as the barrier has parties
}
deadlock-hint-nobody = nobody is left to do what `{ $object }` waits for
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

## Locks that threads take in different orders

order-inverted = { $count ->
   *[other] warning: lock order: { $count } threads take the same locks in different orders, and would wait for each other for ever if they did so at the same moment
}
# $outer is a lock, or deadlock-since.
order-takes = takes { $inner } while it holds { $outer }
order-hint = take the locks in the same order everywhere, for example always { $order }
