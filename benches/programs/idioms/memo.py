# Fibonacci and binomial coefficients with a dictionary that remembers.
import sys

known = {}


def fibonacci(n):
    if n < 2:
        return n
    key = str(n)
    if key in known:
        return known[key]
    value = (fibonacci(n - 1) + fibonacci(n - 2)) % 1000007
    known[key] = value
    return value


def choose(n, k):
    if k == 0 or k == n:
        return 1
    key = f"{n},{k}"
    if key not in known:
        known[key] = (choose(n - 1, k - 1) + choose(n - 1, k)) % 1000007
    return known[key]


n = int(sys.argv[1]) if len(sys.argv) > 1 else 150
for turn in range(n):
    known = {}
    fibonacci(300)
    choose(50, 25)
print(fibonacci(300), choose(50, 25), len(known))
