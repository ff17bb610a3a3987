# The shortest way through a maze, by breadth-first search on a grid.
import sys


def make_maze(n):
    maze = []
    for i in range(n):
        row = ""
        for j in range(n):
            row += "#" if i % 4 == 2 and (i * 3 + j * 7) % 11 != 0 else "."
        maze.append(row)
    return maze


def shortest(maze, n):
    distance = [[-1 for j in range(n)] for i in range(n)]
    distance[0][0] = 0
    queue = [[0, 0]]
    next = 0
    while next < len(queue):
        place = queue[next]
        next += 1
        row = place[0]
        column = place[1]
        for step in [[0, 1], [1, 0], [0, -1], [-1, 0]]:
            r = row + step[0]
            c = column + step[1]
            if r >= 0 and r < n and c >= 0 and c < n and maze[r][c] == "." and distance[r][c] == -1:
                distance[r][c] = distance[row][column] + 1
                queue.append([r, c])
    return distance[n - 1][n - 1]


n = int(sys.argv[1]) if len(sys.argv) > 1 else 400
print(shortest(make_maze(n), n))
