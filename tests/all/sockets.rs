//! Sockets from outside: peers that are no script, Ctrl-C and limits while a script waits, permissions, the modelled network's limits.

#![expect(
    clippy::disallowed_methods,
    reason = "the clients and peers of these tests are no threads of a script"
)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;

use crate::binary::{Ended, Run, interrupted, sandbox};

fn command(flags: &[&str], code: &str, arguments: &[&str]) -> Command {
    let mut command = sandbox();
    command.arg("run").args(flags);
    command.args(["-e", code]).args(arguments);
    command
}

fn run(flags: &[&str], code: &str, arguments: &[&str]) -> Ended {
    command(flags, code, arguments).ended()
}

#[test]
fn ctrl_c_ends_a_thread_in_accept_and_one_in_recv() {
    let code = "let server = create_server([\"localhost\", 0]);
        let pair = socketpair();
        let t = Thread(|s| s.recv(1), [pair[0]]);
        t.start();
        stderr.write(\"ready\\n\");
        server.accept();";
    let told = interrupted(&mut command(&[], code, &[]), "ready");
    let rest = told.err;
    assert_eq!(told.code, Some(130), "{rest}");
    assert!(rest.starts_with("error: interrupted\n"), "{rest}");
}

#[test]
fn a_limit_ends_a_thread_that_waits_for_data() {
    let code = "let pair = socketpair(); pair[0].recv(1); print(\"never\");";
    let ended = run(&["--max-time", "0.2"], code, &[]);
    assert_eq!(
        (ended.code, ended.out.as_str()),
        (Some(4), ""),
        "{}",
        ended.err
    );
    let code = "let pair = socketpair();
        let t = Thread(|| { loop {} }); t.daemon = true; t.start();
        pair[0].recv(1);";
    let ended = run(&["--max-operations", "100000"], code, &[]);
    assert_eq!(ended.code, Some(4), "{}", ended.err);
}

#[test]
fn a_peer_that_resets_and_one_that_vanishes_are_told_apart() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = listener.local_addr().expect("it is bound").port();
    let peer = std::thread::spawn(move || {
        // Closed with unread data: a reset.
        let (stream, _) = listener.accept().expect("a client comes");
        stream.peek(&mut [0; 2]).expect("it sends");
        drop(stream);
        // Closed when everything is read: an end.
        let (mut stream, _) = listener.accept().expect("a client comes");
        stream.read_exact(&mut [0; 2]).expect("it sends");
    });
    let code = "let port = int(argv[1]);
        for i in range(0, 2) {
            let s = create_connection([\"localhost\", port]);
            s.send(\"18\");
            try { print(s.recv(2).len()); } catch (e) { print(e.kind); }
        }";
    let ended = run(&[], code, &[&port.to_string()]);
    peer.join().expect("the peer did its part");
    assert_eq!(
        (ended.code, ended.out.as_str()),
        (Some(0), "ConnectionReset\n0\n"),
        "{}",
        ended.err
    );
}

#[test]
fn a_peer_that_stops_in_the_middle_of_a_character_is_a_mistake_of_the_text() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = listener.local_addr().expect("it is bound").port();
    let peer = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a client comes");
        stream.write_all(b"caf\xc3").expect("it listens");
    });
    let code = "let s = create_connection([\"localhost\", int(argv[1])]);
        print(s.recv_text(100));
        s.recv_text(100);";
    let ended = run(&[], code, &[&port.to_string()]);
    peer.join().expect("the peer did its part");
    assert_eq!((ended.code, ended.out.as_str()), (Some(1), "caf\n"));
    assert!(
        ended.err.contains("the stream ends within a character"),
        "{}",
        ended.err
    );
    assert!(ended.err.contains(":3:"), "{}", ended.err);
}

#[test]
fn sockets_that_are_left_open_are_closed_at_the_end() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = listener.local_addr().expect("it is bound").port();
    let code = "let s = create_connection([\"localhost\", int(argv[1])]);
        let keep = [s];
        keep.push(|| keep);
        s.send(\"18\"); exit(0);";
    let child = command(&[], code, &[&port.to_string()]).started();
    let (mut stream, _) = listener.accept().expect("the script comes");
    let mut all = Vec::new();
    stream.read_to_end(&mut all).expect("the connection ends");
    assert_eq!(all, b"18");
    let ended = child.wait_with_output().expect("it was started");
    assert_eq!(ended.status.code(), Some(0));
}

