# Bounce of "Are We Fast Yet?" (github.com/smarr/are-we-fast-yet): a hundred balls in a box.
import sys


class Random:
    def __init__(self):
        self.seed = 74755

    def next(self):
        self.seed = (self.seed * 1309 + 13849) & 65535
        return self.seed


class Ball:
    def __init__(self, random):
        self.x = random.next() % 500
        self.y = random.next() % 500
        self.x_speed = random.next() % 300 - 150
        self.y_speed = random.next() % 300 - 150

    def bounce(self):
        bounced = False
        self.x += self.x_speed
        self.y += self.y_speed
        if self.x > 500:
            self.x = 500
            self.x_speed = -abs(self.x_speed)
            bounced = True
        if self.x < 0:
            self.x = 0
            self.x_speed = abs(self.x_speed)
            bounced = True
        if self.y > 500:
            self.y = 500
            self.y_speed = -abs(self.y_speed)
            bounced = True
        if self.y < 0:
            self.y = 0
            self.y_speed = abs(self.y_speed)
            bounced = True
        return bounced


def bounces():
    random = Random()
    balls = [Ball(random) for i in range(100)]
    count = 0
    for turn in range(50):
        for ball in balls:
            if ball.bounce():
                count += 1
    return count


turns = int(sys.argv[1]) if len(sys.argv) > 1 else 100
for turn in range(turns):
    count = bounces()
    if count != 1331:
        raise Exception(f"{count} bounces instead of 1331")
print("bounce", turns)
