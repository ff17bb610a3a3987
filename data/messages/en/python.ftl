# Coming from Python: how each name is said here, or why it is not there. Which names a text is for stands in src/catalogue/python.
# A brace is written {"{"} or {"}"}.

## Words

python-none = `None` is `()`. A function that gives nothing gives `()`; compare with `x == ()`.
python-true = `True` is `true`, `False` is `false`.
python-and = `a and b` is `a && b`, `a or b` is `a || b`, `not a` is `!a`. Both sides of `&&` and `||` are `true` or `false`.
python-is = `a is b` is `a == b`, `a is not b` is `a != b`: handles such as locks, threads and objects are equal when they are the same one. `x is None` is `x == ()`.
python-not-in = `x not in xs` is `x !in xs`.
python-async = There is no `async` and no `await`: a thread simply waits, and others run meanwhile, on several cores. Where Python makes a coroutine, start a `Thread`.
python-class = `class Clock(Thread):` is `class Clock : Thread {"{"} … {"}"}`, `__init__` is `init`, `self` is `this` and is no parameter. There are no class variables and no `@decorators`.
python-def = `def f(a, b):` is `fn f(a, b) {"{"} … {"}"}`. Parameters have no default values: define the function once for each number of parameters.
python-del = `del d["a"]` is `d.remove("a")`, `del xs[1]` is `xs.remove(1)`; a variable needs no deleting.
python-elif = `elif x == 1:` is `else if x == 1 {"{"} … {"}"}`.
python-except = `except ValueError as e:` is `catch (e) {"{"} … {"}"}`: it catches every kind of error. Ask `if e.kind == "ValueError"`, and `throw e` what is for others.
python-finally = There is no `finally`. `with lock {"{"} … {"}"}` releases however the block is left; what else must be done stands behind the `try`, and in `catch`.
python-for = `for x in xs:` is `for x in xs {"{"} … {"}"}`; `for i, x in enumerate(xs):` is `for (x, i) in xs {"{"} … {"}"}`. There is no `for … else`. A map is gone through by `m.keys()`.
python-from = There is nothing to import of Python: `Thread`, `Lock`, `sleep` are there, `time::sleep` and `threading::Lock` too.
python-global = Nothing to declare: functions see the variables of the script's top level and may assign them. `let` in a function makes a variable of its own, so there is no doubt which one is meant.
python-if = `if x == 1:` is `if x == 1 {"{"} … {"}"}`; `a if c else b` is `if c {"{"} a {"}"} else {"{"} b {"}"}`. The condition is `true` or `false`: for an empty array ask `xs.is_empty()` or `bool(xs)`.
python-import = `import threading`, `import time` …: leave the line out, the names are there. `import` is for scripts of your own: `import "tools" as tools;`.
python-in = The same, and `not in` is `!in`.
python-lambda = `lambda x: 3 * x` is `|x| 3 * x`; without parameters `|| 42`. It shares the variables that it uses with the code around it.
python-match = `match x:` with `case 1:` is `switch x {"{"} 1 => …, _ => … {"}"}`.
python-pass = An empty block: `{"{"} {"}"}`.
python-raise = `raise ValueError("negative")` is `throw #{"{"}kind: "ValueError", message: "negative"{"}"}`, or any value: `throw "negative"`. `raise` alone, in `catch (e)`, is `throw e`.
python-try = `try:` … `except:` is `try {"{"} … {"}"} catch (e) {"{"} … {"}"}`. There is no `else` and no `finally`.
python-while = `while x > 0:` is `while x > 0 {"{"} … {"}"}`; `while True:` is `loop {"{"} … {"}"}`. There is no `while … else`.
python-with = `with lock:` is `with lock {"{"} … {"}"}`; `with open("f") as f:` is `with open("f") as f {"{"} … {"}"}`.
python-yield = There are no generators. Give an array, made by `list[…]` or `push`; a thread that fills a `Queue` hands values over one by one, and `for x in q` takes them until `q.shutdown()`.
python-self = `self` is `this`. It is no parameter: `run(self)` is `run()`, `self.n` is `this.n`.
python-init = `def __init__(self, n):` is `init(n) {"{"} … {"}"}`, `super().__init__(n)` is `super.init(n)`.
python-str-method = `def __str__(self):` is a method `to_string()`: `print` shows what it gives.
python-enter = Classes of a script have no `__enter__` and `__exit__`: `with` works for locks, semaphores, conditions, sockets, files and child processes.
python-main = There is no `__name__`: statements of the top level run from above to below, and an imported script is one of functions. Arguments are in `argv`.
python-dunder = Names with two underscores mean nothing here: a class has `init`, `to_string` and methods that are called by their names.
python-super = `super().run()` is `super.run()`, `super().__init__()` is `super.init()`.
python-assert = `assert x > 0, "text"` is `assert(x > 0, "text")`.

