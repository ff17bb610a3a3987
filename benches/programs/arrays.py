# Build arrays, change every element by its index, add them up.
def squares(n):
    values = []
    for i in range(n):
        values.append(i * i)
    return values


def halve(values):
    for i in range(len(values)):
        values[i] = values[i] // 2
    return values


def total(values):
    total = 0
    for value in values:
        total += value
    return total


for round in range(5):
    values = squares(300000)
    values = halve(values)
    print(total(values))
