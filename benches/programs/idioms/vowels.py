# Count the vowels of a text, letter by letter.
import sys


def count_vowels(text):
    count = 0
    for letter in text:
        if letter in "aeiouy":
            count += 1
    return count


n = int(sys.argv[1]) if len(sys.argv) > 1 else 20000
text = "les sanglots longs des violons de l'automne "
total = 0
for i in range(n):
    total += count_vowels(text)
print(total, count_vowels(text * n))
