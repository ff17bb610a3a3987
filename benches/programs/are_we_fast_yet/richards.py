# Richards of "Are We Fast Yet?" (github.com/smarr/are-we-fast-yet): tasks of an operating system hand packets on.
import sys

IDLER = 0
WORKER = 1
HANDLER_A = 2
HANDLER_B = 3
DEVICE_A = 4
DEVICE_B = 5
DEVICE_PACKET = 0
WORK_PACKET = 1
DATA_SIZE = 4


class Packet:
    def __init__(self, link, identity, kind):
        self.link = link
        self.identity = identity
        self.kind = kind
        self.datum = 0
        self.data = [0, 0, 0, 0]

    def append_to(self, queue):
        self.link = None
        if queue is None:
            return self
        last = queue
        while last.link is not None:
            last = last.link
        last.link = self
        return queue


class Task:
    def __init__(self, scheduler, identity, priority, queue):
        self.scheduler = scheduler
        self.identity = identity
        self.priority = priority
        self.input = queue
        self.link = scheduler.tasks
        self.packet_pending = queue is not None
        self.waiting = True
        self.holding = False
        scheduler.add(self)

    def is_holding_or_waiting(self):
        return self.holding or not self.packet_pending and self.waiting

    def is_waiting_with_packet(self):
        return self.packet_pending and self.waiting and not self.holding

    def add_input(self, packet, old_task):
        if self.input is None:
            self.input = packet
            self.packet_pending = True
            if self.priority > old_task.priority:
                return self
        else:
            self.input = packet.append_to(self.input)
        return old_task

    def run_once(self):
        message = None
        if self.is_waiting_with_packet():
            message = self.input
            self.input = message.link
            self.packet_pending = self.input is not None
            self.waiting = False
            self.holding = False
        return self.work(message)


class Idler(Task):
    def __init__(self, scheduler):
        super().__init__(scheduler, IDLER, 0, None)
        self.control = 1
        self.count = 10000
        self.waiting = False

    def work(self, message):
        self.count -= 1
        if self.count == 0:
            return self.scheduler.hold_self()
        bit = self.control & 1
        self.control = self.control >> 1
        if bit == 0:
            return self.scheduler.release(DEVICE_A)
        self.control = self.control ^ 53256
        return self.scheduler.release(DEVICE_B)


class Worker(Task):
    def __init__(self, scheduler, queue):
        super().__init__(scheduler, WORKER, 1000, queue)
        self.destination = HANDLER_A
        self.count = 0

    def work(self, message):
        if message is None:
            return self.scheduler.wait_self()
        self.destination = HANDLER_B if self.destination == HANDLER_A else HANDLER_A
        message.identity = self.destination
        message.datum = 0
        for i in range(DATA_SIZE):
            self.count += 1
            if self.count > 26:
                self.count = 1
            message.data[i] = 64 + self.count
        return self.scheduler.queue_packet(message)


class Handler(Task):
    def __init__(self, scheduler, identity, priority, queue):
        super().__init__(scheduler, identity, priority, queue)
        self.work_in = None
        self.device_in = None

    def work(self, message):
        if message is not None:
            if message.kind == WORK_PACKET:
                self.work_in = message.append_to(self.work_in)
            else:
                self.device_in = message.append_to(self.device_in)
        packet = self.work_in
        if packet is None:
            return self.scheduler.wait_self()
        count = packet.datum
        if count >= DATA_SIZE:
            self.work_in = packet.link
            return self.scheduler.queue_packet(packet)
        device_packet = self.device_in
        if device_packet is None:
            return self.scheduler.wait_self()
        self.device_in = device_packet.link
        device_packet.datum = packet.data[count]
        packet.datum = count + 1
        return self.scheduler.queue_packet(device_packet)


class Device(Task):
    def __init__(self, scheduler, identity, priority):
        super().__init__(scheduler, identity, priority, None)
        self.pending = None

    def work(self, message):
        if message is None:
            packet = self.pending
            if packet is None:
                return self.scheduler.wait_self()
            self.pending = None
            return self.scheduler.queue_packet(packet)
        self.pending = message
        return self.scheduler.hold_self()


class Scheduler:
    def __init__(self):
        self.tasks = None
        self.table = [None, None, None, None, None, None]
        self.current = None
        self.queue_count = 0
        self.hold_count = 0

    def add(self, task):
        self.tasks = task
        self.table[task.identity] = task

    def start(self):
        Idler(self)
        Worker(self, packets(2, WORKER, WORK_PACKET))
        Handler(self, HANDLER_A, 2000, packets(3, DEVICE_A, DEVICE_PACKET))
        Handler(self, HANDLER_B, 3000, packets(3, DEVICE_B, DEVICE_PACKET))
        Device(self, DEVICE_A, 4000)
        Device(self, DEVICE_B, 5000)
        self.schedule()

    def schedule(self):
        self.current = self.tasks
        while self.current is not None:
            if self.current.is_holding_or_waiting():
                self.current = self.current.link
            else:
                self.current = self.current.run_once()

    def find_task(self, identity):
        task = self.table[identity]
        if task is None:
            raise Exception(f"there is no task {identity}")
        return task

    def hold_self(self):
        self.hold_count += 1
        self.current.holding = True
        return self.current.link

    def wait_self(self):
        self.current.waiting = True
        return self.current

    def queue_packet(self, packet):
        task = self.find_task(packet.identity)
        self.queue_count += 1
        packet.link = None
        packet.identity = self.current.identity
        return task.add_input(packet, self.current)

    def release(self, identity):
        task = self.find_task(identity)
        task.holding = False
        if task.priority > self.current.priority:
            return task
        return self.current


def packets(count, identity, kind):
    queue = None
    for i in range(count):
        queue = Packet(queue, identity, kind)
    return queue


turns = int(sys.argv[1]) if len(sys.argv) > 1 else 2
for turn in range(turns):
    scheduler = Scheduler()
    scheduler.start()
    if scheduler.queue_count != 23246 or scheduler.hold_count != 9297:
        raise Exception(f"{scheduler.queue_count} packets and {scheduler.hold_count} holds")
print("richards", turns)
