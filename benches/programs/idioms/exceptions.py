# Numbers typed badly: convert in a loop, catch what fails, go on.
import sys


def parse(text):
    try:
        return int(text)
    except ValueError as error:
        return -1


def checked_root(value):
    if value < 0:
        raise ValueError("negative")
    return value * value


entries = ["12", "7x", "", "450", "trois", "-8", "99"]
n = int(sys.argv[1]) if len(sys.argv) > 1 else 80000
good = 0
bad = 0
refused = 0
for i in range(n):
    value = parse(entries[i % 7])
    if value == -1:
        bad += 1
    try:
        good += checked_root(value)
    except ValueError as error:
        refused += 1
print(good, bad, refused)
