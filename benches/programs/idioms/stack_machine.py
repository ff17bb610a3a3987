# A machine with a stack that runs a small program: a loop that adds up squares.
import sys


class Machine:
    def __init__(self, program):
        self.program = program
        self.stack = []
        self.variables = {}
        self.steps = 0

    def push(self, value):
        self.stack.append(value)

    def pop(self):
        return self.stack.pop()

    def run(self):
        at = 0
        while at < len(self.program):
            instruction = self.program[at]
            name = instruction[0]
            at += 1
            self.steps += 1
            if name == "push":
                self.push(instruction[1])
            elif name == "load":
                self.push(self.variables[instruction[1]])
            elif name == "store":
                self.variables[instruction[1]] = self.pop()
            elif name == "add":
                right = self.pop()
                self.push(self.pop() + right)
            elif name == "sub":
                right = self.pop()
                self.push(self.pop() - right)
            elif name == "mul":
                right = self.pop()
                self.push(self.pop() * right)
            elif name == "jump_if":
                if self.pop() != 0:
                    at = instruction[1]
            else:
                raise Exception(f"unknown instruction {name}")


n = int(sys.argv[1]) if len(sys.argv) > 1 else 25000
machine = Machine([
    ["push", n], ["store", "i"], ["push", 0], ["store", "total"],
    ["load", "total"], ["load", "i"], ["load", "i"], ["mul"], ["add"], ["store", "total"],
    ["load", "i"], ["push", 1], ["sub"], ["store", "i"],
    ["load", "i"], ["jump_if", 4],
])
machine.run()
print(machine.variables["total"], machine.steps, len(machine.stack))
