# The threads read one list.
import sys
from threading import Thread

values = [i * 7 % 100 for i in range(1000)]


def work(number):
    total = number
    for i in range(size):
        total += values[i % 1000]
    results[number] = total


count = int(sys.argv[1]) if len(sys.argv) > 1 else 1
size = int(sys.argv[2]) if len(sys.argv) > 2 else 3000000
results = [0 for number in range(count)]
threads = [Thread(target=work, args=[number]) for number in range(count)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("shared_list", size, results)
