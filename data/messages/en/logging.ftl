# Lines for who looks into a program.

logging-level = Unknown level: `{ $level }`
    .hint = a level is a number, or one of "DEBUG", "INFO", "WARNING", "ERROR" and "CRITICAL"
logging-level-kind = `{ $owner }`: `{ $name }` must be a level, not `{ $kind }`
logging-text = `basicConfig`: `{ $name }` must be a string
logging-field = the format names no field of a line: `{ $name }`
    .hint = there are `asctime`, `levelname`, `message`, `name`, `threadName`, `thread`, `lineno`, `filename`, `module`, `msecs`, `created`, `relativeCreated` and `levelno`
percent-key = the map has no `{ $name }`
percent-few = not enough arguments for format string
    .hint = each `%s` or `%d` of the message takes one of the values behind it; `%%` is a percent sign
percent-many = not all arguments converted during string formatting
percent-field = unsupported format: { $text }
    .hint = a field is `%s`, `%d`, `%.2f`, `%x` or `%(name)s`; `%%` is a percent sign
