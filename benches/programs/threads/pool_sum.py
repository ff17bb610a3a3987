# A sum in four parts for each thread, by a pool of that many threads.
import sys
from concurrent.futures import ThreadPoolExecutor


def part(start, end):
    total = 0
    for i in range(start, end):
        total += i * i % 7
    return total


count = int(sys.argv[1]) if len(sys.argv) > 1 else 1
size = int(sys.argv[2]) if len(sys.argv) > 2 else 1000000
tasks = 4 * count
each = size * count // tasks
with ThreadPoolExecutor(count) as pool:
    parts = [pool.submit(part, each * k, each * (k + 1)) for k in range(tasks)]
    print("pool_sum", size, sum(future.result() for future in parts))
