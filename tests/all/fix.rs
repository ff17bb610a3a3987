//! `sandbox check --fix`: programs of Python as the course writes them, which run after one rewriting; scripts with single mistakes; and
//! files that must stay as they are.

use std::fs;
use std::path::Path;

use sandbox::cli::names;
use sandbox::fix::rewritten;
use sandbox::lang::syntax::parse;

use crate::binary::{File, Run, command, run};
use crate::case::scripts_under;

fn fixed(text: &str) -> Option<String> {
    rewritten(text, names().calls.expect("the catalogue knows parameters"))
}

/// What the rewritten text is, for one that must be rewritten.
fn after(text: &str) -> String {
    fixed(text).unwrap_or_else(|| panic!("nothing is rewritten in\n{text}"))
}

/// Programs in the style of the course, with what they print under `--seed 1`.
const PROGRAMS: &[(&str, &str)] = &[
    (
        "#!/usr/bin/python3\n# -*- coding: utf8 -*-\nimport threading\n\ncompteur = 0\nverrou = threading.Lock()\n\n\
         def incremente():\n    global compteur\n    for i in range(300):  # trois cents tours\n        verrou.acquire()\n        compteur += 1\n        verrou.release()\n\n\
         if __name__ == \"__main__\":\n    t1 = threading.Thread(target=incremente, args=())\n    t2 = threading.Thread(target=incremente)\n    t1.start()\n    t2.start()\n    t1.join() ; t2.join()\n    print(\"valeur\", compteur)\n",
        "valeur 600\n",
    ),
    (
        "from threading import Thread, Lock\nresultats = []\nmutex = Lock()\n\ndef ping(hote, delai):\n    \"\"\"note un hote\"\"\"\n    with mutex:\n        resultats.append((hote, delai))\n\n\
         threads = [Thread(target=ping, args=(h, 3)) for h in ['a', 'b']]\nfor t in threads:\n    t.start()\nfor t in threads:\n    t.join()\nfor (hote, code) in resultats:\n    if code == 0:\n        print(hote, ': VIVANT')\n    elif code == 1 or code is None:\n        print(hote, ': DEFAILLANT ?')\n    else:\n        print(hote, ': INCONNU')\n",
        "a : INCONNU\nb : INCONNU\n",
    ),
    (
        "from queue import Queue\nfrom threading import Thread\n\ndef ecrivain(fifo):\n    for ligne in ['Neymar:PSG:1992', 'Kane:FCB:1993']:\n        champs = ligne.strip().split(':')\n        nom, club, annee = champs\n        fifo.put(nom + ':' + club + ':' + str(2026 - int(annee)))\n    fifo.put(None)\n\n\
         def lecteur(fifo):\n    un_joueur = fifo.get(block=True)\n    while un_joueur is not None:\n        champs = un_joueur.split(':')\n        print('{0:8s}| {1:d} ans'.format(champs[0], int(champs[2])))\n        un_joueur = fifo.get()\n\n\
         fifo = Queue()\nt = Thread(target=ecrivain, args=(fifo,))\nu = Thread(target=lecteur, args=(fifo,))\nt.start()\nu.start()\nt.join()\nu.join()\n",
        "Neymar  | 34 ans\nKane    | 33 ans\n",
    ),
    (
        "import threading\nfrom time import sleep\n\nclass Clock(threading.Thread):\n    def __init__(self, interval, fois=2):\n        threading.Thread.__init__(self)\n        self.daemon = True\n        self.interval = interval\n        self.fois = fois\n\n    def run(self):\n        while True:\n            print(f\"tic {self.fois * 2:3d}\")\n            sleep(self.interval)\n\n\
         Clock(1).start()\nsleep(1.5)\nprint(\"DRINGGG !\")\n",
        "tic   4\ntic   4\nDRINGGG !\n",
    ),
    (
        "import sys\nvec = [2, 4, 6]\nprint([3*x for x in vec if x > 3])\nprint(sum([int(i) for i in [\"10\",\"33\",\"57\"]]))\nfor i, x in enumerate(vec):\n    print(i, x, end=\" \")\nprint()\nnotes = {'a': 1, 'b': 2}\nfor k in notes:\n    print(k, notes[k])\nprint(7 / 2, 7 // 2, not True and False, 1 < vec[0] < 3)\nprint(\"%s a %d ans\" % ('Bob', 20), vec[1:], 'abc'[:-1])\nprint(len(sys.argv[1:]))\n",
        "[12, 18]\n100\n0 2 1 4 2 6 \na 1\nb 2\n3.5 3 false true\nBob a 20 ans [4, 6] ab\n0\n",
    ),
    (
        "from socket import socket, AF_INET, SOCK_STREAM\ns = socket(AF_INET, SOCK_STREAM)\ntry:\n    s.connect(('localhost', 50007))\nexcept:\n    print(\"Serveur non disponible\")\nelse:\n    s.send(\"{0:2d}\".format(3).encode())\n    s.close()\n",
        "Serveur non disponible\n",
    ),
    (
        "import math\nimport random as hasard\n\ndef fact(n):\n    if n <= 1: return 1\n    return n * fact(n - 1)\n\ndef double(x, y=None):\n    def aide(z):\n        return z * 2\n    if y is None:\n        total = aide(x)\n    else:\n        total = aide(x) + y\n    return total\n\na, b = 1, 2\na, b = b, a\nd = hasard.randint(5, 5)\nprint(fact(5), double(2), double(2, y=1), a, b, d)\nprint(math.sqrt(16), \"oui\" if d > 3 else \"non\", -2 ** 2, [0] * 3)\ncarre = lambda x: x * x\nprint(carre(4), isinstance(d, int), d not in [1])\n",
        "120 4 5 2 1 5\n4.0 oui -4 [0, 0, 0]\n16 true true\n",
    ),
    (
        "notes = {'a': 1, 'b': 2}\nfor k, v in notes.items():\n    print(k, v)\nnoms = []\nif not noms:\n    print('vide')\nnoms.append('x')\n\
         if noms:\n    print('plein')\ntry:\n    int('x')\nexcept ValueError as e:\n    print('erreur')\ntry:\n    try:\n        int('x')\n    except IndexError:\n        print('non')\nexcept:\n    print('dehors')\n",
        "a 1\nb 2\nvide\nplein\nerreur\ndehors\n",
    ),
    (
        "from concurrent.futures import ThreadPoolExecutor, as_completed\nimport time\n\ndef charge(url):\n    time.sleep(0.1)\n    return len(url)\n\nurls = [\"http://a.fr\", \"http://bb.fr\", \"http://ccc.fr\"]\nwith ThreadPoolExecutor(max_workers=2) as pool:\n    futures = [pool.submit(charge, u) for u in urls]\n    total = 0\n    for f in as_completed(futures):\n        total += f.result()\nprint(\"total\", total)\n",
        "total 36\n",
    ),
    (
        "import logging\nimport threading\n\nlogging.basicConfig(level=logging.ERROR, format=\"%(levelname)s %(message)s\")\nlog = logging.getLogger(\"banque\")\n\nclass Compte:\n    def __init__(self, solde):\n        self.solde = solde\n        self.verrou = threading.Lock()\n        self.mouvements = []\n\n    def retire(self, somme):\n        with self.verrou:\n            if self.solde < somme:\n                raise ValueError(\"solde insuffisant\")\n            self.solde -= somme\n            self.mouvements.append(-somme)\n\ncompte = Compte(100)\n\ndef client(n):\n    for _ in range(n):\n        try:\n            compte.retire(30)\n        except ValueError as e:\n            logging.warning(\"refus: %s\", e)\n\nthreads = [threading.Thread(target=client, args=(2,)) for _ in range(2)]\nfor t in threads:\n    t.start()\nfor t in threads:\n    t.join()\nlog.info(\"solde %d\", compte.solde)\nprint(compte.solde, compte.mouvements)\n",
        "10 [-30, -30, -30]\n",
    ),
    (
        "import queue\nimport threading\n\ntaches = queue.Queue()\nresultats = {}\nverbeux = False\n\ndef ouvrier():\n    while True:\n        try:\n            n = taches.get_nowait()\n        except queue.Empty:\n            break\n        resultats[str(n)] = n * n\n        taches.task_done()\n\nfor n in range(4):\n    taches.put(n)\nouvriers = [threading.Thread(target=ouvrier) for i in range(2)]\nfor o in ouvriers:\n    o.start()\nfor o in ouvriers:\n    o.join()\nif verbeux:\n    print(\"fini\")\nif resultats:\n    for k, v in sorted(resultats.items(), key=lambda p: p[1]):\n        print(k, v)\nprint(max(resultats.values()), resultats.get(\"9\", 0), [0] * 3)\n",
        "0 0\n1 1\n2 4\n3 9\n9 0 [0, 0, 0]\n",
    ),
    (
        "from collections import Counter, defaultdict, deque\n\nmots = \"le chat et le chien et le rat\".split()\ncompte = Counter(mots)\nfor mot, n in compte.most_common(2):\n    print(mot, n)\npar_longueur = defaultdict(list)\nfor mot in mots:\n    par_longueur[len(mot)].append(mot)\nfor taille, liste in sorted(par_longueur.items()):\n    print(taille, len(liste))\nfile = deque(maxlen=3)\nfor i in range(5):\n    file.append(i)\nfile.appendleft(9)\nprint(list(file), len(set(mots)), len({m for m in mots if len(m) > 2}), len({1, 2, 1}))\n",
        "le 3\net 2\n2 5\n3 1\n4 1\n5 1\n[9, 2, 3] 5 3 2\n",
    ),
    (
        "import select\nimport socket\n\ndef lance():\n    a, b = socket.socketpair()\n    a.sendall(b\"bonjour\")\n    lus, _, _ = select.select([b], [], [], 1)\n    for s in lus:\n        print(s.recv(1).decode())\n    a.close()\n    b.close()\n\nlance()\nvus = set()\nfor x in [3, 1, 3]:\n    if x not in vus:\n        vus.add(x)\nprint(len(vus), -7 // 2, 7 // 2)\nnotes = {\"a\": 1}\nprint(notes.get(\"b\", 0), max([\"a\", \"bb\"], key=len))\n",
        "b\n2 -4 3\n0 bb\n",
    ),
    ("x = 3\ny = [x, x + 1]\nprint(x, y)\n", "3 [3, 4]\n"),
];

