# How many letters to change to get from one word to another, for many pairs of words.
import sys


def distance(a, b):
    previous = [j for j in range(len(b) + 1)]
    for i in range(1, len(a) + 1):
        current = [i]
        for j in range(1, len(b) + 1):
            cost = 0 if a[i - 1] == b[j - 1] else 1
            current.append(min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost))
        previous = current
    return previous[len(b)]


words = ["kitten", "sitting", "saturday", "sunday", "chiens", "niche", "algorithme", "logarithme", "python", "rhai"]
n = int(sys.argv[1]) if len(sys.argv) > 1 else 60
total = 0
for turn in range(n):
    for a in words:
        for b in words:
            total += distance(a, b)
print(total, distance("algorithme", "logarithme"))
