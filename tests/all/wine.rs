//! The wine server of the course's part IV, from outside: real clients over real sockets, and many seeds over modelled ones.

#![expect(
    clippy::disallowed_methods,
    reason = "the clients and peers of these tests are no threads of a script"
)]

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use sandbox::library::LIBRARY;
use sandbox::session::{Limits, Runtime, evaluate};

use crate::binary::{Ended, Run, package, sandbox_in};

const SERVERS: [&str; 2] = ["wine_bottles_th_server", "wine_bottles_th_server_class"];

/// What a client of the seed's kind ends with.
#[derive(Debug, PartialEq)]
enum Outcome {
    Unavailable,
    Failed,
    Received(u32),
}

/// A port that was free a moment ago, below those that the system gives to who asks for any: no other test takes it meanwhile.
fn free_port() -> u16 {
    static ASKED: AtomicU32 = AtomicU32::new(0);
    loop {
        let place = std::process::id().wrapping_mul(64) + ASKED.fetch_add(1, Ordering::Relaxed);
        let port = u16::try_from(10_000 + place % 20_000).expect("below 30 000");
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

fn sandbox(script: &str, arguments: &[String]) -> Command {
    let mut command = sandbox_in(package());
    command.args(["run", "--max-time", "120"]);
    command
        .arg(format!("scripts/{script}.rhai"))
        .args(arguments);
    command
}

/// Start a server, and wait until it listens: with a connection that never orders anything.
fn start(script: &str, delay: &str) -> (Child, u16, TcpStream) {
    let port = free_port();
    let arguments = [port.to_string(), delay.to_owned()];
    let server = sandbox(script, &arguments).started();
    (server, port, connect_at_last(port))
}

fn connect_at_last(port: u16) -> TcpStream {
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    for _ in 0..1000 {
        if let Ok(stream) = TcpStream::connect(address) {
            return stream;
        }
        std::thread::park_timeout(Duration::from_millis(20));
    }
    panic!("the server does not listen on {port}");
}

/// The client of the seed: sends `{0:2d}`, receives two bytes.
fn order(port: u16, bottles: u32) -> Outcome {
    let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) else {
        return Outcome::Unavailable;
    };
    let mut reply = [0; 2];
    let sent = stream.write_all(format!("{bottles:2}").as_bytes());
    match sent.and_then(|()| stream.read_exact(&mut reply)) {
        Ok(()) => {
            let text = String::from_utf8_lossy(&reply);
            Outcome::Received(text.trim().parse().expect("the reply is a number"))
        }
        Err(_) => Outcome::Failed,
    }
}

/// All orders at once.
fn order_together(port: u16, orders: impl Iterator<Item = u32>) -> Vec<Outcome> {
    let clients: Vec<_> = orders
        .map(|bottles| std::thread::spawn(move || order(port, bottles)))
        .collect();
    let outcomes = clients.into_iter().map(|client| client.join());
    outcomes.map(|outcome| outcome.expect("a client")).collect()
}

fn received(outcomes: &[Outcome]) -> u32 {
    let amount = |outcome: &Outcome| match outcome {
        Outcome::Received(bottles) => *bottles,
        Outcome::Unavailable | Outcome::Failed => 0,
    };
    outcomes.iter().map(amount).sum()
}

/// What the server printed, once it has ended well by itself.
fn transcript(server: Child) -> String {
    let output = server.wait_with_output();
    let ended = Ended::from(output.expect("the server was started"));
    assert_eq!((ended.code, &*ended.err), (Some(0), ""), "{}", ended.out);
    ended.out
}

/// Is the transcript of the course's shape, and does its stock go from 300 to 0 by what was delivered?
fn check_transcript(text: &str) {
    let number = |text: &str| -> i64 { text.trim().parse().expect("a number") };
    let client = |text: &str| {
        let port = text
            .strip_prefix("('127.0.0.1', ")
            .and_then(|rest| rest.strip_suffix(')'));
        number(port.unwrap_or_else(|| panic!("{text:?} is no client")))
    };
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("Serveur démarré"));
    let mut stock = 300;
    let mut delivered = None;
    let mut blank = false;
    for line in lines {
        if let Some(address) = line.strip_prefix("Serveur connecté par ") {
            assert!(blank, "no empty line before {line:?}");
            client(address);
        } else if let Some(rest) = line.strip_prefix("Reste en stock : ") {
            stock -= delivered.take().expect("a delivery comes first");
            assert_eq!(rest, format!("{stock} bouteille(s)"));
            assert!(stock >= 0);
        } else if !line.is_empty() {
            let (order, address) = line.split_at(36);
            client(address);
            let what = order
                .strip_suffix("->  ")
                .expect("the arrow stands in its column");
            let (verb, amount) = what.trim_end().split_once(" de ").expect("a sentence");
            let amount = number(amount.strip_suffix(" bouteille(s)").expect("bottles"));
            match verb {
                "Commande" => assert!((1..=99).contains(&amount)),
                "Livraison" => assert!(delivered.replace(amount).is_none()),
                other => panic!("{other:?} is no word of the course's"),
            }
        }
        blank = line.is_empty();
    }
    assert_eq!(stock, 0, "{text}");
}

