//! The numbers by which Python's `socket` names families, types, levels, options and flags.

use crate::library::Constant;
use crate::library::declare::constants;
use crate::objects::value::Value;

pub static CONSTANTS: &[Constant] = constants! {
    /// Addresses of IPv4: `[host, port]`.
    ///
    /// ```
    /// let s = socket(AF_INET, SOCK_STREAM);
    /// s.bind(["127.0.0.1", 0]);
    /// print(s.getsockname()[0]);                    // prints 127.0.0.1
    /// ```
    AF_INET = |_| { Value::Int(2) }
    /// Addresses of IPv6: `[host, port]`.
    ///
    /// ```controlled
    /// print(socket(AF_INET6).family == AF_INET6);   // prints true
    /// ```
    AF_INET6 = |_| { Value::Int(10) }
    /// Sockets within the machine; an address is a path.
    ///
    /// ```
    /// let server = socket(AF_UNIX);
    /// server.bind("porte.sock");
    /// print(server.getsockname().endswith("porte.sock"));   // prints true
    /// ```
    AF_UNIX = |_| { Value::Int(1) }
    /// A connection that carries a stream of bytes: TCP.
    ///
    /// ```
    /// print(socket().type == SOCK_STREAM);          // prints true
    /// ```
    SOCK_STREAM = |_| { Value::Int(1) }
    /// Single messages: UDP.
    ///
    /// ```
    /// print(socket(AF_INET, SOCK_DGRAM).type == SOCK_DGRAM);   // prints true
    /// ```
    SOCK_DGRAM = |_| { Value::Int(2) }
    /// Level of the options of all sockets.
    ///
    /// ```
    /// print(socket().getsockopt(SOL_SOCKET, SO_KEEPALIVE));    // prints 0
    /// ```
    SOL_SOCKET = |_| { Value::Int(1) }
    /// Option: bind to a port that was in use a moment ago.
    ///
    /// A server that is started again at once needs it; `create_server` sets it.
    ///
    /// ```
    /// let server = socket();
    /// server.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
    /// print(server.getsockopt(SOL_SOCKET, SO_REUSEADDR));      // prints 1
    /// ```
    SO_REUSEADDR = |_| { Value::Int(2) }
    /// Option: several sockets may bind to one port.
    ///
    /// ```
    /// let server = socket();
    /// server.setsockopt(SOL_SOCKET, SO_REUSEPORT, 1);
    /// print(server.getsockopt(SOL_SOCKET, SO_REUSEPORT));      // prints 1
    /// ```
    SO_REUSEPORT = |_| { Value::Int(15) }
    /// Option: find out now and then whether the other side is still there.
    ///
    /// ```
    /// let s = socket();
    /// s.setsockopt(SOL_SOCKET, SO_KEEPALIVE, 1);
    /// print(s.getsockopt(SOL_SOCKET, SO_KEEPALIVE));           // prints 1
    /// ```
    SO_KEEPALIVE = |_| { Value::Int(9) }
    /// Option: messages to all may be sent.
    ///
    /// ```
    /// let s = socket(AF_INET, SOCK_DGRAM);
    /// s.setsockopt(SOL_SOCKET, SO_BROADCAST, 1);
    /// print(s.getsockopt(SOL_SOCKET, SO_BROADCAST));           // prints 1
    /// ```
    SO_BROADCAST = |_| { Value::Int(6) }
    /// Option: bytes that may wait to be received.
    ///
    /// ```
    /// print(socket().getsockopt(SOL_SOCKET, SO_RCVBUF) > 1000);   // prints true
    /// ```
    SO_RCVBUF = |_| { Value::Int(8) }
    /// Option: bytes that may wait to be sent.
    ///
    /// ```
    /// print(socket().getsockopt(SOL_SOCKET, SO_SNDBUF) > 1000);   // prints true
    /// ```
    SO_SNDBUF = |_| { Value::Int(7) }
    /// Option, read only: the error of a connection that was made without waiting.
    ///
    /// ```
    /// print(socket().getsockopt(SOL_SOCKET, SO_ERROR));           // prints 0
    /// ```
    SO_ERROR = |_| { Value::Int(4) }
    /// Option, read only: the type of the socket.
    ///
    /// ```
    /// print(socket().getsockopt(SOL_SOCKET, SO_TYPE) == SOCK_STREAM);   // prints true
    /// ```
    SO_TYPE = |_| { Value::Int(3) }
    /// Option, read only: does the socket listen?
    ///
    /// ```
    /// let server = create_server(["localhost", 0]);
    /// print(server.getsockopt(SOL_SOCKET, SO_ACCEPTCONN));     // prints 1
    /// ```
    SO_ACCEPTCONN = |_| { Value::Int(30) }
    /// Option: what `close()` does with what is still on its way. `[1, 0]` drops it, and the other side gets `ConnectionReset`; `[1, s]` waits for it at most
    /// `s` seconds, up to 10; `[0, 0]` lets the system see to it.
    ///
    /// ```
    /// let server = create_server(["localhost", 0]);
    /// let client = create_connection(server.getsockname());
    /// let conn = server.accept()[0];
    /// conn.setsockopt(SOL_SOCKET, SO_LINGER, [1, 0]);
    /// conn.close();
    /// try { client.recv(10); } catch (e) { print(e.kind); }    // prints ConnectionReset
    /// ```
    SO_LINGER = |_| { Value::Int(13) }
    /// Level of the options of TCP.
    ///
    /// ```
    /// print(socket().getsockopt(IPPROTO_TCP, TCP_NODELAY));    // prints 0
    /// ```
    IPPROTO_TCP = |_| { Value::Int(6) }
    /// The protocol UDP.
    ///
    /// ```
    /// print(socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP).type == SOCK_DGRAM);   // prints true
    /// ```
    IPPROTO_UDP = |_| { Value::Int(17) }
    /// Level of the options of IPv6.
    ///
    /// ```controlled
    /// let s = socket(AF_INET6);
    /// s.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 1);
    /// print(s.getsockopt(IPPROTO_IPV6, IPV6_V6ONLY));          // prints 1
    /// ```
    IPPROTO_IPV6 = |_| { Value::Int(41) }
    /// Option: send small pieces at once.
    ///
    /// The system else waits a little, to send several small pieces together.
    ///
    /// ```
    /// let s = socket();
    /// s.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1);
    /// print(s.getsockopt(IPPROTO_TCP, TCP_NODELAY) != 0);      // prints true
    /// ```
    TCP_NODELAY = |_| { Value::Int(1) }
    /// Option: IPv6 only, not IPv4 too.
    ///
    /// ```controlled
    /// let s = socket(AF_INET6);
    /// s.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 0);
    /// print(s.getsockopt(IPPROTO_IPV6, IPV6_V6ONLY));          // prints 0
    /// ```
    IPV6_V6ONLY = |_| { Value::Int(26) }
    /// For `shutdown`: nothing more will be received.
    ///
    /// ```
    /// let pair = socketpair();
    /// pair[0].shutdown(SHUT_RD);
    /// print(len(pair[0].recv(10)));                 // prints 0
    /// ```
    SHUT_RD = |_| { Value::Int(0) }
    /// For `shutdown`: nothing more will be sent.
    ///
    /// ```
    /// let pair = socketpair();
    /// pair[0].sendall("question");
    /// pair[0].shutdown(SHUT_WR);
    /// print(pair[1].makefile().read());             // prints question
    /// pair[1].send("oui");
    /// print(pair[0].recv_text(10));                 // prints oui
    /// ```
    SHUT_WR = |_| { Value::Int(1) }
    /// For `shutdown`: both.
    ///
    /// ```
    /// let pair = socketpair();
    /// pair[0].shutdown(SHUT_RDWR);
    /// print(len(pair[1].recv(10)));                 // prints 0
    /// ```
    SHUT_RDWR = |_| { Value::Int(2) }
    /// The most connections that may wait for `accept`.
    ///
    /// ```
    /// let server = socket();
    /// server.bind(["localhost", 0]);
    /// server.listen(SOMAXCONN);
    /// print(SOMAXCONN);                             // prints 4096
    /// ```
    SOMAXCONN = |_| { Value::Int(4096) }
    /// For `recv`: leave what is read where it is.
    ///
    /// ```
    /// let pair = socketpair();
    /// pair[0].send("18");
    /// print(pair[1].recv(2, MSG_PEEK).decode(), pair[1].recv(2).decode());   // prints 18 18
    /// ```
    MSG_PEEK = |_| { Value::Int(2) }
    /// For `recv`: do not wait.
    ///
    /// ```
    /// let pair = socketpair();
    /// try { pair[0].recv(2, MSG_DONTWAIT); } catch (e) { print(e.kind); }    // prints WouldBlock
    /// ```
    MSG_DONTWAIT = |_| { Value::Int(0x40) }
    /// For `recv`: wait until all that was asked for is there.
    ///
    /// ```
    /// let pair = socketpair();
    /// let t = Thread(|| { pair[0].send("un"); sleep(0.01); pair[0].send("deux"); });
    /// t.start();
    /// print(pair[1].recv(6, MSG_WAITALL).decode());                          // prints undeux
    /// ```
    MSG_WAITALL = |_| { Value::Int(0x100) }
};
