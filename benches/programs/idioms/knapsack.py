# The best load of a knapsack, by a table of values in two dimensions.
import sys


def best_load(weights, values, capacity):
    n = len(weights)
    best = []
    for i in range(n + 1):
        best.append([0 for c in range(capacity + 1)])
    for i in range(1, n + 1):
        for c in range(capacity + 1):
            best[i][c] = best[i - 1][c]
            if weights[i - 1] <= c:
                other = best[i - 1][c - weights[i - 1]] + values[i - 1]
                if other > best[i][c]:
                    best[i][c] = other
    return best[n][capacity]


n = int(sys.argv[1]) if len(sys.argv) > 1 else 180
weights = [3 + i * 7 % 23 for i in range(n)]
values = [10 + i * 13 % 47 for i in range(n)]
print(best_load(weights, values, n * 15))
