# A table of marks at top level: fill it, change cells, add up rows and columns.
import sys

n = int(sys.argv[1]) if len(sys.argv) > 1 else 1200
marks = []
for i in range(n):
    marks.append([])
    for j in range(200):
        marks[i].append((i * 7 + j * 3) % 21)
for i in range(n):
    for j in range(200):
        if marks[i][j] < 10:
            marks[i][j] += 1
columns = [0 for j in range(200)]
for row in marks:
    for j in range(len(row)):
        columns[j] += row[j]
print(columns[0], columns[199], max(columns), min(columns), sum(columns))
