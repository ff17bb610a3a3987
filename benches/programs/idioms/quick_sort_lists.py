# Quick sort with three new lists at each step.
import sys


def quick_sort(values):
    if len(values) <= 1:
        return values
    pivot = values[0]
    smaller = [x for x in values if x < pivot]
    equal = [x for x in values if x == pivot]
    larger = [x for x in values if x > pivot]
    return quick_sort(smaller) + equal + quick_sort(larger)


n = int(sys.argv[1]) if len(sys.argv) > 1 else 30000
ordered = quick_sort([i * 7919 % 100003 for i in range(n)])
print(ordered[0], ordered[n // 2], ordered[n - 1])
