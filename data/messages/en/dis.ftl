# What `sandbox dis` says about the steps of a program.

dis-top-level = { $file }, top level
dis-function = { $name }, line { $line }
dis-watched = an error in steps { $first } to { $last } → { $target }
dis-closure = { $to } = the closure of line { $line }
dis-legend =
    How to read this: under each line of the script stand the steps that it is made of.
    { "  " }%3                    a value that the running call keeps for itself
    { "  " }load, store           read, write a variable that threads share: each is one step that nobody can interrupt
    { "  " }call %2 = f(%2, %3)   the result takes the place of the first argument
    { "  " }→ L1                  go on at L1 (after `if`, `unless`: only when that is so, or not so)
    Between two steps another thread may run.

## Why a step is there

dis-read-shared = read a variable that threads share
dis-write = write it
dis-read-captured = read a variable that closures share
dis-kept = at hand for the loops that use it
dis-cell = the variable itself, not its value
dis-share = a variable that closures can reach
dis-declare = from here on the variable exists
dis-name = what messages call the object
dis-point = another thread may come here
dis-back = back to the start of the loop
dis-check-bool = must be true or false
dis-iterate = what gives the items one by one
dis-next = the next item, and round again; at the end, go on
dis-second = what belongs to the key, or how many items came before
dis-range-start = the first number; none: leave the loop
dis-range-next = the next number, and round again
dis-put-path = in place, in one step
dis-update-path = in place; an attribute of an object: read, compute, write
dis-grow = only an array or a map; all else goes on below
dis-rethrow = the error goes on its way
dis-caught = the error is dealt with
dis-enter = a lock: acquire
dis-leave = a lock: release
dis-constant = a constant cannot change
