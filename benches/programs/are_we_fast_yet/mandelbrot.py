# Mandelbrot of "Are We Fast Yet?" (github.com/smarr/are-we-fast-yet): the set's bits, packed and summed.
import sys


def mandelbrot(size):
    sum = 0
    byte = 0
    bits = 0
    y = 0
    while y < size:
        ci = 2.0 * y / size - 1.0
        x = 0
        while x < size:
            cr = 2.0 * x / size - 1.5
            zrzr = 0.0
            zi = 0.0
            zizi = 0.0
            z = 0
            escape = 0
            while escape == 0 and z < 50:
                zr = zrzr - zizi + cr
                zi = 2.0 * zr * zi + ci
                zrzr = zr * zr
                zizi = zi * zi
                if zrzr + zizi > 4.0:
                    escape = 1
                z += 1
            byte = (byte << 1) + escape
            bits += 1
            if bits == 8:
                sum ^= byte
                byte = 0
                bits = 0
            elif x == size - 1:
                byte <<= 8 - bits
                sum ^= byte
                byte = 0
                bits = 0
            x += 1
        y += 1
    return sum


size = int(sys.argv[1]) if len(sys.argv) > 1 else 150
sum = mandelbrot(size)
if size == 1 and sum != 128 or size == 500 and sum != 191 or size == 750 and sum != 50:
    raise Exception(f"the sum is {sum}")
print("mandelbrot", size, sum)
