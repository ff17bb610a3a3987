# Queens of "Are We Fast Yet?" (github.com/smarr/are-we-fast-yet): the first solution of the eight queens.
import sys


class Queens:
    def __init__(self):
        self.free_rows = [True for i in range(8)]
        self.free_maxs = [True for i in range(16)]
        self.free_mins = [True for i in range(16)]
        self.queen_rows = [-1 for i in range(8)]

    def place(self, column):
        for row in range(8):
            if self.is_free(row, column):
                self.queen_rows[row] = column
                self.mark(row, column, False)
                if column == 7 or self.place(column + 1):
                    return True
                self.mark(row, column, True)
        return False

    def is_free(self, row, column):
        return self.free_rows[row] and self.free_maxs[column + row] and self.free_mins[column - row + 7]

    def mark(self, row, column, free):
        self.free_rows[row] = free
        self.free_maxs[column + row] = free
        self.free_mins[column - row + 7] = free


turns = int(sys.argv[1]) if len(sys.argv) > 1 else 600
rows = []
for turn in range(turns):
    queens = Queens()
    if not queens.place(0):
        raise Exception("there is a solution")
    rows = queens.queen_rows
print("queens", turns, rows)
