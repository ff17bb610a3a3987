# What `sandbox explore` reports. Tools read the first line of a finding: only its words may be changed, not their order.

## The verdict

# $kind is the text of one of explore-kind-…; $place is file:line; $strategy the name of a strategy.
explore-bug = bug after { $number } { $count ->
   *[other] schedules
} ({ $strategy }, seed { $seed }): { $kind } at { $place }
explore-kind-deadlock = deadlock
explore-kind-assertion = assertion failed
explore-kind-error = error
explore-kind-endless = never ends
explore-proved = no bug in { $count ->
    [one] the only schedule that can make a difference: proved
   *[other] all schedules that can make a difference: proved in { $number } executions
}
explore-partial = no bug in { $number } { $count ->
    [one] execution
   *[other] executions
}, but not all schedules that can make a difference could be run: nothing is proved
explore-no-bug = no bug in { $number } sampled { $count ->
    [one] schedule
   *[other] schedules
} ({ $distinct } different timelines; { $strategy }, seed { $seed })
explore-some-cut = { $count ->
    [one] one more schedule was cut at a bound: nothing is known of it
   *[other] { $number } more schedules were cut at a bound: nothing is known of them
}
explore-all-cut = nothing is known: { $count ->
    [one] the only schedule was cut at a bound (--points, --max-operations, --max-time, --max-memory)
   *[other] all { $number } schedules were cut at a bound (--points, --max-operations, --max-time, --max-memory)
}
    .hint = give the script a smaller argument, so that it ends sooner, or let it take more steps: `--points 100k`
explore-cut-by-time = what takes so long that --max-time ends it works all that time, for waiting takes none here: look for a loop that never ends, or give the script a smaller argument
explore-parallelism = parallelism { $parallelism }: { $total } operations, of which { $span } one after the other
explore-spins = { $thread } waits by looking, at line { $line }: { $turns } equal looks in a row at { $what }, without a pause
explore-polls = { $thread } waits by looking, at line { $line }: every { $seconds } s at { $what }, { $turns } times in a row, instead of being woken
explore-none = nothing is known: no schedule was run in the time that was given (--time)
explore-not-followed = no proof: waits that time ends (`sleep`, a timeout) and schedules that a bound cut cannot be followed to all their ends
explore-timeout = stopped after { $seconds } s (--time), before { $schedules } schedules (--schedules)
explore-interrupted = stopped by Ctrl-C, before { $schedules } schedules (--schedules)
explore-expected = expected `{ $wanted }`, printed `{ $printed }`
explore-expected-more = expected `{ $wanted }`, printed nothing more
explore-expected-end = expected nothing more, printed `{ $printed }`
explore-progress = { $schedules } schedules, { $distinct } different timelines …
explore-refused = the script needs a permission: { $error }
    .hint = each schedule runs the script anew: what it does outside of itself would be done thousands of times; give it the permission if that is meant

## Outputs

explore-outcomes = schedules that end well print { $count } different things (how often, what):
explore-nothing-printed = (nothing)
explore-more-lines = … { $count ->
    [one] one more line
   *[other] { $count } more lines
}
explore-exit = exit code { $code }
explore-more-outcomes = … and { $count ->
    [one] one more output
   *[other] { $count } more outputs
}

## The counterexample

explore-rows-left-out = ⋮ { $count ->
    [one] one more line
   *[other] { $count } more lines
}
explore-parts-left-out = … { $count } more of this …
explore-reads = reads { $name } = { $value }
explore-writes = writes { $name } = { $value }
explore-changes = changes { $name }
explore-takes = takes { $name }
explore-lets-go = lets { $name } go
explore-waits-signal = waits for { $name }
explore-signals = signals { $name }
explore-puts = puts into { $name }
explore-gets = gets from { $name }
explore-sends = sends
explore-receives = receives
explore-time-comes = its time is over
explore-sleeps = sleeps
explore-prints = prints { $value }
explore-starts = starts { $thread }
explore-starts-program = starts a program
explore-joins = waits for the end of { $thread }
explore-wants = wants { $name }, has to wait
explore-has-to-wait = has to wait
explore-fails = fails: { $value }
explore-switches = { $switches ->
    [one] 1 switch
   *[other] { $switches } switches
}, { $preemptions ->
    [0] none of them a preemption
    [one] 1 of them a preemption
   *[other] { $preemptions } of them preemptions
} · reproduced { $replayed }/{ $of }
explore-replay = replay: { $command }
explore-hint = hint: { $hint }

