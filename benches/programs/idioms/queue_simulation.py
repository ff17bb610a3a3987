# Customers in a shop: a list as a queue, objects that wait and leave.
import sys


class Customer:
    def __init__(self, number, arrival, work):
        self.number = number
        self.arrival = arrival
        self.work = work


class Counter:
    def __init__(self):
        self.busy_until = 0
        self.served = 0
        self.waited = 0

    def is_free(self, time):
        return self.busy_until <= time

    def serve(self, customer, time):
        self.busy_until = time + customer.work
        self.served += 1
        self.waited += time - customer.arrival


n = int(sys.argv[1]) if len(sys.argv) > 1 else 120000
counters = [Counter(), Counter(), Counter()]
queue = []
longest = 0
number = 0
for time in range(n):
    if time % 2 == 0 or time % 7 == 0:
        queue.append(Customer(number, time, 2 + number * 7 % 6))
        number += 1
    for counter in counters:
        if len(queue) > 0 and counter.is_free(time):
            counter.serve(queue.pop(0), time)
    if len(queue) > longest:
        longest = len(queue)
for counter in counters:
    print(counter.served, counter.waited)
print(number, longest)
