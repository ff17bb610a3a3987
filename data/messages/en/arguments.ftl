# What natives say about their arguments.

argument-wrong = `{ $name }`: `{ $parameter }` must be { $wanted }, not `{ $given }`
argument-receiver = `{ $name }` was called on the wrong kind of object
option-unknown = unknown option `{ $name }` of `{ $owner }`: { $remedy }
not-iterable = `{ $name }`: `{ $kind }` is not iterable
    .hint = give it an array, a string, a map or a range
items-too-many = `{ $name }`: too many items
arity = `{ $name }` takes { $count ->
    [one] { $count } argument
   *[other] { $count } arguments
}, not { $given }
    .hint = its parameters are `{ $name }({ $parameters })`
arity-least = `{ $name }` takes at least { $count ->
    [one] { $count } argument
   *[other] { $count } arguments
}, not { $given }
arity-most = `{ $name }` takes at most { $count ->
    [one] { $count } argument
   *[other] { $count } arguments
}, not { $given }
counts-or = { $first } or { $last }
names-none = none
names-and = { $first } and { $last }
option-names = it has { $names }
an-integer = an integer
a-number = a number
a-string = a string
an-array = an array
a-map = a map
a-blob = a blob
a-timestamp = a timestamp
true-or-false = true or false
