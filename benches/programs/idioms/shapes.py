# Shapes with inheritance: areas and perimeters of a mixed list.
import sys


class Shape:
    def __init__(self, name):
        self.name = name

    def area(self):
        return 0.0

    def perimeter(self):
        return 0.0

    def describe(self):
        return f"{self.name}: {self.area():.2f}"


class Rectangle(Shape):
    def __init__(self, width, height):
        super().__init__("rectangle")
        self.width = width
        self.height = height

    def area(self):
        return self.width * self.height

    def perimeter(self):
        return 2.0 * (self.width + self.height)


class Square(Rectangle):
    def __init__(self, side):
        super().__init__(side, side)
        self.name = "square"


class Circle(Shape):
    def __init__(self, radius):
        super().__init__("circle")
        self.radius = radius

    def area(self):
        return 3.14159 * self.radius * self.radius

    def perimeter(self):
        return 2.0 * 3.14159 * self.radius


n = int(sys.argv[1]) if len(sys.argv) > 1 else 120000
shapes = []
for i in range(n):
    if i % 3 == 0:
        shapes.append(Rectangle(i % 10 + 1.0, 2.0))
    elif i % 3 == 1:
        shapes.append(Square(i % 7 + 0.5))
    else:
        shapes.append(Circle(i % 5 + 1.5))
area = 0.0
perimeter = 0.0
for shape in shapes:
    area += shape.area()
    perimeter += shape.perimeter()
print(f"{area:.2f}", f"{perimeter:.2f}")
print(shapes[0].describe(), shapes[1].describe(), shapes[2].describe())
