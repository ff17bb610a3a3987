# Python's built-in functions and the console.

print-file = `print`: `file` must be `stdout`, `stderr` or an open file
end-of-input = EOF when reading a line
stdin-write = cannot write to stdin: it is for reading
stdin-only = `{ $name }` works on `stdin` only
int-base-without-text = int() can't convert non-string with explicit base
int-argument = int() argument must be a string or a number, not `{ $kind }`
float-argument = float() argument must be a string or a number, not `{ $kind }`
ord-argument = ord() expected a character, but string of length { $length } found
chr-argument = chr() arg not in range(0x110000)
assertion = assertion failed
int-of-nan = cannot convert float NaN to integer
int-of-infinity = cannot convert float infinity to integer
int-of-large-float = float too large for an integer of 64 bits
int-literal = invalid literal for int() with base { $base }: '{ $text }'
int-base = int() base must be >= 2 and <= 36, or 0
int-too-large = '{ $text }' is too large for an integer of 64 bits
float-literal = could not convert string to float: '{ $text }'
empty-iterable = { $name }() iterable argument is empty
sum-of-texts = sum() can't sum strings
    .hint = use `"".join(list)`
sum-of-kind = sum() can't add a `{ $kind }` to a number
no-order = `<` is not supported between `{ $left }` and `{ $right }`
no-length = `{ $kind }` has no len()
sorted-options = `sorted`: `options` must be a map or a function
