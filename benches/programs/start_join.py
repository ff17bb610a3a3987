# Start a thread and wait for its end, five thousand times.
from threading import Thread

done = 0


def work():
    global done
    done += 1


for i in range(5000):
    thread = Thread(target=work)
    thread.start()
    thread.join()
print(done)
