# Lines for who looks into a program.

logging-level = Unknown level: `{ $level }`
    .hint = a level is a number, or one of "DEBUG", "INFO", "WARNING", "ERROR" and "CRITICAL"
logging-level-kind = `{ $owner }`: `{ $name }` must be a level, not `{ $kind }`
logging-text = `basicConfig`: `{ $name }` must be a string
logging-field = the format names no field of a line: `{ $name }`
    .hint = there are { $known }
logging-caught = { $kind }: { $title }, line { $line }
logging-thrown = thrown: { $value }, line { $line }
logging-format = Invalid format { $format } for '%' style
    .hint = a format names fields, as `%(levelname)s %(message)s`
logging-handlers = `basicConfig`: there are no handlers here
    .hint = lines go to standard error, to a file (`filename`) or to an open file (`stream`)
logging-stream-and-file = 'stream' and 'filename' should not be specified together
logging-stream = `basicConfig`: `stream` must be something that has `write`, not `{ $kind }`
    .hint = `stdout`, `stderr`, or what `open(path, "w")` gives
logging-only = `basicConfig`: `{ $name }` can only be { $only }, not { $given }
percent-key = the map has no `{ $name }`
percent-few = not enough arguments for format string
    .hint = each `%s` or `%d` of the message takes one of the values behind it; `%%` is a percent sign
percent-many = not all arguments converted during string formatting
percent-field = unsupported format: { $text }
    .hint = a field is `%s`, `%d`, `%.2f`, `%x` or `%(name)s`; `%%` is a percent sign
