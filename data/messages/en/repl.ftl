# What the prompt itself says. Values, and what threads print, pass through.

repl-greeting = sandbox { $version } · `:help` for help, Ctrl-D to leave
repl-how-to-leave = to leave, press Ctrl-D or type `:quit`; `:help` says what else there is
repl-type-help = type `:help` for the commands, `:doc NAME` for a name
repl-internal-error =
    internal error: { $what }
    This is a mistake of `sandbox`, not of your line: please report it.

## Running a line

repl-deadlock-goes-on = the line was ended; the other threads stay as they are (`:threads`, `:locks`, `:kill NAME`)
repl-memory-kept = what the variables hold stays in use: `:vars` shows it, `name = ()` gives it back, `:reset` gives back all
repl-knot = they wait for each other: only you can wake them now (`:locks`, `:kill NAME`)
repl-still-waits = the line waits for something that cannot be interrupted; press Ctrl-C once more to leave
repl-wants-permission = { $thread } asks for a permission: press Enter to hear what for
# Of a value too large to be shown.
repl-more = … { $count } more

## Leaving

repl-still-alive = { $count ->
    [one] a thread is still alive: { $names }; leave again to end it, `:join` waits for it
   *[other] { $count } threads are still alive: { $names }; leave again to end them, `:join` waits for them
}

## What is wrong with a :command

repl-unknown-command-listed = there is no command `:{ $name }`; `:help` lists them
repl-unknown-command-near = there is no command `:{ $name }`; did you mean `:{ $near }`?
repl-unknown-thread = no living thread is called `{ $name }`
repl-unknown-thread-near = no living thread is called `{ $name }`; did you mean `{ $near }`?
repl-wants-name = say which: `:kill NAME` (`:threads` shows the names)
repl-wants-file = say which file
repl-wants-code = say what: an expression must follow
repl-wants-seed = say which number: `:seed 42`; `:seed off` for real threads
repl-not-main = the prompt's own thread cannot be ended: `:quit` leaves

## What :commands answer

repl-all-ended = all threads have ended
repl-killed = { $name } ends at its next step
repl-took = took { $time }
repl-took-often = { $count } times: { $least } at best, { $median } in the middle, { $most } at worst
repl-else = `else` belongs into the row of the closing brace, before the block is run: type `{"}"} else {"{"}`
repl-more-candidates = … { $count } more
repl-no-locks = there is nothing that threads could wait for
repl-no-queues = there is no queue
repl-no-variables = nothing is defined yet
repl-no-scripts = there is no folder `scripts` with scripts here
repl-reset = everything is forgotten: a new session begins
repl-real-again = real threads again; everything is forgotten
repl-controlled = seed { $seed }: threads take turns while a line runs, time is virtual; everything is forgotten
repl-saved = { $count ->
    [one] `{ $file }`: { $count } line
   *[other] `{ $file }`: { $count } lines
}
repl-nothing-to-save = there is nothing to save yet
repl-file-exists = `{ $file }` exists already; `:save! { $file }` writes over it
repl-file-trouble = cannot use `{ $name }`: { $reason }
repl-not-there = there is no such file or folder
repl-no-editor = set the variable EDITOR to the editor that you like

## The tables

repl-column-thread = thread
repl-column-state = state
repl-column-line = line
repl-column-waiters = waiting
repl-column-kind = kind
repl-column-name = name
repl-column-value = value
repl-column-type = type
repl-daemon = { $name } (daemon)
repl-runs = runs
repl-does = in { $what }: { $state }
repl-here = at the prompt
# $time is how long it has lasted.
repl-sleeps = sleeps, for { $time }
repl-waits = waits for { $what }, for { $time }
repl-waits-held = waits for { $what } (held by { $holder }), for { $time }
repl-free = free
repl-held = held by { $holder }
repl-held-since = held by { $holder } since line { $line }

## Help

repl-help-more =
    Tab completes, Ctrl-R searches the history, Ctrl-C ends the running line, Ctrl-D leaves.
    `_` is the last value.
repl-parameter-name = NAME
repl-parameter-expression = EXPRESSION
repl-parameter-number = NUMBER
repl-parameter-file = FILE
repl-command-help = show this
repl-command-doc = say what a name does: `:doc Lock.acquire`
repl-command-vars = the variables, functions and classes of the session
repl-command-source = how a function or class of the session was written: `f??`
repl-command-type = the type of a value
repl-command-time = how long a line takes
repl-command-threads = what the threads do and wait for
repl-command-locks = who holds what, and who waits for it
repl-command-queues = what lies in the queues, and who waits
repl-command-join = wait for the non-daemon threads
repl-command-kill = end a thread
repl-command-seed = replayable threads: `:seed 42`; `:seed off` for real ones
repl-command-scripts = the scripts in the folder `scripts`
repl-command-load = run a file here
repl-command-save = write the lines that worked to a file
repl-command-edit = write a line in your editor ($EDITOR)
repl-command-reset = forget everything and begin anew
repl-command-quit = leave
repl-history-mended = the history `{ $file }` had { $count ->
    [one] a line that was
   *[other] { $count } lines that were
} not UTF-8 text: a mark stands in place of what could not be read
repl-history-lost = what is typed is not kept in `{ $file }`: { $reason }
repl-not-text = a byte that is not UTF-8 text came in: the line was dropped, type it again

## Long pages

pager-more = -- more (space: a page, Enter: a line, q: end) --
