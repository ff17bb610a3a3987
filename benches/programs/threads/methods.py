# The threads call methods of one class, each on an object of its own.
import sys
from threading import Thread


class Counter:
    def __init__(self, start):
        self.value = start

    def add(self, amount):
        self.value += amount
        return self

    def is_even(self):
        return self.value % 2 == 0


def work(number):
    counter = Counter(number)
    even = 0
    for i in range(size):
        counter.add(i % 3)
        if counter.is_even():
            even += 1
    results[number] = even + counter.value


count = int(sys.argv[1]) if len(sys.argv) > 1 else 1
size = int(sys.argv[2]) if len(sys.argv) > 2 else 500000
results = [0 for number in range(count)]
threads = [Thread(target=work, args=[number]) for number in range(count)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("methods", size, results)
