# Ten thousand tiny tasks through a pool of four threads, one by one and by `map`.
from concurrent.futures import ThreadPoolExecutor


def square(n):
    return n * n


with ThreadPoolExecutor(max_workers=4) as pool:
    futures = [pool.submit(square, n) for n in range(10000)]
    total = 0
    for future in futures:
        total += future.result()
    for value in pool.map(square, range(10000)):
        total += value
print("pool_tasks", total)
