import socket
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed

server = socket.create_server(("localhost", 0))
address = server.getsockname()


def serve():
    while True:
        conn, _ = server.accept()
        with conn:
            path = conn.makefile().readline().strip()
            if path == "stop":
                return
            if path.endswith("7"):
                conn.sendall(b"404 not found\n")
            else:
                conn.sendall(("200 " + path * 3 + "\n").encode())


def download(path):
    with socket.create_connection(address) as conn:
        conn.sendall((path + "\n").encode())
        answer = conn.makefile().readline().strip()
    status, body = answer.split(" ", 1)
    if status != "200":
        raise ValueError(body)
    return len(body)


serving = threading.Thread(target=serve)
serving.start()
paths = ["/page%d" % n for n in range(10)]
sizes = {}
failed = []
with ThreadPoolExecutor(max_workers=4) as pool:
    futures = {pool.submit(download, path): path for path in paths}
    for future in as_completed(futures):
        path = futures[future]
        try:
            sizes[path] = future.result()
        except ValueError:
            failed.append(path)
for path in sorted(sizes):
    print(path, sizes[path])
print("failed:", " ".join(failed))
print("total:", sum(sizes.values()))
with socket.create_connection(address) as conn:
    conn.sendall(b"stop\n")
serving.join()
server.close()
