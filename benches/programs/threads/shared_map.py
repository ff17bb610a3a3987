# The threads look up in one map.
import sys
from threading import Thread

prices = {"cerise": 9, "orange": 2, "poire": 4, "pomme": 3, "prune": 5}
names = list(prices.keys())


def work(number):
    fruits = names
    total = number
    for i in range(size):
        fruit = fruits[i % 5]
        if fruit in prices:
            total += prices[fruit] + prices["pomme"]
    results[number] = total


count = int(sys.argv[1]) if len(sys.argv) > 1 else 1
size = int(sys.argv[2]) if len(sys.argv) > 2 else 400000
results = [0 for number in range(count)]
threads = [Thread(target=work, args=[number]) for number in range(count)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("shared_map", size, results)
