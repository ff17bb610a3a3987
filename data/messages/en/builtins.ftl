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
    .hint = give the class a method `compare(other)`: a number below 0 when the object comes first, above 0 when the other one does
no-length = `{ $kind }` has no len()
sorted-options = `sorted`: `options` must be a map or a function
key-missing = the map has no key `{ $key }`
    .hint = `m.pop(key, default)` gives the default then; `key in m` asks first
not-in-array = { $value } is not in the array
    .hint = `index_of` gives -1 then; `x in xs` asks first
compare-gives = `compare` must give a number, not `{ $kind }`
    .hint = below 0 when the object comes before the other one, above 0 when it comes after it: `compare(other) {"{"} this.rank - other.rank {"}"}`

## Sets, deques, dictionaries

unhashable = unhashable type: `{ $kind }`
    .hint = keys and the values of sets are numbers, texts, `true` and `false`, `()`, arrays of these, and objects: what is a map goes into an array or into a value
set-missing = the set has no value { $value }
    .hint = `discard` takes it out if it is there
set-empty = pop from an empty set
deque-empty = `{ $name }`: pop from an empty deque
    .hint = `len(d) > 0` tells before; threads that shall wait for items use a `Queue`
deque-index = the index of a deque is an integer, not `{ $kind }`
deque-range = deque index out of range: { $index }, of { $length ->
    [0] no item
    [one] one item
   *[other] { $length } items
}
deque-missing = { $value } is not in the deque
deque-full = deque already at its maximum size
deque-maxlen = maxlen must be non-negative
dict-missing = there is no entry for { $key }
    .hint = `d.get(key)` and `d.pop(key, default)` do without; `key in d` asks first
dict-pairs = `{ $name }` needs a map, a dictionary, or pairs: `[["a", 1], ["b", 2]]`
counter-elements = `elements` needs counts that are integers
