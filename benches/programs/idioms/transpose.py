# Turn a table of rows into one of columns, and add both up.
import sys


def transpose(table):
    columns = []
    for j in range(len(table[0])):
        column = []
        for i in range(len(table)):
            column.append(table[i][j])
        columns.append(column)
    return columns


n = int(sys.argv[1]) if len(sys.argv) > 1 else 150
table = [[(i * 31 + j * 17) % 100 for j in range(150)] for i in range(100)]
for turn in range(n):
    table = transpose(table)
diagonal = 0
for i in range(100):
    diagonal += table[i][i]
print(len(table), len(table[0]), diagonal, sum(table[7]))
