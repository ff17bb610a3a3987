//! What a run and its keeper say to each other: lengths and bytes over a Unix socket, with descriptors where something is started.

use std::ffi::{OsStr, OsString};
use std::io::{self, IoSlice, IoSliceMut, Read, Write};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::net::UnixStream;

use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer,
    SendAncillaryMessage, SendFlags, recvmsg, sendmsg,
};

/// At most so many descriptors go with one message: a child's three streams.
const MOST: usize = 3;
/// A longer message is a mistake: no system starts a program with so many words.
const LONGEST: usize = 64 << 20;

/// What a child is started with, beside its three streams.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Start {
    pub program: OsString,
    pub words: Vec<OsString>,
    pub folder: Option<OsString>,
    pub environment: Vec<(OsString, OsString)>,
    /// The process group that it joins.
    pub group: i32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Request {
    Start(Start),
    /// How did the child of this number end?
    Status(i32),
    /// Forget the orphans that have ended.
    Sweep,
}

/// The system's error number, 0 for none, and what was asked for: the number of a process, a status.
pub(super) type Reply = (i32, i32);

impl Request {
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut put = |text: &OsStr| {
            bytes.extend((text.len() as u32).to_le_bytes());
            bytes.extend(text.as_bytes());
        };
        let number = |number: i32| OsString::from(number.to_string());
        match self {
            Request::Start(start) => {
                put("start".as_ref());
                put(&number(start.group));
                put(&start.program);
                put(&number(start.folder.is_some().into()));
                put(start.folder.as_deref().unwrap_or_default());
                put(&number(start.words.len() as i32));
                for word in &start.words {
                    put(word);
                }
                for (name, value) in &start.environment {
                    put(name);
                    put(value);
                }
            }
            Request::Status(pid) => {
                put("status".as_ref());
                put(&number(*pid));
            }
            Request::Sweep => put("sweep".as_ref()),
        }
        bytes
    }

    fn read(bytes: &[u8]) -> Option<Request> {
        let mut texts = texts(bytes)?.into_iter();
        let mut next = || texts.next();
        let number = |text: OsString| text.to_str()?.parse::<i32>().ok();
        match next()?.to_str()? {
            "start" => {
                let group = number(next()?)?;
                let program = next()?;
                let has_folder = number(next()?)? != 0;
                let folder = next()?;
                let words = (0..number(next()?)?).map(|_| next());
                let words: Option<Vec<OsString>> = words.collect();
                let mut environment = Vec::new();
                while let Some(name) = next() {
                    environment.push((name, next()?));
                }
                Some(Request::Start(Start {
                    program,
                    words: words?,
                    folder: has_folder.then_some(folder),
                    environment,
                    group,
                }))
            }
            "status" => Some(Request::Status(number(next()?)?)),
            "sweep" => Some(Request::Sweep),
            _ => None,
        }
    }
}

