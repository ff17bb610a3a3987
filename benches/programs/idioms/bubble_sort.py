# Bubble sort, as the first lesson on sorting has it.
import sys


def bubble_sort(values):
    n = len(values)
    for i in range(n):
        swapped = False
        for j in range(n - i - 1):
            if values[j] > values[j + 1]:
                kept = values[j]
                values[j] = values[j + 1]
                values[j + 1] = kept
                swapped = True
        if not swapped:
            break
    return values


n = int(sys.argv[1]) if len(sys.argv) > 1 else 1300
ordered = bubble_sort([i * 7919 % 1009 for i in range(n)])
print(ordered[0], ordered[n // 2], ordered[n - 1])
