# One thread puts 30 000 numbers into a queue that has room for one, another one takes them out.
from threading import Thread
from queue import Queue

fifo = Queue(1)
total = 0


def writer():
    for i in range(30000):
        fifo.put(i)
    fifo.put(None)


def reader():
    global total
    sum = 0
    item = fifo.get()
    while item is not None:
        sum += item
        item = fifo.get()
    total = sum


thread1 = Thread(target=writer)
thread2 = Thread(target=reader)
thread1.start()
thread2.start()
thread1.join()
thread2.join()
print(total)
