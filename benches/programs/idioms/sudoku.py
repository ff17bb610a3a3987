# Solve a sudoku by trying, in a grid that the whole script knows.
import sys

rows = [
    "53..7....", "6..195...", ".98....6.",
    "8...6...3", "4..8.3..1", "7...2...6",
    ".6....28.", "...419..5", "....8..79",
]
grid = []


def fits(row, column, digit):
    for k in range(9):
        if grid[row][k] == digit or grid[k][column] == digit:
            return False
    top = row // 3 * 3
    left = column // 3 * 3
    for i in range(top, top + 3):
        for j in range(left, left + 3):
            if grid[i][j] == digit:
                return False
    return True


def solve(place):
    if place == 81:
        return True
    row = place // 9
    column = place % 9
    if grid[row][column] != 0:
        return solve(place + 1)
    for digit in range(1, 10):
        if fits(row, column, digit):
            grid[row][column] = digit
            if solve(place + 1):
                return True
            grid[row][column] = 0
    return False


n = int(sys.argv[1]) if len(sys.argv) > 1 else 6
for turn in range(n):
    grid = []
    for row in rows:
        grid.append([0 if mark == "." else int(str(mark)) for mark in row])
    print(str(solve(0)).lower())
for row in grid:
    print("".join([str(digit) for digit in row]))
