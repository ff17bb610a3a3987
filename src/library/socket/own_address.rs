//! The address that the system gives a socket which the script gave none: all interfaces of the machine. Listening there, and hearing
//! messages there, takes permission; where that is missing, the socket gets an address of the own machine.

use super::network;
use crate::net;
use crate::net::{Address, Family, Kind, Socket};
use crate::objects::abi::Call;
use crate::objects::error::Error;
use crate::permissions::loopback;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// Before a socket is used in a way that gives it an address: `target` is whom a message goes to, if that is known.
///
/// # Errors
/// `NotCapable` when neither all addresses nor those of the own machine are allowed, or when the target cannot be reached from those.
pub fn settle(call: &Call, socket: &Socket, target: Option<&Address>) -> Result<(), Error> {
    if socket.family() == Family::Unix || socket.has_address() {
        return Ok(());
    }
    let everywhere = everywhere(socket);
    let may_be_everywhere = call.ask(|permissions, _| permissions.may_net(everywhere));
    if !may_be_everywhere {
        match target.and_then(Address::ip) {
            Some(ip) if !loopback(ip) => {
                call.check_net(&everywhere.to_string(), None, &[everywhere])?
            }
            target => at_home(call, socket, target)?,
        }
    }
    socket.set_has_address();
    Ok(())
}

/// As `settle`, for messages to the one whom the socket is connected with, if there is one.
pub fn settle_messages(call: &Call, socket: &Socket) -> Result<(), Error> {
    if socket.kind() == Kind::Stream || socket.has_address() {
        return Ok(());
    }
    if let [_, Some(_)] = socket.addresses() {
        // It hears nobody else.
        socket.set_has_address();
        return Ok(());
    }
    settle(call, socket, None)
}

/// Before something is heard or let in: where is the socket really?
///
/// # Errors
/// `NotCapable` when it hears all machines without permission.
pub fn check_heard(call: &Call, socket: &Socket) -> Result<(), Error> {
    if socket.family() == Family::Unix || socket.has_address() {
        return Ok(());
    }
    match socket.addresses() {
        [Some(Address::Ip(own)), None] if own.ip().is_unspecified() && own.port() != 0 => {
            call.check_net(&own.ip().to_string(), Some(own.port()), &[own.ip()])
        }
        _ => Ok(()),
    }
}

fn everywhere(socket: &Socket) -> IpAddr {
    match socket.family() {
        Family::Inet6 => Ipv6Addr::UNSPECIFIED.into(),
        Family::Inet | Family::Unix => Ipv4Addr::UNSPECIFIED.into(),
    }
}

/// Give the socket an address from which only the own machine is heard.
fn at_home(call: &Call, socket: &Socket, target: Option<IpAddr>) -> Result<(), Error> {
    let own: IpAddr = match (socket.family(), target) {
        (Family::Inet6, Some(IpAddr::V6(target))) if target.to_ipv4_mapped().is_some() => {
            Ipv4Addr::LOCALHOST.to_ipv6_mapped().into()
        }
        (Family::Inet6, _) => Ipv6Addr::LOCALHOST.into(),
        _ => Ipv4Addr::LOCALHOST.into(),
    };
    call.check_net(&own.to_string(), Some(0), &[own])?;
    if network(call.host.shared()).is_modelled() {
        // The model has no other addresses to give.
        return Ok(());
    }
    match socket.bind(call.task(), &Address::Ip(SocketAddr::new(own, 0))) {
        // Another thread has given it one meanwhile, or it is connecting: `check_heard` looks again.
        Err(net::Error::Failed(failure)) if failure.errno == Some(INVALID) => Ok(()),
        answer => Ok(answer?),
    }
}

/// `EINVAL`
const INVALID: i32 = 22;
