import queue
import threading


class Job:
    def __init__(self, priority, name):
        self.priority = priority
        self.name = name

    def __lt__(self, other):
        return self.priority < other.priority


jobs = queue.PriorityQueue()
produced = threading.Event()
done = []
lock = threading.Lock()


def producer(k):
    for n in range(3):
        jobs.put(Job(10 * n + k, "job %d of producer %d" % (n, k)))


def consumer():
    produced.wait()
    while True:
        job = jobs.get()
        if job.name == "end":
            jobs.put(job)
            return
        with lock:
            done.append((job.priority, job.name))
        jobs.task_done()


producers = [threading.Thread(target=producer, args=(k,)) for k in range(3)]
consumers = [threading.Thread(target=consumer) for _ in range(2)]
for t in producers + consumers:
    t.start()
for t in producers:
    t.join()
jobs.put(Job(1000, "end"))
produced.set()
for t in consumers:
    t.join()
for priority, name in sorted(done):
    print(priority, name)
print("first of all:", min(done)[1])
