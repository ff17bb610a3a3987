# Turn lists round: by hand in place, into a new list, and as the language does.
import sys


def reversed_by_hand(values):
    i = 0
    j = len(values) - 1
    while i < j:
        kept = values[i]
        values[i] = values[j]
        values[j] = kept
        i += 1
        j -= 1
    return values


def reversed_copy(values):
    result = []
    for i in range(len(values) - 1, -1, -1):
        result.append(values[i])
    return result


n = int(sys.argv[1]) if len(sys.argv) > 1 else 1500
values = [i * 7 % 1000 for i in range(1000)]
for turn in range(n):
    values = reversed_by_hand(values)
    values = reversed_copy(values)
    values.reverse()
print(values[0], values[1], values[999])
