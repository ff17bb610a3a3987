import select
import socket
import threading

server = socket.create_server(("localhost", 0))
address = server.getsockname()
COUNT = 3


def serve():
    rests = {}
    left = COUNT
    while left > 0:
        readable, _, _ = select.select([server] + list(rests), [], [])
        for conn in readable:
            if conn is server:
                new, _ = server.accept()
                rests[new] = b""
                continue
            data = conn.recv(100)
            if not data:
                conn.close()
                del rests[conn]
                left -= 1
                continue
            lines = (rests[conn] + data).split(b"\n")
            rests[conn] = lines.pop()
            for line in lines:
                for other in rests:
                    other.sendall(line + b"\n")


def client(name, present, results):
    conn = socket.create_connection(address)
    reader = conn.makefile()
    conn.sendall((name + " is here\n").encode())
    reader.readline()
    present.wait()
    conn.sendall(("hello from " + name + "\n").encode())
    seen = set()
    while len(seen) < COUNT:
        line = reader.readline().strip()
        if line.startswith("hello"):
            seen.add(line)
    present.wait()
    reader.close()
    conn.close()
    results[name] = sorted(seen)


serving = threading.Thread(target=serve)
serving.start()
present = threading.Barrier(COUNT)
results = {}
clients = [threading.Thread(target=client, args=(name, present, results)) for name in ("ada", "bob", "cleo")]
for c in clients:
    c.start()
for c in clients:
    c.join()
serving.join()
server.close()
for name in sorted(results):
    print(name, "heard:", ", ".join(results[name]))
