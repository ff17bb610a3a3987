//! What must hold of variables after every change of one of them.

use super::{fails, holds};
use sandbox::grade::property::Property;

fn invariant(expression: &str, free: Option<&str>) -> Property {
    Property::Invariant {
        expression: expression.into(),
        free: free.map(str::to_owned),
    }
}

const SALE: &str = "let stock = 60; let verrou = Lock();\nfn vend(n) {\n    verrou.acquire();\n    if stock >= n {\n        stock -= n;\n    }\n    verrou.release();\n}\nlet a = Thread(vend, [45]); let b = Thread(vend, [45]);\na.start(); b.start(); a.join(); b.join();\nprint(stock);\n";

#[test]
fn it_is_looked_at_after_every_write_in_every_schedule() {
    let positive = "stock >= 0 && stock <= 60";
    holds(SALE, invariant(positive, None));
    let unlocked = SALE
        .replace("    verrou.acquire();\n", "\n")
        .replace("    verrou.release();\n", "\n");
    // Its schedule is a case of a mistake with a name, which is the reason.
    let failure = fails(&unlocked, invariant(positive, None), "check-then-act", 5);
    assert_eq!(failure.arguments["cell"], "stock");
    let failure = fails(SALE, invariant("stock > 30", None), "invariant", 5);
    assert_eq!(
        (
            failure.arguments["values"].as_str(),
            failure.arguments["line"].as_str()
        ),
        ("stock = 15", "5")
    );
    fails(SALE, invariant("caisse == 0", None), "missing-construct", 0);
}

#[test]
fn what_a_lock_hides_is_not_looked_at() {
    let transfer = "let a = 100; let b = 0; let m = Lock();\nfn vire(n) {\n    m.acquire();\n    a -= n;\n    b += n;\n    m.release();\n}\nlet t = Thread(vire, [10]); let u = Thread(vire, [20]);\nt.start(); u.start(); t.join(); u.join();\n";
    holds(transfer, invariant("a + b == 100", Some("m")));
    fails(transfer, invariant("a + b == 100", None), "invariant", 4);
    let lost = transfer.replace("b += n;", "b += n + 1;");
    fails(&lost, invariant("a + b == 100", Some("m")), "invariant", 5);
    // A wait for a condition lets the lock go.
    let waits = transfer
        .replace("Lock()", "Condition()")
        .replace("    b += n;\n", "    m.wait(1);\n    b += n;\n");
    fails(&waits, invariant("a + b == 100", Some("m")), "invariant", 4);
}

#[test]
fn arrays_that_methods_change_are_known() {
    let buffer = "let tampon = []; let c = Condition();\nfn ajoute(x) {\n    c.acquire();\n    while tampon.len() >= 2 { c.wait(); }\n    tampon.push(x);\n    c.notify_all();\n    c.release();\n}\nfn prend() {\n    c.acquire();\n    while tampon.len() == 0 { c.wait(); }\n    tampon.shift();\n    c.notify_all();\n    c.release();\n}\n\
        let t = Thread(|| { for i in 0..4 { ajoute(i); } }); let u = Thread(|| { for i in 0..4 { prend(); } });\nt.start(); u.start(); t.join(); u.join();\n";
    holds(buffer, invariant("tampon.len() <= 2", None));
    holds(buffer, invariant("len(tampon) <= 2", None));
    fails(
        &buffer.replace(">= 2", "> 2"),
        invariant("tampon.len() <= 2", None),
        "invariant",
        5,
    );
}
