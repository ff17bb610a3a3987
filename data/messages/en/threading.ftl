# Threads, queues and what threads wait for each other with.

barrier-action = `Barrier`: `action` must be a function
condition-lock = `Condition` needs a `Lock` or an `RLock`, not `{ $kind }`
thread-foreign = this thread is not the script's
thread-no-main = there is no main thread
start-thread = `start` needs a thread
thread-started = threads can only be started once
    .hint = make a new `Thread` for each start
thread-daemon-late = cannot set daemon status of active thread
    .hint = set `daemon` before `start()`
thread-not-initialised = thread.__init__() not called
    .hint = call `super.init()` first in the class's `init`
thread-arguments = the arguments for the thread's function must be an array, not `{ $kind }`
    .hint = put them in brackets, also a single one: `Thread(f, [x])`
thread-target-text = a thread needs a function to run, not a string
    .hint = write `Thread({ $name })`
thread-target = a thread needs a function to run, not `{ $kind }`
    .hint = hand the function over without calling it: `Thread(f)`, not `Thread(f())`
thread-argument-count = `{ $name }` takes { $wanted ->
        [one] one argument
       *[other] { $wanted } arguments
    }, { $given ->
        [0] none is
        [one] one is
       *[other] { $given } are
    } given
    .hint = the arguments for the function stand in an array: `Thread(f, [a, b])`
thread-run-arguments = a thread calls `run()` without arguments, but `run` of class `{ $class }` takes { $wanted ->
        [one] one
       *[other] { $wanted }
    }
    .hint = give the values to `init`, keep them in `this`, and write `run() {"{"} … {"}"}`
join-unstarted = cannot join thread before it is started
    .hint = call its `start()` first
join-itself = cannot join current thread
timer-nan = Invalid value NaN (not a number)
queue-empty = { $name } is empty
    .hint = `get()` waits until there is an item
queue-full = { $name } is full
    .hint = `put(item)` waits until there is room
queue-shut-down = { $name } has been shut down
    .hint = after `shutdown()` nothing can be put, and only what is still there can be got
queue-unnamed = the queue
queue-patience-get = `get(true, 0.5)` waits
queue-patience-put = `put(item, true, 0.5)` waits
queue-order =
    .hint = a `PriorityQueue` compares its items: put `[priority, number, value]` with another number each time, so that it never has to compare the values
queue-patience =
    .hint = { $example } at most half a second
old-spelling = `{ $old }` is an old spelling; write `{ $now }`
