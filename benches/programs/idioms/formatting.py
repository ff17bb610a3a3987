# A table of results as text: columns, numbers with decimals, padding.
import sys

n = int(sys.argv[1]) if len(sys.argv) > 1 else 30000
names = ["Ada", "Alan", "Grace", "Edsger"]
width = 0
last = ""
for i in range(n):
    name = names[i % 4]
    mean = i * 7 % 200 / 10.0
    line = "{0:10s}|{1:6.2f}|{2:5d}".format(name, mean, i % 1000)
    other = f"{name} a {i} points, moyenne {mean}"
    last = name.ljust(10) + str(i).rjust(8) + "|" + str(i % 60).zfill(2)
    width += len(line) + len(other) + len(last)
print(width)
print(last)
