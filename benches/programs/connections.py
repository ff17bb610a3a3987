# Three thousand short connections over the loopback, each served by a thread of its own.
from socket import create_server, socket
from threading import Lock, Thread

server = create_server(("localhost", 0))
address = server.getsockname()
served = 0
lock = Lock()


def serve(conn):
    global served
    order = int(conn.recv(2).decode())
    conn.send("{0:2d}".format(order).encode())
    conn.close()
    with lock:
        served += 1


def accept_all():
    for i in range(3000):
        Thread(target=serve, args=(server.accept()[0],)).start()


acceptor = Thread(target=accept_all)
acceptor.start()
received = 0
for i in range(3000):
    client = socket()
    client.connect(address)
    client.send(b"18")
    received += int(client.recv(2).decode())
    client.close()
acceptor.join()
server.close()
print(received)
