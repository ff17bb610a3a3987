import threading, time
from collections import deque

class RateLimiter:
    def __init__(self, calls, period):
        self.calls, self.period = calls, period
        self.stamps = deque()
        self.lock = threading.Lock()

    def allow(self, now):
        with self.lock:
            while self.stamps and now - self.stamps[0] >= self.period:
                self.stamps.popleft()
            if len(self.stamps) < self.calls:
                self.stamps.append(now)
                return True
            return False

limiter = RateLimiter(3, 1.0)
times = [0.0, 0.1, 0.2, 0.3, 0.9, 1.05, 1.15, 1.21, 1.3, 2.5]
print([t for t in times if limiter.allow(t)])

class TokenBucket:
    def __init__(self, rate, size):
        self.rate, self.size = rate, size
        self.tokens = size
        self.cond = threading.Condition()
        self.stopped = threading.Event()
        self.filler = threading.Thread(target=self.fill, daemon=True)
        self.filler.start()

    def fill(self):
        while not self.stopped.wait(1 / self.rate):
            with self.cond:
                self.tokens = min(self.size, self.tokens + 1)
                self.cond.notify()

    def take(self):
        with self.cond:
            self.cond.wait_for(lambda: self.tokens > 0)
            self.tokens -= 1

bucket = TokenBucket(rate=200, size=2)
taken = []
def client(name):
    for _ in range(5):
        bucket.take()
        taken.append(name)
start = time.monotonic()
threads = [threading.Thread(target=client, args=(n,)) for n in "abc"]
for t in threads: t.start()
for t in threads: t.join()
elapsed = time.monotonic() - start
bucket.stopped.set()
bucket.filler.join()
print(len(taken), int(elapsed > 0.05), *[taken.count(n) for n in sorted(set(taken))])