#[test]
fn programs_of_the_course_run_after_one_rewriting() {
    for (python, prints) in PROGRAMS {
        let file = File::new("programme.py", python);
        let told = run(&["run", "--seed", "1", file.path()]);
        assert_eq!(told.code, Some(1));
        assert!(told.err.contains("this is a Python file"), "{}", told.err);
        assert!(told.err.contains(&format!("check --fix {}", file.path())));
        let told = run(&["check", "--fix", "--yes", file.path()]);
        let text = fs::read_to_string(file.path()).expect("the file is there");
        assert_eq!(told.code, Some(0), "{}\n{text}", told.out);
        let told = run(&["run", "--seed", "1", file.path()]);
        assert_eq!(
            (told.out.as_str(), told.err.as_str()),
            (*prints, ""),
            "{text}"
        );
        assert_eq!(
            fixed(&text),
            None,
            "a second rewriting finds nothing\n{text}"
        );
    }
}

#[test]
fn the_difference_is_shown_and_the_old_file_kept() {
    let python = "import threading\nx = 1\nif x == 1:\n    print('un')  # un seul\n";
    let file = File::new("essai.py", python);
    let told = run(&["check", "--fix", file.path()]);
    assert_eq!(told.code, Some(1), "without a terminal nobody has said yes");
    for expected in [
        "@@ -1,4 +1,4 @@\n",
        "-import threading\n",
        "+let x = 1;\n",
        "+    print(\"un\");  // un seul\n",
        "--fix --yes",
    ] {
        assert!(
            told.out.contains(expected),
            "no `{expected}` in\n{}",
            told.out
        );
    }
    assert_eq!(
        fs::read_to_string(file.path()).ok().as_deref(),
        Some(python)
    );
    let told = run(&["--lang", "fr", "check", "--fix", "--yes", file.path()]);
    assert_eq!(told.code, Some(0), "{}", told.out);
    assert!(told.out.contains("l'ancienne version est gardée dans"));
    let old = format!("{}.old", file.path());
    assert_eq!(fs::read_to_string(&old).ok().as_deref(), Some(python));
    fs::write(file.path(), python).expect("the file can be written");
    run(&["check", "--fix", "--yes", file.path()]);
    assert!(
        Path::new(&format!("{old}2")).exists(),
        "an older copy is not overwritten"
    );
    assert_eq!(fs::read_to_string(&old).ok().as_deref(), Some(python));
}

