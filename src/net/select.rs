//! Waiting for several sockets at once: until one of them can be read or written.

use std::io;
use std::os::fd::BorrowedFd;
use std::sync::Arc;

use super::endpoint::Endpoint;
use super::socket::Socket;
use super::{Error, Failure};
use crate::runtime::{Interest, Nanos, Operation, Resource, Source, Task, Wait};

/// How a select waits at an endpoint: the system tells of descriptors, a modelled end wakes the threads that watch it.
pub(super) enum Watched<'e> {
    Descriptor(BorrowedFd<'e>),
    Model(Arc<dyn Resource>),
}

/// Wait until one of the sockets is ready for what is of interest, at most until `deadline`. Tells of each whether it is.
///
/// # Errors
/// One of them is closed, also by another thread meanwhile.
pub fn select(
    task: &Task<'_>,
    wanted: &[(&Socket, Interest)],
    deadline: Option<Nanos>,
) -> Result<Vec<bool>, Error> {
    let _waiters: Vec<_> = wanted
        .iter()
        .map(|(socket, _)| socket.join_waiters(task))
        .collect();
    if let Some((socket, _)) = wanted.first() {
        socket.endpoint("select")?.point(task, Operation::Receive)?;
    }
    loop {
        let endpoints = wanted.iter().map(|(socket, _)| socket.endpoint("select"));
        let endpoints: Vec<Arc<dyn Endpoint>> = endpoints.collect::<Result<_, _>>()?;
        let all = || {
            endpoints
                .iter()
                .zip(wanted)
                .map(|(endpoint, (_, interest))| (endpoint, *interest))
        };
        let ready: io::Result<Vec<bool>> = all()
            .map(|(endpoint, interest)| endpoint.is_ready(interest))
            .collect();
        let ready = ready.map_err(|error| Failure::of("select", None, &error))?;
        let is_late = deadline.is_some_and(|deadline| task.world().now() >= deadline);
        if is_late || ready.contains(&true) {
            return Ok(ready);
        }
        let mut sources = Vec::new();
        let mut modelled = None;
        for (endpoint, interest) in all() {
            match endpoint.watched() {
                Watched::Descriptor(descriptor) => sources.push(Source::new(descriptor, interest)),
                Watched::Model(resource) => modelled = Some(resource),
            }
        }
        match modelled {
            None => {
                task.wait_any_ready("socket", &sources, deadline)?;
            }
            Some(resource) => {
                endpoints
                    .iter()
                    .for_each(|endpoint| endpoint.watch(task, true));
                let wake = task.park(Wait::Resource(resource), deadline);
                endpoints
                    .iter()
                    .for_each(|endpoint| endpoint.watch(task, false));
                wake?;
            }
        }
    }
}