#[test]
fn a_deadlock_over_modelled_sockets_names_them() {
    let code = "let server = create_server([\"localhost\", 0]);
        let client = create_connection(server.getsockname());
        let first = server.accept()[0];
        let t = Thread(|| server.accept(), [], #{name: \"acceptor\"});
        t.start();
        let u = Thread(|s| s.recv(1), [first], #{name: \"polite\"});
        u.start();
        client.recv(1);";
    let ended = run(&["--seed", "1"], code, &[]);
    let table = "\
deadlock: 3 threads can never continue
  MainThread   waits for  client                   line 8
  acceptor     waits for  server                   line 4
  polite       waits for  socket 127.0.0.1:49152   line 6
";
    assert_eq!((ended.code, &*ended.err), (Some(3), table));
}

#[test]
fn other_machines_need_permission_and_are_out_of_a_model_s_reach() {
    let code = "try { socket().connect([\"192.0.2.1\", 80]); } catch (e) { print(e.kind); }";
    let refused = run(&[], code, &[]);
    assert_eq!(
        (refused.code, refused.out.as_str()),
        (Some(0), "NotCapable\n"),
        "{}",
        refused.err
    );
    let code = "for host in [\"0.0.0.0\", \"\", \"nom.example\"] {
            try { socket().bind([host, 0]); } catch (e) { print(e.kind); }
        }
        try { socket(AF_INET, SOCK_DGRAM).sendto(\"x\", [\"192.0.2.1\", 9]); } catch (e) { print(e.kind); }
        try { gethostbyname(\"example.com\"); } catch (e) { print(e.kind); }";
    let refused = run(&[], code, &[]);
    assert_eq!(refused.out, "NotCapable\n".repeat(5), "{}", refused.err);
    let code = "socket().connect([\"192.0.2.1\", 80]);";
    let outside = run(&["--seed", "1", "--allow-net"], code, &[]);
    assert_eq!(outside.code, Some(1));
    assert!(
        outside.err.contains("cannot be reached under `--seed`"),
        "{}",
        outside.err
    );
    let code = "try { create_server([\"localhost\", 0]); } catch (e) { print(e.kind); }";
    let refused = run(&["--deny-net"], code, &[]);
    assert_eq!(refused.out, "NotCapable\n", "{}", refused.err);
}

#[test]
fn unix_sockets_are_files_and_need_permission() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("s").to_string_lossy().into_owned();
    let code = "let server = socket(AF_UNIX, SOCK_STREAM);
        server.bind(argv[1]);
        server.listen();
        let client = socket(AF_UNIX);
        client.connect(argv[1]);
        client.send(\"hi\");
        print(server.accept()[0].recv(2).decode());";
    let refused = run(&[], code, &[&path]);
    assert_eq!((refused.code, refused.out.as_str()), (Some(4), ""));
    assert!(refused.err.contains("NotCapable"), "{}", refused.err);
    let allowed = run(&["--allow-read", "--allow-write"], code, &[&path]);
    assert_eq!(allowed.out, "hi\n", "{}", allowed.err);
}

#[test]
fn a_script_serves_a_client_that_is_no_script() {
    let code = "let server = create_server([\"localhost\", 0]);
        stderr.write(\"\" + server.getsockname()[1] + \"\\n\");
        let conn = server.accept()[0];
        with conn {
            for line in conn.makefile() { conn.sendall(line.to_upper() + \"\\n\"); }
        }";
    let mut child = command(&[], code, &[]).started();
    let mut errors = BufReader::new(child.stderr.take().expect("a pipe"));
    let mut port = String::new();
    errors.read_line(&mut port).expect("readable");
    let port: u16 = port.trim().parse().expect("a port");
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("the script listens");
    stream.write_all("été\n".as_bytes()).expect("it reads");
    let mut answer = String::new();
    let mut lines = BufReader::new(stream.try_clone().expect("a copy"));
    lines.read_line(&mut answer).expect("it answers");
    assert_eq!(answer.trim(), "ÉTÉ");
    stream.shutdown(std::net::Shutdown::Write).expect("open");
    let mut rest = String::new();
    lines.read_to_string(&mut rest).expect("it closes");
    assert_eq!(child.wait().expect("it was started").code(), Some(0));
}
