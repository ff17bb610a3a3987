import threading
from collections import OrderedDict, Counter

class LRUCache:
    def __init__(self, size):
        self.size = size
        self.data = OrderedDict()
        self.lock = threading.RLock()
        self.stats = Counter()

    def get(self, key, make):
        with self.lock:
            if key in self.data:
                self.data.move_to_end(key)
                self.stats["hit"] += 1
                return self.data[key]
            self.stats["miss"] += 1
            value = make(key)
            self.put(key, value)
            return value

    def put(self, key, value):
        with self.lock:
            self.data[key] = value
            self.data.move_to_end(key)
            if len(self.data) > self.size:
                self.data.popitem(last=False)
                self.stats["evicted"] += 1

cache = LRUCache(3)
for k in [1, 2, 3, 1, 4, 1, 2, 5]:
    cache.get(k, lambda n: n * n)
print(list(cache.data), list(cache.data.values()))
print(cache.stats["hit"], cache.stats["miss"], cache.stats["evicted"], cache.stats["other"])

seen = []
def slow(n):
    seen.append(n)
    return n * 10
shared = LRUCache(10)
def reader():
    for n in range(5):
        assert shared.get(n, slow) == n * 10
threads = [threading.Thread(target=reader) for _ in range(6)]
for t in threads: t.start()
for t in threads: t.join()
print(sorted(seen), shared.stats["hit"], shared.stats["miss"])
