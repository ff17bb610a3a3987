//! From the addresses of scripts, `[host, port]` or a path, to the network's, and back. Here names are resolved, and here alone
//! permission is asked.

use crate::library::missed::miss;
use crate::messages::{Message, message};
use crate::net;
use crate::net::{Address, Family, UNIX_PATH_LIMIT};
use crate::objects::abi::Call;
use crate::objects::error::Error;
use crate::objects::value::{Value, type_name};
use rhai::Blob;
use std::ffi::OsStr;
use std::net::{IpAddr, SocketAddr};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::Path;

/// An address as a script sees it.
pub fn value_of(address: &Address) -> Value {
    match address {
        Address::Ip(address) => Value::array(vec![
            address.ip().to_string().into(),
            Value::Int(address.port().into()),
        ]),
        Address::Unix(path) => String::from_utf8_lossy(path).into_owned().into(),
    }
}

/// The argument as an address of the family, resolved and permitted.
pub fn address(call: &Call, index: usize, family: Family) -> Result<Address, Error> {
    let value = call.args.get(index).unwrap_or(&Value::Unit);
    match family {
        Family::Unix => path(call, value),
        Family::Inet | Family::Inet6 => {
            let (host, port) = host_and_port(call, value)?;
            let mut addresses = resolved(call, &host, Some(port), Some(family))?.into_iter();
            let ip = addresses.next().ok_or_else(|| {
                let version = if family == Family::Inet { 4 } else { 6 };
                Error::raised(
                    "NotFound",
                    message!(
                        "host-without-version",
                        name = call.name,
                        host = host.as_str(),
                        version
                    ),
                )
            })?;
            Ok(Address::Ip(SocketAddr::new(ip, port)))
        }
    }
}

pub fn fits(ip: &IpAddr, family: Family) -> bool {
    ip.is_ipv4() == (family == Family::Inet)
}

/// Host and port of an address `[host, port]`.
pub fn host_and_port(call: &Call, value: &Value) -> Result<(String, u16), Error> {
    let name = call.name;
    let wrong = |what: Message| {
        Error::type_error(message!("address-wrong", name, what))
            .with_hint(message!("address-wrong.hint", name))
    };
    let Value::Array(parts) = value else {
        return Err(wrong(message!("address-array", kind = type_name(value))));
    };
    // Addresses of IPv6 have two more parts in Python.
    let (host, port) = match &parts[..] {
        [host, port] | [host, port, _, _] => (host, port),
        parts => return Err(wrong(message!("address-parts", count = parts.len()))),
    };
    let host = match host {
        Value::Str(host) => host.to_string(),
        other => {
            return Err(wrong(message!("address-host", kind = type_name(other))));
        }
    };
    Ok((host, port_of(name, port)?))
}

pub fn port_of(name: &str, port: &Value) -> Result<u16, Error> {
    match port {
        Value::Int(port) => u16::try_from(*port)
            .map_err(|_| Error::value_error(message!("port-range", name, port = *port))),
        Value::Str(text) => {
            Err(
                Error::type_error(message!("port-text", name, text = text.as_str()))
                    .with_hint(message!("port-text.hint")),
            )
        }
        other => Err(Error::type_error(message!(
            "port-kind",
            name,
            kind = type_name(other)
        ))),
    }
}

fn path(call: &Call, value: &Value) -> Result<Address, Error> {
    let path = match value {
        Value::Str(path) => path.as_bytes().to_vec(),
        Value::Foreign(dynamic) if dynamic.is_blob() => dynamic
            .read_lock::<Blob>()
            .map(|blob| blob.clone())
            .unwrap_or_default(),
        other => {
            return Err(Error::type_error(message!(
                "unix-address",
                name = call.name,
                kind = type_name(other)
            )));
        }
    };
    let name = call.name;
    if path.len() > UNIX_PATH_LIMIT {
        return Err(too_long(name, path.len()));
    }
    let is_abstract = path.first() == Some(&0);
    if path.is_empty() || !is_abstract && path.contains(&0) {
        return Err(Error::value_error(message!("unix-path", name)));
    }
    permitted_path(call, path).map(Address::Unix)
}

/// The addresses of the host, only those of a family if that is known, if the script may talk to it. Everything that reaches the network
/// comes through here.
pub fn resolved(
    call: &Call,
    host: &str,
    port: Option<u16>,
    family: Option<Family>,
) -> Result<Vec<IpAddr>, Error> {
    let missed = |_: &Error| miss(call, host);
    if !net::is_nobody(host) {
        call.check_lookup(host, port).inspect_err(missed)?;
    }
    let mut addresses = net::resolve(call.task(), call.name, host)?;
    if host.is_empty() && family.is_some() {
        // All addresses of the machine: those that are meant.
        addresses.retain(|ip| family.is_none_or(|family| fits(ip, family)));
    }
    call.check_net(host, port, &addresses).inspect_err(missed)?;
    addresses.retain(|ip| family.is_none_or(|family| fits(ip, family)));
    Ok(addresses)
}

fn too_long(name: &str, length: usize) -> Error {
    Error::value_error(message!(
        "unix-path-long",
        name,
        length,
        most = UNIX_PATH_LIMIT
    ))
}

/// May the script use this path, or this name outside of the file system? A modelled socket touches neither.
fn permitted_path(call: &Call, path: Vec<u8>) -> Result<Vec<u8>, Error> {
    if call.host.shared().world.is_controlled() {
        return Ok(path);
    }
    if path.first() == Some(&0) {
        let name = format!("@{}", String::from_utf8_lossy(&path[1..]));
        call.check_net(&name, None, &[])?;
        return Ok(path);
    }
    let asked = Path::new(OsStr::from_bytes(&path));
    // Where the path leads is what was permitted.
    let real = call.check_both(asked)?;
    Ok(real.into_os_string().into_vec())
}
