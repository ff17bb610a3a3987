# The threads count together, each turn under one lock.
import sys
from threading import Lock, Thread

lock = Lock()
counter = 0


def work(number):
    global counter
    for i in range(size):
        with lock:
            counter += 1
    results[number] = number


count = int(sys.argv[1]) if len(sys.argv) > 1 else 1
size = int(sys.argv[2]) if len(sys.argv) > 2 else 1000000
results = [0 for number in range(count)]
threads = [Thread(target=work, args=[number]) for number in range(count)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("lock_with", str(counter == size * count).lower(), size, results)
