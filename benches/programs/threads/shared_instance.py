# The threads read the attributes of one object.
import sys
from threading import Thread


class Settings:
    def __init__(self):
        self.factor = 3
        self.limit = 1000

    def apply(self, value):
        return value * self.factor % self.limit


settings = Settings()


def work(number):
    total = number
    for i in range(size):
        total += settings.apply(i) + settings.factor
    results[number] = total


count = int(sys.argv[1]) if len(sys.argv) > 1 else 1
size = int(sys.argv[2]) if len(sys.argv) > 2 else 400000
results = [0 for number in range(count)]
threads = [Thread(target=work, args=[number]) for number in range(count)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("shared_instance", size, results)
