//! The functions of the module: servers and connections in one call, pairs, names of hosts.

use super::address::{address, fits, host_and_port, port_of, resolved, value_of};
use super::class::object;
use super::data::{family, kind, timeout, timeout_value};
use super::network;
use crate::library::Answer;
use crate::library::arguments::is_true;
use crate::library::declare::natives;
use crate::messages::message;
use crate::net;
use crate::net::{Address, Family, Kind, SocketOption};
use crate::objects::abi::{Call, Native};
use crate::objects::error::Error;
use crate::objects::value::Value;
use std::net::SocketAddr;

fn create_server(call: &mut Call) -> Answer {
    let options = call.options(1, "create_server", &["family", "backlog", "reuse_port"])?;
    let number = |name: &str, default: i64| match options.get(name) {
        None | Some(Value::Unit) => Ok(default),
        Some(Value::Int(number)) => Ok(*number),
        Some(_) => Err(Error::type_error(message!("server-option", name))),
    };
    let family = Family::from_number(number("family", Family::Inet.number())?)
        .ok_or_else(|| Error::value_error(message!("server-family")))?;
    let backlog = number("backlog", 128)?.clamp(0, 4096) as i32;
    let address = address(call, 0, family)?;
    let socket = network(call.host.shared()).socket(family, Kind::Stream)?;
    let task = call.task();
    if family != Family::Unix {
        socket.set_option(task, SocketOption::ReuseAddress, 1)?;
    }
    if options.get("reuse_port").is_some_and(is_true) {
        socket.set_option(task, SocketOption::ReusePort, 1)?;
    }
    socket.bind(task, &address)?;
    socket.listen(task, backlog)?;
    Ok(object(socket))
}

fn create_connection(call: &mut Call) -> Answer {
    let (host, port) = host_and_port(call, &call.args[0])?;
    let network = network(call.host.shared());
    let patience = match call.optional(1) {
        None => network.default_timeout(),
        Some(_) => timeout(call, 1, "timeout")?,
    };
    let mut failed = None;
    for ip in resolved(call, &host, Some(port), None)? {
        let to = Address::Ip(SocketAddr::new(ip, port));
        let socket = network.socket(to.family(), Kind::Stream)?;
        socket.set_timeout(patience);
        if call.optional(2).is_some() {
            let from = address(call, 2, to.family())?;
            socket.bind(call.task(), &from)?;
        }
        match socket.connect(call.task(), &to) {
            Ok(()) => return Ok(object(socket)),
            Err(net::Error::Failed(failure)) => {
                // The first address is the usual one: its error tells most.
                failed.get_or_insert(net::Error::Failed(failure));
            }
            Err(stop) => return Err(stop.into()),
        }
    }
    Err(failed.map_or_else(
        || Error::raised("NotFound", message!("no-address")),
        Error::from,
    ))
}

fn addresses(call: &mut Call) -> Answer {
    let host = call
        .optional_text(0, "host")?
        .unwrap_or_else(|| "localhost".into());
    let port = match call.optional(1) {
        None => 0,
        Some(Value::Str(text)) => text.parse().map_err(|_| {
            Error::raised(
                "NotFound",
                message!("service-unknown", text = text.as_str()),
            )
            .with_hint(message!("service-unknown.hint"))
        })?,
        Some(port) => port_of("getaddrinfo", port)?,
    };
    let wanted = call.int_or(2, "family", 0)?;
    let kinds = match call.int_or(3, "type", 0)? {
        0 => vec![Kind::Stream, Kind::Datagram],
        _ => vec![kind(call, 3, Kind::Stream)?],
    };
    let mut entries = Vec::new();
    for ip in resolved(call, &host, Some(port), None)? {
        let address = Address::Ip(SocketAddr::new(ip, port));
        let family = address.family().number();
        if wanted != 0 && wanted != family {
            continue;
        }
        for kind in &kinds {
            let protocol = if *kind == Kind::Stream { 6 } else { 17 };
            entries.push(Value::array(vec![
                Value::Int(family),
                Value::Int(kind.number()),
                Value::Int(protocol),
                "".into(),
                value_of(&address),
            ]));
        }
    }
    if entries.is_empty() {
        return Err(Error::raised(
            "NotFound",
            message!("host-without-family", host = host.as_str()),
        ));
    }
    Ok(Value::array(entries))
}

