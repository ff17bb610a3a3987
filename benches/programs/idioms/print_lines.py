# Print many lines.
import sys

n = int(sys.argv[1]) if len(sys.argv) > 1 else 100000
for i in range(n):
    print(i, "carré", i * i)
