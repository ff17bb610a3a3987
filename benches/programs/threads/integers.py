# Each thread computes with numbers of its own.
import sys
from threading import Thread


def work(number):
    total = number
    for i in range(size):
        total = (total * 3 + i) % 1000003
    results[number] = total


count = int(sys.argv[1]) if len(sys.argv) > 1 else 1
size = int(sys.argv[2]) if len(sys.argv) > 2 else 6000000
results = [0 for number in range(count)]
threads = [Thread(target=work, args=[number]) for number in range(count)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("integers", size, results)
