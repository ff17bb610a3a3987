# How many points of a 200 × 200 grid stay bounded for 50 turns?
def turns(cx, cy, limit):
    x = 0.0
    y = 0.0
    n = 0
    while n < limit and x * x + y * y <= 4.0:
        t = x * x - y * y + cx
        y = 2.0 * x * y + cy
        x = t
        n += 1
    return n


def mandelbrot(size, limit):
    inside = 0
    for row in range(size):
        for column in range(size):
            cx = 3.0 * column / size - 2.0
            cy = 2.0 * row / size - 1.0
            if turns(cx, cy, limit) == limit:
                inside += 1
    return inside


print(mandelbrot(200, 50))
