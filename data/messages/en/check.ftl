# The warnings of `sandbox check`. The name of a warning is the end of its id: check-busy-wait is shown as `warning[busy-wait]`.

warning = warning
check-nothing = nothing found in { $files ->
    [one] { $files } file
   *[other] { $files } files
}
# $errors and $warnings are the texts of check-errors and check-warnings; $files the number of files with something in them.
check-found = { $what } in { $files ->
    [one] { $files } file
   *[other] { $files } files
}
check-both = { $errors } and { $warnings }
check-errors = { $count ->
    [one] { $count } error
   *[other] { $count } errors
}
check-warnings = { $count ->
    [one] { $count } warning
   *[other] { $count } warnings
}
check-no-scripts = no script in `{ $folder }`
    .hint = the names of scripts end in `.rhai`

## Names

check-unknown-name = nothing has the name `{ $name }`
    .hint = declare the variable first: `let { $name } = …;`
    .function = a function is defined by `fn { $name }(…) {"{"} … {"}"}`
check-wrong-arguments = `{ $name }` takes { $count ->
    [one] { $count } argument
   *[other] { $count } arguments
}
    .hint = here it gets { $count }

## Variables

check-unused-variable = `{ $name }` is never read
    .hint = delete it, or name it `_{ $name }` if that is intended
check-shadowed-variable = this `{ $name }` is a new variable, which hides that of line { $line }
    .hint = to change the other one, write `{ $name } = …` without `let`

## Locks

check-lock-not-released = `{ $lock }` is not released on every way out
    .never = `{ $lock }` is acquired and never released
    .add = add `{ $lock }.release();`, or write `with { $lock } {"{"} … {"}"}`
    .leaves = acquired at line { $line }, it is still held at this `{ $with }`: release it before, or write `with { $lock } {"{"} … {"}"}`
    .next = acquired at line { $line }, it is still held in the next turn of the loop: release it before, or write `with { $lock } {"{"} … {"}"}`
    .turn = a turn of the loop can end with the lock held: `with { $lock } {"{"} … {"}"}` releases it however the turn ends
    .end = the function can end with the lock held: `with { $lock } {"{"} … {"}"}` releases it however it ends
    .script = the script can end with the lock held: `with { $lock } {"{"} … {"}"}` releases it however the block ends
check-lock-held-on-error = `{ $lock }` stays held if line { $line } fails
    .hint = after an error in `{ $what }` nobody releases it: write `with { $lock } {"{"} … {"}"}`, which releases it in every case
check-lock-acquired-twice = `{ $lock }` is acquired by a thread that holds it already: it waits for itself, for ever
    .hint = it was acquired at line { $line }; once is enough, or make it an `RLock()`
    .call = `{ $function }` acquires it too, and it has been held since line { $line }: call it after the release, or make the lock an `RLock()`
check-lock-per-thread = every thread makes a `{ $name }` of its own: it keeps nobody out
    .hint = make one lock at the top level, `let { $name } = Lock();`, for all threads
check-unlocked-read = `{ $name }` is read without the lock under which other threads change it
    .hint = hold the lock here too: what was read may no longer be true in the next line

## Threads

check-thread-never-started = `{ $name }` is never started
    .hint = a thread runs from `{ $name }.start();` on
    .unnamed = a thread runs from `start` on: `{ $name }(…).start();`
    .list = none of the threads in `{ $name }` is started
    .each = start them: `for t in { $name } {"{"} t.start(); {"}"}`
check-result-not-asked = nobody asks for what `{ $name }` gives: its result is lost, and an error in it is never seen
    .hint = keep the future and ask: `let future = { $pool }.submit({ $name }, …);`, then `future.result()`
check-map-not-asked = walk over the results: `for result in { $pool }.map({ $name }, …) {"{"} … {"}"}`
check-pool-not-shut-down = nobody shuts `{ $name }` down: it waits for more tasks until the program ends
    .hint = `with { $name } {"{"} … {"}"}` waits at its end until all tasks are done, and so does `{ $name }.shutdown()`
check-waits-in-own-pool = a task of `{ $name }` waits here for another task of `{ $name }`: when all workers do so, none is left for those
    .hint = call the function itself, or ask for the result outside of the pool
check-thread-of-call = `{ $name }` is called here and now, by this thread; the new one gets its result
    .hint = hand over the function itself, without parentheses: `Thread({ $name })`
    .arguments = hand over the function and its arguments apart: `Thread({ $name }, [ … ])`
check-thread-arguments = the arguments of a thread stand in a list
    .hint = write `[{ $value }]`
check-join-in-start-loop = `{ $name }` is joined in the loop that starts it: the threads run one after the other
    .hint = start all of them in one loop, then `join` all of them in a second one
check-read-before-join = `{ $name }` is read while a thread may still be working on it
    .hint = wait for the end of the thread first: `{ $thread }.join();`
    .unnamed = give the thread a name, `let t = Thread(…);`, and wait for its end first: `t.join();`
check-sleep-instead-of-join = this `sleep` does not wait for the thread that sets `{ $name }`, read at line { $line }: it may take longer
check-loop-variable-in-thread = all turns of the loop share `{ $name }`: the thread sees what it is by then
    .hint = hand over its value, `Thread(f, [{ $name }])`, or keep a copy of this turn: `let copy = { $name };`
