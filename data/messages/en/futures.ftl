# Pools and futures.

# $future is the name of the future, $task that of its function, $pool that of the pool.
wait-future = the result of { $future }
wait-future-in-line = the result of `{ $task }`, for which no worker of { $pool } is free
wait-future-running = the result of `{ $task }`, which a worker of { $pool } runs
wait-futures = { $count ->
    [one] the end of one future
   *[other] the end of one of { $count } futures
}
wait-task = a task for { $pool }
deadlock-hint-worker = tasks wait for other tasks of their own pool, and no worker is left to do those: let the task call the function itself, ask for results outside of the pool, or use another pool for the inner tasks
deadlock-hint-worker-elsewhere = tasks wait for tasks of a pool whose workers all wait themselves: let tasks wait only for a pool whose tasks wait for no other task
future-task = `{ $task }`
future-pending = not begun
future-running = running
future-done = ended
future-cancelled = cancelled
crew-contents = { $busy } of { $workers ->
    [one] one worker
   *[other] { $workers } workers
} busy, { $tasks ->
    [one] one task
   *[other] { $tasks } tasks
} in line
future-invalid-state = the future has ended already
future-set-late = { $name } cannot be given a result: it is { $step }
future-timed-out = { $name } has not ended in time
    .hint = the task goes on; ask again, or give it more time
futures-unfinished = { $left } (of { $all }) futures unfinished
future-cancelled-error = { $name } was cancelled
    .hint = `cancelled()` tells, and `add_done_callback` is called for such futures too
future-itself = { $name } is this very task: it would wait for itself for ever
    .hint = a task gives its result by `return`
future-callback = `add_done_callback` needs a function, not `{ $kind }`
    .hint = it is called with the future: `future.add_done_callback(|f| print(f.result()))`
futures-wanted = `{ $name }` waits for futures, and `{ $kind }` is none
    .hint = a future is what `pool.submit(f, x)` gives: `[pool.submit(f, 1), pool.submit(f, 2)]`
wait-return-when = `wait`: `{ $given }` is no condition
    .hint = `return_when` is `FIRST_COMPLETED`, `FIRST_EXCEPTION` or `ALL_COMPLETED`
pool-workers = max_workers must be greater than 0
pool-initargs = `initargs` must be an array of the initializer's arguments
pool-broken = a thread initializer failed, the thread pool is not usable anymore
    .hint = the initializer's own error was shown when it happened: mend that one
pool-over = cannot schedule new futures after interpreter shutdown
pool-shut-down = cannot schedule new futures after shutdown
    .hint = hand over all tasks before `shutdown()`, or before the end of `with pool {"{"} … {"}"}`
pool-shut-down-inside = a task of the pool cannot wait for the end of the pool
    .hint = call `shutdown()` outside of the pool, or `shutdown(false)`, which does not wait
pool-target = `{ $name }` needs a function to call, not `{ $kind }`
    .hint = hand the function over without calling it, and its arguments after it: `pool.{ $name }(f, x)`, not `pool.{ $name }(f(x))`
pool-target-text =
    .hint = write the function without quotes: `pool.{ $name }({ $function })`
pool-arguments =
    .hint = the function's arguments stand after it, one by one: `pool.submit(f, a, b)`
pool-iterables =
    .hint = the function gets one item of each array that stands after it: `pool.map(f, xs, ys)` calls `f(x, y)`
