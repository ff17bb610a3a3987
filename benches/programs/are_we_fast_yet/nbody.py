# NBody of "Are We Fast Yet?" (github.com/smarr/are-we-fast-yet): the sun and four planets.
import sys
from math import sqrt

PI = 3.141592653589793
SOLAR_MASS = 4.0 * PI * PI
DAYS_PER_YEAR = 365.24


class Body:
    def __init__(self, x, y, z, vx, vy, vz, mass):
        self.x = x
        self.y = y
        self.z = z
        self.vx = vx * DAYS_PER_YEAR
        self.vy = vy * DAYS_PER_YEAR
        self.vz = vz * DAYS_PER_YEAR
        self.mass = mass * SOLAR_MASS

    def offset_momentum(self, px, py, pz):
        self.vx = -(px / SOLAR_MASS)
        self.vy = -(py / SOLAR_MASS)
        self.vz = -(pz / SOLAR_MASS)


class System:
    def __init__(self):
        self.bodies = [
            Body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
            Body(4.84143144246472090, -1.16032004402742839, -0.103622044471123109,
                 0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023, 0.000954791938424326609),
            Body(8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
                 -0.00276742510726862411, 0.00499852801234917238, 0.0000230417297573763929, 0.000285885980666130812),
            Body(12.8943695621391310, -15.1111514016986312, -0.223307578892655734,
                 0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556, 0.0000436624404335156298),
            Body(15.3796971148509165, -25.9193146099879641, 0.179258772950371181,
                 0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870, 0.0000515138902046611451),
        ]
        px = 0.0
        py = 0.0
        pz = 0.0
        for body in self.bodies:
            px += body.vx * body.mass
            py += body.vy * body.mass
            pz += body.vz * body.mass
        self.bodies[0].offset_momentum(px, py, pz)

    def advance(self, dt):
        count = len(self.bodies)
        for i in range(count):
            a = self.bodies[i]
            for j in range(i + 1, count):
                b = self.bodies[j]
                dx = a.x - b.x
                dy = a.y - b.y
                dz = a.z - b.z
                squared = dx * dx + dy * dy + dz * dz
                magnitude = dt / (squared * sqrt(squared))
                a.vx -= dx * b.mass * magnitude
                a.vy -= dy * b.mass * magnitude
                a.vz -= dz * b.mass * magnitude
                b.vx += dx * a.mass * magnitude
                b.vy += dy * a.mass * magnitude
                b.vz += dz * a.mass * magnitude
        for body in self.bodies:
            body.x += dt * body.vx
            body.y += dt * body.vy
            body.z += dt * body.vz

    def energy(self):
        energy = 0.0
        count = len(self.bodies)
        for i in range(count):
            a = self.bodies[i]
            energy += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
            for j in range(i + 1, count):
                b = self.bodies[j]
                dx = a.x - b.x
                dy = a.y - b.y
                dz = a.z - b.z
                energy -= a.mass * b.mass / sqrt(dx * dx + dy * dy + dz * dz)
        return energy


turns = int(sys.argv[1]) if len(sys.argv) > 1 else 20000
system = System()
for turn in range(turns):
    system.advance(0.01)
energy = system.energy()
if turns == 1 and energy != -0.16907495402506745 or turns == 250000 and energy != -0.1690859889909308:
    raise Exception(f"the energy is {energy}")
print("nbody", turns, energy)
