//! From names of hosts to addresses. The system's resolver cannot be interrupted, so it runs on a thread of its own, which a
//! stop leaves behind.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, ToSocketAddrs};
use std::sync::Arc;

use parking_lot::Mutex;

use super::{Error, Failure};
use crate::messages::{Message, message, message_id};
use crate::runtime::{Task, Wait, World};

/// The addresses of a host that need not be asked for: numbers, `localhost`, and `""` for all addresses of the machine.
fn numeric(host: &str) -> Option<Vec<IpAddr>> {
    let name = host.strip_suffix('.').unwrap_or(host);
    let bare = host
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .unwrap_or(host);
    if host.is_empty() {
        Some(vec![
            Ipv4Addr::UNSPECIFIED.into(),
            Ipv6Addr::UNSPECIFIED.into(),
        ])
    } else if host == "<broadcast>" {
        Some(vec![Ipv4Addr::BROADCAST.into()])
    } else if name.eq_ignore_ascii_case("localhost")
        || name.to_ascii_lowercase().ends_with(".localhost")
    {
        // Always the machine itself (RFC 6761).
        Some(vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()])
    } else {
        bare.parse().ok().map(|address| vec![address])
    }
}

/// The addresses of a host, at least one. `operation` is the one that asks, for its error.
///
/// # Errors
/// `NotFound` for a name that nobody has, or that nobody could be asked about.
pub fn resolve(task: &Task<'_>, operation: &str, host: &str) -> Result<Vec<IpAddr>, Error> {
    if let Some(addresses) = numeric(host) {
        return Ok(addresses);
    }
    let world = task.world();
    if world.is_sealed() && host == host_name(world) {
        return Ok(vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()]);
    }
    let found = match is_nobody(host) || world.is_sealed() {
        true => Err(message!("net-nobodys-name")),
        false => ask(task, host)?,
    };
    match found {
        Ok(addresses) if !addresses.is_empty() => Ok(addresses),
        other => {
            let why = other.err().unwrap_or_else(|| message!("net-no-address"));
            let failure = Failure::new(
                "NotFound",
                message!("net-host-unknown", operation, host, why),
            );
            let failure = failure.hint(message!("net-host-unknown.hint"));
            // Python's `socket.gaierror`: EAI_NONAME.
            Err(Failure {
                errno: Some(-2),
                ..failure
            }
            .into())
        }
    }
}

/// Is the name one that never belongs to anybody (RFC 6761), so that nobody is asked about it?
pub fn is_nobody(host: &str) -> bool {
    let name = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
    name == "invalid" || name.ends_with(".invalid") || host.contains('\0')
}

type Answer = Result<Vec<IpAddr>, Message>;

#[expect(
    clippy::disallowed_methods,
    reason = "no thread of the script: it only carries a call that cannot be interrupted"
)]
fn ask(task: &Task<'_>, host: &str) -> Result<Answer, Error> {
    let answer: Arc<Mutex<Option<Answer>>> = Arc::default();
    let (inside, host) = (answer.clone(), host.to_owned());
    let (world, thread) = (task.world().clone(), task.thread().clone());
    let started = std::thread::Builder::new()
        .name("resolver".to_owned())
        .spawn(move || {
            let found = (host.as_str(), 0).to_socket_addrs();
            *inside.lock() = Some(match found {
                Ok(found) => {
                    let mut addresses: Vec<IpAddr> = Vec::new();
                    for address in found.map(|address| address.ip()) {
                        if !addresses.contains(&address) {
                            addresses.push(address);
                        }
                    }
                    Ok(addresses)
                }
                Err(error) => {
                    let text = error.to_string();
                    let start = "failed to lookup address information: ";
                    let text = text.strip_prefix(start).unwrap_or(&text).to_lowercase();
                    Err(Message::from(text))
                }
            });
            world.wake(&thread);
        });
    if let Err(error) = started {
        return Ok(Err(Message::from(error.to_string())));
    }
    loop {
        if let Some(answer) = answer.lock().take() {
            return Ok(answer);
        }
        task.park(Wait::External(message_id!("wait-host")), None)?;
    }
}

/// The name of this machine. A sealed run has one of its own, which is `localhost`.
pub fn host_name(world: &World) -> String {
    if world.is_sealed() {
        return "sandbox".to_owned();
    }
    rustix::system::uname()
        .nodename()
        .to_string_lossy()
        .into_owned()
}
