//! Programs that students write, each beside its Python version: both print the same, on both runtimes. And the chat server with many clients.

use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, TcpStream};
use std::process::Command;

use crate::binary::{Run, package, sandbox_in};

fn python() -> Option<&'static str> {
    let answers = |name: &&str| (Command::new(name).arg("--version").output()).is_ok();
    ["/usr/bin/python3", "python3"].into_iter().find(answers)
}

/// What the program prints, on real threads and on some seeds, and what its Python version prints, where there is a Python.
fn prints_the_same(name: &str) {
    let script = format!("tests/programs/pairs/{name}.rhai");
    let mut told = Vec::new();
    for flags in [
        &[][..],
        &["--seed", "1"],
        &["--seed", "2"],
        &["--seed", "3"],
    ] {
        let ended = (sandbox_in(package()).arg("run").args(["--max-time", "120"]))
            .args(flags)
            .arg(&script)
            .ended();
        assert_eq!((ended.code, &*ended.err), (Some(0), ""), "{name} {flags:?}");
        told.push(ended.out);
    }
    assert!(told.iter().all(|out| *out == told[0]), "{name}: {told:#?}");
    let Some(python) = python() else {
        eprintln!("no python3: {name} was not compared");
        return;
    };
    let output = (Command::new(python).arg(format!("tests/programs/pairs/{name}.py")))
        .current_dir(package())
        .output()
        .expect("python3 can be started");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name}.py: {said}");
    assert_eq!(told[0], String::from_utf8_lossy(&output.stdout), "{name}");
}

#[test]
fn a_downloader_with_a_pool() {
    prints_the_same("downloader");
}

#[test]
fn a_bank_with_transfers() {
    prints_the_same("bank");
}

#[test]
fn prime_numbers_counted_by_a_pool() {
    prints_the_same("primes");
}

#[test]
fn words_counted_by_map_and_reduce() {
    prints_the_same("words");
}

#[test]
fn a_chat_by_select() {
    prints_the_same("chat");
}

#[test]
fn jobs_with_priorities() {
    prints_the_same("priorities");
}

#[test]
fn a_pool_of_connections_behind_a_semaphore() {
    prints_the_same("connections");
}

#[test]
fn a_limit_of_calls_in_a_time() {
    prints_the_same("limiter");
}

#[test]
fn three_stages_with_queues_between_them() {
    prints_the_same("pipeline");
}

#[test]
fn a_crawler_with_a_set_and_with_a_pool() {
    prints_the_same("crawler");
}

#[test]
fn a_log_counted_by_tasks() {
    prints_the_same("logs");
}

#[test]
fn futures_with_callbacks_and_values_of_each_thread() {
    prints_the_same("futures");
}

#[test]
fn a_cache_that_forgets_what_was_not_asked_for() {
    prints_the_same("cache");
}

#[test]
fn sorting_by_tasks_and_a_barrier_of_steps() {
    prints_the_same("sorting");
}

/// Fifty clients are present at once; each says a word, and hears all fifty.
#[test]
fn the_chat_server_serves_fifty_clients() {
    const CLIENTS: usize = 50;
    let mut command = sandbox_in(package());
    command.args(["run", "--max-time", "120", "scripts/chat_server.rhai", "0"]);
    let mut server = command.arg(CLIENTS.to_string()).started();
    let mut out = BufReader::new(server.stdout.take().expect("its output is piped"));
    let mut first = String::new();
    out.read_line(&mut first).expect("it says its port");
    let port: u16 = (first.trim().rsplit(' ').next())
        .and_then(|port| port.parse().ok())
        .unwrap_or_else(|| panic!("no port in {first:?}"));
    let mut clients: Vec<BufReader<TcpStream>> = (0..CLIENTS)
        .map(|number| {
            let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("it listens");
            writeln!(stream, "c{number}").expect("it hears");
            BufReader::new(stream)
        })
        .collect();
    let next = |client: &mut BufReader<TcpStream>| {
        let mut line = String::new();
        let length = client.read_line(&mut line).expect("it answers");
        assert!(length > 0, "it has closed the connection");
        line.trim().to_owned()
    };
    // Each client hears of itself: then it is known to the server.
    for (number, client) in clients.iter_mut().enumerate() {
        while next(client) != format!("* c{number} arrive") {}
    }
    for (number, client) in clients.iter_mut().enumerate() {
        writeln!(client.get_mut(), "bonjour de {number}").expect("it hears");
    }
    for client in &mut clients {
        let mut heard: Vec<String> = (std::iter::repeat_with(|| next(client)))
            .filter(|line| line.contains(" : bonjour de "))
            .take(CLIENTS)
            .collect();
        heard.sort_unstable();
        heard.dedup();
        assert_eq!(heard.len(), CLIENTS);
    }
    for client in &clients {
        (client.get_ref().shutdown(Shutdown::Write)).expect("it is connected");
    }
    let mut rest = String::new();
    out.read_line(&mut rest).expect("it says that it ends");
    assert_eq!(rest, "Tous sont partis.\n");
    assert_eq!(server.wait().expect("it ends").code(), Some(0));
}
