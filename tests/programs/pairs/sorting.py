from concurrent.futures import ThreadPoolExecutor
import threading

def merge(a, b):
    out, i, j = [], 0, 0
    while i < len(a) and j < len(b):
        if a[i] <= b[j]:
            out.append(a[i]); i += 1
        else:
            out.append(b[j]); j += 1
    return out + a[i:] + b[j:]

def merge_sort(xs):
    if len(xs) <= 1: return xs
    middle = len(xs) // 2
    return merge(merge_sort(xs[:middle]), merge_sort(xs[middle:]))

data = [(n * 7919 + 13) % 1009 for n in range(400)]
with ThreadPoolExecutor(max_workers=4) as pool:
    parts = [data[k:k + 50] for k in range(0, len(data), 50)]
    parts = list(pool.map(merge_sort, parts))
    while len(parts) > 1:
        pairs = [(parts[k], parts[k + 1]) for k in range(0, len(parts), 2)]
        parts = list(pool.map(merge, *zip(*pairs)))
print(parts[0] == sorted(data) and 1, parts[0][:5], parts[0][-3:])

# A barrier: each step is computed from the last one by all.
cells = [0, 0, 0, 1, 0, 0, 0, 0]
step = [0]
history = []
def turn():
    global cells
    history.append("".join("#" if c else "." for c in cells))
    cells = next_cells[:]
    step[0] += 1
next_cells = cells[:]
barrier = threading.Barrier(4, action=turn)
def worker(k):
    for _ in range(5):
        for i in (2 * k, 2 * k + 1):
            left, right = cells[i - 1], cells[(i + 1) % len(cells)]
            next_cells[i] = left ^ right
        barrier.wait()
threads = [threading.Thread(target=worker, args=(k,)) for k in range(4)]
for t in threads: t.start()
for t in threads: t.join()
print(step[0], *history)
# The barrier breaks when one does not come.
broken = threading.Barrier(2)
try:
    broken.wait(timeout=0.01)
except threading.BrokenBarrierError:
    print("broken", int(broken.broken))
