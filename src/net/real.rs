//! Endpoints of the system: non-blocking descriptors, waited for through the runtime.

use std::io;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;
use rustix::buffer::spare_capacity;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::net::{
    self, AddressFamily, RecvFlags, SendFlags, Shutdown, SocketAddrAny, SocketAddrUnix,
    SocketFlags, SocketType, addr::SocketAddrArg, sockopt,
};

use super::endpoint::{Endpoint, Received};
use super::unix::{self, Bound};
use super::{Address, Family, Kind, Shut, SocketOption};
use crate::memory;
use crate::net::select::Watched;
use crate::runtime::{Interest, Nanos, Operation, Pending, Ready, Stop, Task};

/// A descriptor of the system.
pub(super) struct Real {
    descriptor: OwnedFd,
    family: Family,
    /// The path of a Unix socket, and of the connections that it has accepted.
    bound: Mutex<Option<Arc<Bound>>>,
    /// The path that a Unix socket is connected to.
    peer: Mutex<Option<Vec<u8>>>,
}

/// Not inherited by children, never waiting in the kernel.
const FLAGS: SocketFlags = SocketFlags::CLOEXEC.union(SocketFlags::NONBLOCK);

impl Real {
    pub fn new(family: Family, kind: Kind) -> io::Result<Self> {
        let descriptor = net::socket_with(family_of(family), kind_of(kind), FLAGS, None)?;
        limit_buffers(&descriptor, kind)?;
        Ok(Real::of(descriptor, family))
    }

    fn of(descriptor: OwnedFd, family: Family) -> Self {
        Real {
            descriptor,
            family,
            bound: Mutex::default(),
            peer: Mutex::default(),
        }
    }

    pub fn pair(family: Family, kind: Kind) -> io::Result<[Self; 2]> {
        let (one, other) = net::socketpair(family_of(family), kind_of(kind), FLAGS, None)?;
        limit_buffers(&one, kind)?;
        limit_buffers(&other, kind)?;
        Ok([one, other].map(|descriptor| Real::of(descriptor, family)))
    }

    /// The address that the system gave; a Unix socket without a name has an empty path.
    fn address(&self, address: Option<SocketAddrAny>) -> Address {
        let Some(address) = address else {
            return Address::Unix(Vec::new());
        };
        if let Ok(ip) = std::net::SocketAddr::try_from(address.clone()) {
            return Address::Ip(ip);
        }
        let Ok(unix) = SocketAddrUnix::try_from(address) else {
            return self.family.nowhere();
        };
        let abstract_name = unix.abstract_name().map(|name| [b"\0", name].concat());
        let path = unix.path().map(|path| path.to_bytes().to_vec());
        unix::known(abstract_name.or(path).unwrap_or_default())
    }
}

/// What the kernel may keep in each direction of a socket while the memory is limited, as the options count it (it takes twice as much):
/// left alone, buffers of a stream grow to several MiB, which nobody counts. A datagram must fit in whole.
const MOST_OF_STREAM: usize = 32 << 10;
const MOST_OF_DATAGRAMS: usize = 64 << 10;

fn most_buffered(kind: Kind) -> Option<usize> {
    memory::is_limited().then_some(match kind {
        Kind::Stream => MOST_OF_STREAM,
        Kind::Datagram => MOST_OF_DATAGRAMS,
    })
}

/// Sockets that a listener accepts have the buffers of the listener.
fn limit_buffers(descriptor: &OwnedFd, kind: Kind) -> io::Result<()> {
    if let Some(most) = most_buffered(kind) {
        sockopt::set_socket_recv_buffer_size(descriptor, most)?;
        sockopt::set_socket_send_buffer_size(descriptor, most)?;
    }
    Ok(())
}

fn family_of(family: Family) -> AddressFamily {
    match family {
        Family::Unix => AddressFamily::UNIX,
        Family::Inet => AddressFamily::INET,
        Family::Inet6 => AddressFamily::INET6,
    }
}

fn kind_of(kind: Kind) -> SocketType {
    match kind {
        Kind::Stream => SocketType::STREAM,
        Kind::Datagram => SocketType::DGRAM,
    }
}

/// Call with the address as the system takes it.
fn with_address<T>(
    address: &Address,
    call: impl FnOnce(&dyn SystemAddress) -> rustix::io::Result<T>,
) -> io::Result<T> {
    Ok(match address {
        Address::Ip(address) => call(address)?,
        Address::Unix(path) => match path.split_first() {
            Some((0, name)) => call(&SocketAddrUnix::new_abstract_name(name)?)?,
            _ => return unix::with_socket(path, |address| call(address)),
        },
    })
}

