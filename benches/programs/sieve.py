# How many primes are there up to one million? (sieve of Eratosthenes)
def sieve(n):
    is_prime = []
    for i in range(n + 1):
        is_prime.append(True)
    primes = 0
    i = 2
    while i <= n:
        if is_prime[i]:
            primes += 1
            j = i * i
            while j <= n:
                is_prime[j] = False
                j += i
        i += 1
    return primes


print(sieve(1000000))
