# Walk a long text by index: compare neighbours, count runs.
import sys

n = int(sys.argv[1]) if len(sys.argv) > 1 else 200000
text = "aabcccdéé" * (n // 9 + 1)
runs = 1
same = 0
for i in range(1, len(text)):
    if text[i] == text[i - 1]:
        same += 1
    else:
        runs += 1
i = 0
letters = 0
while i < len(text):
    if text[i] == "c":
        letters += 1
    i += 1
print(len(text), runs, same, letters)
