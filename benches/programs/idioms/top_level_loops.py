# Loops without functions: sums, products, means, the largest of a list.
import sys

n = int(sys.argv[1]) if len(sys.argv) > 1 else 300000
total = 0
squares = 0
i = 0
while i < n:
    total += i
    squares += i * i % 7
    i += 1
values = []
for i in range(n // 10):
    values.append(i * 37 % 1001 / 10.0)
largest = values[0]
mean = 0.0
for value in values:
    mean += value
    if value > largest:
        largest = value
mean = mean / len(values)
print(total, squares, largest, f"{mean:.3f}")