#[test]
fn all_bottles_are_delivered_and_the_server_ends_by_itself_though_a_client_is_slow() {
    for script in SERVERS {
        let (server, port, mut slow) = start(script, "0.05");
        let mut outcomes = vec![order(port, 18), order(port, 5)];
        assert_eq!(outcomes, [Outcome::Received(18), Outcome::Received(5)]);
        // An order may come in two halves, and others are served between them.
        let mut halves = connect_at_last(port);
        halves.write_all(b"2").expect("it reads");
        outcomes.push(order(port, 9));
        halves.write_all(b"3").expect("it reads");
        let mut reply = [0; 2];
        halves.read_exact(&mut reply).expect("it delivers");
        assert_eq!(&reply, b"23", "{script}");
        outcomes.push(Outcome::Received(23));
        outcomes.extend(order_together(port, (0..12).map(|n| 20 + 5 * n)));
        assert_eq!(received(&outcomes), 300, "{script}: {outcomes:?}");
        let text = transcript(server);
        check_transcript(&text);
        let served = |outcome: &&Outcome| matches!(outcome, Outcome::Received(_));
        let deliveries = text.matches("Livraison de ").count();
        assert_eq!(deliveries, outcomes.iter().filter(served).count());
        assert_eq!(order(port, 7), Outcome::Unavailable);
        // Who never ordered is not left waiting.
        let heard = slow.read(&mut [0; 2]);
        assert!(matches!(heard, Ok(0) | Err(_)), "{heard:?}");
    }
}

#[test]
fn of_two_hundred_clients_at_once_none_is_lost() {
    let (server, port, _slow) = start(SERVERS[0], "0.2");
    let outcomes = order_together(port, (0..200).map(|n| 1 + n % 99));
    assert_eq!(outcomes.len(), 200);
    assert_eq!(received(&outcomes), 300, "{outcomes:?}");
    check_transcript(&transcript(server));
}

#[test]
fn nonsense_and_clients_that_leave_take_no_bottle() {
    let (server, port, _slow) = start(SERVERS[0], "0.02");
    for nonsense in ["-9", "xy", " 0", "\u{e9}"] {
        let mut stream = connect_at_last(port);
        stream.write_all(nonsense.as_bytes()).expect("sent");
        let _ = stream.shutdown(Shutdown::Write);
        let answer = stream.read_exact(&mut [0; 2]);
        assert!(answer.is_err(), "{nonsense:?} was served");
    }
    drop(connect_at_last(port));
    let outcomes = order_together(port, (0..10).map(|_| 40));
    assert_eq!(received(&outcomes), 300);
    check_transcript(&transcript(server));
}

/// What the script of the client prints.
fn client_prints(port: u16) -> String {
    let ended = sandbox("wine_bottles_client", &[port.to_string()]).ended();
    assert_eq!((ended.code, &*ended.err), (Some(0), ""));
    ended.out
}

#[test]
fn the_client_says_how_it_went() {
    assert_eq!(client_prints(free_port()), "Serveur non disponible\n");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = listener.local_addr().expect("it is bound").port();
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a client comes");
        let mut order = [0; 2];
        stream.read_exact(&mut order).expect("it orders");
        stream.write_all(b" 7").expect("it listens");
        let (unread, _) = listener.accept().expect("a client comes");
        unread.peek(&mut order).expect("it orders");
        drop(unread);
        let (mut silent, _) = listener.accept().expect("a client comes");
        silent.read_exact(&mut order).expect("it orders");
        order
    });
    assert_eq!(client_prints(port), " 7 bouteille(s) recue(s)\n");
    assert_eq!(client_prints(port), "Echec commande\n");
    assert_eq!(client_prints(port), "Echec commande\n");
    let order = server.join().expect("the server served three");
    let number = String::from_utf8_lossy(&order).trim().parse::<u32>();
    assert!(number.is_ok_and(|number| (1..=99).contains(&number)));
}

/// The server's script with clients as threads of its own.
fn with_clients(script: &str) -> String {
    let path = format!("{}/scripts/{script}.rhai", env!("CARGO_MANIFEST_DIR"));
    let server = std::fs::read_to_string(Path::new(&path)).expect("the script is there");
    let mark = "print(\"Serveur démarré\");\n";
    assert!(server.contains(mark));
    let clients = "
        fn client(n) {
            let s = create_connection([hote, port]);
            try {
                s.send(format(\"{0:2d}\", n));
                let reponse = s.recv(2).decode();
                if reponse != \"\" { with Verrou { Recu.push(int(reponse)); } }
            } catch { with Verrou { Refuse += 1; } }
            s.close();
        }
        let Recu = [];
        let Refuse = 0;
        let Clients = list[Thread(client, [n]) for n in [99, 18, 45, 77, 60, 81, 12]];
        for c in Clients { c.start(); }\n";
    let end = "for c in Clients { c.join(); }\nprint(\"reçu\", sum(Recu), Stock);\n";
    server.replace(mark, &format!("{mark}{clients}")) + end
}

#[test]
fn under_no_seed_a_bottle_is_lost_or_sold_twice() {
    for script in SERVERS {
        let source = with_clients(script);
        for seed in 0..40 {
            let limits = Limits {
                time: Some(Duration::from_secs(60)),
                ..Limits::default()
            };
            let runtime = Runtime::Controlled { seed };
            let run = || evaluate(&source, runtime, limits, LIBRARY);
            let done = run();
            assert_eq!(
                (done.exit_code, &*done.errors),
                (0, ""),
                "{script}, seed {seed}: {:?}\n{}",
                done.result,
                done.output
            );
            let (text, sum) = done.output.split_once("reçu ").expect("the end is reached");
            assert_eq!(sum, "300 0\n", "{script}, seed {seed}:\n{text}");
            check_transcript(text);
            if seed < 3 {
                assert_eq!(run().output, done.output, "seed {seed} does not replay");
            }
        }
    }
}
