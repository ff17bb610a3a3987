# The longest common subsequence of two texts, by a table.
import sys


def longest_common(a, b):
    n = len(a)
    m = len(b)
    table = [[0 for j in range(m + 1)] for i in range(n + 1)]
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            if a[i - 1] == b[j - 1]:
                table[i][j] = table[i - 1][j - 1] + 1
            else:
                table[i][j] = max(table[i - 1][j], table[i][j - 1])
    found = ""
    i = n
    j = m
    while i > 0 and j > 0:
        if a[i - 1] == b[j - 1]:
            found = a[i - 1] + found
            i -= 1
            j -= 1
        elif table[i - 1][j] >= table[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return found


n = int(sys.argv[1]) if len(sys.argv) > 1 else 45
a = "gattacacatgag" * n
b = "tagacatcatta" * n
common = longest_common(a, b)
print(len(common), common[0:20])
