import random
import threading
from concurrent.futures import ThreadPoolExecutor, wait


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = threading.Lock()


class NotEnough(Exception):
    pass


accounts = [Account(n, 100) for n in range(5)]


def transfer(source, target, amount):
    first, second = sorted([source, target], key=lambda a: a.number)
    with first.lock:
        with second.lock:
            if source.balance < amount:
                raise NotEnough()
            source.balance -= amount
            target.balance += amount
    return amount


def teller(k):
    moved = 0
    refused = 0
    for n in range(50):
        source = accounts[(k + n) % 5]
        target = accounts[(k + 2 * n + 1) % 5]
        if source is target:
            continue
        try:
            moved += transfer(source, target, 10)
        except NotEnough:
            refused += 1
    return moved + 10 * refused


with ThreadPoolExecutor(4, thread_name_prefix="teller") as pool:
    futures = [pool.submit(teller, k) for k in range(6)]
    done, not_done = wait(futures)
print(len(done), "tellers,", len(not_done), "still at work")
print([f.result() for f in futures])
print("total:", sum(a.balance for a in accounts))
print("nobody below zero:", "yes" if all(a.balance >= 0 for a in accounts) else "no")
