# A thousand threads alive at once: each says that it is here, then waits for the gate.
from threading import Thread, Lock, Event, Semaphore

lock = Lock()
gate = Event()
arrived = Semaphore(0)
count = 0


def wait_at_the_gate():
    global count
    arrived.release()
    gate.wait()
    lock.acquire()
    count += 1
    lock.release()


threads = []
for i in range(1000):
    worker = Thread(target=wait_at_the_gate)
    worker.start()
    threads.append(worker)
for i in range(1000):
    arrived.acquire()
gate.set()
for worker in threads:
    worker.join()
print(count)
