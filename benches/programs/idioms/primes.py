# Prime numbers by trial division with the primes found so far.
import sys

n = int(sys.argv[1]) if len(sys.argv) > 1 else 120000
primes = []
for candidate in range(2, n):
    is_prime = True
    for prime in primes:
        if prime * prime > candidate:
            break
        if candidate % prime == 0:
            is_prime = False
            break
    if is_prime:
        primes.append(candidate)
print(len(primes), primes[-1], sum(primes))
