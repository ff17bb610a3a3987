# Each thread counts in a map of its own.
import sys
from threading import Thread


def work(number):
    keys = [f"mot{i}" for i in range(200)]
    counts = {}
    for i in range(size):
        key = keys[i * 7 % 200]
        if key in counts:
            counts[key] += 1
        else:
            counts[key] = 1
    results[number] = len(counts) + counts["mot7"] + number


count = int(sys.argv[1]) if len(sys.argv) > 1 else 1
size = int(sys.argv[2]) if len(sys.argv) > 2 else 300000
results = [0 for number in range(count)]
threads = [Thread(target=work, args=[number]) for number in range(count)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("maps", size, results)
