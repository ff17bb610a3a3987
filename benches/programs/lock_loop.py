# Take a lock that nobody else wants, five million times.
from threading import Lock

counter = 0
lock = Lock()


def increment(n):
    global counter
    for i in range(n):
        lock.acquire()
        counter += 1
        lock.release()


increment(5000000)
print(counter)
