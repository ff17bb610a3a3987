# Greatest common divisors, by a loop and by recursion.
import sys


def gcd(a, b):
    while b != 0:
        rest = a % b
        a = b
        b = rest
    return a


def gcd_recursive(a, b):
    return a if b == 0 else gcd_recursive(b, a % b)


n = int(sys.argv[1]) if len(sys.argv) > 1 else 400
coprime = 0
total = 0
for a in range(1, n):
    for b in range(1, n):
        if gcd(a, b) == 1:
            coprime += 1
        total += gcd_recursive(a, b)
print(coprime, total)
