//! Hosts and addresses: what is judged is the name that was asked for and every address it stands for.

use super::decision::{Decision, Grant};
use super::rule::{Pattern, Verdict};
use super::{Asker, Permission, Permissions, Refused};
use crate::messages::{Message, message};
use std::net::IpAddr;

/// Does the address belong to this machine alone?
pub fn loopback(address: IpAddr) -> bool {
    address.to_canonical().is_loopback()
}

/// A host of a flag or an answer, with or without a port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostPattern {
    host: Host,
    port: Option<u16>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Host {
    Name(String),
    Address(IpAddr),
    /// `localhost`: all addresses of the own machine.
    Loopback,
}

impl Host {
    fn parse(text: &str) -> Option<Host> {
        let name = normal(text);
        if name == "localhost" {
            return Some(Host::Loopback);
        }
        if let Ok(address) = name.trim_matches(['[', ']']).parse::<IpAddr>() {
            return Some(Host::Address(address.to_canonical()));
        }
        let fits = |char: char| char.is_alphanumeric() || "-._".contains(char);
        (!name.is_empty() && name.chars().all(fits)).then_some(Host::Name(name))
    }

    fn is(&self, address: IpAddr) -> bool {
        match self {
            Host::Name(_) => false,
            Host::Address(own) => *own == address,
            Host::Loopback => address.is_loopback(),
        }
    }

    /// For a refusal: connecting to all addresses reaches the own machine, and `::` stands for those of IPv4 too.
    fn touches(&self, address: IpAddr) -> bool {
        let is_home = match self {
            Host::Name(_) => false,
            Host::Address(own) => own.is_loopback() || own.is_unspecified(),
            Host::Loopback => true,
        };
        self.is(address) || address.is_unspecified() && is_home
    }
}

/// Names are compared without regard to case and to a dot at the end.
fn normal(name: &str) -> String {
    name.trim_end_matches('.').to_lowercase()
}

impl HostPattern {
    /// `host`, `host:port`, `[address]:port`.
    pub fn parse(word: &str) -> Result<Self, Message> {
        let bad = || message!("permission-no-host", word);
        if let Some(host) = Host::parse(word) {
            return Ok(HostPattern { host, port: None });
        }
        let (host, port) = word.rsplit_once(':').ok_or_else(bad)?;
        let port = port.parse().map_err(|_| bad())?;
        Ok(HostPattern {
            host: Host::parse(host).ok_or_else(bad)?,
            port: Some(port),
        })
    }

    fn fits_port(&self, wanted: &Wanted) -> bool {
        self.port.is_none() || self.port == wanted.port
    }
}

/// What a script wants to reach.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Normalised; empty for all addresses of this machine.
    name: String,
    /// What the name stands for; IPv4 addresses written as IPv6 are IPv4 addresses.
    addresses: Vec<IpAddr>,
    port: Option<u16>,
    /// Only the name's addresses are asked for.
    lookup: bool,
}

impl Pattern for HostPattern {
    type Subject = Wanted;

    /// For a refusal: one address is enough.
    fn covers(&self, wanted: &Wanted) -> bool {
        self.fits_port(wanted)
            && match &self.host {
                Host::Name(name) => *name == wanted.name,
                host => wanted
                    .addresses
                    .iter()
                    .any(|address| host.touches(*address)),
            }
    }

    /// For a grant: the name, or every address.
    fn allow(patterns: &[Self], wanted: &Wanted) -> bool {
        let fits = |pattern: &&HostPattern| wanted.lookup || pattern.fits_port(wanted);
        let by_name = patterns
            .iter()
            .filter(fits)
            .any(|pattern| matches!(&pattern.host, Host::Name(name) if *name == wanted.name));
        let granted = |address: &IpAddr| {
            let mut fitting = patterns.iter().filter(fits);
            fitting.any(|pattern| pattern.host.is(*address))
        };
        by_name || !wanted.addresses.is_empty() && wanted.addresses.iter().all(granted)
    }
}

impl Permissions {
    /// May the host be reached, or the address be listened at? `addresses` is all that the host was resolved to.
    /// The own machine's addresses are allowed unless they are denied.
    ///
    /// # Errors
    /// The refusal.
    pub fn check_net(
        &self,
        asker: &Asker,
        host: &str,
        port: Option<u16>,
        addresses: &[IpAddr],
    ) -> Result<(), Refused> {
        let addresses = addresses.iter().map(IpAddr::to_canonical).collect();
        self.check_wanted(asker, host, port, addresses, false)
    }

    /// May the address be used, with whatever port? Nobody is asked and nothing is recorded.
    pub fn may_net(&self, address: IpAddr) -> bool {
        let wanted = Wanted {
            name: address.to_string(),
            addresses: vec![address.to_canonical()],
            port: None,
            lookup: false,
        };
        self.state.lock().net.judge(&wanted) == Verdict::Allowed
    }

    /// May the name be looked up? A question to a name server tells somebody outside. `localhost` and what is an address
    /// already tell nobody.
    ///
    /// # Errors
    /// The refusal.
    pub fn check_lookup(
        &self,
        asker: &Asker,
        host: &str,
        port: Option<u16>,
    ) -> Result<(), Refused> {
        let name = normal(host);
        let is_local = name.is_empty() || name == "localhost" || name.ends_with(".localhost");
        if is_local || is_address(&name) {
            return Ok(());
        }
        self.check_wanted(asker, host, port, Vec::new(), true)
    }

    fn check_wanted(
        &self,
        asker: &Asker,
        host: &str,
        port: Option<u16>,
        addresses: Vec<IpAddr>,
        lookup: bool,
    ) -> Result<(), Refused> {
        let wanted = Wanted {
            name: normal(host),
            addresses,
            port,
            lookup,
        };
        let at_home =
            !wanted.addresses.is_empty() && wanted.addresses.iter().all(IpAddr::is_loopback);
        let host = match host {
            "" => "0.0.0.0",
            host => host,
        };
        let value = match port {
            Some(port) if host.contains(':') && !host.starts_with('[') => {
                format!("[{host}]:{port}")
            }
            Some(port) => format!("{host}:{port}"),
            None => host.to_string(),
        };
        let judge = |state: &super::decision::State| match state.net.judge(&wanted) {
            Verdict::Open | Verdict::Declined if at_home => Verdict::Allowed,
            verdict => verdict,
        };
        let grant = match HostPattern::parse(&value) {
            Ok(pattern) => Grant::Host(pattern),
            // No name that a flag could hold: only yes to everything is remembered.
            Err(_) => Grant::Unnamed,
        };
        let opens = wanted
            .addresses
            .iter()
            .any(|address| address.is_unspecified());
        self.decide(
            asker,
            Decision {
                grant,
                opens_to_all: opens,
                ..Decision::of(Permission::Net, Some(value), &judge)
            },
        )
    }
}

/// Is it an address in one of the spellings that no name server is asked about: `127.0.0.1`, `[::1]`, `0x7f000001`, `127.1`?
fn is_address(name: &str) -> bool {
    let bare = name.trim_matches(['[', ']']);
    let bare = bare.split('%').next().unwrap_or(bare);
    let is_number = |part: &str| match part.strip_prefix("0x") {
        Some(digits) => digits.chars().all(|char| char.is_ascii_hexdigit()),
        None => !part.is_empty() && part.chars().all(|char| char.is_ascii_digit()),
    };
    bare.parse::<IpAddr>().is_ok() || bare.split('.').count() <= 4 && bare.split('.').all(is_number)
}