fn texts(mut bytes: &[u8]) -> Option<Vec<OsString>> {
    let mut texts = Vec::new();
    while let Some((length, rest)) = bytes.split_first_chunk::<4>() {
        let (text, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        texts.push(OsString::from_vec(text.to_vec()));
        bytes = rest;
    }
    bytes.is_empty().then_some(texts)
}

/// Ask something.
pub(super) fn ask(
    line: &UnixStream,
    request: &Request,
    streams: &[BorrowedFd<'_>],
) -> io::Result<()> {
    let bytes = request.bytes();
    send(line, &(bytes.len() as u32).to_le_bytes(), streams)?;
    (&*line).write_all(&bytes)
}

/// What is asked, with the descriptors that came with it; none when the other side is gone.
pub(super) fn asked(line: &UnixStream) -> io::Result<Option<(Request, Vec<OwnedFd>)>> {
    let mut length = [0; 4];
    let Some(streams) = receive(line, &mut length)? else {
        return Ok(None);
    };
    let length = u32::from_le_bytes(length) as usize;
    if length > LONGEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut bytes = vec![0; length];
    (&*line).read_exact(&mut bytes)?;
    let request = Request::read(&bytes).ok_or(io::ErrorKind::InvalidData)?;
    Ok(Some((request, streams)))
}

pub(super) fn answer(
    line: &UnixStream,
    (error, value): Reply,
    process: Option<BorrowedFd<'_>>,
) -> io::Result<()> {
    let mut bytes = [0; 8];
    bytes[..4].copy_from_slice(&error.to_le_bytes());
    bytes[4..].copy_from_slice(&value.to_le_bytes());
    send(line, &bytes, process.as_slice())
}

/// The answer, with the descriptor of a process if one was started.
pub(super) fn answered(line: &UnixStream) -> io::Result<(Reply, Option<OwnedFd>)> {
    let mut bytes = [0; 8];
    let process = receive(line, &mut bytes)?.ok_or(io::ErrorKind::UnexpectedEof)?;
    let number = |at: usize| i32::from_le_bytes([0, 1, 2, 3].map(|byte| bytes[at + byte]));
    Ok(((number(0), number(4)), process.into_iter().next()))
}

/// A few bytes with descriptors.
fn send(line: &UnixStream, bytes: &[u8], streams: &[BorrowedFd<'_>]) -> io::Result<()> {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(MOST))];
    let mut control = SendAncillaryBuffer::new(&mut space);
    if !streams.is_empty() {
        control.push(SendAncillaryMessage::ScmRights(streams));
    }
    let sent = loop {
        let bytes = [IoSlice::new(bytes)];
        match sendmsg(line.as_fd(), &bytes, &mut control, SendFlags::NOSIGNAL) {
            Err(rustix::io::Errno::INTR) => continue,
            sent => break sent?,
        }
    };
    (&*line).write_all(&bytes[sent..])
}

/// The same on the other side; none at the end.
fn receive(line: &UnixStream, bytes: &mut [u8]) -> io::Result<Option<Vec<OwnedFd>>> {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(MOST))];
    let mut control = RecvAncillaryBuffer::new(&mut space);
    let received = loop {
        let mut bytes = [IoSliceMut::new(bytes)];
        let flags = RecvFlags::CMSG_CLOEXEC;
        match recvmsg(line.as_fd(), &mut bytes, &mut control, flags) {
            Err(rustix::io::Errno::INTR) => continue,
            received => break received?.bytes,
        }
    };
    if received == 0 {
        return Ok(None);
    }
    let mut streams = Vec::new();
    for message in control.drain() {
        if let RecvAncillaryMessage::ScmRights(rights) = message {
            streams.extend(rights);
        }
    }
    (&*line).read_exact(&mut bytes[received..])?;
    Ok(Some(streams))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_arrive_as_they_were_sent_with_their_streams() {
        let (one, other) = UnixStream::pair().expect("the system has Unix sockets");
        let start = Request::Start(Start {
            program: "/bin/sh".into(),
            words: vec!["sh".into(), "".into(), OsString::from_vec(vec![255, 10])],
            folder: Some("/".into()),
            environment: vec![("A".into(), "".into()), ("B".into(), "x=y".into())],
            group: 18,
        });
        for request in [start, Request::Status(-3), Request::Sweep] {
            let streams = [other.as_fd(), other.as_fd(), other.as_fd()];
            ask(&one, &request, &streams).expect("somebody listens");
            let (found, streams) = asked(&other).expect("it was sent").expect("it was sent");
            assert_eq!((found, streams.len()), (request, 3));
            answer(&other, (2, -7), streams.first().map(AsFd::as_fd)).expect("somebody listens");
            let (reply, process) = answered(&one).expect("it was sent");
            assert_eq!((reply, process.is_some()), ((2, -7), true));
        }
        drop(one);
        assert!(asked(&other).expect("the end is no error").is_none());
    }
}