check-method-not-called = `{ $name }` is named, not called: nothing happens
    .hint = write `{ $written }()`

## Waiting

check-wait-without-while = after `{ $name }.wait()` nobody looks again whether there is something to do
    .if = write `while` instead of `if`: another thread may have come first, between the signal and the return of `wait`
    .hint = write `while … {"{"} { $name }.wait(); {"}"}`: a signal that came before is lost, and another thread may come first
check-condition-not-held = `{ $name }.{ $method }()` without the condition's lock is an error
    .hint = write `with { $name } {"{"} … { $name }.{ $method }(); {"}"}`
check-busy-wait = this loop waits by looking again and again
    .join = `{ $name }.join();` waits for the end of the thread without using the processor
    .event = `{ $name }.wait();` waits for the event without using the processor
    .variable = let the thread that sets `{ $name }` wake this one: an `Event` (`wait`, `set`), a `Condition`, or `join`
    .lock = let the others wake this thread: `Condition`, with `wait` here and `notify` where things change

## Numbers

check-integer-division = `{ $written }` is { $value }: between whole numbers, `/` drops the rest
    .hint = for the exact quotient write `{ $a }.0 / { $b }`

## What runs, but not as in Python

check-pair-in-for = `({ $first }, { $second })` takes no pair apart: `{ $first }` is the item, `{ $second }` counts
    .numbered = both at once, without `enumerate`: `for ({ $second }, { $first }) in { $of }`
    .hint = write `for pair in { $over } {"{"} let { $first } = pair[0]; let { $second } = pair[1]; … {"}"}`
check-chained-comparison = `{ $written }` compares a truth value with a number
    .hint = write `{ $code }`
check-type-comparison = `type` gives a text, `{ $name }` is a function: they are never equal
    .hint = write `"{ $name }"`
    .text = no type is called `{ $name }`: they are never equal
check-nothing-kept = `{ $method }` changes `{ $name }` itself and gives nothing: `{ $kept }` is `()`
    .hint = write `{ $code }`: `{ $kept }` is then a copy
check-copied-argument = `{ $function }` gets a copy of `{ $name }`: what it changes there is lost
    .hint = change `{ $name }` itself in the function, in place of `{ $parameter }`: functions see the variables of the script
    .closure = the closure gets a copy of `{ $name }`: what it changes there is lost
    .local = let `{ $name }` be a variable of the script's top level, and change that in the function
check-escape-in-template = between backticks, `{ $code }` stays as it is
    .hint = break the line in the text, or write it between quotes: `"{ $code }"`

## Comments

check-unknown-warning = no warning has the name `{ $name }`
    .hint = the name stands in brackets where the warning is shown: `// check: allow unused-variable`

## Rewriting what is certain: `check --fix`

fix-nothing = nothing in `{ $file }` is certain enough to be rewritten
fix-question = rewrite `{ $file }` like this? [y/N]
fix-unasked = nothing is changed yet: to rewrite `{ $file }` like this, type `sandbox check --fix --yes { $file }`
fix-done = `{ $file }` is rewritten; as it was, it is kept in `{ $copy }`
fix-more = there are more certain mistakes: run `sandbox check --fix { $file }` again
fix-notes = to be read again, as the same line does something else here than in Python:
fix-note = line { $line }: { $what }
fix-note-alias = `{ $name } = { $other }` copies the list or map; in Python, both names stand for the same one
fix-note-division = `{ $sign }` rounds towards zero; in Python, downwards: negative numbers give something else
fix-note-parameter = `{ $function }` changes `{ $name }`, which is but a copy here of what it is given: give the list back with `return`, or make it a variable of the script
fix-note-loop-variable = `{ $name }` is read after the loop, and is gone here: keep it in a variable that is declared before
fix-not-written = `{ $file }` cannot be rewritten: { $reason }
fix-no-file = `{ $file }` is no file that can be rewritten
fix-changed = `{ $file }` has changed since it was read: nothing is rewritten
    .hint = run the command again
fix-needs-file = standard input cannot be rewritten
    .hint = give the name of a file: `sandbox check --fix FILE`

## Slips that run

check-sign-after-equals = `={ $sign }` assigns a value with its sign: it adds and takes nothing
    .hint = type `{ $name } { $sign }= …`
check-assigned-to-itself = `{ $name } = { $name }` changes nothing
    .hint = remove this line, or assign what was meant
    .object = for the object to keep the value, type `this.{ $name } = { $name };`
check-value-in-quotes = between double quotes, the value of `{ $name }` does not go into the text
    .hint = values stand between backticks: type { $code }, backticks included
check-function-not-called = `{ $name }` is named, and not called
    .hint = to call it, type `{ $name }(…)`
check-power-as-xor = `{ $base }^{ $exponent }` is an exclusive or, { $value }
    .hint = for the power, type `{ $base } ** { $exponent }`
check-text-not-kept = `{ $method }` gives a new text and does not change `{ $name }`
    .hint = keep it: type `{ $code }`
