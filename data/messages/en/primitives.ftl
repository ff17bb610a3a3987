# Locks, conditions, semaphores, barriers, queues. The English is Python's.

lock-release-free = release unlocked lock
    .hint = acquire the lock first; release it once for each time
condition-wait-free = cannot wait on un-acquired lock
    .hint = hold the condition first: `with condition {"{"} … {"}"}`
condition-notify-free = cannot notify on un-acquired lock
    .hint = hold the condition first: `with condition {"{"} … {"}"}`
rlock-release-foreign = cannot release un-acquired lock
    .hint = only the thread that holds an `RLock` can release it
semaphore-negative = semaphore initial value must be >= 0
semaphore-release-count = n must be one or more
semaphore-bound = Semaphore released too many times
    .hint = each `release` of a bounded semaphore follows an `acquire`
queue-timeout = 'timeout' must be a non-negative number
queue-empty-alone = the queue is empty
queue-full-alone = the queue is full
queue-shut-down-alone = the queue has been shut down
queue-task-done = task_done() called too many times
    .hint = call it once for each item that was put
barrier-broken = the barrier is broken
barrier-parties = parties must be > 0
time-nan = invalid value NaN (not a number)
time-too-large = timestamp too large
time-negative = timeout value must be a non-negative number
spawn-limit = thread limit ({ $limit }) reached
    .hint = join some of the threads first, or run again with a larger --max-threads
spawn-refused = can't start new thread: { $reason }
spawn-stopped = can't start new thread: the run is ending
lock-timeout = can't specify a timeout for a non-blocking call
semaphore-timeout = can't specify timeout for non-blocking acquire

## What there is of a primitive, in the tables of the prompt

semaphore-value = value { $value }
event-set = set
event-not-set = not set
barrier-arrived = { $arrived } of { $parties } arrived
queue-items = { $count ->
    [one] { $count } item
   *[other] { $count } items
}
queue-items-of = { $count } of { $bound } items
