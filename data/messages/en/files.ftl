# What is said about files, folders and dates.

files-not-found = no such file or folder `{ $path }`
    .hint = relative paths start at the folder where `sandbox` was started
files-no-rights = the system does not let you at `{ $path }`
    .hint = look at the rights of the file and of its folder: `ls -l`
files-exists = there is already a file or folder `{ $path }`
    .hint = mode "w" writes over a file, mode "a" adds to it
files-is-folder = this is a folder, not a file: `{ $path }`
    .hint = `listdir` tells what is in it
files-not-folder = a part of the path is a file, not a folder: `{ $path }`
files-folder-full = the folder is not empty: `{ $path }`
files-no-space = no space is left for `{ $path }`
files-too-large = it would get too large: `{ $path }`
files-broken-pipe = nobody reads any more from `{ $path }`
files-failed = { $reason }: `{ $path }`
files-empty-path = the path is empty
    .hint = give the name of a file: `"foot_2020.txt"`
files-zero-byte = the path has a zero byte in it
files-mode = invalid mode: `{ $mode }`
    .hint = one of "r" (read), "w" (write anew), "a" (add), "x" (make), with "b" for bytes, "+" for reading and writing
files-binary-encoding = binary mode takes no `encoding`
files-encoding = files are read as UTF-8, not as `{ $encoding }`
    .hint = read bytes and decode them: `open(path, "rb").read().decode("latin-1")`
files-closed = `{ $path }` has been closed
    .hint = read and write before `close`, and inside the `with` block
files-not-text = `{ $path }` is not UTF-8 text: byte 0x{ $byte }
    .at = `{ $path }` is not UTF-8 text: byte 0x{ $byte } at position { $position }
    .hint = save the file as UTF-8, or read bytes: `open(path, "rb").read().decode("latin-1")`
files-too-long = more than 256 MiB at once from `{ $path }`
    .hint = read it in parts: `file.read(65536)`, `for line in file`
files-not-readable = `{ $path }` was opened with mode "{ $mode }", not for reading
    .hint = open it with mode "r" or "r+"
files-not-writable = `{ $path }` was opened with mode "{ $mode }", not for writing
    .hint = open it with mode "w", "a" or "r+"
files-wants-text = `{ $path }` takes text, not `{ $given }`
    .hint = `str(value)` makes a text; mode "wb" takes bytes
files-wants-bytes = `{ $path }` takes bytes, not `{ $given }`
    .hint = `text.encode()` gives the bytes of a text; mode "w" takes text
files-seek-text = in a text, `seek` counts from the start only
    .hint = `seek(0, 2)` goes to the end; mode "rb" counts bytes from anywhere
files-seek-negative = negative seek position { $offset }
files-whence = `whence` is 0, 1 or 2, not { $whence }
files-negative-size = `size` must not be negative

## Dates

date-year = year must be in 1..9999, not { $year }
date-month = month must be in 1..12, not { $month }
date-day = day is out of range for month
date-range = date value out of range
date-delta = a `timedelta` has at most { $days } days
date-part = { $part } must be in 0..{ $most }, not { $value }
date-format = time data `{ $text }` does not match format `{ $format }`
date-iso = invalid isoformat string: `{ $text }`
    .hint = written as 2026-11-22 or 2026-11-22T09:38:51
files-limit = file limit ({ $limit }) reached: `{ $path }`
    .hint = close some of the files first, or run again with a larger --max-files
