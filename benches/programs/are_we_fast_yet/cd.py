# CD of "Are We Fast Yet?" (github.com/smarr/are-we-fast-yet): aircraft that come too close, found with red-black trees.
import sys
from math import cos, floor, sin, sqrt

MAXIMUM = 1000.0
MAXIMUM_Z = 10.0
RADIUS = 1.0
VOXEL = 2.0
INFINITY = float("inf")


class Vector2D:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def plus(self, other):
        return Vector2D(self.x + other.x, self.y + other.y)

    def minus(self, other):
        return Vector2D(self.x - other.x, self.y - other.y)

    def compare_to(self, other):
        order = compare_numbers(self.x, other.x)
        if order != 0:
            return order
        return compare_numbers(self.y, other.y)


class Vector3D:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def plus(self, other):
        return Vector3D(self.x + other.x, self.y + other.y, self.z + other.z)

    def minus(self, other):
        return Vector3D(self.x - other.x, self.y - other.y, self.z - other.z)

    def times(self, factor):
        return Vector3D(self.x * factor, self.y * factor, self.z * factor)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def squared_magnitude(self):
        return self.dot(self)

    def magnitude(self):
        return sqrt(self.squared_magnitude())

    def is_inside(self):
        return (self.x >= 0.0 and self.x <= MAXIMUM and self.y >= 0.0 and self.y <= MAXIMUM
                and self.z >= 0.0 and self.z <= MAXIMUM_Z)


HORIZONTAL = Vector2D(VOXEL, 0.0)
VERTICAL = Vector2D(0.0, VOXEL)


def compare_numbers(a, b):
    if a < b:
        return -1
    return 1 if a > b else 0


class CallSign:
    def __init__(self, value):
        self.value = value

    def compare_to(self, other):
        return compare_numbers(self.value, other.value)


class Node:
    def __init__(self, key, value):
        self.key = key
        self.value = value
        self.left = None
        self.right = None
        self.parent = None
        self.is_red = True

    def successor(self):
        if self.right is not None:
            return minimum(self.right)
        node = self
        above = self.parent
        while above is not None and node is above.right:
            node = above
            above = above.parent
        return above


def minimum(node):
    while node.left is not None:
        node = node.left
    return node


class RedBlackTree:
    def __init__(self):
        self.root = None

    def get(self, key):
        node = self.find(key)
        return None if node is None else node.value

    def find(self, key):
        node = self.root
        while node is not None:
            order = key.compare_to(node.key)
            if order == 0:
                return node
            node = node.left if order < 0 else node.right
        return None

    def put(self, key, value):
        above = None
        node = self.root
        order = 0
        while node is not None:
            above = node
            order = key.compare_to(node.key)
            if order == 0:
                old = node.value
                node.value = value
                return old
            node = node.left if order < 0 else node.right
        added = Node(key, value)
        added.parent = above
        if above is None:
            self.root = added
        elif order < 0:
            above.left = added
        else:
            above.right = added
        self.balance(added)
        return None

    def balance(self, x):
        while x is not self.root and x.parent.is_red:
            above = x.parent.parent
            if x.parent is above.left:
                uncle = above.right
                if uncle is not None and uncle.is_red:
                    x.parent.is_red = False
                    uncle.is_red = False
                    above.is_red = True
                    x = above
                else:
                    if x is x.parent.right:
                        x = x.parent
                        self.rotate_left(x)
                    x.parent.is_red = False
                    x.parent.parent.is_red = True
                    self.rotate_right(x.parent.parent)
            else:
                uncle = above.left
                if uncle is not None and uncle.is_red:
                    x.parent.is_red = False
                    uncle.is_red = False
                    above.is_red = True
                    x = above
                else:
                    if x is x.parent.left:
                        x = x.parent
                        self.rotate_right(x)
                    x.parent.is_red = False
                    x.parent.parent.is_red = True
                    self.rotate_left(x.parent.parent)
        self.root.is_red = False

    def rotate_left(self, x):
        y = x.right
        x.right = y.left
        if y.left is not None:
            y.left.parent = x
        self.replace(x, y)
        y.left = x
        x.parent = y

    def rotate_right(self, y):
        x = y.left
        y.left = x.right
        if x.right is not None:
            x.right.parent = y
        self.replace(y, x)
        x.right = y
        y.parent = x

    def replace(self, old, node):
        node.parent = old.parent
        if old.parent is None:
            self.root = node
        elif old is old.parent.left:
            old.parent.left = node
        else:
            old.parent.right = node

    def nodes(self):
        found = []
        if self.root is not None:
            node = minimum(self.root)
            while node is not None:
                found.append(node)
                node = node.successor()
        return found


