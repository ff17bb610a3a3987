# The threads take one lock, and give it back.
import sys
from threading import Lock, Thread

lock = Lock()


def work(number):
    for i in range(size):
        lock.acquire()
        lock.release()
    results[number] = number


count = int(sys.argv[1]) if len(sys.argv) > 1 else 1
size = int(sys.argv[2]) if len(sys.argv) > 2 else 3000000
results = [0 for number in range(count)]
threads = [Thread(target=work, args=[number]) for number in range(count)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("lock", size, results)