#[test]
fn a_file_without_anything_certain_stays() {
    for text in ["print(1);\n", "let x = ;\n", "print(truc);\n"] {
        let file = File::new("stable.rhai", text);
        let told = run(&["check", "--fix", "--yes", file.path()]);
        assert!(told.out.starts_with("nothing in "), "{}", told.out);
        assert_eq!(fs::read_to_string(file.path()).ok().as_deref(), Some(text));
        assert!(!Path::new(&format!("{}.old", file.path())).exists());
    }
    let told = command(&["check", "--fix", "-"]).ended_after("x = 1");
    assert_eq!(told.code, Some(2));
    let told = run(&["check", "--yes", "x.rhai"]);
    assert_eq!(told.code, Some(2));
}

#[test]
fn single_mistakes_of_a_script_are_mended() {
    for (text, wanted) in [
        ("let x = 1\nprint(x)\n", "let x = 1;\nprint(x)\n"),
        ("x = 5;\nprint(x);\n", "let x = 5;\nprint(x);\n"),
        (
            "let ok = True;\nif ok and 1 < 2 {\n    print(None);\n}\n",
            "let ok = true;\nif ok && 1 < 2 {\n    print(());\n}\n",
        ),
        (
            "# début\nprint(\"# pas un commentaire\");\n",
            "// début\nprint(\"# pas un commentaire\");\n",
        ),
        (
            "let a\u{a0}= 1;\nprint(“bon”, a);\n",
            "let a = 1;\nprint(\"bon\", a);\n",
        ),
        (
            "let i = 0;\ni++;\nprint(f\"{i}\");\n",
            "let i = 0;\ni += 1;\nprint(`${i}`);\n",
        ),
        (
            "if 1 == 2 {\n    print(1);\n} elif 2 == 2 {\n    print(2);\n}\n",
            "if 1 == 2 {\n    print(1);\n} else if 2 == 2 {\n    print(2);\n}\n",
        ),
        (
            "#!/usr/bin/env sandbox\nprint('deux')\nprint(3)\n",
            "#!/usr/bin/env sandbox\nprint(\"deux\");\nprint(3)\n",
        ),
    ] {
        let file = File::new("script.rhai", text);
        run(&["check", "--fix", "--yes", file.path()]);
        assert_eq!(
            fs::read_to_string(file.path()).ok().as_deref(),
            Some(wanted)
        );
    }
}

