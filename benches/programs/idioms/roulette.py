# Statistics of a roulette wheel, with a random generator of our own.
import sys


class Generator:
    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state * 1103515245 + 12345) % 2147483648
        return self.state

    def between(self, low, high):
        return low + self.next() // 65536 % (high - low + 1)


n = int(sys.argv[1]) if len(sys.argv) > 1 else 250000
generator = Generator(42)
counts = [0 for i in range(37)]
money = 1000
for turn in range(n):
    number = generator.between(0, 36)
    counts[number] += 1
    if number == 0:
        money -= 1
    elif number % 2 == 0:
        money += 1
    else:
        money -= 1
mean = sum(counts) / 37.0
variance = 0.0
for count in counts:
    variance += (count - mean) * (count - mean)
print(money, min(counts), max(counts), f"{variance / 37.0:.2f}")
