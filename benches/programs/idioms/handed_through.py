# A list handed to a function that changes it and gives it back, many times.
import sys


def with_next(values):
    values.append(len(values))
    return values


def with_count(counts, word):
    counts[word] = counts[word] + 1 if word in counts else 1
    return counts


n = int(sys.argv[1]) if len(sys.argv) > 1 else 40000
values = []
counts = {}
for i in range(n):
    values = with_next(values)
    counts = with_count(counts, "mot" + str(i % 500))
print(len(values), values[-1], len(counts), counts["mot3"])
