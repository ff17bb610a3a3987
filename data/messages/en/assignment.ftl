# Assignments: what is wrong with one, what it asks for, and the commands of `sandbox assignment`.

# Files.

assignment-none = { $folder } has no assignment.toml
    .hint = an assignment is a folder with assignment.toml, or a zip of one; `sandbox assignment new SOLUTION.rhai` writes one
assignment-file = { $file } is one file of an assignment
    .hint = name its folder: { $folder }
assignment-special = { $file } is no file
assignment-large = { $file } is too large: the files of an assignment have at most { $most } MiB together
assignment-many = { $file } holds too much: an assignment has at most { $most } files
assignment-name = { $file }: the name is no text
assignment-no-zip = { $file } is no zip that can be read: { $reason }
    .hint = give the assignment's folder, or a zip of it
assignment-zip-none = { $file }: there is no assignment.toml in the zip
    .hint = zip the files of the assignment's folder, or the folder itself
assignment-outside = { $file } leads out of the assignment
    .hint = put a copy of the file into the assignment's folder

# What TOML says.

assignment-given-text = a text
assignment-given-integer = a whole number
assignment-given-number = a number
assignment-given-bool = true or false
assignment-given-date = a date
assignment-given-list = a list
assignment-given-table = a table
assignment-a-number = a number
assignment-a-whole = a whole number, { $least } or more
assignment-an-amount = a number above 0, or a text such as "50k" or "64m"
assignment-an-explore = a whole number of schedules, or "all"
assignment-one-of = one of { $known }
assignment-a-bilingual = a text, or {"{"} fr = "…", en = "…" {"}"}
assignment-a-condition = a number, or a text such as ">= 5", "<= 3.5", "2..4", "± 1 of 26"
assignment-a-text-condition = a text, or a table such as {"{"} has = ["VIVANT"] {"}"}
assignment-a-start = "with", "listening:50007", or a number of seconds
assignment-a-format = the whole number 1
assignment-a-date = a date without a time zone, such as 2026-01-31T08:00:00
assignment-some-files = a list of names, or {"{"} "notes.txt" = "text" {"}"}
assignment-some-outcomes = a list of texts, or "solution"
assignment-some-checks = a list of checks, each begun by [[check]]
assignment-some-companions = a list such as [{"{"} script = "clients.rhai" {"}"}]
assignment-escape =
    .hint = in double quotes a backslash is written twice; single quotes take it as it is: '\d+'
assignment-key-missing = `{ $key }` is missing in `{ $owner }`
assignment-key-missing-top = `{ $key }` is missing
assignment-empty-list = `{ $key }` is empty
assignment-empty-table = `{ $key }` says nothing
assignment-one-key = `{ $key }` needs one of { $keys }
assignment-text-empty = `{ $key }` says nothing about the text
assignment-number-negative = `{ $key }` can never be below 0
assignment-number-empty = `{ $key }`: no number is that
assignment-number-whole = `{ $key }` counts things: only whole numbers can hold
assignment-regex = this regular expression does not compile: { $reason }
assignment-false = `{ $key } = false` asks for nothing: leave it out, or write true

# The top of the file.

assignment-no-format = `format` is missing
    .hint = write format = 1
assignment-format = format { $format } is not known
assignment-no-submit = `submit` is missing: what do students hand in?
    .hint = write submit = "incremente.rhai"
assignment-submit = `{ $name }` is no name of a script: write it without folders, with .rhai
assignment-submit-twice = `{ $name }` is there twice
assignment-marks = `{ $key }` must be a number of points above 0 (`minimum` may be 0)
assignment-minimum = no mark is above { $out_of }: `minimum` is

# Programs, files, runs.

assignment-shadowed = this case never answers: the one at line { $line } fits whenever it does
    .hint = put what is more special first
assignment-no-program = no program `{ $name }` is declared
    .hint = declare it: [program.{ $name }]
assignment-no-file = there is no file { $file }
    .hint = put `{ $name }` into the folder `{ $folder }` of the assignment
