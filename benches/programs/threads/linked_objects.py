# Each thread walks a linked list of its own.
import sys
from threading import Thread


class Node:
    def __init__(self, value, next):
        self.value = value
        self.next = next


def work(number):
    head = None
    for i in range(200):
        head = Node(i + number, head)
    total = 0
    for turn in range(size):
        node = head
        while node is not None:
            total += node.value
            node = node.next
    results[number] = total


count = int(sys.argv[1]) if len(sys.argv) > 1 else 1
size = int(sys.argv[2]) if len(sys.argv) > 2 else 5000
results = [0 for number in range(count)]
threads = [Thread(target=work, args=[number]) for number in range(count)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("linked_objects", size, results)
