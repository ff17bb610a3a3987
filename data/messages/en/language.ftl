# Mistakes in what this language adds to Rhai, and those that the engine finds.

## Classes, as they are read

syntax-base-class = a base class follows a colon: `class Name : Base {"{"} … {"}"}`
syntax-method-fn = a method is written without `fn`: `name(…) {"{"} … {"}"}`
syntax-attribute = attributes are made in a method, such as `this.name = …` in `init`
syntax-super = `super` calls a method of the base class: `super.name(…)`

uncaught = uncaught `throw`: { $text }
uncaught-nothing = uncaught `throw`

stack-size-fixed = the stack size of threads cannot be changed
    .hint = calls take no stack here; `sandbox run --max-call-depth N` says how deep they may go
no-trace-functions = `{ $name }` does not exist here: no function is called for each line
    .hint = `sandbox dis FILE` shows the steps of each line, `sandbox run --seed N FILE` repeats one order of the threads
## Objects, calls, sizes

not-callable = a value of type `{ $kind }` cannot be called
    .variable = the variable `{ $name }` holds no function
assigned-to-copy = this call gives a copy, and what is assigned to a part of it would be lost
    .hint = keep the copy in a variable first: `let x = …;`, then assign to a part of `x`
base-unknown = class `{ $base }` is not known
    .hint = define `{ $base }` before `{ $class }`, or extend `Thread`
base-not-in-module = module `{ $module }` has no class `{ $base }`
    .hint = a module gives the classes that its file defines, and those of its own imports as `{ $module }::name::Class`
base-closed = class `{ $class }` cannot extend `{ $name }`
method-unknown = `{ $class }` has no method `{ $name }`
    .hint = it has: { $names }
module-function = module `{ $module }` has no function `{ $name }`
class-without-init = `{ $class }` takes no arguments: it has no `init`
class-gone = the class `{ $class }` is gone
base-method = the base of `{ $class }` has no method `{ $name }`
property-fixed = property `{ $name }` of `{ $class }` cannot be set
attribute-unknown = `{ $class }` has no attribute `{ $name }`
object-index = `{ $class }` cannot be indexed
with-needs = `with` needs a lock, a condition, a semaphore, a socket or a file, not a value of type `{ $kind }`
with-cannot-hold = `with` cannot hold a `{ $class }`: it has neither `acquire` and `release` nor `enter` and `leave`
index-missing = an index is missing
import-circle = module `{ $path }` imports itself in a circle
import-unreadable = cannot read module { $file }: { $reason }
native-failed = `{ $name }` failed inside: { $what }
not-an-error = this is not an `Error`
data-nested = data is nested too deeply
    .hint = arrays and maps inside each other may be 200 levels deep here
data-large = data has too many items
stdin-unreadable = cannot read stdin: { $reason }
stream-unwritable = cannot write to { $name }: { $reason }
size-text = the text would be longer than { $most } MiB
size-blob = the blob would be longer than { $most } MiB
size-array = the array would have more than { $most } items
size-map = the map would have more than { $most } entries
not-a-timestamp = this is not a timestamp
no-tags = values have no tags here
    .hint = keep both in a map: `#{"{"}value: x, tag: 5{"}"}`
## Classes and `eval`, as they are compiled

eval-function = functions and closures cannot be defined in the text of `eval`
class-in-block = class `{ $class }` must be at the top level of the script, not in a block
class-twice = class `{ $class }` is defined twice
method-twice = `{ $method }` of class `{ $class }` is defined twice with { $count ->
    [0] no parameters
    [one] { $count } parameter
   *[other] { $count } parameters
}: also at line { $line }
    .hint = a method may stand once for each number of parameters: give one of them another name
to-string-kind = `{ $name }` of class `{ $class }` must give a text, not `{ $kind }`
    .hint = `return` the text, or let it be the last line without a `;`: `{ $name }() {"{"} "…" {"}"}`
class-method-alone = `{ $name }` of class `{ $class }` needs an object of the class to run on
    .hint = give it first: `{ $class }.{ $name }(object)`, or call it as `object.{ $name }()`
parameter-twice = method `{ $method }` has two parameters named `{ $parameter }`
switch-too-large = too many `switch` cases with several patterns lie in each other
super-outside = `super` can only be used in the methods of a class
super-without-base = class `{ $class }` has no base class that `super` could call

## Functions too large for the machine

too-large-calls-before-operator = the function has too many calls before this operator
too-large-call-arguments = the call has too many arguments
too-large-method = the method is too large
too-large-method-calls = the function has too many method calls
too-large-parameters = the function has too many parameters
too-large-expression = the expression is too large: split it into smaller steps
too-large-constants = the function has too many constants
too-large-calls = the function has too many calls
too-large-chains = the function has too many chains
too-large-switches = the function has too many switches
too-large-variables = there are too many variables: at most 65 535 can be named
too-large-functions = there are too many functions and closures: a file may have 65 535
too-large-cases = the `switch` has too many cases: at most 65 535
source-too-large = the text has more than { $size } KiB
    .hint = a larger limit can be set with `--max-source SIZE`; data is better read from a file than written into a script
comment-open = this comment is not closed
    .hint = it ends with `*/`, and each `/*` inside of it needs a `*/` of its own
text-open = this text is not closed
    .backticks = a text in backticks goes on over lines, to the next backtick
    .raw = a text that begins like this ends with `{ $end }`
interpolation-open = this `${"{"}` is not closed
    .hint = it ends with `{"}"}`, and the text around it with a backtick
for-over-map = a map gives its keys by `keys()`, its values by `values()`: type `for { $names } in { $code }.{ $method }(){ $opens }`
for-over-number = to count, type `for { $name } in 0..{ $end }{ $opens }`
    .char = a character is one; for a text of it, type `for { $name } in { $code }.to_string(){ $opens }`
for-over-nothing = `{ $code }` is `()`, nothing: is a `return` or a value missing?
for-over-function = a function gives its value when it is called: type `for { $name } in { $code }(){ $opens }`
for-over-other = `for` walks over arrays, texts, ranges, blobs, queues and files; this is `{ $kind }`

## JSON

json-malformed = this text is no JSON, line { $line }, column { $column }: { $what }
json-ends = it ends too early
json-key = a key is a text in double quotes
json-value = a value is wanted
json-more = there is something too much
json-comma = the last comma is one too many
json-number = this number is not written right
json-expected = { $signs } is wanted
json-other = this sign is not written right