assignment-file-name = `{ $name }` is no name of a file below the current folder
assignment-run-name = `{ $name }` is no name for a run: letters, digits, - and _ only
assignment-no-run = there is no run `{ $name }`
assignment-like-circle = this is a circle: `{ $name }` comes back to itself
assignment-run-unused = no check looks at the run `{ $name }`
    .hint = name it in a check: run = "{ $name }"; otherwise leave it out
assignment-explore-large = more than { $most }
assignment-limit-large = `{ $key }` is too much: at most { $most }
assignment-call-alone = with main = "call" companions call the script's functions, and there is none
    .hint = add with = [{"{"} script = "test.rhai" {"}"}], which begins with import "submission" as s;
assignment-only-real = `{ $key }` is for runtime = "real"
assignment-real = `{ $key }` cannot be judged on real threads, as run `{ $run }` has them
    .hint = leave out runtime = "real", or look at another run
assignment-only-controlled = `{ $key }` needs the controlled runtime, and run `{ $run }` has real threads
    .hint = leave out runtime = "real", or `{ $key }`
assignment-real-points = marks of run `{ $run }` would depend on luck, since it has real threads
    .hint = write points = 0, or flaky = "accepted" in the run
assignment-no-companion = run `{ $run }` has no companion `{ $name }`

# Checks.

assignment-no-checks = there is no check
    .hint = write [[check]], and below it points = 2 and sound = true
assignment-no-property = check `{ $id }` checks nothing
    .hint = add what must hold, such as sound = true or stdout = "…"
assignment-id = `{ $id }` is no id: letters, digits, - and _ only
assignment-id-twice = the id `{ $id }` is there twice
assignment-id-syntax = the check `syntax` exists always: choose another id
assignment-points-zero = no check is worth points
    .hint = give one of them points = 1 or more; penalties and bonuses alone give no mark
assignment-points-many = more than a million points
assignment-no-need = `needs`: there is no check `{ $id }`
assignment-needs-circle = check `{ $id }` needs itself, through what it needs
    .hint = leave one of the `needs` out
assignment-duration-any = run `{ $run }` has clock = "any", where durations mean nothing
    .hint = look at the duration in a run with clock = "virtual"
assignment-of = `{ $key }` is about the submission, not about a companion
    .hint = leave out `of`, or put this into a check of its own
assignment-partial = `partial` is for lists, and this check has none
    .hint = leave it out, or write several checks with points of their own
assignment-bonus = a bonus is no penalty: `points` must be positive
assignment-no-function = the solution has no function `{ $name }`
assignment-no-cell = the solution has no top-level variable or attribute `{ $name }`
    .hint = attributes are written Class.name; local variables cannot be looked at
assignment-no-call = `{ $name }` is nothing that a script can call
assignment-no-warning = `sandbox check` has no warning `{ $name }`
assignment-definition = `{ $text }` defines nothing
    .hint = write "writer/2" for a function with two parameters, "Clock : Thread" or "Clock" for a class
assignment-empty-piece = an empty piece
assignment-parallelism = no program has exactly this parallelism
    .hint = write ">= { $value }"
assignment-invariant-syntax = `{ $text }` is no expression: { $reason }
assignment-invariant-statement = `{ $text }` is more than an expression
assignment-invariant =
    .hint = write a condition over top-level variables: stock >= 0 && stock <= 300
assignment-invariant-constant = `{ $text }` speaks of no variable
assignment-no-judge = judge.rhai has no function `{ $name }`
    .hint = write fn name(run) {"{"} … {"}"} in judge.rhai, beside assignment.toml
assignment-judge-parameters = the function `{ $name }` of judge.rhai has { $count ->
        [0] no parameter
        [one] one parameter
       *[other] { $count } parameters
    }
    .hint = it gets one map: fn { $name }(run)
assignment-no-solution = `{ $key }` asks for what the solution gives, and there is none
    .hint = put it into proof/right/

# Proofs.

assignment-proof-head = a wrong solution must say why it is refused
    .hint = begin it with //! refused: REASON, for example //! refused: wrong-output
