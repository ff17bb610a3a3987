# A search tree of objects: insert, find, walk in order, measure its depth.
import sys


class Tree:
    def __init__(self, key):
        self.key = key
        self.left = None
        self.right = None

    def insert(self, key):
        if key < self.key:
            if self.left is None:
                self.left = Tree(key)
            else:
                self.left.insert(key)
        elif key > self.key:
            if self.right is None:
                self.right = Tree(key)
            else:
                self.right.insert(key)

    def contains(self, key):
        if key == self.key:
            return True
        side = self.left if key < self.key else self.right
        return side is not None and side.contains(key)

    def depth(self):
        left = 0 if self.left is None else self.left.depth()
        right = 0 if self.right is None else self.right.depth()
        return 1 + max(left, right)

    def keys(self):
        left = [] if self.left is None else self.left.keys()
        right = [] if self.right is None else self.right.keys()
        return left + [self.key] + right


n = int(sys.argv[1]) if len(sys.argv) > 1 else 30000
tree = Tree(50000)
for i in range(n):
    tree.insert(i * 7919 % 100003)
found = 0
for i in range(n):
    if tree.contains(i):
        found += 1
keys = tree.keys()
print(len(keys), keys[0], keys[len(keys) - 1], found, tree.depth())
