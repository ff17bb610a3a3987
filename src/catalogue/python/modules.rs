//! What Python imports: the names of `threading`, `queue`, `socket`, `subprocess` that are not as they are there, and other modules.

use super::{Saying, page, said};

pub static ROWS: &[Saying] = &[
    // threading
    page("thread", "threading.Thread, Thread", "Thread"),
    page("timer", "threading.Timer, Timer", "Timer"),
    page("condition", "threading.Condition, Condition",
        "Condition"),
    page("local", "threading.local, local", "local"),
    page("excepthook", "threading.excepthook, excepthook, threading.ExceptHookArgs, ExceptHookArgs",
        "excepthook"),
    page("threading-enumerate", "threading.enumerate",
        "threading.enumerate"),
    page("stack-size", "threading.stack_size, stack_size",
        "stack_size"),
    said("broken-barrier", "threading.BrokenBarrierError, BrokenBarrierError")
    .see("Barrier, catch"),
    said("thread-error", "threading.ThreadError, ThreadError").see("Lock.release, catch"),
    said("trace", "threading.settrace, settrace, threading.setprofile, setprofile, threading.gettrace, \
         threading.getprofile, threading.settrace_all_threads, threading.setprofile_all_threads, \
         sys.settrace, sys.setprofile")
    .see("excepthook"),
    page("lock-old-acquire", "threading.Lock.acquire_lock, Lock.acquire_lock",
        "Lock.acquire"),
    page("lock-old-release", "threading.Lock.release_lock, Lock.release_lock",
        "Lock.release"),
    page("lock-old-locked", "threading.Lock.locked_lock, Lock.locked_lock",
        "Lock.locked"),
    said("gil", "GIL, gil, sys.setswitchinterval, sys.getswitchinterval, sys._is_gil_enabled")
    .see("Lock, Thread"),
    // queue
    said("queue-errors", "queue.Empty, queue.Full, queue.ShutDown, Empty, Full, ShutDown")
    .see("Queue.get, Queue.put, Queue.shutdown, catch"),
    said("queue-inside", "queue.Queue.mutex, queue.Queue.not_empty, queue.Queue.not_full, queue.Queue.all_tasks_done, \
         queue.Queue.unfinished_tasks, queue.Queue.queue, queue.Queue.is_shutdown, queue.deque, \
         queue.heappush, queue.heappop")
    .see("Queue, PriorityQueue"),
    // concurrent.futures
    page("futures", "concurrent.futures, concurrent", "concurrent_futures"),
    said("futures-errors", "concurrent.futures.CancelledError, CancelledError, concurrent.futures.BrokenExecutor, BrokenExecutor, \
         concurrent.futures.InvalidStateError, InvalidStateError, concurrent.futures.TimeoutError, \
         concurrent.futures.thread.BrokenThreadPool, BrokenThreadPool")
    .see("Future.result, catch"),
    page("futures-wait", "concurrent.futures.wait, concurrent.futures.DoneAndNotDoneFutures", "concurrent_futures.wait"),
    page("futures-run", "concurrent.futures.Future.set_running_or_notify_cancel", "Future.cancel"),
    said("executors", "concurrent.futures.ProcessPoolExecutor, ProcessPoolExecutor, concurrent.futures.InterpreterPoolExecutor, \
         InterpreterPoolExecutor, concurrent.futures.Executor, concurrent.futures.Executor.*, Executor, multiprocessing.Pool")
    .see("ThreadPoolExecutor"),
    // socket
    page("socket", "socket.socket, socket.SocketType",
        "socket.socket"),
    page("socket-timeout", "socket.timeout, socket.socket.timeout",
        "socket.socket.settimeout"),
    page("socket-sendmsg", "socket.socket.sendmsg, socket.socket.sendfile",
        "socket.socket.sendall"),
    page("socket-recv-into", "socket.socket.recv_into, socket.socket.recvmsg, socket.socket.recvmsg_into",
        "socket.socket.recv"),
    page("socket-recvfrom-into", "socket.socket.recvfrom_into",
        "socket.socket.recvfrom"),
    page("socket-close", "socket.close", "socket.socket.close"),
    page("socket-has", "socket.has_dualstack_ipv6, socket.has_ipv6",
        "create_server"),
    page("socket-names", "socket.getfqdn, socket.gethostbyaddr, socket.gethostbyname_ex, socket.getnameinfo",
        "getaddrinfo"),
    said("socket-descriptor", "socket.fromfd, socket.dup, socket.fromshare, socket.recv_fds, socket.send_fds, socket.socket.dup, \
         socket.socket.share, socket.socket.ioctl, socket.socket.get_inheritable, \
         socket.socket.set_inheritable, socket.CMSG_LEN, socket.CMSG_SPACE, socket.SCM_*, \
         socket.socket.sendmsg_afalg, socket.SocketIO, socket.CAPI, socket.SIO_*, socket.RCVALL_*")
    .see("socket.socket, socketpair, Popen"),
    said("socket-services", "socket.getprotobyname, socket.getservbyname, socket.getservbyport, socket.if_*, socket.sethostname")
    .see("getaddrinfo, gethostname"),
    said("socket-bytes", "socket.htonl, socket.htons, socket.ntohl, socket.ntohs, socket.inet_*, struct, struct.*")
    .see("blob.write_be, blob.parse_be_int, gethostbyname"),
    said("socket-errors", "socket.EAI_*, socket.EAGAIN, socket.EBADF, socket.EWOULDBLOCK, socket.EINTR")
    .see("catch, getaddrinfo"),
    said("socket-enums", "socket.AddressFamily, socket.AddressInfo, socket.SocketKind, socket.MsgFlag")
    .see("AF_INET, SOCK_STREAM"),
    said("socket-families", "socket.AF_*, socket.PF_*, socket.SOCK_*, socket.CAN_*, socket.TIPC_*, socket.ALG_*, socket.J1939_*, \
         socket.NETLINK_*, socket.BT*, socket.BDADDR_*, socket.HCI_*, socket.VM*, socket.PACKET_*, \
         socket.ETH*, socket.RDS_*, socket.UDPLITE_*, socket.IOCTL_*, socket.HV*, socket.SOL_*, \
         socket.L2CAP_*, socket.NDP_*, socket.LOCAL_*, socket.QIPCRTR_*")
    .see("AF_INET, AF_INET6, AF_UNIX, SOCK_STREAM, SOCK_DGRAM"),
    said("socket-options", "socket.SO_*, socket.TCP_*, socket.IP_*, socket.IPV6_*, socket.IPPROTO_*, socket.MSG_*, \
         socket.IPPORT_*, socket.IPX_*, socket.SCTP_*")
    .see("socket.socket.setsockopt, SO_REUSEADDR, TCP_NODELAY, socket.socket.recv"),
    said("socket-info", "socket.AI_*, socket.NI_*, socket.INADDR_*")
    .see("getaddrinfo, socket.socket.bind"),
    // subprocess
    page("popen", "subprocess.Popen, Popen", "Popen"),
    page("subprocess-run", "subprocess.run, run",
        "subprocess.run"),
    page("getoutput", "os.popen, os.system", "getoutput"),
    said("subprocess-errors", "subprocess.CalledProcessError, subprocess.TimeoutExpired, subprocess.SubprocessError, \
         subprocess.CalledProcessError.*, subprocess.TimeoutExpired.*, CalledProcessError, TimeoutExpired")
    .see("check_call, check_output, Popen.wait, catch"),
    said("list2cmdline", "subprocess.list2cmdline, shlex, shlex.*")
    .see("subprocess.run, string.split"),
    said("popen-text", "subprocess.Popen.universal_newlines, subprocess.Popen.encoding, subprocess.Popen.errors, \
         subprocess.Popen.text_mode, subprocess.Popen.pipesize, subprocess.Popen.process_group")
    .see("Popen"),
    said("subprocess-windows", "subprocess.STARTUPINFO, subprocess.STARTF_*, subprocess.SW_HIDE, subprocess.STD_*, \
         subprocess.CREATE_*, subprocess.ABOVE_*, subprocess.BELOW_*, subprocess.HIGH_*, subprocess.IDLE_*, \
         subprocess.NORMAL_*, subprocess.REALTIME_*, subprocess.DETACHED_PROCESS")
    .see("Popen"),
    // collections
    said("collections-other", "collections.OrderedDict, collections.ChainMap, collections.namedtuple, collections.UserDict, \
         collections.UserList, collections.UserString, collections.abc, collections.abc.*, OrderedDict, namedtuple, \
         collections.deque.*, collections.Counter.*, collections.defaultdict.*")
    .see("defaultdict, map, class"),
    // logging
    said("logging-other", "logging.*")
    .see("basicConfig, getLogger"),
    // Other modules
    said("time-other", "time.gmtime, time.localtime, time.mktime, time.asctime, time.strptime, time.struct_time, \
         time.tzname, time.timezone, time.altzone, time.daylight, time.tzset")
    .see("datetime.now, datetime.fromtimestamp, strftime"),
    said("time-process", "time.process_time, time.process_time_ns, time.thread_time, time.thread_time_ns, time.clock*, \
         time.get_clock_info, time.CLOCK_*, time.pthread_getcpuclockid")
    .see("perf_counter, monotonic"),
    said("random-other", "random.gauss, random.normalvariate, random.lognormvariate, random.expovariate, random.triangular, \
         random.betavariate, random.gammavariate, random.paretovariate, random.vonmisesvariate, \
         random.weibullvariate, random.binomialvariate, random.choices, random.Random, random.SystemRandom, \
         random.getrandbits, random.randbytes, random.getstate, random.setstate")
    .see("random.random, random.uniform, choice, seed"),
    page("math", "math", "number"),
    said("math-other", "math.*, cmath, cmath.*, decimal, decimal.*, fractions, fractions.*")
    .see("number, round, sum"),
    page("os-path", "os.path", "os_path"),
    page("json-dumps", "json.dumps, json.dump, json",
        "map.to_json"),
    page("json-loads", "json.loads, json.load",
        "string.parse_json"),
    said("processes", "concurrent.*, multiprocessing, multiprocessing.*, asyncio.*, _thread, _thread.*")
    .see("Thread, ThreadPoolExecutor, Queue"),
    said("selectors", "select.*, selectors, selectors.*, socketserver, socketserver.*")
    .see("select.select, Thread"),
    said("other-module", "re, re.*, itertools, itertools.*, functools, functools.*, contextlib, contextlib.*, dataclasses, dataclasses.*, typing, typing.*, string, abc, \
         abc.*, enum, enum.*, pathlib, pathlib.*, shutil, shutil.*, tempfile, tempfile.*, unittest, \
         unittest.*, pickle, pickle.*, csv, csv.*, traceback, traceback.*, operator, operator.*, copy.*, \
         heapq, heapq.*, statistics, statistics.*, secrets, secrets.*, argparse, argparse.*, errno, errno.*, \
         http, http.*, urllib, urllib.*, ssl, ssl.*, numpy, numpy.*, pandas, pandas.*, requests, requests.*"),
];
