# Start a program and wait for its end, three hundred times.
from subprocess import call

failed = 0
for i in range(300):
    failed += call(["true"])
print(failed)
