# Children: programs that a script starts.

subprocess-no-program = no such program: `{ $name }`
    .hint = is it installed? It is looked for in the folders of `PATH`
    .line = a string is the name of a program; give an array, `["ls", "-l"]`, or add `#{"{"}shell: true{"}"}`
subprocess-no-file = no such file or directory: `{ $name }`
    .hint = look at the path, and at the folder that the script runs in
    .first-line = if it is a script: is the program that its first line names there?
subprocess-undeclared = the programs of this run are those of the --programs file: { $known }; describe `{ $name }` there: `[program.{ $name }]`
    .none = the --programs file describes no program; describe this one there: `[program.{ $name }]`
subprocess-no-case = { $name }: no case of the --programs file fits: { $words }
subprocess-shell-modelled = `{ $what }` in a line for the shell is not understood in a run with --programs
    .hint = a modelled shell knows a program with its arguments, `< /dev/null`, `> /dev/null`, `2> /dev/null` and `2>&1`; start programs by arrays
subprocess-modelled-file = a file in memory (--files) cannot be given to a real program: `{ $name }`
    .hint = describe `{ $name }` in a file for --programs, or use a pipe
subprocess-not-executable = permission denied: `{ $name }` is not a program that can be executed
    .hint = if it is a script, make it executable: `chmod +x { $name }`
subprocess-timed-out = Command '{ $command }' timed out after { $seconds } seconds
subprocess-failed = Command '{ $command }' returned non-zero exit status { $code }.
subprocess-killed = Command '{ $command }' died with { $signal }.
subprocess-signal-number = signal { $number }

# What a script asks for.

subprocess-one-array = the program and its arguments go into one array: `["ping", "-c1", host]`
subprocess-command = `{ $owner }`: the command must be an array of strings, or a string, not `{ $given }`
subprocess-word = `{ $owner }`: item { $index } of the command must be a string, not `{ $given }`
    .hint = `str(…)` makes a string of a number
subprocess-no-words = `{ $owner }`: the array of the command is empty
    .hint = its first item is the program: `["ls", "-l"]`
subprocess-shell-array = `{ $owner }`: with `shell: true` the command is one string, not an array
subprocess-zero-byte = embedded null byte
subprocess-input-twice = stdin and input arguments may not both be used.
subprocess-captured = stdout and stderr arguments may not be used with capture_output.
subprocess-output-twice = stdout argument not allowed, it will be overridden.
subprocess-env = a map of strings
subprocess-seconds = a number of seconds
subprocess-redirect = `PIPE`, `DEVNULL` or an open file
subprocess-stdout = `{ $owner }`: `STDOUT` is for `stderr`, not for `{ $name }`
subprocess-variable = `env`: the value of `{ $name }` must be a string, not `{ $given }`
subprocess-variable-name = `env`: `{ $name }` is no name of a variable
subprocess-loader = Requires run access to all programs to start one with `{ $name }`, run again with the --allow-run flag
    .hint = leave `{ $name }` out of `env`: it loads other code into the program
subprocess-cwd-file = `cwd`: `{ $path }` is not a folder
subprocess-cwd-missing = `cwd`: no such folder: `{ $path }`
subprocess-cwd-rights = `cwd`: permission denied: `{ $path }`
subprocess-signal = `send_signal`: { $number } is no signal
    .hint = `SIGINT`, `SIGTERM`, `SIGKILL` … have names

# Starting and talking.

subprocess-long-words = argument list too long
    .hint = send much data by `input`, not as an argument
subprocess-format = exec format error: `{ $name }`
    .hint = a script's first line must name its program: `#!/bin/sh`
subprocess-too-many = process limit ({ $limit }) reached
    .hint = wait for some of the children first, or run again with a larger --max-processes
subprocess-no-input = `communicate`: there is no pipe for `input`
    .hint = start the program with `stdin: PIPE`
subprocess-input-late = Cannot send input after starting communication
subprocess-busy = another thread is in `communicate` with this child
subprocess-closed = I/O operation on closed file
    .hint = the pipe was closed before, by `close()` or at the end of a `communicate()`
subprocess-not-readable = not readable: this is the child's `stdin`
subprocess-not-writable = not writable: this is for what the child says
subprocess-broken-pipe = broken pipe: the child reads no more
subprocess-as-bytes = without `text: true` the child's output is a blob
subprocess-too-long = the child printed more than { $size } MiB
    .hint = send its output to a file, or read it in pieces
subprocess-late = timed out

# What a thread waits for.

wait-child = a child process
wait-child-exchange = a child to write or read
wait-child-output = the output of a child
wait-child-input = a child to read
wait-pipe-bytes = something to read from a pipe
wait-pipe-room = room in a pipe
wait-continue = the signal to go on (SIGCONT)
