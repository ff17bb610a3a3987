# One thread on its own data: the yardstick of private_two.
from threading import Thread


def work(seed):
    values = []
    for i in range(1000):
        values.append(seed + i)
    total = 0
    for turn in range(8000):
        for i in range(1000):
            values[i] = (values[i] * 5 + turn) % 1000
            total += values[i]
    if total < 1000000:
        print("too small")


thread1 = Thread(target=work, args=[1])
thread1.start()
thread1.join()
print("done")
