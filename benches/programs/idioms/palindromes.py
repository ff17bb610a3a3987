# Find the numbers that read the same backwards, by their texts and by comparing letters.
import sys


def is_palindrome(text):
    left = 0
    right = len(text) - 1
    while left < right:
        if text[left] != text[right]:
            return False
        left += 1
        right -= 1
    return True


n = int(sys.argv[1]) if len(sys.argv) > 1 else 300000
found = 0
last = ""
for i in range(n):
    text = str(i)
    if is_palindrome(text):
        found += 1
        last = text
print(found, last)
