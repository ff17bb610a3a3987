# Merge sort with lists that are split and merged.
import sys


def merge_sort(values):
    if len(values) <= 1:
        return values
    middle = len(values) // 2
    left = merge_sort(values[0:middle])
    right = merge_sort(values[middle:])
    merged = []
    i = 0
    j = 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    while i < len(left):
        merged.append(left[i])
        i += 1
    while j < len(right):
        merged.append(right[j])
        j += 1
    return merged


n = int(sys.argv[1]) if len(sys.argv) > 1 else 30000
values = [i * 7919 % 100003 for i in range(n)]
ordered = merge_sort(values)
print(ordered[0], ordered[n // 2], ordered[n - 1])
