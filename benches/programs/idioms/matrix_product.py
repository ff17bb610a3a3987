# The product of two square matrices, lists of lists.
import sys


def product(a, b):
    n = len(a)
    c = []
    for i in range(n):
        row = []
        for j in range(n):
            total = 0
            for k in range(n):
                total += a[i][k] * b[k][j]
            row.append(total)
        c.append(row)
    return c


n = int(sys.argv[1]) if len(sys.argv) > 1 else 90
a = [[i + j for j in range(n)] for i in range(n)]
b = [[i - j for j in range(n)] for i in range(n)]
c = product(a, b)
print(c[0][0], c[n - 1][0], c[n // 2][n - 1])
