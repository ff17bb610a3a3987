# List of "Are We Fast Yet?" (github.com/smarr/are-we-fast-yet): Takeuchi's function over the lengths of linked lists.
import sys


class Element:
    def __init__(self, value):
        self.value = value
        self.next = None

    def length(self):
        if self.next is None:
            return 1
        return 1 + self.next.length()


def make_list(length):
    if length == 0:
        return None
    element = Element(length)
    element.next = make_list(length - 1)
    return element


def is_shorter_than(x, y):
    while y is not None:
        if x is None:
            return True
        x = x.next
        y = y.next
    return False


def tail(x, y, z):
    if is_shorter_than(y, x):
        return tail(tail(x.next, y, z), tail(y.next, z, x), tail(z.next, x, y))
    return z


turns = int(sys.argv[1]) if len(sys.argv) > 1 else 60
for turn in range(turns):
    length = tail(make_list(15), make_list(10), make_list(6)).length()
    if length != 10:
        raise Exception(f"the list has {length} elements instead of 10")
print("list", turns)
