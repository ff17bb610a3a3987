# Each thread joins, splits and changes texts of its own.
import sys
from threading import Thread


def work(number):
    total = number
    for i in range(size):
        line = f"nom{i},ville{i % 10}," + str(i * 7)
        fields = line.split(",")
        total += len(fields[0].upper()) + len("-".join(fields))
        if "7" in fields[1]:
            total += 1
    results[number] = total


count = int(sys.argv[1]) if len(sys.argv) > 1 else 1
size = int(sys.argv[2]) if len(sys.argv) > 2 else 100000
results = [0 for number in range(count)]
threads = [Thread(target=work, args=[number]) for number in range(count)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("texts", size, results)
