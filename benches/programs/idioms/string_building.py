# Build texts piece by piece: in a variable, in an attribute, in a global of a function.
import sys


class Report:
    def __init__(self):
        self.text = ""

    def add(self, line):
        self.text += line + "\n"


log = ""


def note(what):
    global log
    log += what
    log += ";"


n = int(sys.argv[1]) if len(sys.argv) > 1 else 20000
report = Report()
stars = ""
for i in range(n):
    stars += "*"
    report.add("ligne " + str(i))
    note(str(i))
print(len(stars), len(report.text), len(log))
