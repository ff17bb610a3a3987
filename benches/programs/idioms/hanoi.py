# The towers of Hanoi, with the three pegs in a dictionary of lists.
import sys

pegs = {"a": [], "b": [], "c": []}
moves = 0


def move_disks(n, source, target, spare):
    global moves
    if n == 0:
        return
    move_disks(n - 1, source, spare, target)
    pegs[target].append(pegs[source].pop())
    moves += 1
    move_disks(n - 1, spare, target, source)


n = int(sys.argv[1]) if len(sys.argv) > 1 else 18
for disk in range(n, 0, -1):
    pegs["a"].append(disk)
move_disks(n, "a", "c", "b")
print(moves, len(pegs["a"]), len(pegs["b"]), pegs["c"])