/// The calls that take an address, for any type of address.
trait SystemAddress {
    fn bind(&self, descriptor: &OwnedFd) -> rustix::io::Result<()>;
    fn connect(&self, descriptor: &OwnedFd) -> rustix::io::Result<()>;
    fn send(&self, descriptor: &OwnedFd, bytes: &[u8]) -> rustix::io::Result<usize>;
}

impl<T: SocketAddrArg> SystemAddress for T {
    fn bind(&self, descriptor: &OwnedFd) -> rustix::io::Result<()> {
        net::bind(descriptor, self)
    }

    fn connect(&self, descriptor: &OwnedFd) -> rustix::io::Result<()> {
        net::connect(descriptor, self)
    }

    fn send(&self, descriptor: &OwnedFd, bytes: &[u8]) -> rustix::io::Result<usize> {
        net::sendto(descriptor, bytes, SendFlags::NOSIGNAL, self)
    }
}

impl Endpoint for Real {
    fn point(&self, task: &Task<'_>, operation: Operation) -> Result<(), Stop> {
        task.note_did(Pending::of(operation));
        task.check()
    }

    fn wait(
        &self,
        task: &Task<'_>,
        what: &'static str,
        interest: Interest,
        deadline: Option<Nanos>,
    ) -> Result<Ready, Stop> {
        task.wait_ready(what, self.descriptor.as_fd(), interest, deadline)
    }

    fn is_ready(&self, interest: Interest) -> io::Result<bool> {
        let flags = match interest {
            Interest::Readable => PollFlags::IN,
            Interest::Writable => PollFlags::OUT,
        };
        let mut polled = [PollFd::new(&self.descriptor, flags)];
        Ok(poll(&mut polled, Some(&Timespec::default()))? > 0)
    }