assignment-proof-right = a right solution is not refused: { $reasons }
    .hint = move it to proof/wrong/, or leave out this line
assignment-no-reason = there is no reason `{ $name }`
    .hint = run `sandbox assignment show --reasons` to see all of them

# What checks ask for.

assignment-title-syntax = the script can be read
assignment-stdout = standard output
assignment-stderr = the error output
assignment-file-says = file { $name }
assignment-at-least = at least { $least }
assignment-at-most = at most { $most }
assignment-between = from { $least } to { $most }
assignment-says-sound = every schedule ends: no error, no deadlock, no limit reached
assignment-says-uses = uses { $names }
assignment-says-avoids = does without { $names }
assignment-says-defines = defines { $names }
assignment-says-warnings-none = sandbox check has nothing to say
assignment-says-warnings = sandbox check does not say { $names }
assignment-says-no-error = no thread ends with an error
assignment-says-no-deadlock = no deadlock, no thread that is stuck
assignment-says-ends = the program ends
assignment-says-within-limits = no limit is reached
assignment-says-exit = exit code { $code }
assignment-says-left-running = { $count ->
        [0] no thread is cut by the end of the program
        [one] one thread is cut by the end of the program
       *[other] { $count } threads are cut by the end of the program
    }
assignment-says-blocks = lines come in blocks that no other thread tears apart: { $blocks }
assignment-says-alternates = printed in turn: { $pieces }
assignment-says-printed-by-main = lines with { $lines } are printed by the main thread
assignment-says-printed-by-different = lines with { $lines } are printed by a thread each
assignment-says-printed-by = lines with { $lines } are printed by thread { $thread }
assignment-says-outcomes = { $count ->
        [one] this outcome and no other
       *[other] one of { $count } outcomes, and no other
    }
assignment-says-outcomes-solution = only outcomes that the solution has
assignment-says-reaches = { $count ->
        [one] this outcome is possible
       *[other] each of { $count } outcomes is possible
    }
assignment-says-reaches-solution = every outcome of the solution is possible
assignment-says-one-outcome = all schedules print the same
assignment-says-started = threads started: { $number }
assignment-says-daemon = daemon threads: { $number }
assignment-says-peak = threads alive at once, besides main: { $number }
assignment-says-duration = virtual seconds: { $number }
assignment-says-calls = `{ $program }` is started so often: { $number }
assignment-says-at-once-most = never more than { $most } `{ $call }` at once
assignment-says-at-once-least = at some moment { $least } `{ $call }` at once
assignment-says-inside-most = never more than { $most ->
        [one] one thread
       *[other] { $most } threads
    } in { $functions }
assignment-says-inside-reaches = { $reaches ->
        [one] one thread
       *[other] { $reaches } threads
    } at once in { $functions } is possible
assignment-says-inside-excludes = nobody in { $others } while somebody is in { $functions }
assignment-says-parallelism = work divided by its longest chain: { $number }
assignment-says-guarded = a lock guards each access to { $names }
assignment-says-guarded-by = these locks guard each access: { $names }
assignment-says-ordered = accesses to { $names } by different threads are ordered
assignment-says-ordered-all = accesses to shared variables by different threads are ordered
assignment-says-invariant = always `{ $expression }`
assignment-says-invariant-free = `{ $expression }` whenever `{ $lock }` is free
assignment-says-order-of-locks = no two locks are taken in both orders
assignment-says-released = no thread ends holding a lock
assignment-says-not-held = no lock is held while waiting in { $calls }
assignment-says-not-held-lock = `{ $lock }` is not held while waiting in { $calls }
assignment-says-no-busy-wait = no loop that only looks
assignment-says-fair = who waits for `{ $function }` is passed by { $overtaken ->
        [0] nobody
        [one] at most one other
       *[other] at most { $overtaken } others
    }
