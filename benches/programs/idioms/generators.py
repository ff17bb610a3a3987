# Closures as generators: each call gives the next value.
import sys


def counter_from(start):
    value = start - 1

    def step():
        nonlocal value
        value += 1
        return value

    return step


def squares_of(source):
    def step():
        value = source()
        return value * value

    return step


def only_even(source):
    def step():
        value = source()
        while value % 2 != 0:
            value = source()
        return value

    return step


n = int(sys.argv[1]) if len(sys.argv) > 1 else 250000
next = only_even(squares_of(counter_from(1)))
total = 0
for i in range(n):
    total = (total + next()) % 1000003
print(total, next())
