//! `socket`: the class whose handles scripts hold.

use super::address::{address, value_of};
use super::data::{blob, bytes, family, flags, kind, length, timeout, timeout_value};
use super::own_address::{check_heard, settle, settle_messages};
use super::{file, network};
use crate::library::Answer;
use crate::library::declare::{native, natives, properties};
use crate::messages::message;
use crate::net::{Address, Family, Kind, Shut, Socket, SocketOption};
use crate::objects::abi::{Call, NativeClass};
use crate::objects::error::Error;
use crate::objects::value::{Handle, Object, Value, to_debug};
use crate::permissions::loopback;
use std::time::Duration;

impl Handle for Socket {
    fn class(&self) -> &'static NativeClass {
        &SOCKET
    }

    fn name_it(&self, name: &str) {
        self.set_name(name);
    }

    fn describe(&self) -> String {
        let family = match self.family() {
            Family::Unix => "AF_UNIX",
            Family::Inet => "AF_INET",
            Family::Inet6 => "AF_INET6",
        };
        let kind = match self.kind() {
            Kind::Stream => "SOCK_STREAM",
            Kind::Datagram => "SOCK_DGRAM",
        };
        let closed = if self.is_closed() { " [closed]" } else { "" };
        let mut text = format!("<socket{closed} family={family}, type={kind}");
        for (name, address) in ["laddr", "raddr"].iter().zip(self.addresses()) {
            if let Some(address) = address {
                text += &format!(", {name}={}", to_debug(&value_of(&address)));
            }
        }
        text + ">"
    }
}

/// Before connecting: messages to the own machine are sent from there. Elsewhere the system finds the address that fits.
fn settle_to(call: &Call, socket: &Socket, to: &Address) -> Result<(), Error> {
    let is_home = to.ip().is_some_and(loopback);
    match socket.kind() == Kind::Datagram && is_home {
        true => settle(call, socket, Some(to)),
        false => Ok(()),
    }
}

pub fn object(socket: Socket) -> Value {
    Value::Object(Object::new(socket))
}

fn new(call: &mut Call) -> Answer {
    let family = family(call, 0, Family::Inet)?;
    let kind = kind(call, 1, Kind::Stream)?;
    // The only protocol of its kind, or none in particular.
    let protocol = call.int_or(2, "proto", 0)?;
    if ![0, if kind == Kind::Stream { 6 } else { 17 }].contains(&protocol) {
        return Err(Error::value_error(message!("protocol-unfit", protocol))
            .with_hint(message!("protocol-unfit.hint")));
    }
    call.task().check()?;
    let network = network(call.host.shared());
    let Some(number) = call.optional(3) else {
        return Ok(object(network.socket(family, kind)?));
    };
    let number = match number {
        Value::Int(number) => *number,
        _ => return Err(call.wrong(3, "fileno", message!("an-integer"))),
    };
    let socket = network.attach(number).ok_or_else(|| {
        Error::raised("Closed", message!("descriptor-unknown", number))
            .with_field("errno", Value::Int(9))
    })?;
    Ok(object(socket))
}

fn how(call: &Call) -> Result<Shut, Error> {
    match call.int(0, "how")? {
        0 => Ok(Shut::Read),
        1 => Ok(Shut::Write),
        2 => Ok(Shut::Both),
        other => Err(Error::value_error(message!("shutdown-direction", other))
            .with_hint(message!("shutdown-direction.hint"))),
    }
}

/// Seconds that closing may wait: it waits in the system, where no stop can reach it.
const LONGEST_LINGER: i64 = 10;

/// `[1, seconds]`, or `[0, 0]` for the usual way: what Python packs into a structure of C.
fn linger(call: &Call) -> Result<i64, Error> {
    let given = call.args.get(2);
    if let Some(Value::Array(parts)) = given
        && let [Value::Int(on), Value::Int(seconds)] = parts[..]
        && (0..=LONGEST_LINGER).contains(&seconds)
    {
        return Ok(if on == 0 { -1 } else { seconds });
    }
    let error = Error::value_error(message!("socket-linger", most = LONGEST_LINGER));
    Err(error.with_hint(message!("socket-linger.hint")))
}

