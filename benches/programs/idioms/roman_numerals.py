# Numbers into Roman numerals and back.
import sys

symbols = [
    [1000, "M"], [900, "CM"], [500, "D"], [400, "CD"], [100, "C"], [90, "XC"],
    [50, "L"], [40, "XL"], [10, "X"], [9, "IX"], [5, "V"], [4, "IV"], [1, "I"],
]
values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def to_roman(number):
    text = ""
    for pair in symbols:
        while number >= pair[0]:
            text += pair[1]
            number -= pair[0]
    return text


def from_roman(text):
    total = 0
    for i in range(len(text)):
        value = values[str(text[i])]
        if i + 1 < len(text) and value < values[str(text[i + 1])]:
            total -= value
        else:
            total += value
    return total


n = int(sys.argv[1]) if len(sys.argv) > 1 else 40000
letters = 0
right = 0
for i in range(n):
    number = 1 + i % 3000
    text = to_roman(number)
    letters += len(text)
    if from_roman(text) == number:
        right += 1
print(letters, right, to_roman(1984), from_roman("MMXXVI"))