## What kind of mistake it is

explore-self-deadlock = self-deadlock: { $thread } waits for { $what }, which it holds itself (line { $line })
    .hint = use an `RLock`, which its holder may take again, or take the lock only once
explore-lock-cycle = lock order cycle of { $count } threads: { $links }
    .hint = take the locks in the same order in all threads
explore-lock-link = { $thread } waits for { $what } (line { $line }), which { $holder } holds
explore-lock-links = { $before }; { $link }
explore-lock-more = { $before }; and so on, round to the first
explore-missing-release = missing release: { $thread } took { $what } at line { $line } and ended without letting it go
    .hint = write `with lock { "{" } … { "}" }`: it lets go however the block is left
explore-wait-holding = wait under a lock: { $thread } holds { $lock } (since line { $since }) while it waits for { $what } at line { $line }, and { $other } needs { $lock } at line { $other_line } before it can go on
    .hint = let { $lock } go before the wait of line { $line }
explore-missed-signal = missed signal: { $thread } signals { $name } at line { $line }, before { $waiter } waits for it at line { $wait_line }
    .hint = keep what is waited for in a variable, and look at it under the lock before waiting: `while !ready { "{" } condition.wait(); { "}" }`
explore-no-signal = no signal: { $waiter } waits for { $name } at line { $line }, and nobody signals it
    .hint = who changes what is waited for must call `notify` (or `set`) afterwards
explore-queue = queue that nobody fills: { $thread } waits for { $what } at line { $line }, and nobody is left to put anything into it
    .hint = let the producer put an end mark for each consumer, or call `shutdown`
explore-no-peer = nobody connects: { $thread } waits for { $what } at line { $line }, and no thread of the script will connect or send
    .hint = an exploration knows only the threads of the script: start the clients in the same script
explore-join-cycle = join cycle: threads wait for each other's end (lines { $line } and { $other })
    .hint = a thread must not wait for one that waits for it
explore-busy-wait = endless wait by looking: { $thread } looks at { $name } at line { $line } again and again, and nobody changes it
    .hint = make sure that somebody changes it, and wait with an `Event` or a `Condition` in place of a loop
explore-lost-update = lost update of { $name }: { $thread } reads { $value } (line { $line }), { $other } writes it (line { $other_line }), then { $thread } writes what it has computed from the old value (line { $write_line })
    .hint = line { $line } must not be interrupted: hold a lock over it
explore-check-then-act = check, then act: { $thread } looks at { $name } (line { $from }) and acts on it (line { $to }), but { $other } has changed it in between (line { $other_line })
explore-between =
    .hint = lines { $from }–{ $to } must not be interrupted: hold a lock over all of them
explore-other-lock = different locks: { $thread } holds { $lock } at line { $line }, and { $other } changes { $name } at line { $other_line } without it
    .hint = hold { $lock } wherever { $name } is read or changed, the same lock in all threads
explore-one-signal = one signal for many: { $thread } signals { $name } at line { $line }, which wakes another thread than { $waiter }, who waits for it at line { $wait_line }
    .hint = wake all who wait, and let each look whether it was meant: `{ $name }.notify_all()`
explore-locked-apart = atomicity violation: { $thread } holds { $lock } at line { $from } and again at line { $to }, but lets it go in between, and { $other } changes { $name } meanwhile
    .hint = hold { $lock } from line { $from } to line { $to } without letting go
explore-half-done = half-done change: { $thread } changes { $first } (line { $first_line }) and { $second } (line { $second_line }) in two steps, and { $other } looks in between (line { $line })
    .hint = hold one lock from line { $from } to line { $to }, and the same lock where both are read
explore-before-end = read before the end: line { $line } goes on while { $thread } has not ended
    .hint = wait for the end of each thread with `join()` before using what it computes
explore-woken = woken, but too late: { $thread } waits at line { $line } and goes on without looking again whether what it waited for is still there
    .hint = write `while`, not `if`, around the wait of line { $line }
explore-sleep = sleep used as synchronisation: the script is right only because of `{ $code }` at line { $line }: if { $thread } goes on before the others have come far enough, it goes wrong
    .hint = a sleep makes nobody wait for anybody: in place of line { $line } wait for what must have happened, with `join()` for the end of a thread, with an `Event` or a `Condition` for anything else
explore-time-limit = timeout used as synchronisation: the script is right only as long as the wait `{ $code }` at line { $line } of { $thread } does not time out
    .hint = say what is to be done when the time of line { $line } is over before what it waits for has come, or wait without a timeout
