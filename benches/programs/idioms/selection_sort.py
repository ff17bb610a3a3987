# Selection sort at top level, without any function.
import sys

n = int(sys.argv[1]) if len(sys.argv) > 1 else 1500
values = [i * 7919 % 1009 for i in range(n)]
for i in range(n):
    smallest = i
    for j in range(i + 1, n):
        if values[j] < values[smallest]:
            smallest = j
    kept = values[i]
    values[i] = values[smallest]
    values[smallest] = kept
print(values[0], values[n // 2], values[n - 1])
