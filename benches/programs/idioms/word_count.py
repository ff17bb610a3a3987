# Count the words of a text in a dictionary, then list the most frequent.
import sys


def make_text(n):
    words = ["le", "chat", "dort", "sur", "la", "table", "et", "le", "chien", "mange", "la", "soupe"]
    lines = []
    for i in range(n):
        lines.append(words[i % 12] + " " + words[(i * 5) % 12] + " " + words[(i * 7) % 11] + " mot" + str(i % 200))
    return "\n".join(lines)


def count_words(text):
    counts = {}
    for line in text.split("\n"):
        for word in line.split(" "):
            if word in counts:
                counts[word] += 1
            else:
                counts[word] = 1
    return counts


n = int(sys.argv[1]) if len(sys.argv) > 1 else 100000
counts = count_words(make_text(n))
words = sorted(counts.keys(), key=lambda word: [-counts[word], word])
for word in words[0:5]:
    print(word, counts[word])
print(len(words), sum(counts.values()))
