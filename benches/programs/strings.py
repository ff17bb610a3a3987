# Build strings: letter by letter, by interpolation, by concatenation; then read them.
def letters(n):
    text = ""
    for i in range(n):
        text += "x"
    return text


def interpolated(n):
    lines = []
    for i in range(n):
        lines.append(f"line {i}: {2 * i}")
    return lines


def concatenated(n):
    lines = []
    for i in range(n):
        lines.append("key" + str(i))
    return lines


def total_length(lines):
    total = 0
    for line in lines:
        total += len(line)
    return total


n = 300000
print(len(letters(n)))
print(total_length(interpolated(n)))
print(total_length(concatenated(n)))
