# A linked list of objects: add in front and at the end, search, reverse.
import sys


class Node:
    def __init__(self, value, next):
        self.value = value
        self.next = next


class LinkedList:
    def __init__(self):
        self.head = None
        self.tail = None
        self.size = 0

    def add_first(self, value):
        self.head = Node(value, self.head)
        if self.tail is None:
            self.tail = self.head
        self.size += 1

    def add_last(self, value):
        node = Node(value, None)
        if self.tail is None:
            self.head = node
        else:
            self.tail.next = node
        self.tail = node
        self.size += 1

    def contains(self, value):
        node = self.head
        while node is not None:
            if node.value == value:
                return True
            node = node.next
        return False

    def reverse(self):
        done = None
        node = self.head
        self.tail = node
        while node is not None:
            next = node.next
            node.next = done
            done = node
            node = next
        self.head = done


n = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
numbers = LinkedList()
for i in range(n):
    numbers.add_first(i)
    numbers.add_last(-i)
found = 0
for i in range(0, n * 2, 20):
    if numbers.contains(i):
        found += 1
    numbers.reverse()
print(numbers.size, found, numbers.head.value, numbers.tail.value)
