# DeltaBlue of "Are We Fast Yet?" (github.com/smarr/are-we-fast-yet): an incremental solver of constraints.
import sys


class Strength:
    def __init__(self, value):
        self.value = value

    def same_as(self, other):
        return self.value == other.value

    def stronger(self, other):
        return self.value < other.value

    def weaker(self, other):
        return self.value > other.value

    def weakest(self, other):
        return other if other.weaker(self) else self


REQUIRED = Strength(-800)
PREFERRED = Strength(-400)
STRONG_DEFAULT = Strength(-200)
DEFAULT = Strength(0)
ABSOLUTE_WEAKEST = Strength(10000)

NONE = 0
FORWARD = 1
BACKWARD = 2


class Variable:
    def __init__(self, value):
        self.value = value
        self.constraints = []
        self.determined_by = None
        self.mark = 0
        self.walk_strength = ABSOLUTE_WEAKEST
        self.stay = True

    def add_constraint(self, constraint):
        self.constraints.append(constraint)

    def remove_constraint(self, constraint):
        self.constraints = [other for other in self.constraints if other is not constraint]
        if self.determined_by is constraint:
            self.determined_by = None


class Constraint:
    def __init__(self, strength):
        self.strength = strength

    def is_input(self):
        return False

    def add_constraint(self, planner):
        self.add_to_graph()
        planner.incremental_add(self)

    def destroy_constraint(self, planner):
        if self.is_satisfied():
            planner.incremental_remove(self)
        self.remove_from_graph()

    def inputs_known(self, mark):
        for input in self.inputs():
            if input.mark != mark and not input.stay and input.determined_by is not None:
                return False
        return True

    def satisfy(self, mark, planner):
        self.choose_method(mark)
        if not self.is_satisfied():
            if self.strength.same_as(REQUIRED):
                raise Exception("a required constraint cannot be satisfied")
            return None
        for input in self.inputs():
            input.mark = mark
        output = self.output()
        overridden = output.determined_by
        if overridden is not None:
            overridden.mark_unsatisfied()
        output.determined_by = self
        if not planner.add_propagate(self, mark):
            raise Exception("there is a cycle")
        output.mark = mark
        return overridden


class UnaryConstraint(Constraint):
    def __init__(self, variable, strength, planner):
        super().__init__(strength)
        self.variable = variable
        self.satisfied = False
        self.add_constraint(planner)

    def is_satisfied(self):
        return self.satisfied

    def add_to_graph(self):
        self.variable.add_constraint(self)
        self.satisfied = False

    def remove_from_graph(self):
        self.variable.remove_constraint(self)
        self.satisfied = False

    def choose_method(self, mark):
        self.satisfied = self.variable.mark != mark and self.strength.stronger(self.variable.walk_strength)

    def inputs(self):
        return []

    def mark_unsatisfied(self):
        self.satisfied = False

    def output(self):
        return self.variable

    def recalculate(self):
        self.variable.walk_strength = self.strength
        self.variable.stay = not self.is_input()
        if self.variable.stay:
            self.execute()

    def execute(self):
        pass


class EditConstraint(UnaryConstraint):
    def is_input(self):
        return True


class StayConstraint(UnaryConstraint):
    pass


class BinaryConstraint(Constraint):
    def __init__(self, first, second, strength):
        super().__init__(strength)
        self.first = first
        self.second = second
        self.direction = NONE

    def is_satisfied(self):
        return self.direction != NONE

    def add_to_graph(self):
        self.first.add_constraint(self)
        self.second.add_constraint(self)
        self.direction = NONE

    def remove_from_graph(self):
        self.first.remove_constraint(self)
        self.second.remove_constraint(self)
        self.direction = NONE

    def choose_method(self, mark):
        first = self.first
        second = self.second
        if first.mark == mark:
            fits = second.mark != mark and self.strength.stronger(second.walk_strength)
            self.direction = FORWARD if fits else NONE
        elif second.mark == mark:
            fits = first.mark != mark and self.strength.stronger(first.walk_strength)
            self.direction = BACKWARD if fits else NONE
        elif first.walk_strength.weaker(second.walk_strength):
            self.direction = BACKWARD if self.strength.stronger(first.walk_strength) else NONE
        else:
            self.direction = FORWARD if self.strength.stronger(second.walk_strength) else NONE

    def inputs(self):
        return [self.input()]

    def mark_unsatisfied(self):
        self.direction = NONE

    def input(self):
        return self.first if self.direction == FORWARD else self.second

    def output(self):
        return self.second if self.direction == FORWARD else self.first

    def recalculate(self):
        input = self.input()
        output = self.output()
        output.walk_strength = self.strength.weakest(input.walk_strength)
        output.stay = self.stays(input)
        if output.stay:
            self.execute()

    def stays(self, input):
        return input.stay


class EqualityConstraint(BinaryConstraint):
    def __init__(self, first, second, strength, planner):
        super().__init__(first, second, strength)
        self.add_constraint(planner)

    def execute(self):
        self.output().value = self.input().value


