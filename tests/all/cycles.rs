//! What only reference cycles keep is freed before the memory limit ends the run, and nothing else ever is: asked of whole processes, in
//! both runtimes.

use crate::binary::{File, Run, command};

/// Something that makes data of a few hundred bytes which only a cycle keeps.
const KINDS: [(&str, &str); 16] = [
    (
        "itself",
        "class N { init() { this.data = data(); this.me = this; } } fn make() { N(); }",
    ),
    (
        "parents_and_children",
        "class Tree {
            init(parent) { this.data = data(); this.parent = parent; this.children = []; }
            grow(n) { for i in 0..n { let child = Tree(this); this.children.push(child); child.grow(n - 1); } }
        }
        fn make() { Tree(()).grow(2); }",
    ),
    (
        "made_by_its_part",
        "class Whole { init() { this.part = Part(this); } }
        class Part { init(whole) { this.data = data(); this.whole = whole; } }
        fn make() { Whole(); }",
    ),
    (
        "linked_both_ways",
        "class Node { init() { this.data = data(); this.next = (); this.prev = (); } }
        fn make() { let a = Node(); let b = Node(); a.next = b; b.prev = a; }",
    ),
    (
        "closure_in_its_variable",
        "fn make() { let kept = data(); let f = (); f = |n| if n > 0 { f.call(n - 1) } else { kept.len() }; f.call(3); }",
    ),
    (
        "closures_of_each_other",
        "fn make() { let kept = data(); let f = (); let g = (); f = || [g, kept]; g = || f; }",
    ),
    (
        "closure_of_its_object",
        "class N { init() { this.data = data(); this.f = || this.data; this.g = this.f; } } fn make() { N(); }",
    ),
    (
        "closure_with_arguments",
        "class N { init() { this.data = data(); let me = this; this.f = |x| me; } }
        fn make() { let n = N(); n.g = n.f.curry(1); n.f = (); }",
    ),
    (
        "bound_method",
        "class N { init() { this.data = data(); this.m = this.hi; } hi() { 1 } } fn make() { N(); }",
    ),
    (
        "map_in_an_attribute",
        "class N { init() { this.data = data(); this.all = #{ me: this, more: [[this], #{ me: this }] }; } } fn make() { N(); }",
    ),
    (
        "late_attribute",
        "class N { init() { this.data = data(); } } fn make() { let n = N(); let m = N(); n.other = m; m.other = n; }",
    ),
    (
        "queue",
        "fn make() { let q = Queue(); q.put(data()); q.put([q]); let l = local(); l.data = data(); l.me = l; }",
    ),
    (
        "thread",
        "class T : Thread { init(kept) { super.init(|| [this, kept]); } }
        fn make() { T(data()); let kept = data(); let t = (); t = Thread(|| [t, kept]); }",
    ),
    (
        "handles_in_the_cycle",
        "class N { init() { this.data = data(); this.lock = Lock(); this.q = Queue(); this.q.put(this);
            this.t = Thread(this.run); this.b = Barrier(2, || this.data); }
            run() { 1 } }
        fn make() { N(); }",
    ),
    (
        "thread_that_has_run",
        "class N { init() { this.data = data(); this.me = this; this.t = Thread(|| this.run()); } run() { this.seen = this.data.len(); } }
        fn make() { let n = N(); n.t.start(); n.t.join(); if n.seen != 40 { throw \"lost\"; } }",
    ),
    (
        "caught",
        "class N { init() { this.data = data(); this.error = (); } }
        fn make() { let n = N(); try { throw [n]; } catch (e) { n.error = e; } }",
    ),
];

/// So many turns need several times the limit, if nothing is freed.
const TURNS: &str = "
fn data() { let all = []; all.pad(40, 0); all }
fn work(turns) { for i in 0..turns { make(); } }
let turns = TURNS / THREADS;
let threads = list[Thread(work, [turns]) for i in range(THREADS - 1)];
for t in threads { t.start(); }
work(turns);
for t in threads { t.join(); }
print(\"done\");
";

fn script(make: &str, turns: usize, threads: usize) -> File {
    let turns = TURNS.replace("TURNS", &turns.to_string());
    let turns = turns.replace("THREADS", &threads.to_string());
    File::new("cycles.rhai", format!("{make}\n{turns}"))
}

fn check(name: &str, text: &File, words: &[&str]) {
    let all = [&["run", "--max-memory", "16m"], words, &[text.path()]].concat();
    let ended = command(&all).ended();
    assert_eq!(
        (ended.code, ended.out.as_str(), ended.err.as_str()),
        (Some(0), "done\n", ""),
        "{name} {words:?}"
    );
}

#[test]
fn cycles_of_every_kind_are_freed() {
    for (name, make) in KINDS {
        // A thread a turn takes its time.
        let turns = match name {
            "thread_that_has_run" => 20_000,
            _ => 35_000,
        };
        check(name, &script(make, turns, 1), &[]);
        check(name, &script(make, turns, 1), &["--seed", "1"]);
    }
}

#[test]
fn cycles_of_many_threads_are_freed() {
    for (name, make) in KINDS.into_iter().step_by(3) {
        for threads in [2, 8] {
            check(name, &script(make, 35_000, threads), &[]);
        }
        check(name, &script(make, 35_000, 2), &["--seed", "1"]);
    }
}

/// A ring of nodes that threads walk along and change all the time: what is taken out of it is garbage, unless the thread keeps it. Each
/// node leads back to itself in several ways and knows what its attributes must be.
const RING: &str = "
class Node {
    init(id) {
        this.id = id; this.is_in = true; this.next = (); this.prev = (); this.me = this;
        this.data = [id, [id], #{ id: id, owner: this }];
        this.data.pad(60, id);
        this.ask = || this.id;
        this.named = this.name;
    }
    name() { this.id }
    check() {
        let id = this.id;
        if this.data[1][0] != id || this.data[2].owner.id != id || this.data[59] != id { throw \"lost data\"; }
        if this.ask.call() != id || this.named.call() != id || this.me.id != id { throw \"lost way\"; }
    }
}
let lock = Lock();
let first = Node(0);
first.next = first;
first.prev = first;
fn put(at, node) { node.next = at.next; node.prev = at; at.next.prev = node; at.next = node; }
fn take(node) { node.prev.next = node.next; node.next.prev = node.prev; node.next = first; node.prev = first; node.is_in = false; }
for i in 1..40 { put(first, Node(i)); }
fn work(number) {
    let kept = [];
    let at = first;
    for i in 0..TURNS {
        at = at.next;
        at.check();
        with lock {
            let old = at.next;
            if old.id != 0 && old.is_in {
                take(old);
                put(first, Node(number * 1000000 + i));
                if i % 50 == 0 { kept.push(old); }
            }
        }
        if kept.len() > 100 { kept.shift(); }
        for old in kept { if old.me.id != old.id { throw \"lost\"; } }
        if i % 100 == 0 { for old in kept { old.check(); } }
    }
}
let threads = list[Thread(work, [number]) for number in range(1, THREADS + 1)];
for t in threads { t.start(); }
for t in threads { t.join(); }
let at = first;
let count = 0;
while true { at.check(); count += 1; at = at.next; if at.id == 0 { break; } }
print(if count == 40 { \"done\" } else { count });
";

#[test]
fn what_threads_still_reach_loses_nothing() {
    for (threads, turns) in [(1, 10_000), (2, 5_000), (8, 1_500)] {
        let text = RING.replace("THREADS", &threads.to_string());
        let text = text.replace("TURNS", &turns.to_string());
        let file = File::new("ring.rhai", text);
        check("ring", &file, &[]);
        check("ring", &file, &["--seed", "3"]);
    }
}

#[test]
fn a_run_with_cycles_ends_in_time() {
    let text = "class N { init() { this.me = this; this.data = []; this.data.pad(100, 0); } }
        let kept = [];
        fn work() { loop { kept.push(N()); N(); if kept.len() > 20000 { kept.clear(); } } }
        let threads = list[Thread(work) for i in range(3)];
        for t in threads { t.start(); }
        work();";
    let file = File::new("endless.rhai", text);
    for words in [&[][..], &["--seed", "1"]] {
        let all = [&["run", "--max-time", "2"], words, &[file.path()]].concat();
        let ended = command(&all).ended();
        assert!(ended.err.contains("time limit"), "{}", ended.err);
    }
}

/// The same seed gives the same run, also when what is freed is seen from elsewhere: the other end of a connection.
#[test]
fn a_seed_says_when_a_handle_in_a_cycle_is_closed() {
    let text = "
class End { init(socket) { this.socket = socket; this.me = this; } }
class N { init() { this.me = this; } }
let server = socket();
server.bind([\"127.0.0.1\", 0]);
server.listen(1);
let made = 0;
let t = Thread(|| { let c = server.accept()[0]; c.recv(10); print(made > 0); print(made); });
t.start();
fn connect() { let s = socket(); s.connect(server.getsockname()); End(s); }
connect();
while t.is_alive() { N(); made += 1; }
t.join();
";
    let file = File::new("sockets.rhai", text);
    let run = || command(&["run", "--seed", "5", file.path()]).ended();
    let first = run();
    assert!(first.out.starts_with("true\n"), "{first:?}");
    for _ in 0..3 {
        let again = run();
        assert_eq!(
            (again.out, again.err),
            (first.out.clone(), first.err.clone())
        );
    }
}
