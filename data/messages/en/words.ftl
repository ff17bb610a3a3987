# Words and types of the language: help on them. A sentence first, then more; the examples are in src/catalogue/examples.rs.

## Words

word-as = Give a name to what is imported or exported.
word-break = Leave the loop at once; `break value` makes the loop an expression with that value.
word-catch = Go on here when an error came out of `try`. There is one `catch` for all kinds: `e.kind` tells which it is, `e.message` and `e.line` say more; a value that the script threw is itself.
word-class = Describe objects: their attributes are set in `init`, their methods know them as `this`. `class Clock : Thread` inherits, `class Disc : shapes::Circle` from a module. An instance is a reference: two variables can hold the same one, and threads share it.
word-const = Name a value that cannot change.
word-continue = Go on with the next round of the loop.
word-do = Run a block once, then again while a condition holds, or until it does.
word-else = What to do when the condition of `if` does not hold; `else if` asks on.
word-export = Show a variable to scripts that import this one.
word-false = The truth value of what does not hold; Python's `False`.
word-fn = Define a function. Its last expression is what it gives, `return` leaves earlier. Functions see the variables of the script's top level and may assign them. Without a name it is a closure, `|a, b| a + b`: Python's `lambda`.
word-for = Run a block for each item of an array, text, range, queue or file; of a map, for each of its `keys()` or `values()`. With `(item, i)` it counts along.
word-if = Run a block when a condition holds. The condition is `true` or `false`, the braces are needed; as an expression it chooses between two values.
word-in = Ask whether an item is in an array, a key in a map, a part in a text; in `for`, go through the items of an array, the characters of a text, the `keys()` of a map. `!in` asks the opposite.
word-import = Use the functions, classes and exported variables of another script, as a text with its name without `.rhai`. They are reached by the name after `as`, until the block ends that holds the `import`; without that name, only its methods for types are there. What Python imports (`threading`, `time` …) is there without it.
word-let = Make a new variable. It lives to the end of its block; a `let` in a function makes one of the function's own.
word-list = Make an array of what an expression gives, Python's list in comprehension: `list[… for … in … if …]`. Several `for` and `if` may follow.
word-loop = Run a block again and again, until `break`.
word-private = Hide a function from scripts that import this one.
word-return = Leave the function, and give a value.
word-super = Call what the class that is inherited from has: `super.init(…)`, `super.run()`.
word-switch = Choose by a value; `|` joins several, `_` is all others. Python's `match`.
word-this = The object that the method was called on; Python's `self`.
word-throw = Raise an error, any value: `throw "empty stock"`, `throw #{"{"}kind: "ValueError", message: "…"{"}"}`. Python's `raise`.
word-true = The truth value of what holds; Python's `True`.
word-try = Run a block whose errors `catch` receives. There is no `finally`: `with` gives back what must be given back.
word-until = End a `do` loop when the condition holds.
word-while = Run a block as long as a condition holds.
word-with = Hold a lock for the time of a block: take it, run the block, release it however the block is left, by its end, `return`, `break` or an error. Also for semaphores and conditions; sockets, files and child processes are closed at the end.
word-type_of = Give the name of a value's type.
word-eval = Run a text as a piece of the script, with its variables.
word-Fn = Make a value of the function with this name; the bare name of a function does the same.
word-call = Call a function that is a value; `f(…)` does the same.
word-curry = Make a function that has its first arguments already.
word-is_def_fn = Tell whether the script has a function of this name with so many parameters.
word-is_def_var = Tell whether there is a variable of this name here.
word-is_shared = Tell whether a variable is shared, with a closure or a thread.

## Types

