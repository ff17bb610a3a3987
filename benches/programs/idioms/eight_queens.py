# Count all ways to place n queens, with a list of columns.
import sys


def is_safe(columns, column):
    row = len(columns)
    for i in range(row):
        if columns[i] == column or abs(columns[i] - column) == row - i:
            return False
    return True


def count_ways(n, columns):
    if len(columns) == n:
        return 1
    ways = 0
    for column in range(n):
        if is_safe(columns, column):
            ways += count_ways(n, columns + [column])
    return ways


n = int(sys.argv[1]) if len(sys.argv) > 1 else 10
print(n, count_ways(n, []))
