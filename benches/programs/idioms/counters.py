# Counters made by closures, each with a variable of its own.
import sys


def make_counter(step):
    count = 0

    def next():
        nonlocal count
        count += step
        return count

    return next


n = int(sys.argv[1]) if len(sys.argv) > 1 else 130000
counters = [make_counter(step) for step in range(1, 6)]
total = 0
for i in range(n):
    for counter in counters:
        total += counter()
print(total, counters[0](), counters[4]())
