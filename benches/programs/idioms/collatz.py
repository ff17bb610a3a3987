# The longest Collatz flight below a limit, at top level.
import sys

n = int(sys.argv[1]) if len(sys.argv) > 1 else 20000
best = 0
longest = 0
for start in range(1, n):
    value = start
    steps = 0
    while value != 1:
        if value % 2 == 0:
            value = value // 2
        else:
            value = 3 * value + 1
        steps += 1
    if steps > longest:
        longest = steps
        best = start
print(best, longest)
