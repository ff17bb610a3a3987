import threading
from concurrent.futures import ThreadPoolExecutor, Future, as_completed, wait, CancelledError, TimeoutError, FIRST_EXCEPTION

log, lock = [], threading.Lock()
def note(text):
    with lock: log.append(text)

def work(n):
    if n == 3: raise ValueError(f"bad {n}")
    return n * n

def done(future):
    error = future.exception()
    note(f"failed: {error}" if error else f"got {future.result()}")

with ThreadPoolExecutor(max_workers=2, thread_name_prefix="calc") as pool:
    for n in range(5):
        pool.submit(work, n).add_done_callback(done)
print("\n".join(sorted(log)))

# Cancelling what has not begun.
gate, begun = threading.Event(), threading.Event()
def hold():
    begun.set(); gate.wait(); return "held"
pool = ThreadPoolExecutor(max_workers=1)
first = pool.submit(hold)
rest = [pool.submit(work, n) for n in range(3)]
begun.wait()
print(int(first.cancel()), [int(f.cancel()) for f in rest], int(first.running()))
try:
    first.result(timeout=0.01)
except TimeoutError:
    print("too early")
try:
    rest[0].result()
except CancelledError:
    print("cancelled")
gate.set()
print(first.result(), int(first.done()))
pool.shutdown()
try:
    pool.submit(work, 1)
except RuntimeError as e:
    print("RuntimeError")

# Values for each thread, and an initializer.
local = threading.local()
names = set()
def prepare(step):
    local.step = step
    local.calls = 0
def count(n):
    local.calls += local.step
    with lock: names.add(threading.current_thread().name)
    return local.calls
with ThreadPoolExecutor(max_workers=1, initializer=prepare, initargs=(5,), thread_name_prefix="one") as pool:
    print(list(pool.map(count, range(4))), *names)
try:
    local.calls
except AttributeError as e:
    print("AttributeError")

# A promise that a timer keeps, and the first failure.
promise = Future()
timer = threading.Timer(0.02, promise.set_result, args=("kept",))
timer.start()
print(promise.result(timeout=10))
with ThreadPoolExecutor(3) as pool:
    fs = [pool.submit(work, n) for n in (1, 3)]
    done_, rest_ = wait(fs, return_when=FIRST_EXCEPTION)
    print(int(fs[1] in done_))
    print(sum(1 for f in as_completed(fs)))
    try:
        for value in pool.map(work, [1, 2, 3, 4]): print(value)
    except ValueError as e:
        print("error:", e)
