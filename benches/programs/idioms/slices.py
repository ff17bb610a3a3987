# Parts of texts and lists: heads, tails, middles, every rotation of a word.
import sys


def rotations(word):
    found = []
    for i in range(len(word)):
        found.append(word[i:] + word[:i])
    return found


def middle(values):
    return values[1:-1]


n = int(sys.argv[1]) if len(sys.argv) > 1 else 15000
letters = 0
numbers = [i for i in range(20)]
total = 0
for turn in range(n):
    for word in rotations("concurrence"):
        if word[0:3] == "con":
            letters += 1
    part = numbers
    while len(part) > 2:
        part = middle(part)
        total += part[0] + part[-1] if part else 0
print(letters, total, str(rotations("abc")).replace("'", '"'))
