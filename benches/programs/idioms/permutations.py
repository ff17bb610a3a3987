# All orders of a list, by recursion with new lists.
import sys


def permutations(values):
    if len(values) <= 1:
        return [values]
    found = []
    for i in range(len(values)):
        rest = [values[k] for k in range(len(values)) if k != i]
        for other in permutations(rest):
            found.append([values[i]] + other)
    return found


n = int(sys.argv[1]) if len(sys.argv) > 1 else 8
all_orders = permutations([i for i in range(n)])
print(len(all_orders), all_orders[0], all_orders[-1])
