//! Programs of threads: locks, conditions, queues and the rest, held by `with` inside `try`, left by errors, stops and the end of the run.

use super::grammar::Writer;
use super::values::PRELUDE;

impl Writer {
    pub fn threads_program(&mut self) -> String {
        let mut text = PRELUDE.to_owned();
        text +=
            "let total = 0; let gate = Event(); let q = Queue(1); let locks = [Lock(), Lock()];\n";
        let base = self.one_of(&["Thread", "Kin", "Made", "Timer"]);
        let (init, run) = (self.story(1), self.story(2));
        text += &format!(
            "class Worker : {base} {{ init() {{ super.init(); {init} }} run() {{ {run} }} go(x) {{ {} }} }}\n",
            self.story(1)
        );
        text += &format!("fn work(n) {{ {} }}\n", self.story(2));
        let count = 1 + self.choice(3);
        for number in 0..count {
            let target = self.one_of(&["|| work(1)", "work", "work", "locks[0].acquire", "f1"]);
            let target = match self.choice(4) {
                0 => format!("|| {{ {} }}", self.story(2)),
                _ => target.to_owned(),
            };
            let arguments = self.one_of(&["", ", [1]", ", [1], #{daemon: true}", ", []"]);
            text += &format!("let t{number} = Thread({target}{arguments});\n");
        }
        text += "let worker = (); try { worker = Worker(); } catch (e) { print(e.kind); }\n";
        for number in 0..count {
            text += &format!("t{number}.start(); {}\n", self.act());
        }
        text += &format!("try {{ worker.start(); }} catch {{ }}\n{}\n", self.story(2));
        if self.choice(3) > 0 {
            for number in 0..count {
                text += &format!("t{number}.join({});\n", self.one_of(&["", "0.1", "1"]));
            }
        }
        text + "print(total);\n"
    }

    /// Some statements of a thread.
    fn story(&mut self, depth: usize) -> String {
        let count = 1 + self.choice(3);
        let acts: Vec<String> = (0..count).map(|_| self.scene(depth)).collect();
        acts.join(" ")
    }

    fn scene(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self.act();
        }
        let inner = depth - 1;
        match self.choice(12) {
            0 | 1 => format!("with {} {{ {} }}", self.held(), self.story(inner)),
            2 => format!(
                "try {{ {} }} catch (e) {{ {} }}",
                self.story(inner),
                self.story(inner)
            ),
            3 => format!(
                "try {{ with {} {{ {} }} }} catch {{ }}",
                self.held(),
                self.story(inner)
            ),
            4 => format!(
                "for i in 0..{} {{ {} }}",
                self.one_of(&["3", "100", "100000"]),
                self.story(inner)
            ),
            5 => format!("loop {{ {} if total > 9 {{ break; }} }}", self.story(inner)),
            6 => format!("while !gate.is_set() {{ {} }}", self.story(inner)),
            7 => format!("eval({:?});", self.act()),
            8 => format!("[1, 2].map(|x| {{ {} x }});", self.story(inner)),
            9 => format!(
                "{{ let u = Thread(|| {{ {} }}); u.start(); {} }}",
                self.story(inner),
                self.one_of(&["u.join();", "", "u.join(0.01);"])
            ),
            _ => self.act(),
        }
    }

    fn held(&mut self) -> &'static str {
        self.one_of(&[
            "lock",
            "rlock",
            "condition",
            "semaphore",
            "locks[0]",
            "locks[1]",
            "Lock()",
            "event",
            "socket()",
        ])
    }

    fn act(&mut self) -> String {
        let act = self.one_of(ACTS);
        format!("{act};")
    }
}

const ACTS: &[&str] = &[
    "total += 1",
    "total += 1",
    "print(total)",
    "lock.acquire()",
    "lock.acquire(true, 0.01)",
    "lock.acquire(false)",
    "lock.release()",
    "rlock.acquire()",
    "rlock.release()",
    "locks[0].acquire()",
    "locks[1].acquire()",
    "locks[0].release()",
    "condition.wait(0.01)",
    "condition.wait()",
    "condition.wait_for(|| total > 3)",
    "condition.wait_for(|| total > 3, 0.01)",
    "condition.notify()",
    "condition.notify_all()",
    "condition.acquire()",
    "condition.release()",
    "semaphore.acquire()",
    "semaphore.release()",
    "event.wait(0.01)",
    "event.set()",
    "event.clear()",
    "gate.set()",
    "gate.wait()",
    "barrier.wait()",
    "barrier.wait(0.01)",
    "barrier.abort()",
    "barrier.reset()",
    "q.put(total)",
    "q.put(total, true, 0.01)",
    "q.get()",
    "q.get(true, 0.01)",
    "q.task_done()",
    "q.join()",
    "q.shutdown()",
    "q.shutdown(true)",
    "for item in q { total += 1; }",
    "sleep(0.001)",
    "sleep(random() / 100)",
    "throw total",
    "return total",
    "1 / 0",
    "xs.push(total)",
    "m.a = total",
    "made.n += 1",
    "made.xs.push(1)",
    "own.x = total",
    "print(own.x)",
    "current_thread().join()",
    "print(active_count())",
    "for t in threading::enumerate() { print(t.name); }",
    "thread.start()",
    "thread.join()",
    "timer.start()",
    "timer.cancel()",
    "Timer(0.001, |x| total += x, [1]).start()",
    "Thread(work, [1], #{daemon: true}).start()",
    "exit(3)",
    "stdout.write(\"x\")",
    "loop { }",
    "[1, 2].sort(|a, b| { total += 1; a - b })",
    "excepthook(1)",
    "stack_size(65536)",
];