## Built-in functions

python-bytes = Bytes are a blob: `b"abc"` is `"abc".to_blob()`, `bytes(10)` is `blob(10)`. Sockets and files take a text where Python wants bytes.
python-callable = `isinstance(x, int)` is `type_of(x) == "i64"`; for an object, `type_of(x) == "Clock"`. `callable(f)` is `type_of(f) == "Fn"`.
python-getattr = Attributes are not found by a text. Where names are data, use a map: `m[name]`, `name in m`, `m.keys()`.
python-classmethod = A class has methods of its instances only: what belongs to none of them is a function beside the class. Attributes are read and written directly.
python-complex = There are no complex numbers: keep the two parts in an array or a class.
python-dict = `{"{"}"a": 1{"}"}` is `#{"{"}a: 1{"}"}` or `#{"{"}"a": 1{"}"}`; keys are texts. `d.get("a")` gives `()` if there is none, and so does `d["a"]`.
python-eval = `eval` and `exec` are one: `eval(text)` runs statements too.
python-filter = `filter(f, xs)` is `xs.filter(f)`, or `list[x for x in xs if …]`.
python-format = An `f"…"` stands in backticks with `${"{"}…{"}"}`; `"{"{"}:2d{"}"}".format(n)` is the same here, and `format("{"{"}:2d{"}"}", n)`.
python-hash = Values have no number of their own. Handles compare by `==`; a thread has `ident`.
python-list = A list is an array: `[1, 2, 3]`. `list(range(3))` is `list[i for i in range(3)]`. Mind that `b = a` shares a list in Python, and copies an array here.
python-map = `map(f, xs)` is `xs.map(f)`, and gives an array. (The type `map` is Python's dictionary: `help("dict")`.)
python-pow = `pow(a, b)` is `a ** b`.
python-quit = `quit()` is `exit()`; at the prompt `quit` works too.
python-slice = `xs[1:3]` is `xs[1..3]` for texts, `xs.extract(1..3)` for arrays.
python-tuple = An array does what a tuple does: `(host, code)` is `[host, code]`. To take it apart, `let host = pair[0];`.
python-range = The same: `range(3)`, `range(1, 10, 2)`. `0..3` is a range too.
python-print = `print(a, b, sep="-", end="")` is `print(a, b, #{"{"}sep: "-", end: ""{"}"})`: the options stand in a map at the end.
python-ascii = `repr(x)` shows a value; other letters than ASCII stay as they are.
python-breakpoint = There is no debugger. `sandbox run -i FILE` stays at the prompt with the script's variables, `:threads` and `:locks` show who waits, `--seed N` replays a run.
python-about = `sandbox --version` tells the version; the licences are MIT or Apache-2.0.

## Errors

python-error-kind = An error of this kind is caught by `catch (e) {"{"} if e.kind == "ValueError" {"{"} … {"}"} {"}"}`: the kind is the name that Python gives the class. To raise one: `throw #{"{"}kind: "ValueError", message: "…"{"}"}`.
python-error-os = Errors of the system have short kinds in `e.kind`: `NotFound`, `PermissionDenied`, `TimedOut`, `ConnectionRefused`, `ConnectionReset`, `BrokenPipe`, `AddressInUse`, `WouldBlock`, `Closed`; all others are `OSError`. What a permission of the run forbids is `NotCapable`.
python-error-stop = Ctrl-C and `exit` end the script and cannot be caught; `with` blocks are left in order.
python-error-base = Errors have a kind, not a class, and there are no classes of errors to inherit from: `catch (e)` catches them all, `e.kind` tells which. Any value can be thrown, an object of your own class too.
python-warning = There are no warnings: write to `stderr`.

## Texts, lists, dictionaries

python-str-index = `index_of` gives -1 where Python's `index` fails; so does `find`.
python-str-replace = `s.replace(a, b)` changes `s` itself here and gives nothing; `s.replaced(a, b)` gives a new text, as Python's `replace`.
python-str-join = The same: `", ".join(texts)`.
python-str-format-map = Give the values one by one to `format`, or write `${"{"}m.nom{"}"}` in backticks.
python-str-casefold = `lower` does.
python-str-rsplit = `split_rev` gives the parts from the end; `split` all of them in their order.
python-str-rindex = `rfind` gives -1 where Python's `rindex` fails.
python-str-rpartition = There is `partition`, from the start; from the end, `rfind` gives the place to cut at.
python-str-other = This method is not here. `list[… for c in text.chars()]` goes through the characters; bytes are taken apart by the methods of `blob`.
python-list-append = `xs.append(x)` is `xs.push(x)`. `append` adds all elements of another array here.
python-list-extend = `xs.extend(ys)` is `xs.append(ys)`, or `xs += ys`.
python-list-pop = `xs.pop()` is the same, but gives `()` for an empty array; `xs.pop(0)` is `xs.shift()` or `xs.remove(0)`.
python-list-remove = `remove` takes an index here. To remove a value: `xs.remove(xs.index_of(x))`.
python-list-sort = `xs.sort(key=f)` is `xs.sort_by(|a, b| f(a) - f(b))` or `xs = sorted(xs, #{"{"}key: f{"}"})`, `xs.sort(reverse=True)` is `xs.sort_desc()`; `sorted(xs)` gives a new array.
python-copy = An assignment copies: after `let b = a;`, changing the array or map `b` leaves `a` as it was. Objects and handles are shared.

## threading

python-thread = `Thread(target=f, args=(a, b), name="clock", daemon=True)` is `Thread(f, [a, b], #{"{"}name: "clock", daemon: true{"}"})`. Threads run at the same time, on several cores: there is no global lock.
python-timer = `Timer(2.0, f, args=[a])` is `Timer(2.0, f, [a])`.
python-condition = `with cond:` is `with cond {"{"} … {"}"}`, `cond.wait_for(lambda: ok)` is `cond.wait_for(|| ok)`.
python-local = The same; `local()` cannot be inherited from.
python-excepthook = `threading.excepthook = f` is `excepthook(f)`. The hook gets a map with `exc_type`, `exc_value` and `thread`.
python-threading-enumerate = It needs its module, `threading::enumerate()`: the bare `enumerate` numbers the items of an array, as in Python.
python-stack-size = Stacks have the size they need; how deep functions may call each other is `--max-call-depth`.
python-broken-barrier = A kind of error: `catch (e) {"{"} if e.kind == "BrokenBarrier" {"{"} … {"}"} {"}"}`. Threads at a barrier get it when one of them gives up or `abort` is called.
python-thread-error = An old name of `RuntimeError`: `e.kind == "RuntimeError"`.
python-trace = There are no trace and profile functions: threads run compiled code. To see how they run, `--seed N` replays a schedule, `sandbox dis FILE` shows the steps of each line, `:threads` and `:locks` show who waits.
python-lock-old-acquire = An old name of `acquire`, which Python keeps: type `acquire()`.
python-lock-old-release = An old name of `release`, which Python keeps: type `release()`.
python-lock-old-locked = An old name of `locked`, which Python keeps: type `locked()`.
python-gil = There is no global interpreter lock here: two threads really run at once, and `compteur += 1` without a lock really loses updates.

## queue

python-queue-errors = A kind of error: `catch (e) {"{"} if e.kind == "Empty" {"{"} … {"}"} {"}"}`; so are `Full` and `ShutDown`.
python-queue-inside = What a queue is made of is not shown: `put`, `get`, `qsize`, `task_done`, `join` and `shutdown` are all that a script needs. Where Python uses a heap, use a `PriorityQueue`.

## socket

python-socket = `socket.socket(socket.AF_INET, socket.SOCK_STREAM)` is `socket()` or `socket(AF_INET, SOCK_STREAM)`. An address is `["localhost", 50007]`; `s.send("text")` takes a text, `recv_text` gives one; `with s {"{"} … {"}"}` closes.
python-socket-timeout = A kind of error, `TimedOut`, for sockets that have a time limit: `settimeout` sets it.
python-socket-sendmsg = Several pieces of data are joined and sent by `sendall`; a file is read and sent.
python-socket-recv-into = There are no buffers to fill: `recv` gives a new blob each time.
python-socket-recvfrom-into = There are no buffers to fill: `recvfrom` gives a new blob each time.
python-socket-close = A socket is closed by its own method, `s.close()`, or by `with s {"{"} … {"}"}`.
python-socket-has = IPv6 is there if the system has it; `create_server` says so if it is not.
python-socket-names = From a name to addresses there are `gethostbyname` and `getaddrinfo`; from an address to a name there is nothing: it takes a question to the network that exercises do not need.
python-socket-descriptor = Descriptors of the system are not shared between sockets and processes: under `--seed` a socket has none. `socketpair` makes two sockets that are connected; a socket given to a thread is the same socket.
python-socket-services = The system's tables of services, protocols and interfaces are not asked: write the port number. What would change the machine is not here.
python-socket-bytes = Addresses stand as texts, ports as integers, so nothing needs another order of bytes. To put numbers into bytes there are `write_be` and `parse_be_int` of `blob`.
python-socket-errors = Errors are told apart by `e.kind` (`WouldBlock`, `TimedOut`, `ConnectionRefused` …) rather than by numbers; `e.errno` has the number of the system.
python-socket-enums = A class that Python gives the numbers of constants; here they are integers.
python-socket-families = Sockets here are TCP and UDP over IPv4 and IPv6, and Unix sockets: what the course teaches and what a seed can replay. Other families of addresses and their constants are not here.
python-socket-options = This option is not here: those that change what a program sees are, such as `SO_REUSEADDR`, `SO_BROADCAST`, `TCP_NODELAY`, `IPV6_V6ONLY`, `MSG_PEEK`.
python-socket-info = `getaddrinfo` needs no flags here. Any address of the machine is `""` or `"0.0.0.0"`, its own one `"localhost"`.

## subprocess

python-popen = `Popen(["ls"], stdout=PIPE, text=True)` is `Popen(["ls"], #{"{"}stdout: PIPE, text: true{"}"})`.
python-subprocess-run = `run(["ls"], capture_output=True, text=True)` is `run(["ls"], #{"{"}capture_output: true, text: true{"}"})`.
python-getoutput = `getoutput(line)` gives what a line for the shell writes, `call(line, #{"{"}shell: true{"}"})` its exit code; both need `--allow-run=sh`.
python-subprocess-errors = A kind of error: `CalledProcess` (with `e.returncode` and `e.output`) or `TimeoutExpired`. `catch (e) {"{"} if e.kind == "TimeoutExpired" {"{"} … {"}"} {"}"}`.
python-list2cmdline = A program is started with an array of words, so nothing needs quotes.
python-popen-text = What was given to `Popen` is not asked of it afterwards; `text: true`, `encoding` and `errors` make its pipes give texts.
python-subprocess-windows = A name of Python on Windows only.

## Other modules

python-time-other = Dates and their parts are in `datetime`: `datetime::now().hour`, `datetime::fromtimestamp(s)`, `datetime::strptime(text, format)`.
python-time-process = The processor's time is not counted: `perf_counter` measures what passes for a person.
python-random-other = This one is not here. `random`, `randint`, `uniform`, `choice`, `sample`, `shuffle` are; `seed(n)` begins anew, and `sandbox run --seed n` decides all chance of a run.
python-math = `math.sqrt(x)` is `sqrt(x)`, `math.pi` is `PI()`: the functions of numbers are there without a module.
python-math-other = This function is not here. Those of numbers have no module: `sqrt(x)`, `sin(x)`, `floor(x)`, `PI()`.
python-os-path = `os.path.join(a, b)` is `os_path::join(a, b)`.
python-json-dumps = `json.dumps(m)` is `m.to_json()`.
python-json-loads = `json.loads(text)` is `parse_json(text)`.
python-futures = `from concurrent.futures import ThreadPoolExecutor` needs no line here: the names are there; with the module before them, `concurrent_futures::wait(futures)`. Keyword arguments stand in a map, or in Python's order.
python-futures-errors = Kinds of errors: `catch (e) {"{"} if e.kind == "Cancelled" {"{"} … {"}"} {"}"}`; `CancelledError` is `Cancelled`, `TimeoutError` is `TimedOut`, `InvalidStateError` is `InvalidState`, `BrokenExecutor` is `BrokenThreadPool`.
python-futures-wait = `done, not_done = wait(futures)` is `let both = wait(futures);`, then `both.done` and `both.not_done`, which are arrays in the order of the futures.
python-futures-run = A worker of a pool does this itself before it begins a task.
python-executors = Threads use all cores here, so there is one kind of pool: `ThreadPoolExecutor` does what `ProcessPoolExecutor` is for.
python-processes = Threads are all there is, and they use all cores: `ThreadPoolExecutor` does what a pool of processes is for, a `Queue` what a pipe is for.
python-selectors = `select(rlist, wlist, xlist, timeout)` is the one way to wait for several sockets; or a thread for each: `accept` and `recv` let the others run.
python-other-module = This module is not here: the course does not need it. `sandbox doc` shows what there is.
python-frozenset = A `set` is its own copy with `s.copy()`; there is none that cannot change, and none in another set: an array of sorted values does there.
python-dict-popitem = `d.popitem()` is `m.pop(k)` of the key you want: a map keeps its keys in order.
python-dict-fromkeys = `dict.fromkeys(keys, 0)` is a loop: `for k in keys {"{"} m[k] = 0; {"}"}`.
python-collections-other = A map keeps its keys in order; `defaultdict` keeps the order in which they came. A class does what a `namedtuple` does.
python-logging-other = There is one place for lines, which `basicConfig` chooses, and loggers with levels: no handlers, filters and formatters of their own.
