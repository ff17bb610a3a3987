# Hand closures to map, filter, sort and reduce, over 300 000 numbers.
# `sort` compares two elements, as Rhai's does: `cmp_to_key` is how Python says it.
from functools import cmp_to_key, reduce


def shuffled(n):
    numbers = []
    for i in range(n):
        numbers.append(i * 7919 % 300007)
    return numbers


numbers = shuffled(300000)
odd = list(map(lambda x: 2 * x + 1, numbers))
kept = list(filter(lambda x: x % 3 != 0, odd))
numbers.sort(key=cmp_to_key(lambda a, b: b - a))
total = reduce(lambda sum, x: sum + x, kept, 0)
print(len(odd), len(kept), numbers[0], numbers[1], total)
