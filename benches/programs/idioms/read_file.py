# Write a file of many lines, read it back line by line, add up what it says.
import os
import sys

n = int(sys.argv[1]) if len(sys.argv) > 1 else 1000000
file = open("lignes.txt", "w")
with file:
    file.writelines([f"{i} {i * 7 % 1000}\n" for i in range(n)])
count = 0
total = 0
for line in open("lignes.txt"):
    fields = line.split()
    total += int(fields[1])
    count += 1
os.remove("lignes.txt")
print(count, total)
