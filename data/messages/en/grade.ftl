# What `sandbox grade` says.

## Why a check does not hold: one sentence for each reason (`src/grade/reason.rs`)

grade-missing-file = no file `{ $file }` was handed in
grade-syntax = the script does not parse: { $error }
grade-missing-construct = `{ $what }` is asked for and does not occur
grade-forbidden-construct = `{ $what }` is not allowed here
grade-warning = sandbox check: { $text }
grade-runtime-error = the program ended with an error: { $error }
grade-thread-error = thread { $thread } ended with an error: { $error }
grade-deadlock = { $kind ->
    [nobody] { $count ->
        [one] deadlock: { $thread } waits for ever for what nobody will do
       *[other] deadlock: { $count } threads wait for ever for what nobody will do
    }
   *[circle] { $count ->
        [one] deadlock: { $thread } waits for itself for ever
       *[other] deadlock: { $count } threads wait for each other for ever ({ $a })
    }
}{ $others ->
    [0] { "" }
    [one] ; { $b } only waits because of that
   *[other] ; { $others } others only wait because of that
}
grade-stuck-thread = thread { $thread } waits for ever for { $what }; the others went on
grade-endless = { $seconds ->
    [0] thread { $thread } goes on for ever, and waits for nothing meanwhile: the program never ends
   *[other] after { $seconds } { $clock ->
        [real] seconds
       *[virtual] virtual seconds
    } thread { $thread } still runs: the program never ends
}
grade-thread-left = the program ended while { $thread } was still working
    .hint = wait for its end with `join()`
grade-wrong-exit-code = exit code { $given }, expected { $expected }
grade-wrong-output = the output differs from line { $n } on: `{ $given }` where `{ $expected }` is expected
grade-no-output = nothing was printed
grade-wrong-file = file `{ $file }` differs from line { $n } on
grade-wrong-order = piece { $n } is `{ $given }`, it is the turn of `{ $expected }`
grade-torn-output = thread { $b } printed between two lines of thread { $a }
grade-wrong-thread = this line is printed by { $given }, not by { $expected }
grade-wrong-outcome = one interleaving gives `{ $given }`, which is not allowed
grade-outcome-varies = the result depends on the scheduling: { $count } different ones
grade-too-strict = `{ $what }` can never happen: there is too much synchronisation
grade-lost-update = lost update: { $a } and { $b } read `{ $cell }` (= { $value }) before either wrote it
grade-check-then-act = between the test and the action on `{ $cell }` another thread changed it
grade-invariant = `{ $expr }` does not hold after line { $line }: { $values }
grade-unguarded-access = { $kind ->
    [nowhere] `{ $cell }` is used here by several threads, and no lock protects it
    [different] `{ $cell }` is used here under another lock than at line { $line }: different locks exclude nobody
    [named] `{ $cell }` is used here without `{ $lock }`
   *[elsewhere] `{ $cell }` is used here without the lock that protects it elsewhere
}
grade-unordered-access = nothing orders these two accesses to `{ $cell }`
    .hint = hold the same lock at both, or let one wait for the other
grade-read-before-end = `{ $cell }` is read before { $thread } has ended
    .hint = wait for the end of the thread with `join()` before using what it computes
grade-sequential = { $given ->
    [one] at most one thread
   *[other] at most { $given } threads
} at a time, expected { $expected }: they run one after the other
    .hint = start all threads in one loop, then wait for all of them in a second one
grade-wrong-thread-count = { $given ->
    [one] one thread is
   *[other] { $given } threads are
} started, expected { $expected }
grade-wrong-calls = `{ $program }` is started { $given ->
    [one] once
   *[other] { $given } times
}, expected { $expected }
grade-too-slow =
    { $given } { $clock ->
        [real] seconds
       *[virtual] virtual seconds
    }, at most { $expected } expected: who waits for whom?
grade-too-fast =
    { $given } { $clock ->
        [real] seconds
       *[virtual] virtual seconds
    }, at least { $expected } expected
grade-not-parallel = the work is { $given } times as long as its longest chain, at least { $expected } expected
grade-too-many-inside = { $given ->
    [one] one thread is
   *[other] { $given } threads are
} in `{ $function }` at once, at most { $expected } allowed
grade-held-while-waiting = lock `{ $lock }` is held while `{ $what }` waits: nobody else can go on
    .hint = let the lock go before the wait, and take it again after it if it is still needed
grade-lock-left-held = { $thread } ended and still holds `{ $lock }`, taken at line { $line }
    .hint = `with` lets a lock go however its block is left
grade-lock-order = `{ $a }` then `{ $b }` here, `{ $b }` then `{ $a }` at line { $line }: sooner or later a deadlock
    .hint = take the two locks in the same order everywhere
grade-busy-wait = this loop only looks, { $turns } times in a row, and uses a processor for nothing
grade-polling = this loop looks every { $seconds } s instead of being woken
grade-sleep-as-synchronisation = right only because `sleep` at line { $line } lasts long enough
grade-overtaken = { $thread } waited and was passed { $given ->
    [one] once
   *[other] { $given } times
}, at most { $expected } allowed
grade-needless-wakes = woken { $given ->
    [one] once
   *[other] { $given } times
} for nothing
grade-operation-limit = the script used more than { $limit } operations
grade-memory-limit = the script used more than { $limit } of memory
grade-output-limit = the script printed more than { $limit }
grade-thread-limit = the script started more than { $limit } threads that live at once
grade-depth-limit = the script opened more than { $limit } calls inside of each other
grade-file-limit = the script opened more than { $limit } files at once
grade-socket-limit = the script opened more than { $limit } sockets at once
grade-refused = `{ $what }` is not available in marking
grade-judge = { $text }
grade-crash = the interpreter itself failed ({ $what }): this is our bug, a person will look
grade-machine = the machine was too slow or too full twice: a person will look

## What fills them

grade-used-up = its runs took all the processor time that a submission may take: does it end, and does it need so many threads or steps?
grade-kibibytes = { $size } KiB
grade-mebibytes = { $size } MiB
grade-released-by-another = { $thread } lets it go at line { $line }, and { $holder } had taken it: who takes a lock lets it go
grade-hold-as-there = hold `{ $lock }` here too, as at line { $line }
grade-hold-one-lock = hold one lock, the same for all threads, at each of these uses
grade-hold-same-lock = make one lock, before the threads start, and hold the same one in each of them
grade-hold-in-each = hold `{ $lock }` here in every thread
grade-hold-here = hold `{ $lock }` here
grade-wait-for-it = wait to be woken instead of looking at `{ $what }` again and again: `wait()`, `get()`, `acquire()`, `join()`
grade-threads-inside = { $count ->
    [one] one thread
   *[other] { $count } threads
} in { $function } at once