class ScaleConstraint(BinaryConstraint):
    def __init__(self, source, scale, offset, target, strength, planner):
        super().__init__(source, target, strength)
        self.scale = scale
        self.offset = offset
        self.add_constraint(planner)

    def add_to_graph(self):
        super().add_to_graph()
        self.scale.add_constraint(self)
        self.offset.add_constraint(self)

    def remove_from_graph(self):
        super().remove_from_graph()
        self.scale.remove_constraint(self)
        self.offset.remove_constraint(self)

    def execute(self):
        if self.direction == FORWARD:
            self.second.value = self.first.value * self.scale.value + self.offset.value
        else:
            self.first.value = int((self.second.value - self.offset.value) / self.scale.value)

    def inputs(self):
        return [self.input(), self.scale, self.offset]

    def stays(self, input):
        return input.stay and self.scale.stay and self.offset.stay


class Plan:
    def __init__(self):
        self.constraints = []

    def add(self, constraint):
        self.constraints.append(constraint)

    def execute(self):
        for constraint in self.constraints:
            constraint.execute()


class Planner:
    def __init__(self):
        self.current_mark = 1

    def new_mark(self):
        self.current_mark += 1
        return self.current_mark

    def incremental_add(self, constraint):
        mark = self.new_mark()
        overridden = constraint.satisfy(mark, self)
        while overridden is not None:
            overridden = overridden.satisfy(mark, self)

    def incremental_remove(self, constraint):
        output = constraint.output()
        constraint.mark_unsatisfied()
        constraint.remove_from_graph()
        for unsatisfied in self.remove_propagate_from(output):
            self.incremental_add(unsatisfied)

    def plan_of(self, constraints):
        todo = [c for c in constraints if c.is_input() and c.is_satisfied()]
        mark = self.new_mark()
        plan = Plan()
        while len(todo) > 0:
            constraint = todo.pop(0)
            output = constraint.output()
            if output.mark != mark and constraint.inputs_known(mark):
                plan.add(constraint)
                output.mark = mark
                todo += self.consuming(output)
        return plan

    def consuming(self, variable):
        found = []
        for constraint in variable.constraints:
            if constraint is not variable.determined_by and constraint.is_satisfied():
                found.append(constraint)
        return found

    def add_propagate(self, constraint, mark):
        todo = [constraint]
        while len(todo) > 0:
            next = todo.pop(0)
            output = next.output()
            if output.mark == mark:
                self.incremental_remove(constraint)
                return False
            next.recalculate()
            todo += self.consuming(output)
        return True

    def remove_propagate_from(self, output):
        output.determined_by = None
        output.walk_strength = ABSOLUTE_WEAKEST
        output.stay = True
        unsatisfied = []
        todo = [output]
        while len(todo) > 0:
            variable = todo.pop(0)
            for constraint in variable.constraints:
                if not constraint.is_satisfied():
                    unsatisfied.append(constraint)
            for constraint in self.consuming(variable):
                constraint.recalculate()
                todo.append(constraint.output())
        return sorted(unsatisfied, key=lambda constraint: constraint.strength.value)

    def change(self, variable, value):
        edit = EditConstraint(variable, PREFERRED, self)
        plan = self.plan_of([edit])
        for turn in range(10):
            variable.value = value
            plan.execute()
        edit.destroy_constraint(self)


def chain_test(n):
    planner = Planner()
    variables = [Variable(0) for i in range(n + 1)]
    for i in range(n):
        EqualityConstraint(variables[i], variables[i + 1], REQUIRED, planner)
    StayConstraint(variables[n], STRONG_DEFAULT, planner)
    edit = EditConstraint(variables[0], PREFERRED, planner)
    plan = planner.plan_of([edit])
    for i in range(100):
        variables[0].value = i
        plan.execute()
        if variables[n].value != i:
            raise Exception("the chain test failed")
    edit.destroy_constraint(planner)


def projection_test(n):
    planner = Planner()
    scale = Variable(10)
    offset = Variable(1000)
    source = None
    target = None
    targets = []
    for i in range(1, n + 1):
        source = Variable(i)
        target = Variable(i)
        targets.append(target)
        StayConstraint(source, DEFAULT, planner)
        ScaleConstraint(source, scale, offset, target, REQUIRED, planner)
    planner.change(source, 17)
    if target.value != 1170:
        raise Exception("projection test 1 failed")
    planner.change(target, 1050)
    if source.value != 5:
        raise Exception("projection test 2 failed")
    planner.change(scale, 5)
    for i in range(n - 1):
        if targets[i].value != (i + 1) * 5 + 1000:
            raise Exception("projection test 3 failed")
    planner.change(offset, 2000)
    for i in range(n - 1):
        if targets[i].value != (i + 1) * 5 + 2000:
            raise Exception("projection test 4 failed")


size = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
chain_test(size)
projection_test(size)
print("deltablue", size)
