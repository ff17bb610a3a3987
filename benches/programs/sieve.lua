-- How many primes are there up to one million? (sieve of Eratosthenes)
local function sieve(n)
    local is_prime = {}
    for i = 0, n do
        is_prime[i] = true
    end
    local primes = 0
    local i = 2
    while i <= n do
        if is_prime[i] then
            primes = primes + 1
            local j = i * i
            while j <= n do
                is_prime[j] = false
                j = j + i
            end
        end
        i = i + 1
    end
    return primes
end

print(sieve(1000000))
