from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor

text = """the cat and the dog
a dog and a bird
the bird sees the cat
and the cat sees a mouse"""


def count(line):
    return Counter(line.split())


with ThreadPoolExecutor(3) as pool:
    counts = list(pool.map(count, text.splitlines()))
total = Counter()
for c in counts:
    total.update(c)
for word, n in sorted(total.items(), key=lambda p: (-p[1], p[0])):
    if n > 1:
        print(word, n)
by_length = defaultdict(set)
for word in total:
    by_length[len(word)].add(word)
for length in sorted(by_length):
    print(length, " ".join(sorted(by_length[length])))
print("words:", sum(total.values()), "different:", len(total))
