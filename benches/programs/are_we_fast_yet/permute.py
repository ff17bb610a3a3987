# Permute of "Are We Fast Yet?" (github.com/smarr/are-we-fast-yet): all permutations of six numbers, in place.
import sys


class Permute:
    def __init__(self):
        self.count = 0
        self.values = [0, 0, 0, 0, 0, 0]

    def permute(self, n):
        self.count += 1
        if n != 0:
            last = n - 1
            self.permute(last)
            for i in range(last, -1, -1):
                self.swap(last, i)
                self.permute(last)
                self.swap(last, i)

    def swap(self, i, j):
        kept = self.values[i]
        self.values[i] = self.values[j]
        self.values[j] = kept


turns = int(sys.argv[1]) if len(sys.argv) > 1 else 40
for turn in range(turns):
    permute = Permute()
    permute.permute(6)
    if permute.count != 8660:
        raise Exception(f"{permute.count} calls instead of 8660")
print("permute", turns)
