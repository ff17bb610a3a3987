# Storage of "Are We Fast Yet?" (github.com/smarr/are-we-fast-yet): a tree of lists.
import sys


class Random:
    def __init__(self):
        self.seed = 74755

    def next(self):
        self.seed = (self.seed * 1309 + 13849) & 65535
        return self.seed


class Storage:
    def __init__(self):
        self.count = 0

    def build(self, depth, random):
        self.count += 1
        if depth == 1:
            return [None for i in range(random.next() % 10 + 1)]
        tree = []
        for i in range(4):
            tree.append(self.build(depth - 1, random))
        return tree


turns = int(sys.argv[1]) if len(sys.argv) > 1 else 50
for turn in range(turns):
    storage = Storage()
    tree = storage.build(7, Random())
    if storage.count != 5461 or len(tree) != 4:
        raise Exception(f"{storage.count} lists instead of 5461")
print("storage", turns)
