# Lists in comprehension: filter, change, cross, add up.
import sys

n = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
total = 0
for turn in range(n):
    numbers = [x * 3 for x in range(200)]
    even = [x for x in numbers if x % 2 == 0]
    pairs = [[x, y] for x in range(10) for y in range(10) if x < y]
    total += sum(even) + len(pairs)
words = [str(x) + "!" for x in range(5)]
print(total, str(words).replace("'", '"'))