    fn watched(&self) -> Watched<'_> {
        Watched::Descriptor(self.descriptor.as_fd())
    }

    fn bind(&self, address: &Address) -> io::Result<()> {
        match address {
            Address::Unix(path) if path.first() != Some(&0) => {
                let bound = unix::bind(path, |address| net::bind(&self.descriptor, address))?;
                *self.bound.lock() = bound;
                Ok(())
            }
            address => with_address(address, |address| address.bind(&self.descriptor)),
        }
    }

    fn listen(&self, backlog: i32) -> io::Result<()> {
        Ok(net::listen(&self.descriptor, backlog)?)
    }

    fn accept(&self) -> io::Result<(Arc<dyn Endpoint>, Address)> {
        let (descriptor, address) = net::acceptfrom_with(&self.descriptor, FLAGS)?;
        let address = self.address(address);
        let accepted = Real::of(descriptor, self.family);
        // It has the same address.
        *accepted.bound.lock() = self.bound.lock().clone();
        Ok((Arc::new(accepted), address))
    }

    fn connect(&self, address: &Address) -> io::Result<()> {
        if let Address::Unix(path) = address {
            *self.peer.lock() = Some(path.clone());
        }
        with_address(address, |address| address.connect(&self.descriptor))
    }

    fn connected(&self, address: &Address) -> io::Result<()> {
        sockopt::socket_error(&self.descriptor)??;
        // Asking again tells how it ended; Linux would otherwise take the next `connect` for this question.
        match self.connect(address) {
            Err(error) if Errno::from_io_error(&error) == Some(Errno::ISCONN) => Ok(()),
            answer => answer,
        }
    }

    fn send(&self, bytes: &[u8], to: Option<&Address>) -> io::Result<usize> {
        match to {
            None => Ok(net::send(&self.descriptor, bytes, SendFlags::NOSIGNAL)?),
            Some(address) => with_address(address, |address| address.send(&self.descriptor, bytes)),
        }
    }

    fn receive(&self, length: usize, peek: bool) -> io::Result<Received> {
        let mut bytes = Vec::with_capacity(length);
        let flags = if peek {
            RecvFlags::PEEK
        } else {
            RecvFlags::empty()
        };
        let fd = &self.descriptor;
        let from = match length {
            // A vector without any capacity has none to spare.
            0 => net::recvfrom(fd, &mut [0_u8; 0][..], flags)?.2,
            _ => net::recvfrom(fd, spare_capacity(&mut bytes), flags)?.2,
        };
        Ok((bytes, from.map(|from| self.address(Some(from)))))
    }

    fn shutdown(&self, how: Shut) -> io::Result<()> {
        let how = match how {
            Shut::Read => Shutdown::Read,
            Shut::Write => Shutdown::Write,
            Shut::Both => Shutdown::Both,
        };
        Ok(net::shutdown(&self.descriptor, how)?)
    }

    fn close(&self, in_use: bool) {
        // The descriptor is closed when those who use it have left. The other side shall not wait for that.
        if in_use {
            let _ = net::shutdown(&self.descriptor, Shutdown::Both);
        }
    }

    fn local(&self) -> io::Result<Address> {
        Ok(self.address(Some(net::getsockname(&self.descriptor)?)))
    }

    fn peer(&self) -> io::Result<Address> {
        let peer = self.address(net::getpeername(&self.descriptor)?);
        Ok(match (self.peer.lock().clone(), peer) {
            // The one that it was connected to has closed: nobody else knows the path any more.
            (Some(path), Address::Unix(name)) if name.starts_with(b"/proc/") => Address::Unix(path),
            (_, peer) => peer,
        })
    }

    fn option(&self, option: SocketOption) -> io::Result<i64> {
        let fd = &self.descriptor;
        let number = |size: usize| i64::try_from(size).unwrap_or(i64::MAX);
        Ok(match option {
            SocketOption::ReuseAddress => sockopt::socket_reuseaddr(fd)?.into(),
            SocketOption::ReusePort => sockopt::socket_reuseport(fd)?.into(),
            SocketOption::KeepAlive => sockopt::socket_keepalive(fd)?.into(),
            SocketOption::Broadcast => sockopt::socket_broadcast(fd)?.into(),
            SocketOption::ReceiveBuffer => number(sockopt::socket_recv_buffer_size(fd)?),
            SocketOption::SendBuffer => number(sockopt::socket_send_buffer_size(fd)?),
            SocketOption::Error => match sockopt::socket_error(fd)? {
                Ok(()) => 0,
                Err(errno) => errno.raw_os_error().into(),
            },
            SocketOption::Type => sockopt::socket_type(fd)?.as_raw().into(),
            SocketOption::Listens => sockopt::socket_acceptconn(fd)?.into(),
            SocketOption::Linger => match sockopt::socket_linger(fd)? {
                Some(time) => i64::try_from(time.as_secs()).unwrap_or(i64::MAX),
                None => -1,
            },
            SocketOption::NoDelay => sockopt::tcp_nodelay(fd)?.into(),
            SocketOption::OnlyIpv6 => sockopt::ipv6_v6only(fd)?.into(),
        })
    }

    fn set_option(&self, option: SocketOption, value: i64) -> io::Result<()> {
        let fd = &self.descriptor;
        let on = value != 0;
        let size = usize::try_from(value.clamp(0, i32::MAX.into())).unwrap_or(0);
        let size = match option {
            SocketOption::ReceiveBuffer | SocketOption::SendBuffer => {
                let datagrams = sockopt::socket_type(fd)? == SocketType::DGRAM;
                let kind = if datagrams {
                    Kind::Datagram
                } else {
                    Kind::Stream
                };
                most_buffered(kind).map_or(size, |most| size.min(most))
            }
            _ => size,
        };
        Ok(match option {
            SocketOption::ReuseAddress => sockopt::set_socket_reuseaddr(fd, on),
            SocketOption::ReusePort => sockopt::set_socket_reuseport(fd, on),
            SocketOption::KeepAlive => sockopt::set_socket_keepalive(fd, on),
            SocketOption::Broadcast => sockopt::set_socket_broadcast(fd, on),
            SocketOption::ReceiveBuffer => sockopt::set_socket_recv_buffer_size(fd, size),
            SocketOption::SendBuffer => sockopt::set_socket_send_buffer_size(fd, size),
            SocketOption::Linger => {
                let time = u64::try_from(value).ok().map(Duration::from_secs);
                sockopt::set_socket_linger(fd, time)
            }
            SocketOption::NoDelay => sockopt::set_tcp_nodelay(fd, on),
            SocketOption::OnlyIpv6 => sockopt::set_ipv6_v6only(fd, on),
            SocketOption::Error | SocketOption::Type | SocketOption::Listens => {
                Err(Errno::NOPROTOOPT)
            }
        }?)
    }

    fn number(&self) -> i64 {
        self.descriptor.as_raw_fd().into()
    }
}
