"""A pool of connections behind a semaphore, with a context manager."""
import threading
from contextlib import contextmanager
from collections import deque

class Connection:
    def __init__(self, number):
        self.number = number
        self.queries = 0

    def query(self, text):
        self.queries += 1
        return f"{text} done"

    def __repr__(self):
        return f"Connection({self.number})"

class ConnectionPool:
    def __init__(self, size):
        self._free = deque(Connection(n) for n in range(size))
        self._places = threading.BoundedSemaphore(size)
        self._lock = threading.Lock()
        self.most = 0
        self._used = 0

    def acquire(self, timeout=None):
        if not self._places.acquire(timeout=timeout):
            raise TimeoutError("no connection free")
        with self._lock:
            self._used += 1
            self.most = max(self.most, self._used)
            return self._free.popleft()

    def release(self, connection):
        with self._lock:
            self._used -= 1
            self._free.append(connection)
        self._places.release()

    @contextmanager
    def connection(self):
        c = self.acquire()
        try:
            yield c
        finally:
            self.release(c)

    def total(self):
        return sum(c.queries for c in self._free)

pool = ConnectionPool(3)
answers = []

def worker(n):
    for i in range(4):
        with pool.connection() as c:
            answers.append(c.query(f"w{n}q{i}"))

threads = [threading.Thread(target=worker, args=(n,), name=f"worker-{n}") for n in range(8)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(answers), pool.total(), int(pool.most <= 3))
print(" ".join(sorted(answers)[:3]))
held = [pool.acquire() for _ in range(3)]
try:
    pool.acquire(timeout=0.01)
except TimeoutError as e:
    print("error:", e)
for c in held:
    pool.release(c)
try:
    pool._places.release()
except ValueError as e:
    print("ValueError:", e)
