# Quick sort in place, in a list that the script's functions share.
import sys

values = []


def partition(low, high):
    pivot = values[(low + high) // 2]
    i = low
    j = high
    while i <= j:
        while values[i] < pivot:
            i += 1
        while values[j] > pivot:
            j -= 1
        if i <= j:
            kept = values[i]
            values[i] = values[j]
            values[j] = kept
            i += 1
            j -= 1
    return [i, j]


def quick_sort(low, high):
    if low < high:
        ends = partition(low, high)
        quick_sort(low, ends[1])
        quick_sort(ends[0], high)


n = int(sys.argv[1]) if len(sys.argv) > 1 else 40000
for i in range(n):
    values.append(i * 7919 % 100003)
quick_sort(0, n - 1)
print(values[0], values[n // 2], values[n - 1])
