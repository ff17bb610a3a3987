# Two threads in strict turns, through a condition: 100 000 turns.
from threading import Thread, Lock, Condition

lock = Lock()
condition = Condition(lock)
turn = 0
count = 0


def play(me):
    global turn, count
    for i in range(50000):
        condition.acquire()
        while turn != me:
            condition.wait()
        count += 1
        turn = 1 - me
        condition.notify()
        condition.release()


thread1 = Thread(target=play, args=[0])
thread2 = Thread(target=play, args=[1])
thread1.start()
thread2.start()
thread1.join()
thread2.join()
print(count)