assignment-says-woken = wake-ups for nothing: { $number }
assignment-says-judge = what `{ $name }` of judge.rhai says
assignment-says-empty = { $what }: empty
assignment-says-equal = { $what }: { $text }
assignment-says-has = { $what } has { $texts }
assignment-says-lacks = { $what } does not have { $texts }
assignment-says-lines = { $what }: { $count ->
        [one] one line
       *[other] { $count } lines
    } in their order
assignment-says-unordered = { $what }: { $count ->
        [one] one line
       *[other] { $count } lines
    } in any order
assignment-says-regex = { $what } matches { $regex }
assignment-says-count = { $what }: lines that match { $regex }: { $number }
assignment-says-same = { $what }: as the solution's

# The commands.

assignment-show-submit = hand in: { $files }
assignment-show-marks = marks out of { $out_of }, rounded to { $round }, at least { $minimum }; seed { $seed }
assignment-show-runs = runs
assignment-show-checks = checks
assignment-show-no-arguments = no arguments
assignment-show-stdin = input: { $input }
assignment-show-with = with { $words }
assignment-show-with-port = with { $words }, when port { $port } is open
assignment-show-with-at = with { $words }, after { $seconds } s
assignment-show-call = called by its companions
assignment-show-any = sleeps end at any moment
assignment-show-real = real threads, { $times ->
        [one] once
       *[other] { $times } times
    }
assignment-show-all = all schedules
assignment-show-schedules = { $count ->
        [one] one schedule
       *[other] { $grouped } schedules
    }
assignment-show-of = of companion { $name }
assignment-show-proof = must be proved
assignment-show-partial = points for a part of it
assignment-show-bonus = bonus
assignment-show-penalty = penalty when it does not hold
assignment-show-advice = advice: no points
assignment-show-later = students see it after marking
assignment-show-never = students never see what it is
assignment-show-needs = only after { $ids }
assignment-show-summary = { $checks ->
        [one] one check
       *[other] { $checks } checks
    }, at most { $schedules } schedules for a submission; proofs: { $right } right, { $wrong } wrong
assignment-interrupted = interrupted
assignment-prove-none = there is no right solution
    .hint = put it into proof/right/
assignment-prove-expression = check `{ $id }`: { $reason }
assignment-prove-lost = a solution could not be run: { $what }
assignment-not-exhaustive = run `{ $run }`: not all outcomes of the solution are known, and "solution" asks for them
    .hint = make the run smaller, or write the outcomes into the check
assignment-prove-right = ✓ { $file }: full points
assignment-prove-wrong = ✓ { $file }: refused ({ $reasons })
assignment-prove-empty = an empty file
assignment-prove-nothing = ✓ { $file }: no points
assignment-prove-earns = ✗ { $file }: gets points { $seeds ->
        [one] (seed { $seed })
       *[other] with { $count } of { $seeds } seeds (seed { $seed })
    } from { $many ->
        [one] check { $checks }
       *[other] checks { $checks }
    }
assignment-prove-earns-needs = write into each of them: needs = "{ $gate }"; they then give points only to who passes that check
assignment-prove-earns-add = add a check that this does not pass (stdout, threads), and needs = "ITS ID" to the others
assignment-prove-loses = ✗ { $file }: loses points { $seeds ->
        [one] (seed { $seed })
       *[other] with { $count } of { $seeds } seeds (seed { $seed })
    }
assignment-prove-accepted = ✗ { $file }: gets full points { $seeds ->
        [one] (seed { $seed })
       *[other] with { $count } of { $seeds } seeds (seed { $seed })
    }
assignment-prove-otherwise = ✗ { $file }: refused, but not for { $reasons } { $seeds ->
        [one] (seed { $seed })
       *[other] with { $count } of { $seeds } seeds (seed { $seed })
    }
assignment-prove-summary = { $held } of { $all } proofs hold with { $seeds ->
        [one] one seed
       *[other] { $seeds } seeds
    }

# Mutants: wrong solutions made from the right one.

mutants-summary = { $count ->
        [one] one mutant
       *[other] { $count } mutants
    } of { $solution }: { $refused } refused, { $equivalent } equivalent, { $passes ->
        [one] one passes
       *[other] { $passes } pass
    } every check
