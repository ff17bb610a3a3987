from concurrent.futures import ThreadPoolExecutor


def is_prime(n):
    if n < 2:
        return False
    d = 2
    while d * d <= n:
        if n % d == 0:
            return False
        d += 1
    return True


def count(first, last):
    return len([n for n in range(first, last) if is_prime(n)])


starts = list(range(0, 4000, 500))
with ThreadPoolExecutor(max_workers=4) as pool:
    counts = list(pool.map(count, starts, [s + 500 for s in starts]))
for start, n in zip(starts, counts):
    print("from", start, "to", start + 499, ":", n)
print("primes below 4000:", sum(counts))