#[test]
fn what_is_not_certain_stays_as_it_is_and_the_rest_is_rewritten() {
    let text = after(
        "import numpy\nx = 1\nif x == 1:\n    y = {1: 2}\n    print(x)\nfor a, b, c in x:\n    print(a)\n",
    );
    assert!(text.contains("import numpy\nlet x = 1;\nif x == 1 {\n    y = {1: 2}\n    print(x);\n}\nfor a, b, c in x:\n    print(a)\n"), "{text}");
}

#[test]
fn texts_and_comments_are_not_changed() {
    let text = after(
        "# if x: def f(): True  and `not`\nimport time\nif True:\n    s = 'def f(x): # \"True\"'\n    print(s, \"it's\")\n",
    );
    assert!(
        text.starts_with("// if x: def f(): True  and `not`\n"),
        "{text}"
    );
    assert!(text.contains(r#""def f(x): # \"True\"""#), "{text}");
    assert!(text.contains("\"it's\""), "{text}");
}

#[test]
fn right_scripts_are_never_changed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seen = 0;
    for folder in [
        "scripts",
        "tests/checking",
        "benches/programs",
        "tests/cases/doors/course",
        "examples",
    ] {
        for path in scripts_under(&root.join(folder)) {
            let text = fs::read_to_string(&path).expect("a script can be read");
            let text = text
                .strip_prefix("#!")
                .map_or(text.clone(), |rest| format!("//{rest}"));
            assert_eq!(fixed(&text), None, "{}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 80, "only {seen} scripts");
}

#[test]
fn what_is_written_parses_for_every_beginning_of_a_program() {
    // As a file looks while it is being typed.
    for (python, _) in PROGRAMS {
        for (end, _) in python.match_indices(['\n', ' ', '(']) {
            let text = &python[..end];
            let Some(written) = fixed(text) else { continue };
            let kept = text.lines().filter(|line| !line.trim().is_empty());
            let is_left = || kept.clone().any(|line| written.contains(line));
            assert!(parse(&written).is_ok() || is_left(), "{text}\n→\n{written}");
        }
    }
}

/// What is put in before a mistake moves it on, and is put in once at most.
#[test]
fn a_mistake_is_not_mended_again_and_again() {
    for text in [
        "fn f() { }\nlet ts = list[Thread(f for i in 0..3];\n",
        "let v = [1];\nlet w = [f(x for x in v];\n",
    ] {
        let long = fixed(text).map_or(0, |fixed| fixed.len());
        assert!(long < text.len() + 10, "{:?}", fixed(text));
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_rewritten() {
    let told = run(&["check", "--fix", "--yes", "/dev/null"]);
    assert_eq!(told.code, Some(2), "{}", told.err);
    assert!(
        told.err
            .contains("`/dev/null` is no file that can be rewritten"),
        "{}",
        told.err
    );
}

#[test]
fn one_doubtful_method_leaves_the_others() {
    let text = after(
        "class Pile:\n    def __init__(self):\n        self.valeurs = []\n\n    def __len__(self):\n        return len(self.valeurs)\n\n\
         \x20   def ajoute(self, x):\n        self.valeurs.append(x)\n\nif True:\n    print(1)\n",
    );
    for expected in [
        "class Pile {",
        "init() {",
        "ajoute(x) {",
        "def __len__(self):",
    ] {
        assert!(text.contains(expected), "no `{expected}` in\n{text}");
    }
}

#[test]
fn a_class_of_errors_does_not_become_a_catch_of_all() {
    let text = after(
        "d = {'a': 1}\ntry:\n    print(d['b'])\nexcept KeyError:\n    print('absent')\nif True:\n    print(1)\n",
    );
    assert!(text.contains("except KeyError:"), "{text}");
    let text = after(
        "try:\n    print(int('x'))\nexcept (ValueError, TypeError) as e:\n    print(e)\nif True:\n    print(1)\n",
    );
    assert!(
        text.contains("if e.kind !in [\"ValueError\", \"TypeError\"] { throw e; }"),
        "{text}"
    );
}

#[test]
fn what_means_something_else_is_told() {
    let python = "import threading\na = [1, 2]\nb = a\ndef ajoute(liste, x):\n    liste.append(x)\nfor i in range(3):\n    print(i)\nprint(i)\nprint(a[0] // b[0])\n";
    let file = File::new("alias.py", python);
    let told = run(&["check", "--fix", file.path()]);
    for expected in [
        "line 3: `b = a` copies",
        "line 4: `ajoute` changes `liste`",
        "line 6: `i` is read after the loop",
        "line 9: `//` rounds towards zero",
    ] {
        assert!(
            told.out.contains(expected),
            "no `{expected}` in\n{}",
            told.out
        );
    }
    let file = File::new(
        "sans.py",
        "import threading\nfor i in range(3):\n    print(i)\n",
    );
    let told = run(&["check", "--fix", file.path()]);
    assert!(!told.out.contains("read again"), "{}", told.out);
}

#[test]
fn more_mistakes_than_are_mended_at_once_are_told() {
    let many = "let a = 1\n".repeat(505);
    let file = File::new("long.rhai", &many);
    let told = run(&["check", "--fix", "--yes", file.path()]);
    assert!(
        told.out.contains("more certain mistakes"),
        "{}",
        &told.out[told.out.len() - 300..]
    );
}
