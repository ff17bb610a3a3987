import threading, re
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor, as_completed

def line(n):
    level = ["INFO", "WARN", "ERROR", "INFO", "INFO"][n % 5]
    return f"2026-01-{n % 28 + 1:02d} host{n % 3} {level} took={n * 7 % 50}ms path=/p{n % 4}"

LINES = [line(n) for n in range(100)]

def analyse(lines):
    levels, slow, paths = Counter(), defaultdict(list), defaultdict(set)
    for text in lines:
        date, host, level, took, path = text.split()
        levels[level] += 1
        ms = int(took[len("took="):-2])
        if ms > 45:
            slow[host].append(ms)
        paths[host].add(path.split("=")[1])
    return levels, slow, paths

total, slow, paths = Counter(), defaultdict(list), defaultdict(set)
with ThreadPoolExecutor(max_workers=4) as pool:
    futures = [pool.submit(analyse, LINES[i:i + 20]) for i in range(0, 100, 20)]
    for f in as_completed(futures):
        levels, s, p = f.result()
        total.update(levels)
        for host, values in s.items(): slow[host].extend(values)
        for host, values in p.items(): paths[host] |= values
for level, n in total.most_common(): print(f"{level:<6}{n:>4}")
for host in sorted(slow): print(host, sorted(slow[host]), max(slow[host]))
for host in sorted(paths): print(host, " ".join(sorted(paths[host])))
print(total["DEBUG"], sum(total.values()), len(slow["nobody"]))
