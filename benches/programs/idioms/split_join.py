# Take lines apart at commas, change a field, put them together again.
import sys

n = int(sys.argv[1]) if len(sys.argv) > 1 else 100000
total = 0
last = ""
for i in range(n):
    line = f"nom{i},prénom,{i % 100},Paris,{i * 3}"
    fields = line.split(",")
    fields[3] = fields[3].upper()
    total += int(fields[2]) + int(fields[4])
    last = ";".join(fields)
print(last, total)
