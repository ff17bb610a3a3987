# Caesar's cipher: shift each letter, and back.
import sys


def shift(text, by):
    result = ""
    for letter in text:
        if letter >= "a" and letter <= "z":
            code = (ord(letter) - 97 + by) % 26 + 97
            result += chr(code)
        else:
            result += letter
    return result


n = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
text = "ave caesar, morituri te salutant. alea iacta est, et tu brute"
secret = text
for i in range(n):
    secret = shift(secret, i % 26)
print(secret)
print(str(shift(shift(text, 3), 23) == text).lower())
