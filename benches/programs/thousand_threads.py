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
    thread = Thread(target=wait_at_the_gate)
    thread.start()
    threads.append(thread)
for i in range(1000):
    arrived.acquire()
gate.set()
for thread in threads:
    thread.join()
print(count)
