# The course's exercise: two threads, five million increments each, one lock.
from threading import Thread, Lock

compteur = 0
lock = Lock()


def incremente():
    global compteur
    for i in range(5000000):
        lock.acquire()
        compteur += 1
        lock.release()


thread1 = Thread(target=incremente)
thread2 = Thread(target=incremente)
thread1.start()
thread2.start()
thread1.join()
thread2.join()
print("valeur du compteur", compteur)
