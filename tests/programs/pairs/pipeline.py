import threading, queue

STOP = object()

class Stage(threading.Thread):
    def __init__(self, name, work, source, target):
        super().__init__(name=name)
        self.work, self.source, self.target = work, source, target
        self.done = 0

    def run(self):
        while True:
            item = self.source.get()
            if item is STOP:
                self.source.task_done()
                if self.target is not None:
                    self.target.put(STOP)
                return
            result = self.work(item)
            self.done += 1
            if self.target is not None and result is not None:
                self.target.put(result)
            self.source.task_done()

raw, clean, counted = queue.Queue(maxsize=2), queue.Queue(maxsize=2), queue.Queue()
lines = ["  The quick brown fox ", "", "jumps over  the", "lazy dog  ", "# comment", "The end"]
stages = [
    Stage("clean", lambda s: s.strip() if s.strip() and not s.startswith("#") else None, raw, clean),
    Stage("count", lambda s: (s.split()[0].lower(), len(s.split())), clean, counted),
]
for s in stages: s.start()
for line in lines: raw.put(line)
raw.put(STOP)
for s in stages: s.join()
total = 0
while True:
    item = counted.get()
    if item is STOP: break
    word, n = item
    print(f"{word:>6}: {n:2d}")
    total += n
print("total", total, [s.done for s in stages], int(raw.empty()), clean.qsize())
raw.join()
try:
    raw.task_done()
except ValueError as e:
    print("ValueError:", e)
try:
    raw.get_nowait()
except queue.Empty:
    print("Empty")
