# Towers of "Are We Fast Yet?" (github.com/smarr/are-we-fast-yet): thirteen disks, each an object, from pile to pile.
import sys


class Disk:
    def __init__(self, size):
        self.size = size
        self.next = None


class Towers:
    def __init__(self, disks):
        self.moves = 0
        self.piles = [None, None, None]
        for size in range(disks, -1, -1):
            self.push(Disk(size), 0)

    def push(self, disk, pile):
        top = self.piles[pile]
        if top is not None and disk.size >= top.size:
            raise Exception("a big disk does not go on a smaller one")
        disk.next = top
        self.piles[pile] = disk

    def pop(self, pile):
        top = self.piles[pile]
        if top is None:
            raise Exception("the pile is empty")
        self.piles[pile] = top.next
        top.next = None
        return top

    def move_top(self, source, target):
        self.push(self.pop(source), target)
        self.moves += 1

    def move_disks(self, disks, source, target):
        if disks == 1:
            self.move_top(source, target)
        else:
            other = 3 - source - target
            self.move_disks(disks - 1, source, other)
            self.move_top(source, target)
            self.move_disks(disks - 1, other, target)


turns = int(sys.argv[1]) if len(sys.argv) > 1 else 30
for turn in range(turns):
    towers = Towers(13)
    towers.move_disks(13, 0, 1)
    if towers.moves != 8191:
        raise Exception(f"{towers.moves} moves instead of 8191")
print("towers", turns)
