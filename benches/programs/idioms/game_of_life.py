# Conway's game of life on a torus.
import sys


def neighbours(grid, row, column):
    n = len(grid)
    count = 0
    for i in range(-1, 2):
        for j in range(-1, 2):
            if (i != 0 or j != 0) and grid[(row + i + n) % n][(column + j + n) % n]:
                count += 1
    return count


def next_generation(grid):
    n = len(grid)
    next = []
    for row in range(n):
        cells = []
        for column in range(n):
            count = neighbours(grid, row, column)
            cells.append(count == 3 or count == 2 and grid[row][column])
        next.append(cells)
    return next


n = int(sys.argv[1]) if len(sys.argv) > 1 else 25
grid = [[(i * 7 + j * 3) % 5 == 0 for j in range(50)] for i in range(50)]
for turn in range(n):
    grid = next_generation(grid)
alive = 0
for row in grid:
    for cell in row:
        if cell:
            alive += 1
print(n, alive)
