# Havlak of "Are We Fast Yet?" (github.com/smarr/are-we-fast-yet): the nested loops of a control-flow graph.
import sys

sys.setrecursionlimit(10000)

UNVISITED = 2147483647
DEAD = 0
NONHEADER = 1
REDUCIBLE = 2
SELF = 3
IRREDUCIBLE = 4


class BasicBlock:
    def __init__(self, name):
        self.name = name
        self.in_edges = []
        self.out_edges = []


class ControlFlowGraph:
    def __init__(self):
        self.blocks = []

    def block(self, name):
        while len(self.blocks) <= name:
            self.blocks.append(BasicBlock(len(self.blocks)))
        return self.blocks[name]

    def connect(self, source, target):
        from_block = self.block(source)
        to_block = self.block(target)
        from_block.out_edges.append(to_block)
        to_block.in_edges.append(from_block)

    def diamond(self, start):
        self.connect(start, start + 1)
        self.connect(start, start + 2)
        self.connect(start + 1, start + 3)
        self.connect(start + 2, start + 3)
        return start + 3

    def straight(self, start, count):
        for i in range(count):
            self.connect(start + i, start + i + 1)
        return start + count

    def base_loop(self, start):
        header = self.straight(start, 1)
        diamond1 = self.diamond(header)
        middle = self.straight(diamond1, 1)
        diamond2 = self.diamond(middle)
        footer = self.straight(diamond2, 1)
        self.connect(diamond2, middle)
        self.connect(diamond1, header)
        self.connect(footer, start)
        return self.straight(footer, 1)

    def loops(self, outer, inner, innermost):
        n = 2
        for i in range(outer):
            self.connect(2, n + 1)
            n += 1
            for j in range(inner):
                top = n
                n = self.straight(n, 1)
                for k in range(innermost):
                    n = self.base_loop(n)
                bottom = self.straight(n, 1)
                self.connect(n, top)
                n = bottom
            self.connect(n, 1)


class SimpleLoop:
    def __init__(self, header, is_reducible):
        self.header = header
        self.is_reducible = is_reducible
        self.blocks = []
        self.children = []
        self.parent = None
        self.nesting_level = 0
        self.depth_level = 0
        if header is not None:
            self.blocks.append(header)

    def set_parent(self, parent):
        self.parent = parent
        parent.children.append(self)

    def nest(self, depth):
        self.depth_level = depth
        for child in self.children:
            child.nest(depth + 1)
            self.nesting_level = max(self.nesting_level, child.nesting_level + 1)


class LoopStructure:
    def __init__(self):
        self.root = SimpleLoop(None, True)
        self.loops = [self.root]

    def create(self, header, is_reducible):
        made = SimpleLoop(header, is_reducible)
        self.loops.append(made)
        return made

    def calculate_nesting_level(self):
        for inner in self.loops:
            if inner is not self.root and inner.parent is None:
                inner.set_parent(self.root)
        self.root.nest(0)


class UnionFindNode:
    def __init__(self):
        self.parent = self
        self.block = None
        self.number = 0
        self.inner = None

    def enter(self, block, number):
        self.block = block
        self.number = number

    def find_set(self):
        passed = []
        node = self
        while node is not node.parent:
            if node.parent is not node.parent.parent:
                passed.append(node)
            node = node.parent
        for other in passed:
            other.parent = node
        return node


class LoopFinder:
    def __init__(self, graph, structure):
        self.graph = graph
        self.structure = structure
        size = len(graph.blocks)
        self.numbers = [UNVISITED for i in range(size)]
        self.last = [0 for i in range(size)]
        self.types = [NONHEADER for i in range(size)]
        self.nodes = [UnionFindNode() for i in range(size)]
        self.back_preds = [[] for i in range(size)]
        self.other_preds = [[] for i in range(size)]

    def find(self):
        self.visit(self.graph.blocks[0], 0)
        size = len(self.nodes)
        for w in range(size):
            self.identify_edges(w)
        for w in range(size - 1, -1, -1):
            self.find_loop(w)

    def visit(self, block, number):
        self.nodes[number].enter(block, number)
        self.numbers[block.name] = number
        last = number
        for target in block.out_edges:
            if self.numbers[target.name] == UNVISITED:
                last = self.visit(target, last + 1)
        self.last[number] = last
        return last

    def is_ancestor(self, w, v):
        return w <= v and v <= self.last[w]

    def identify_edges(self, w):
        block = self.nodes[w].block
        if block is None:
            self.types[w] = DEAD
            return
        for source in block.in_edges:
            v = self.numbers[source.name]
            if v != UNVISITED:
                if self.is_ancestor(w, v):
                    self.back_preds[w].append(v)
                else:
                    self.add_other_pred(w, v)

    def add_other_pred(self, w, v):
        if v not in self.other_preds[w]:
            self.other_preds[w].append(v)

    def find_loop(self, w):
        if self.nodes[w].block is None:
            return
        pool = []
        for v in self.back_preds[w]:
            if v != w:
                pool.append(self.nodes[v].find_set())
            else:
                self.types[w] = SELF
        if len(pool) != 0:
            self.types[w] = REDUCIBLE
        next = 0
        while next < len(pool):
            node = pool[next]
            next += 1
            for i in self.other_preds[node.number]:
                found = self.nodes[i].find_set()
                if not self.is_ancestor(w, found.number):
                    self.types[w] = IRREDUCIBLE
                    self.add_other_pred(w, found.number)
                elif found.number != w and found not in pool:
                    pool.append(found)
        if len(pool) > 0 or self.types[w] == SELF:
            self.add_loop(w, pool)

    def add_loop(self, w, pool):
        made = self.structure.create(self.nodes[w].block, self.types[w] != IRREDUCIBLE)
        self.nodes[w].inner = made
        for node in pool:
            node.parent = self.nodes[w]
            if node.inner is not None:
                node.inner.set_parent(made)
            else:
                made.blocks.append(node.block)


turns = int(sys.argv[1]) if len(sys.argv) > 1 else 4
graph = ControlFlowGraph()
structure = LoopStructure()
graph.base_loop(0)
graph.connect(0, 2)
LoopFinder(graph, structure).find()
graph.loops(10, 10, 5)
LoopFinder(graph, structure).find()
for turn in range(turns):
    LoopFinder(graph, LoopStructure()).find()
structure.calculate_nesting_level()
loops = len(structure.loops)
blocks = len(graph.blocks)
if loops != 1605 or blocks != 5213:
    raise Exception(f"{loops} loops in {blocks} blocks")
print("havlak", turns, loops, blocks, structure.root.nesting_level)
