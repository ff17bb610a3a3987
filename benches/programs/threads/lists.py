# Each thread fills, reads and changes lists of its own, nested ones too.
import sys
from threading import Thread


def work(number):
    total = 0
    for turn in range(size):
        values = []
        for i in range(100):
            values.append(i * turn % 7)
        rows = [values, values[:]]
        for i in range(100):
            rows[1][i] += rows[0][99 - i]
            total += rows[1][i]
    results[number] = total + number


count = int(sys.argv[1]) if len(sys.argv) > 1 else 1
size = int(sys.argv[2]) if len(sys.argv) > 2 else 6000
results = [0 for number in range(count)]
threads = [Thread(target=work, args=[number]) for number in range(count)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("lists", size, results)