mutants-refused = refused     line { $line }: { $what }
mutants-equivalent = equivalent  line { $line }: { $what }
mutants-passes = passes      line { $line }: { $what } → { $advice }
mutants-advice-check = add to a check: { $remedy }
mutants-advice-run = add a run, [run.any] with like = "{ $run }" and { $remedy }, and a check of what it prints with run = "any"
mutants-advice-there = `{ $key }` is there already: let it name what it leaves out, or give its run other arguments or more schedules (explore)
mutant-without-lock = without the lock `{ $lock }`
mutant-later = `{ $code }` before `{ $lock }` is taken
mutant-earlier = `{ $code }` after `{ $lock }` is released
mutant-wider = `{ $code }` while `{ $lock }` is held
mutant-cut = `{ $lock }` released and taken again before `{ $code }`
mutant-other-lock = `{ $other }` in the place of `{ $lock }`
mutant-read-before = `{ $name }` read before the lock is taken
mutant-removed = `{ $code }` removed
mutant-swapped = `{ $second }` before `{ $first }`
mutant-lock-per-call = a lock `{ $lock }` of its own for each call
mutant-while-if = `if` in the place of `while`: `{ $code }`
mutant-looks = a loop that only looks, in the place of `{ $code }`
mutant-notify = wakes only one: `{ $code }`
mutant-sleep = `sleep(1)` in the place of `{ $code }`
mutant-join-at-once = waits at once: `{ $code }`
mutant-called = called in the place of started: `{ $code }`
mutant-unbounded = without a bound: `{ $code }`
mutant-count = { $changed } in `{ $code }`
mutant-daemon = daemon is { $flipped }

# The archive for students.

pack-compared = check `{ $id }` compares with the solution, and students do not get the solution
    .hint = write what is expected into the check, or hide it: visible = "later"
pack-itself = { $file } is the assignment itself: choose another name with -o
pack-failed = the archive cannot be made: { $reason }
pack-unwritable = { $file } cannot be written: { $reason }
pack-statement = { $file }: nobody has written the statement yet, and students get it as it is
    .hint = say in it what students are to write, and pack again
pack-written = { $file }: { $count ->
        [one] one file
       *[other] { $count } files
    }; left out: the proofs, and { $hidden ->
        [one] one hidden check
       *[other] { $hidden } hidden checks
    }

# A new assignment.

draft-head = Written from what the solution does: keep what you ask for, and delete the rest.
draft-sound = The end: no error, no deadlock, in all schedules.
draft-output = What is printed.
draft-threads = How many threads, how many at once, how long.
draft-locks = Locks: what they guard, in which order, and while what.
draft-waiting = Waiting.
draft-time = The same when sleeps end at any moment: nothing may be right only because a sleep lasts long enough.
draft-defines = What the solution defines; ask for it only if the statement says these names.
draft-statement = Say here what students are to write.
draft-starter = À FAIRE
draft-no-script = { $file } is no script
    .hint = name a solution that ends in .rhai
draft-there = { $folder } is there already
    .hint = name another folder, after the solution
draft-quote = --args: a quote is not closed
draft-error = the solution ends with an error in some schedule
draft-deadlock = the solution has a deadlock in some schedule
draft-endless = the solution does not end in some schedule
draft-limit = the solution reaches a limit in some schedule
draft-unsound =
    .hint = see it with `sandbox explore { $file }`; arguments, input, programs and files are given by --args, --stdin, --programs, --file
draft-race = the solution has a data race, and what it prints depends on it: no check asks for what it prints
    .hint = see it with `sandbox explore { $file }`; mend the solution, delete the folder, and begin again
draft-written = { $folder }: the assignment is written; edit { $folder }/assignment.toml, the statement and the starter
draft-mutants = of { $count ->
        [one] one wrong solution
       *[other] { $count } wrong solutions
    } made from yours its checks refuse { $refused }: sandbox assignment mutate { $folder }