type-array = A list of values in an order: `[1, "two", [3]]`. The first one has the index 0, the last one -1; `xs[1] = 5` changes one, `xs += 4` adds one. Assigning an array to another variable copies it; Python's lists and tuples are arrays here.
type-string = A text: `"a"`, or in backticks with values in it. `s[0]` is its first character, `s[0..3]` a part, `s + 1` joins. What Python's texts can do besides is in the module `str`.
type-char = One character: `'a'`. A text of one character is not the same: `"a"`.
type-number = An integer, `42`, or a float, `4.2`. Two integers give an integer: `7 / 2` is 3, `7.0 / 2` is 3.5; `2 ** 10` is a power, `7 % 3` a remainder. An integer has 64 bits: beyond them an operation fails with `OverflowError`.
type-bool = True or false: `true`, `false`. `&&` is and, `||` is or, `!` is not.
type-map = Values with names, Python's dictionary: `#{"{"}nom: "Ada", "né en": 1815{"}"}`. `m.nom` and `m["nom"]` are the value, `()` if there is none; `"nom" in m` asks for the key. Assigning a map to another variable copies it.
type-blob = A row of bytes, as sockets, files and child processes hand them on; Python's `bytes`. `"é".to_blob()` makes one of a text, `as_string` or `decode` a text of it.
type-range = Numbers from one to another: `0..3` is 0, 1, 2 and `0..=3` has the 3 too. `for i in 0..3` counts, `xs[1..3]` takes a part.
type-timestamp = A moment on the clock: `timestamp()`; the difference of two is in seconds.
type-Fn = A function as a value: `|x| 3 * x`, or the bare name of a function. `f(4)` or `f.call(4)` calls it.
type-any = What every value can do.

## Words of lectures: what `sandbox doc` answers with the page of a name, with commas between

found-by-native-threading-Lock = mutex, mutual exclusion, critical section, race condition, data race, lost update, shared resource, atomic, atomicity, interleaving, thread safe
found-by-native-threading-Lock-acquire = deadlock, take a lock, non-blocking, nonblocking
found-by-native-threading-Lock-release = unlock, free a lock
found-by-native-threading-RLock = reentrant lock, re-entrant lock, recursive lock, mutex
found-by-native-threading-Condition = monitor, condition variable, busy waiting, busy wait, readers writers
found-by-native-threading-Condition-wait = spurious wakeup
found-by-native-threading-Condition-notify = wake, wake up, signal a condition, lost signal, missed signal
found-by-native-threading-Condition-notify_all = broadcast, wake all
found-by-native-threading-Semaphore = semaphores, permit, token, dijkstra
found-by-native-threading-Semaphore-acquire = operation p, down
found-by-native-threading-Semaphore-release = operation v, up
found-by-native-threading-Event = flag
found-by-native-threading-Barrier = rendezvous
found-by-native-threading-Timer = alarm, countdown
found-by-native-threading-Thread = thread of execution, concurrency, parallelism, worker, task
found-by-native-threading-Thread-start = start a thread, launch
found-by-native-threading-Thread-join = wait for the end, synchronisation, synchronization
found-by-native-threading-Thread-daemon = background thread
found-by-native-queue-Queue = fifo, producer, consumer, producer consumer, buffer, bounded buffer, channel, message passing, sentinel
found-by-native-queue-Queue-put = enqueue
found-by-native-queue-Queue-get = blocking read, dequeue
found-by-native-queue-LifoQueue = stack, lifo
found-by-native-queue-PriorityQueue = heap, priority
found-by-native-socket-socket = connection, tcp, udp, client, network
found-by-native-socket-create_server = server
found-by-native-socket-socket-listen = listen for clients
found-by-native-socket-socket-accept = accept a client
found-by-native-socket-socket-recv = receive
found-by-native-socket-socket-send = send bytes
found-by-native-subprocess-Popen = process, child process, fork
found-by-native-subprocess-call = command, run a command, foreground, return code, exit status, shell
found-by-native-subprocess-Popen-kill = kill a process
found-by-native-subprocess-PIPE = redirection
found-by-native-time-sleep = pause, delay
found-by-native-time-ctime = date and time
found-by-native-random-random = chance, random number
found-by-native-builtins-print = display, show
found-by-native-builtins-input = keyboard
found-by-native-builtins-len = length, size
found-by-native-builtins-sorted = sorting
found-by-native-builtins-int = integer, conversion
found-by-native-sys-argv = argument, command line
found-by-native-sys-exit = leave the program, quit the program
found-by-native-io-open = read a file, open a file
found-by-word-class = inheritance, object, instance, instantiate, inherit, method, composition, subclass
found-by-word-super = parent class, base class, superclass
found-by-word-this = constructor
found-by-word-fn = function, define, closure, subroutine
found-by-word-list = comprehension, list comprehension
found-by-word-try = exception, handle an error
found-by-word-throw = raise an exception
found-by-word-with = context manager
found-by-word-for = iterate, iteration
found-by-word-while = as long as
found-by-word-loop = endless loop, infinite loop
found-by-word-if = conditional
found-by-type-array = slice, tuple, pair
found-by-type-map = dictionary, hash table
found-by-type-string = character string
found-by-package-string-split = cut a text
found-by-package-array-push = add to a list
