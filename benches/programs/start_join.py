# Start a thread and wait for its end, five thousand times.
from threading import Thread

done = 0


def work():
    global done
    done += 1


for i in range(5000):
    worker = Thread(target=work)
    worker.start()
    worker.join()
print(done)
