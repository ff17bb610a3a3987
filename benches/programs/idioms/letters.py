# How often each letter comes up, with a dictionary from letter to count.
import sys

n = int(sys.argv[1]) if len(sys.argv) > 1 else 10000
text = "portez ce vieux whisky au juge blond qui fume " * n
counts = {}
for letter in text:
    key = str(letter)
    counts[key] = counts[key] + 1 if key in counts else 1
for letter in sorted(counts.keys()):
    print(f"'{letter}': {counts[letter]}")
