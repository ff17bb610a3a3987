# Two threads in strict turns: each releases the lock that the other waits for, 100 000 hand-overs.
from threading import Thread, Lock

ping = Lock()
pong = Lock()
count = 0


def play_ping():
    global count
    for i in range(50000):
        ping.acquire()
        count += 1
        pong.release()


def play_pong():
    global count
    for i in range(50000):
        pong.acquire()
        count += 1
        ping.release()


pong.acquire()
thread1 = Thread(target=play_ping)
thread2 = Thread(target=play_pong)
thread1.start()
thread2.start()
thread1.join()
thread2.join()
print(count)
