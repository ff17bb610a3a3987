# Count to five million.
def count(n):
    c = 0
    for i in range(n):
        c += 1
    return c


print(count(5000000))
