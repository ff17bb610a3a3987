# Dijkstra's shortest paths with lists: the nearest open node is looked for in a loop.
import sys


def make_graph(n):
    graph = []
    for i in range(n):
        edges = []
        for k in range(1, 6):
            edges.append([(i * k + 7 * k) % n, 1 + (i * 31 + k * 17) % 40])
        graph.append(edges)
    return graph


def shortest_paths(graph, start):
    n = len(graph)
    far = 1000000000
    distance = [far for i in range(n)]
    done = [False for i in range(n)]
    distance[start] = 0
    for turn in range(n):
        nearest = -1
        for i in range(n):
            if not done[i] and (nearest == -1 or distance[i] < distance[nearest]):
                nearest = i
        if distance[nearest] == far:
            break
        done[nearest] = True
        for edge in graph[nearest]:
            through = distance[nearest] + edge[1]
            if through < distance[edge[0]]:
                distance[edge[0]] = through
    return distance


n = int(sys.argv[1]) if len(sys.argv) > 1 else 1600
distance = shortest_paths(make_graph(n), 1)
reached = [d for d in distance if d < 1000000000]
print(len(reached), max(reached), sum(reached))