pub static FUNCTIONS: &[Native] = natives! {
    /// Make a TCP socket that listens at `address`: `socket`, `SO_REUSEADDR`, `bind` and `listen` in one.
    ///
    /// Options: `family` (`AF_INET`), `backlog` (128), `reuse_port` (false).
    ///
    /// Fails with `AddressInUse` if another socket has the address. Python writes the options by name.
    ///
    /// ```
    /// let server = create_server(["localhost", 0]);
    /// with server { print(server.getsockname()[0]); }   // prints 127.0.0.1
    /// ```
    fn create_server(address, options = #{}) |call| { create_server(call) }

    /// Make a TCP socket and connect it to `address`, trying all addresses of the host.
    ///
    /// `timeout` in seconds is for the connection and the operations after it. Fails as `connect`.
    ///
    /// Needs `--allow-net` for other machines.
    ///
    /// `source_address` is the own address to connect from, `[host, port]`.
    ///
    /// ```
    /// let server = create_server(["localhost", 0]);
    /// let client = create_connection(server.getsockname(), 5);
    /// print(client.gettimeout());                   // prints 5.0
    /// ```
    fn create_connection(address, timeout = (), source_address = ()) |call| { create_connection(call) }

    /// Make two sockets that are connected with each other.
    ///
    /// Python gives a tuple; here it is an array of two.
    ///
    /// Fails with `OSError` for any other family than `AF_UNIX`.
    ///
    /// `type` may be `SOCK_DGRAM`.
    ///
    /// ```
    /// let pair = socketpair();
    /// pair[0].send("ping");
    /// print(pair[1].recv_text(10));                 // prints ping
    /// ```
    fn socketpair(family = AF_UNIX, type = SOCK_STREAM) |call| {
        let (family, kind) = (family(call, 0, Family::Unix)?, kind(call, 1, Kind::Stream)?);
        call.task().check()?;
        let pair = network(call.host.shared()).pair(family, kind)?;
        Ok(Value::array(pair.map(object).into()))
    }

    /// Give the address of a host, as a text.
    ///
    /// Fails with `NotFound` if nobody has this name.
    ///
    /// Needs `--allow-net` for the names of other machines. It waits as long as the system's look-up takes.
    ///
    /// ```
    /// print(gethostbyname("localhost"));   // prints 127.0.0.1
    /// ```
    fn gethostbyname(host) |call| {
        let host = call.text(0, "host")?;
        let found = resolved(call, &host, None, None)?;
        match found.iter().find(|ip| fits(ip, Family::Inet)) {
            Some(ip) => Ok(ip.to_string().into()),
            None => Err(Error::raised("NotFound", message!("host-without-ipv4", host = host.as_str()))),
        }
    }

    /// Give the name of this machine.
    ///
    /// ```
    /// print(len(gethostname()) > 0);                // prints true
    /// ```
    fn gethostname() |call| {
        call.task().check()?;
        Ok(net::host_name(call.task().world()).into())
    }

    /// List the addresses of a host, each as `[family, type, proto, "", [host, port]]`.
    ///
    /// `family` and `type` choose some of them; 0 stands for all.
    ///
    /// Fails with `NotFound` if nobody has this name. Python gives tuples.
    ///
    /// `proto` and `flags` stand there for scripts that come from Python and change nothing.
    ///
    /// ```
    /// print(getaddrinfo("localhost", 80, AF_INET, SOCK_STREAM)[0][4]);   // prints ["127.0.0.1", 80]
    /// ```
    fn getaddrinfo(host, port, family = 0, type = 0, proto = 0, flags = 0) |call| { addresses(call) }

    /// Give how many seconds operations of new sockets wait; `()` for as long as it takes.
    ///
    /// ```
    /// print(getdefaulttimeout() == ());             // prints true
    /// ```
    fn getdefaulttimeout() |call| { Ok(timeout_value(network(call.host.shared()).default_timeout())) }

    /// Let operations of new sockets wait at most `seconds`; `()` for as long as it takes.
    ///
    /// Seconds are an integer or a float. Fails with `ValueError` for a negative number.
    ///
    /// ```
    /// setdefaulttimeout(2.5);
    /// print(socket().gettimeout());                 // prints 2.5
    /// ```
    fn setdefaulttimeout(seconds) |call| {
        let timeout = timeout(call, 0, "seconds")?;
        network(call.host.shared()).set_default_timeout(timeout);
        Ok(Value::Unit)
    }
};
