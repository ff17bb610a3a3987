//! Sockets in plain Rust, for both runtimes: blocking TCP, UDP and Unix sockets whose waits stops, deadlines and `close` end.
//! Knows no script and asks for no permission.
//!
//! ```text
//! Network     the sockets of one run; makes them, closes what is left open at the end
//! Socket      one socket as threads share it: timeouts, waiting, closing from another thread
//! select      waiting for several sockets at once
//! attempt     how an operation waits, and is tried again
//! Endpoint    what a socket is made of: `real` has a descriptor of the system, `model` lives in the process
//! Address     where a socket is
//! Error       a stop of the run, or a failure with its kind, its errno and its remedy
//! ```
//!
//! In a real run the endpoints are the system's, non-blocking, waited for through `Task::wait_ready`. In a controlled run
//! they are modelled: connections between the script's own threads, over loopback addresses and Unix paths, whose partial reads
//! come from the seed. Nothing outside of the process is reached then.

mod address;
mod attempt;
mod endpoint;
mod error;
mod model;
mod names;
mod network;
mod options;
mod real;
mod select;
mod socket;
mod transfer;
mod unix;

pub use address::{Address, Family, Kind, UNIX_PATH_LIMIT};
pub use endpoint::Shut;
pub use error::{Error, Failure};
pub use names::{host_name, is_nobody, resolve};
pub use network::Network;
pub use options::SocketOption;
pub use select::select;
pub use socket::Socket;
pub use transfer::Flags;
