//! Python's `select`: wait for several sockets at once.

use crate::library::declare::{about, natives};
use crate::library::{Answer, Module};
use crate::messages::message;
use crate::net::{self, Socket};
use crate::objects::abi::{Call, Native};
use crate::objects::error::Error;
use crate::objects::value::{Object, Value, type_name};
use crate::runtime::{Interest, time};

pub const MODULE: Module = Module {
    name: "select",
    doc: about! {
        /// Waiting for several sockets at once, in one thread.
        ///
        /// ```
        /// let pair = socketpair();
        /// pair[0].send("bonjour");
        /// let ready = select([pair[1]], [], [], 1);
        /// print(ready[0][0].recv(100).decode());      // prints bonjour
        /// ```
    },
    functions: &[FUNCTIONS],
    classes: &[],
    constants: &[],
    qualified_only: &[],
};

/// The sockets of an argument.
fn sockets(call: &mut Call, index: usize, name: &str) -> Result<Vec<Object>, Error> {
    let items = call.all_items(index)?;
    let socket = |item: Value| match &item {
        Value::Object(object) if object.downcast::<Socket>().is_some() => Ok(object.clone()),
        other => {
            let kind = type_name(other);
            Err(Error::type_error(message!("select-kind", name, kind))
                .with_hint(message!("select-kind.hint")))
        }
    };
    items.into_iter().map(socket).collect()
}

fn of(objects: &[Object], interest: Interest) -> Vec<(&Socket, Interest)> {
    let sockets = objects
        .iter()
        .filter_map(|object| object.downcast::<Socket>());
    sockets.map(|socket| (socket, interest)).collect()
}

fn select(call: &mut Call) -> Answer {
    let timeout = call.optional_float(3, "timeout")?;
    let timeout = timeout.map(|seconds| match seconds < 0.0 {
        true => Err(Error::value_error(message!("select-timeout"))),
        false => time::seconds(seconds).map_err(|bad| Error::value_error(bad.message())),
    });
    let timeout = timeout.transpose()?;
    let to_read = sockets(call, 0, "rlist")?;
    let to_write = sockets(call, 1, "wlist")?;
    sockets(call, 2, "xlist")?;
    let task = call.task();
    let deadline = timeout.map(|timeout| task.deadline(timeout));
    let mut wanted = of(&to_read, Interest::Readable);
    wanted.extend(of(&to_write, Interest::Writable));
    if wanted.is_empty() {
        let Some(timeout) = timeout else {
            return Err(Error::value_error(message!("select-nothing")));
        };
        task.sleep(timeout)?;
    }
    let ready = match wanted.is_empty() {
        true => Vec::new(),
        false => net::select(task, &wanted, deadline)?,
    };
    let (readable, writable) = ready.split_at(to_read.len());
    let chosen = |objects: &[Object], ready: &[bool]| {
        let ready = objects.iter().zip(ready).filter(|(_, ready)| **ready);
        Value::array(
            ready
                .map(|(object, _)| Value::Object(object.clone()))
                .collect(),
        )
    };
    Ok(Value::array(vec![
        chosen(&to_read, readable),
        chosen(&to_write, writable),
        Value::array(Vec::new()),
    ]))
}

static FUNCTIONS: &[Native] = natives! {
    /// Wait until one of the sockets is ready; gives three arrays: those that can be read, those that can be written, and an empty one.
    ///
    /// A server can be read when a client has come, a connection when data or its end has. Waits at most `timeout` seconds: then the arrays are empty; 0 only
    /// looks. Nothing exceptional is ever told of the sockets in `xlist`. Fails with `TypeError` for what is no socket, and with the error of a socket that is closed.
    ///
    /// ```
    /// let server = create_server(["localhost", 0]);
    /// print(select([server], [], [], 0.01)[0].len());   // prints 0
    /// let client = create_connection(server.getsockname());
    /// print(select([server], [client], [], 1)[0] == [server]);   // prints true
    /// ```
    fn select(rlist, wlist, xlist, timeout = ()) |call| { select(call) }
};
