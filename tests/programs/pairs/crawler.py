import threading, queue
from concurrent.futures import ThreadPoolExecutor, wait, FIRST_COMPLETED

SITE = {
    "/": ["/a", "/b"],
    "/a": ["/c", "/", "/d"],
    "/b": ["/d", "/e"],
    "/c": [],
    "/d": ["/a", "/f"],
    "/e": ["/missing"],
    "/f": [],
}

def fetch(url):
    if url not in SITE:
        raise KeyError(url)
    return SITE[url]

def crawl_with_queue(workers):
    todo = queue.Queue()
    seen, lock, errors = set(), threading.Lock(), []
    def add(url):
        with lock:
            if url in seen: return
            seen.add(url)
        todo.put(url)
    def work():
        while True:
            url = todo.get()
            try:
                for link in fetch(url): add(link)
            except KeyError as e:
                with lock: errors.append(e.args[0])
            finally:
                todo.task_done()
    for _ in range(workers):
        threading.Thread(target=work, daemon=True).start()
    add("/")
    todo.join()
    return sorted(seen), errors

def crawl_with_pool(workers):
    seen, pages = {"/"}, 0
    with ThreadPoolExecutor(max_workers=workers) as pool:
        pending = {pool.submit(fetch, "/")}
        while pending:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            for future in done:
                if future.exception() is not None: continue
                pages += 1
                for link in future.result():
                    if link not in seen:
                        seen.add(link)
                        pending.add(pool.submit(fetch, link))
    return len(seen), pages

for n in (1, 4):
    seen, errors = crawl_with_queue(n)
    print(n, " ".join(seen), " ".join(errors))
    print(*crawl_with_pool(n))
