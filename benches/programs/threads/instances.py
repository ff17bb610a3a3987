# Each thread makes objects of its own and changes their attributes.
import sys
from threading import Thread


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


def work(number):
    total = 0
    last = Point(number, 0)
    for i in range(size):
        point = Point(i, last.x)
        point.x += last.y % 5
        point.y = point.x % 100
        last = point
        total += point.y
    results[number] = total


count = int(sys.argv[1]) if len(sys.argv) > 1 else 1
size = int(sys.argv[2]) if len(sys.argv) > 2 else 200000
results = [0 for number in range(count)]
threads = [Thread(target=work, args=[number]) for number in range(count)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("instances", size, results)