fn option(call: &Call) -> Result<SocketOption, Error> {
    let (level, number) = (call.int(0, "level")?, call.int(1, "option")?);
    SocketOption::from_numbers(level, number).ok_or_else(|| {
        Error::raised(
            "OSError",
            message!("option-number", name = call.name, number, level),
        )
        .with_hint(message!("option-number.hint"))
        .with_field("errno", Value::Int(92))
    })
}

pub static SOCKET: NativeClass = NativeClass {
    name: "socket",
    module: "socket",
    doc: "One end of a connection, or a place where others connect. `with` closes it at the end of the block.",
    parent: None,
    constructor: Some(&native! {
        /// Make a socket that is not connected yet: TCP, or UDP with `SOCK_DGRAM`.
        ///
        /// With `fileno` take up a descriptor that `detach()` gave.
        ///
        /// Fails with `ValueError` for a family or a type that is not known here.
        ///
        /// `proto` may be the number of the one protocol that fits the type: 0, `IPPROTO_TCP` or `IPPROTO_UDP`.
        ///
        /// ```
        /// let server = socket(AF_INET, SOCK_STREAM);
        /// server.bind(["localhost", 0]);
        /// server.listen();
        /// let client = socket();
        /// client.connect(server.getsockname());
        /// let arrivee = server.accept();
        /// let conn = arrivee[0];
        /// let addr = arrivee[1];
        /// client.send("bonjour");
        /// client.close();
        /// let texte = "";
        /// loop {
        ///     let morceau = conn.recv_text(100);
        ///     if morceau == "" { break; }
        ///     texte += morceau;
        /// }
        /// print(texte, addr[0]);            // prints bonjour 127.0.0.1
        /// ```
        fn socket(family = AF_INET, type = SOCK_STREAM, proto = 0, fileno = ()) |call| { new(call) }
    }),
    methods: natives! {
        /// Give the socket its address: for a server, where clients find it.
        ///
        /// Port 0 lets the system choose; `getsockname()` tells. Fails with `AddressInUse` if another socket has the address, with `ValueError` for a port
        /// beyond 65535.
        ///
        /// An empty host is all addresses of this machine. Needs `--allow-net` beyond the machine itself.
        ///
        /// ```
        /// let server = socket();
        /// server.bind(["localhost", 0]);
        /// print(server.getsockname()[1] > 0);           // prints true
        /// ```
        fn bind(address) |call| {
            let socket = call.handle::<Socket>()?;
            let address = address(call, 0, socket.family())?;
            socket.bind(call.task(), &address)?;
            Ok(Value::Unit)
        }

        /// Let others connect; at most about `backlog` of them wait for `accept`.
        ///
        /// Clients can connect from now on, before the first `accept`. A socket without `bind` listens at a free port: of all addresses of this machine where
        /// `--allow-net` allows them, else of `localhost`.
        ///
        /// Fails with `OSError` for a socket of UDP.
        ///
        /// ```
        /// let server = socket();
        /// server.bind(["localhost", 0]);
        /// server.listen(5);
        /// let client = create_connection(server.getsockname());
        /// print(server.accept()[1] == client.getsockname());   // prints true
        /// ```
        fn listen(backlog = 128) |call| {
            let socket = call.handle::<Socket>()?;
            let backlog = call.int_or(0, "backlog", 128)?.clamp(0, 4096) as i32;
            if socket.kind() == Kind::Stream {
                settle(call, socket, None)?;
            }
            socket.listen(call.task(), backlog)?;
            check_heard(call, socket).inspect_err(|_| socket.close_now())?;
            Ok(Value::Unit)
        }

        /// Wait for a client; gives `[conn, addr]`: the socket to talk with it, and its address.
        ///
        /// Fails with `Closed` when another thread closes the socket meanwhile (in Python that does not wake it), with `TimedOut` after the time of
        /// `settimeout`.
        ///
        /// With `Closed` too when it does not listen.
        ///
        /// ```
        /// let server = create_server(["localhost", 0]);
        /// let client = create_connection(server.getsockname());
        /// let arrived = server.accept();
        /// let conn = arrived[0];
        /// conn.send("bienvenue");
        /// conn.close();
        /// print(client.makefile().read());              // prints bienvenue
        /// ```
        fn accept() |call| {
            let (conn, address) = call.handle::<Socket>()?.accept(call.task())?;
            Ok(Value::array(vec![object(conn), value_of(&address)]))
        }

        /// Connect to the server at `address`.
        ///
        /// Fails with `ConnectionRefused` if nobody listens there, with `NotFound` if the host is not known, with `TimedOut` after the time of `settimeout`.
        ///
        /// The host is a name or an address. Needs `--allow-net` for other machines.
        ///
        /// ```
        /// let server = create_server(["localhost", 0]);
        /// let client = socket();
        /// client.connect(server.getsockname());
        /// print(client.getpeername() == server.getsockname());   // prints true
        /// ```
        fn connect(address) |call| {
            let socket = call.handle::<Socket>()?;
            let address = address(call, 0, socket.family())?;
            settle_to(call, socket, &address)?;
            socket.connect(call.task(), &address)?;
            Ok(Value::Unit)
        }

        /// Connect as `connect`, but give the number of the error: 0 when it went well.
        ///
        /// Hosts that are not known, and addresses that are none, fail as with `connect`.
        ///
        /// ```
        /// let server = create_server(["localhost", 0]);
        /// let place = server.getsockname();
        /// print(socket().connect_ex(place));            // prints 0
        /// server.close();
        /// print(socket().connect_ex(place) != 0);       // prints true
        /// ```
        fn connect_ex(address) |call| {
            let socket = call.handle::<Socket>()?;
            let address = address(call, 0, socket.family())?;
            settle_to(call, socket, &address)?;
            match socket.connect(call.task(), &address) {
                Ok(()) => Ok(Value::Int(0)),
                // As Python: EAGAIN stands for a timeout.
                Err(crate::net::Error::Failed(failure)) => Ok(Value::Int(failure.errno.unwrap_or(11).into())),
                Err(stop) => Err(stop.into()),
            }
        }

        /// Send a text or a blob; gives how many bytes went out, which can be fewer than all.
        ///
        /// `sendall` sends the rest too. Fails with `BrokenPipe` or `ConnectionReset` if the other side is gone.
        ///
        /// A text goes out in UTF-8: Python takes bytes only.
        ///
        /// ```
        /// let paire = socketpair();
        /// print(paire[0].send("18"), paire[0].send("é"));   // prints 2 2
        /// ```
        fn send(data) |call| {
            let data = bytes(call, 0, "data")?;
            let socket = call.handle::<Socket>()?;
            settle_messages(call, socket)?;
            let sent = socket.send(call.task(), &data)?;
            Ok(Value::Int(sent as i64))
        }

        /// Send all of a text or a blob, waiting for room as often as it takes.
        ///
        /// Fails with `BrokenPipe` or `ConnectionReset` if the other side is gone.
        ///
        /// ```
        /// let pair = socketpair();
        /// pair[0].sendall("dix-huit");
        /// pair[0].close();
        /// print(pair[1].makefile().read());             // prints dix-huit
        /// ```
        fn sendall(data) |call| {
            let data = bytes(call, 0, "data")?;
            let socket = call.handle::<Socket>()?;
            settle_messages(call, socket)?;
            socket.send_all(call.task(), &data)?;
            Ok(Value::Unit)
        }

        /// Receive at most `n` bytes, as a blob; an empty one when the other side has closed.
        ///
        /// Can give fewer than were sent at once: TCP carries a stream, not messages. `flags` are `MSG_PEEK`, `MSG_DONTWAIT`, `MSG_WAITALL`.
        ///
        /// Fails with `TimedOut` after the time of `settimeout`, with `ConnectionReset` if the other side broke off.
        ///
        /// ```
        /// let paire = socketpair();
        /// paire[0].send("18");
        /// print(paire[1].recv(2).decode());   // prints 18
        /// paire[0].close();
        /// print(paire[1].recv(2).len());      // prints 0
        /// ```
        fn recv(n, flags = 0) |call| {
            let (length, flags) = (length(call, 0, "n")?, flags(call, 1)?);
            let socket = call.handle::<Socket>()?;
            check_heard(call, socket)?;
            Ok(blob(socket.receive(call.task(), length, flags)?))
        }

        /// Receive a text of at most `n` bytes, but at least one character; an empty one when the other side has closed.
        ///
        /// A character that was cut in two is put together with the next read. Fails with `ValueError` for bytes that are no UTF-8. Python has no such method.
        ///
        /// ```
        /// let paire = socketpair();
        /// paire[0].send("été");
        /// print(paire[1].recv_text(1), paire[1].recv_text(1));   // prints é t
        /// ```
        fn recv_text(n) |call| {
            let length = length(call, 0, "n")?;
            let socket = call.handle::<Socket>()?;
            check_heard(call, socket)?;
            Ok(socket.receive_text(call.task(), length)?.into())
        }

        /// Receive a message; gives `[data, addr]`: at most `n` bytes as a blob, and who sent them.
        ///
        /// The rest of a longer message is lost.
        ///
        /// ```
        /// let here = socket(AF_INET, SOCK_DGRAM);
        /// here.bind(["localhost", 0]);
        /// let there = socket(AF_INET, SOCK_DGRAM);
        /// there.sendto("coucou", here.getsockname());
        /// let message = here.recvfrom(100);
        /// print(message[0].decode(), message[1][0]);    // prints coucou 127.0.0.1
        /// ```
        fn recvfrom(n) |call| {
            let length = length(call, 0, "n")?;
            let socket = call.handle::<Socket>()?;
            check_heard(call, socket)?;
            let (data, from) = socket.receive_from(call.task(), length)?;
            let from = from.as_ref().map_or(Value::Unit, value_of);
            Ok(Value::array(vec![blob(data), from]))
        }

        /// Send a text or a blob as one message to `address`; gives the number of bytes.
        ///
        /// It may get lost on its way, and nobody is told. Needs `--allow-net` for other machines.
        ///
        /// ```
        /// let ici = socket(AF_INET, SOCK_DGRAM);
        /// ici.bind(["localhost", 0]);
        /// socket(AF_INET, SOCK_DGRAM).sendto("coucou", ici.getsockname());
        /// print(ici.recvfrom(100)[0].decode());   // prints coucou
        /// ```
        fn sendto(data, address) |call| {
            let data = bytes(call, 0, "data")?;
            let socket = call.handle::<Socket>()?;
            let address = address(call, 1, socket.family())?;
            if socket.kind() == Kind::Datagram {
                settle(call, socket, Some(&address))?;
            }
            Ok(Value::Int(socket.send_to(call.task(), &data, &address)? as i64))
        }

        /// End one direction of the connection, or both: `SHUT_RD`, `SHUT_WR`, `SHUT_RDWR`.
        ///
        /// After `SHUT_WR` the other side reads to the end, and can still answer. A thread that waits in `accept` or `recv` is woken.
        ///
        /// Fails with `OSError` when there is no connection.
        ///
        /// ```
        /// let pair = socketpair();
        /// pair[0].shutdown(SHUT_WR);
        /// print(len(pair[1].recv(10)));                 // prints 0
        /// ```
        fn shutdown(how) |call| {
            let how = how(call)?;
            call.handle::<Socket>()?.shutdown(call.task(), how)?;
            Ok(Value::Unit)
        }

        /// Close the socket; threads that wait in `accept` or `recv` on it are woken with `Closed`.
        ///
        /// In Python they would wait on. Closing again does nothing. Sockets that are left open are closed at the end of the run.
        ///
        /// ```
        /// let server = create_server(["localhost", 0]);
        /// let waiting = Thread(|| {
        ///     try { server.accept(); } catch (e) { print(e.kind); }
        /// });
        /// waiting.start();
        /// waiting.join(0.01);
        /// server.close();                               // prints Closed
        /// waiting.join();
        /// ```
        fn close() |call| {
            call.handle::<Socket>()?.close(call.task())?;
            Ok(Value::Unit)
        }

        /// Close the socket but not its descriptor, and give that: `socket(family, type, 0, fileno)` takes it up again.
        ///
        /// ```
        /// let s = socket();
        /// let number = s.detach();
        /// print(s.fileno());                            // prints -1
        /// let again = socket(AF_INET, SOCK_STREAM, 0, number);
        /// print(again.fileno() == number);              // prints true
        /// ```
        fn detach() |call| { Ok(Value::Int(call.handle::<Socket>()?.detach())) }

        /// Give the number of the descriptor; -1 when the socket is closed.
        ///
        /// ```
        /// let s = socket();
        /// print(s.fileno() >= 0);                       // prints true
        /// s.close();
        /// print(s.fileno());                            // prints -1
        /// ```
        fn fileno() |call| { Ok(Value::Int(call.handle::<Socket>()?.number())) }

        /// Let operations wait at most `seconds`, then fail with `TimedOut`; `()`: as long as it takes; 0: not at all (`WouldBlock`).
        ///
        /// Seconds are an integer or a float. Fails with `ValueError` for a negative number.
        ///
        /// ```
        /// let pair = socketpair();
        /// pair[0].settimeout(0.01);
        /// try { pair[0].recv(10); } catch (e) { print(e.kind); }   // prints TimedOut
        /// ```
        fn settimeout(seconds) |call| {
            call.handle::<Socket>()?.set_timeout(timeout(call, 0, "seconds")?);
            Ok(Value::Unit)
        }

        /// Give how many seconds operations wait; `()` for as long as it takes.
        ///
        /// ```
        /// let s = socket();
        /// s.settimeout(2);
        /// print(s.gettimeout());                        // prints 2.0
        /// ```
        fn gettimeout() |call| { Ok(timeout_value(call.handle::<Socket>()?.timeout())) }

        /// Let operations wait as long as it takes, or, with `false`, not at all.
        ///
        /// What would have to wait then fails with `WouldBlock`.
        ///
        /// ```
        /// let pair = socketpair();
        /// pair[0].setblocking(false);
        /// try { pair[0].recv(10); } catch (e) { print(e.kind); }   // prints WouldBlock
        /// ```
        fn setblocking(blocking) |call| {
            let timeout = if call.truth_or(0, false) { None } else { Some(Duration::ZERO) };
            call.handle::<Socket>()?.set_timeout(timeout);
            Ok(Value::Unit)
        }

        /// Tell whether operations wait.
        ///
        /// ```
        /// let s = socket();
        /// print(s.getblocking());                       // prints true
        /// s.setblocking(false);
        /// print(s.getblocking());                       // prints false
        /// ```
        fn getblocking() |call| {
            Ok((call.handle::<Socket>()?.timeout() != Some(Duration::ZERO)).into())
        }

        /// Set an option of the socket, as `setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)`.
        ///
        /// `value` is an integer; for `SO_LINGER`, which Python packs into a structure of C, an array `[1, seconds]` or `[0, 0]`. Fails with `OSError` for an
        /// option that is not known here.
        ///
        /// `level` is `SOL_SOCKET`, `IPPROTO_TCP` or `IPPROTO_IPV6`.
        ///
        /// ```
        /// let server = socket();
        /// server.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
        /// print(server.getsockopt(SOL_SOCKET, SO_REUSEADDR));      // prints 1
        /// ```
        fn setsockopt(level, option, value) |call| {
            let option = option(call)?;
            let value = match option {
                SocketOption::Linger => linger(call)?,
                _ => call.int(2, "value")?,
            };
            call.handle::<Socket>()?.set_option(call.task(), option, value)?;
            Ok(Value::Unit)
        }

        /// Give an option of the socket: an integer, for `SO_LINGER` an array.
        ///
        /// Fails with `OSError` for an option that is not known here.
        ///
        /// `level` is `SOL_SOCKET`, `IPPROTO_TCP` or `IPPROTO_IPV6`.
        ///
        /// ```
        /// print(socket().getsockopt(SOL_SOCKET, SO_TYPE) == SOCK_STREAM);   // prints true
        /// ```
        fn getsockopt(level, option) |call| {
            let option = option(call)?;
            let value = call.handle::<Socket>()?.option(call.task(), option)?;
            Ok(match (option, value) {
                (SocketOption::Linger, -1) => Value::array(vec![Value::Int(0), Value::Int(0)]),
                (SocketOption::Linger, seconds) => Value::array(vec![Value::Int(1), Value::Int(seconds)]),
                (_, value) => Value::Int(value),
            })
        }

        /// Give the socket's own address.
        ///
        /// `[host, port]`, a path for Unix sockets. Python gives a tuple.
        ///
        /// ```
        /// let server = create_server(["localhost", 0]);
        /// print(server.getsockname()[0]);               // prints 127.0.0.1
        /// ```
        fn getsockname() |call| { Ok(value_of(&call.handle::<Socket>()?.local(call.task())?)) }

        /// Give the address of the other side.
        ///
        /// Fails with `OSError` when it is not connected.
        ///
        /// ```
        /// let server = create_server(["localhost", 0]);
        /// let client = create_connection(server.getsockname());
        /// print(client.getpeername() == server.getsockname());     // prints true
        /// ```
        fn getpeername() |call| { Ok(value_of(&call.handle::<Socket>()?.peer(call.task())?)) }

        /// Give a file to read lines from the connection and write to it: mode `"r"`, `"w"` or `"rw"`, with `"b"` for bytes.
        ///
        /// The connection is closed when the socket and its files are. What is written goes out at once, without `flush()`.
        ///
        /// Fails with `ValueError` for any other mode.
        ///
        /// ```
        /// let paire = socketpair();
        /// paire[0].sendall("un\ndeux\n");
        /// paire[0].close();
        /// for ligne in paire[1].makefile("r") { print(strip(ligne)); }
        /// // prints un
        /// // prints deux
        /// ```
        fn makefile(mode = "r") |call| {
            settle_messages(call, call.handle::<Socket>()?)?;
            file::make(call)
        }
    },
    properties: properties! {
        /// The family of addresses: `AF_INET` …
        ///
        /// ```
        /// print(socket().family == AF_INET);            // prints true
        /// ```
        family get |call| { Ok(Value::Int(call.handle::<Socket>()?.family().number())) }
        /// The type: `SOCK_STREAM` or `SOCK_DGRAM`.
        ///
        /// ```
        /// print(socket(AF_INET, SOCK_DGRAM).type == SOCK_DGRAM);   // prints true
        /// ```
        type get |call| { Ok(Value::Int(call.handle::<Socket>()?.kind().number())) }
        /// The protocol: 0, the usual one of the type.
        ///
        /// ```
        /// print(socket().proto);                        // prints 0
        /// ```
        proto get |call| { call.handle::<Socket>().map(|_| Value::Int(0)) }
    },
    blank: None,
};
