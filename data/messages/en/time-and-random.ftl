# time and random.

randint-empty = empty range in randint({ $a }, { $b })
    .hint = the first number must not be greater than the second
randrange-step = zero step for randrange()
randrange-empty = empty range in randrange({ $start }, { $stop })
choice-empty = cannot choose from an empty sequence
sample-size = sample larger than population or is negative
sleep-negative = sleep length must be non-negative
seconds-out-of-range = `{ $name }`: `seconds` is out of range
