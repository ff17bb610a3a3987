# The threads call one function and one closure of the script.
import sys
from threading import Thread


def step(value, i):
    return (value * 3 + i) % 1000003


double = lambda value: value * 2


def work(number):
    total = number
    for i in range(size):
        total = step(total, i) + double(i) % 2
    results[number] = total


count = int(sys.argv[1]) if len(sys.argv) > 1 else 1
size = int(sys.argv[2]) if len(sys.argv) > 2 else 800000
results = [0 for number in range(count)]
threads = [Thread(target=work, args=[number]) for number in range(count)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("calls", size, results)
