# Celsius and Fahrenheit, means by month: plain arithmetic with decimals in functions.
import sys


def to_fahrenheit(celsius):
    return celsius * 9.0 / 5.0 + 32.0


def mean(values):
    total = 0.0
    for value in values:
        total += value
    return total / len(values)


n = int(sys.argv[1]) if len(sys.argv) > 1 else 900
months = []
for month in range(12):
    months.append([])
for day in range(n * 12):
    for hour in range(24):
        months[day % 12].append(to_fahrenheit((day * 7 + hour * 3) % 350 / 10.0))
for i in range(12):
    print(i + 1, f"{mean(months[i]):.2f}", f"{max(months[i]):.1f}", f"{min(months[i]):.1f}")
