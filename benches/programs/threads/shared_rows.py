# The threads read one list of lists.
import sys
from threading import Thread

rows = [[i * 7 + j for j in range(50)] for i in range(50)]


def work(number):
    total = number
    for i in range(size):
        total += rows[i % 50][i % 31]
    results[number] = total


count = int(sys.argv[1]) if len(sys.argv) > 1 else 1
size = int(sys.argv[2]) if len(sys.argv) > 2 else 2000000
results = [0 for number in range(count)]
threads = [Thread(target=work, args=[number]) for number in range(count)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("shared_rows", size, results)