class Motion:
    def __init__(self, call_sign, start, end):
        self.call_sign = call_sign
        self.start = start
        self.end = end

    def delta(self):
        return self.end.minus(self.start)

    def intersection(self, other):
        start1 = self.start
        start2 = other.start
        delta1 = self.delta()
        delta2 = other.delta()
        a = delta2.minus(delta1).squared_magnitude()
        if a == 0.0:
            if start2.minus(start1).magnitude() <= RADIUS:
                return start1.plus(start2).times(0.5)
            return None
        b = 2.0 * start1.minus(start2).dot(delta1.minus(delta2))
        c = -RADIUS * RADIUS + start2.minus(start1).squared_magnitude()
        discriminant = b * b - 4.0 * a * c
        if discriminant < 0.0:
            return None
        time1 = (-b - sqrt(discriminant)) / (2.0 * a)
        time2 = (-b + sqrt(discriminant)) / (2.0 * a)
        if time1 <= time2 and (time1 <= 1.0 and 1.0 <= time2 or time1 <= 0.0 and 0.0 <= time2 or 0.0 <= time1 and time2 <= 1.0):
            time = 0.0 if time1 <= 0.0 else time1
            place1 = start1.plus(delta1.times(time))
            place2 = start2.plus(delta2.times(time))
            place = place1.plus(place2).times(0.5)
            if place.is_inside():
                return place
        return None

    def touches(self, voxel):
        if voxel.x > MAXIMUM or voxel.x < 0.0 or voxel.y > MAXIMUM or voxel.y < 0.0:
            return False
        r = RADIUS / 2.0
        x0 = self.start.x
        xv = self.end.x - x0
        y0 = self.start.y
        yv = self.end.y - y0
        low_x = bound(voxel.x - r - x0, xv)
        high_x = bound(voxel.x + VOXEL + r - x0, xv)
        low_y = bound(voxel.y - r - y0, yv)
        high_y = bound(voxel.y + VOXEL + r - y0, yv)
        if xv < 0.0:
            kept = low_x
            low_x = high_x
            high_x = kept
        if yv < 0.0:
            kept = low_y
            low_y = high_y
            high_y = kept
        return ((xv == 0.0 and voxel.x <= x0 + r and x0 - r <= voxel.x + VOXEL or meets_frame(low_x, high_x))
                and (yv == 0.0 and voxel.y <= y0 + r and y0 - r <= voxel.y + VOXEL or meets_frame(low_y, high_y))
                and (xv == 0.0 or yv == 0.0
                     or low_y <= high_x and high_x <= high_y
                     or low_y <= low_x and low_x <= high_y
                     or low_x <= low_y and high_y <= high_x))


def bound(distance, speed):
    if speed == 0.0:
        return -INFINITY if distance < 0.0 else INFINITY
    return distance / speed


def meets_frame(low, high):
    return low <= 1.0 and 1.0 <= high or low <= 0.0 and 0.0 <= high or 0.0 <= low and high <= 1.0


class Voxel:
    def __init__(self):
        self.motions = []

    def add(self, motion):
        self.motions.append(motion)


class VoxelMap:
    def __init__(self):
        self.voxels = RedBlackTree()

    def draw(self, motion):
        self.spread(RedBlackTree(), voxel_of(motion.start), motion)

    def spread(self, seen, place, motion):
        if not motion.touches(place) or seen.put(place, True) == True:
            return
        voxel = self.voxels.get(place)
        if voxel is None:
            voxel = Voxel()
            self.voxels.put(place, voxel)
        voxel.add(motion)
        left = place.minus(HORIZONTAL)
        right = place.plus(HORIZONTAL)
        self.spread(seen, left, motion)
        self.spread(seen, right, motion)
        self.spread(seen, place.minus(VERTICAL), motion)
        self.spread(seen, place.plus(VERTICAL), motion)
        self.spread(seen, left.minus(VERTICAL), motion)
        self.spread(seen, left.plus(VERTICAL), motion)
        self.spread(seen, right.minus(VERTICAL), motion)
        self.spread(seen, right.plus(VERTICAL), motion)

    def crowded(self):
        return [node.value.motions for node in self.voxels.nodes() if len(node.value.motions) > 1]


def voxel_of(position):
    x = VOXEL * floor(position.x / VOXEL)
    y = VOXEL * floor(position.y / VOXEL)
    if position.x < 0.0:
        x -= VOXEL
    if position.y < 0.0:
        y -= VOXEL
    return Vector2D(x, y)


class Aircraft:
    def __init__(self, call_sign, position):
        self.call_sign = call_sign
        self.position = position


class CollisionDetector:
    def __init__(self):
        self.positions = RedBlackTree()

    def handle(self, frame):
        motions = []
        for aircraft in frame:
            position = aircraft.position
            old = self.positions.put(aircraft.call_sign, position)
            motions.append(Motion(aircraft.call_sign, position if old is None else old, position))
        map = VoxelMap()
        for motion in motions:
            map.draw(motion)
        collisions = 0
        for close in map.crowded():
            for i, motion in enumerate(close):
                for j in range(i + 1, len(close)):
                    if motion.intersection(close[j]) is not None:
                        collisions += 1
        return collisions


def frame_at(time, call_signs):
    frame = []
    for i in range(0, len(call_signs), 2):
        frame.append(Aircraft(call_signs[i], Vector3D(time, cos(time) * 2.0 + i * 3.0, 10.0)))
        frame.append(Aircraft(call_signs[i + 1], Vector3D(time, sin(time) * 2.0 + i * 3.0, 10.0)))
    return frame


count = int(sys.argv[1]) if len(sys.argv) > 1 else 50
expected = {"2": 42, "10": 390, "100": 4305, "200": 8655, "250": 10830, "500": 14484, "1000": 14484}
call_signs = [CallSign(i) for i in range(count)]
detector = CollisionDetector()
collisions = 0
for i in range(200):
    collisions += detector.handle(frame_at(i / 10.0, call_signs))
if str(count) in expected and collisions != expected[str(count)]:
    raise Exception(f"{collisions} collisions")
print("cd", count, collisions)
