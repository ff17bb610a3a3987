# Sieve of "Are We Fast Yet?" (github.com/smarr/are-we-fast-yet): the primes up to 5 000.
import sys


class Sieve:
    def primes(self, size):
        flags = [True for i in range(size)]
        count = 0
        for i in range(2, size + 1):
            if flags[i - 1]:
                count += 1
                k = i + i
                while k <= size:
                    flags[k - 1] = False
                    k += i
        return count


turns = int(sys.argv[1]) if len(sys.argv) > 1 else 300
sieve = Sieve()
for turn in range(turns):
    count = sieve.primes(5000)
    if count != 669:
        raise Exception(f"{count} primes instead of 669")
print("sieve", turns)
