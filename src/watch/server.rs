//! The report as a page on this machine's own address.
//!
//! A small server for one reader: `/` is the page, [`LIVE_EVENTS`] says when there is a new one,
//! and that is all. It listens on the loopback address only, and answers only who asks for it by
//! that address: a page from elsewhere, whose name was made to lead here (DNS rebinding), gets
//! nothing.
//!
//! Every connection has a thread of its own and a time by which it must have asked; of too many,
//! the oldest makes room. So nobody waits for anybody, and checking waits for none of them.

use std::collections::VecDeque;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::WatchError;
use crate::report::LIVE_EVENTS;

/// The most connections at a time.
const MOST: usize = 32;
/// The longest request, in bytes: browsers send about one thousand.
const LONGEST_REQUEST: usize = 16 << 10;
/// How long a request may take to arrive.
const ASKING: Duration = Duration::from_secs(5);
/// How long an answer may take to be taken.
const TAKING: Duration = Duration::from_secs(30);
/// How often a page that waits is sent a sign of life, without which a closed one would not be
/// noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// A page fetched this long before it begins to listen may have missed a change.
const OPENING: Duration = Duration::from_secs(10);

/// Serves the report while it lives.
pub(crate) struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    /// There is a new page, or the server ends, or a connection was closed.
    news: Condvar,
}

#[derive(Default)]
struct State {
    page: Option<Arc<str>>,
    /// How many pages there have been.
    version: u64,
    /// When the newest page came, if it was not the first.
    changed: Option<Instant>,
    ended: bool,
    /// Those that are open, the oldest first.
    open: VecDeque<(u64, TcpStream)>,
}

impl Shared {
    /// Nothing is done under the lock that could leave the state half changed.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'s>(&self, state: MutexGuard<'s, State>, time: Duration) -> MutexGuard<'s, State> {
        let woken = self.news.wait_timeout(state, time);
        woken.unwrap_or_else(PoisonError::into_inner).0
    }
}

impl Server {
    /// Listens at a port of the loopback address; at 0, the system chooses one.
    ///
    /// # Errors
    /// When the port is in use, or may not be used.
    pub(crate) fn start(port: u16) -> Result<Self, WatchError> {
        let fail = |source: io::Error| match source.kind() {
            ErrorKind::AddrInUse => WatchError::PortInUse { port },
            _ => WatchError::Listen { port, source },
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(fail)?;
        let address = listener.local_addr().map_err(fail)?;
        let shared = Arc::new(Shared::default());
        let server = Arc::clone(&shared);
        let accepting = thread::Builder::new()
            .name("server".to_owned())
            .spawn(move || accept(&listener, &server))
            .map_err(fail)?;
        Ok(Server {
            address,
            shared,
            accepting: Some(accepting),
        })
    }

    /// Where the page is.
    #[must_use]
    pub(crate) fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Serves this page from now on, and tells those who look at the one before.
    pub(crate) fn publish(&self, page: String) {
        let mut state = self.shared.lock();
        state.changed = (state.version > 0).then(Instant::now);
        state.version += 1;
        state.page = Some(page.into());
        self.shared.news.notify_all();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let mut state = self.shared.lock();
        state.ended = true;
        for (_, connection) in state.open.drain(..) {
            let _ = connection.shutdown(Shutdown::Both);
        }
        drop(state);
        self.shared.news.notify_all();
        // Lets the thread that waits for connections see that it is over, and frees the port.
        let woken = TcpStream::connect_timeout(&self.address, Duration::from_secs(1));
        if let (Ok(_), Some(accepting)) = (woken, self.accepting.take()) {
            let _ = accepting.join();
        }
    }
}

/// Takes connections until the server ends.
fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    let port = listener.local_addr().map_or(0, |address| address.port());
    for number in 0_u64.. {
        let connection = listener.accept();
        if shared.lock().ended {
            return;
        }
        let Ok((connection, _)) = connection else {
            // No more files can be opened, say: those that are open will end.
            thread::sleep(Duration::from_millis(50));
            continue;
        };
        let Ok(known) = connection.try_clone() else {
            continue;
        };
        {
            let mut state = shared.lock();
            state.open.push_back((number, known));
            if state.open.len() > MOST
                && let Some((_, oldest)) = state.open.pop_front()
            {
                let _ = oldest.shutdown(Shutdown::Both);
                shared.news.notify_all();
            }
        }
        let own = Arc::clone(shared);
        let spawned = thread::Builder::new().spawn(move || {
            let mut connection = Connection {
                stream: connection,
                port,
            };
            // That the other side has gone, or is too slow, is its own affair.
            let _ = connection.serve(&own);
            let _ = connection.close();
            own.lock().open.retain(|&(open, _)| open != number);
        });
        if spawned.is_err() {
            shared.lock().open.retain(|&(open, _)| open != number);
        }
    }
}

struct Connection {
    stream: TcpStream,
    port: u16,
}

impl Connection {
    /// Reads the request and answers it.
    fn serve(&mut self, shared: &Shared) -> io::Result<()> {
        self.stream.set_nodelay(true)?;
        let head = match self.read_head()? {
            Some(head) => head,
            None => return self.refuse("431 Request Header Fields Too Large", ""),
        };
        let Some(request) = Request::parse(&head) else {
            return self.refuse("400 Bad Request", "");
        };
        if !is_own(request.host, self.port) {
            return self.refuse("403 Forbidden", "");
        }
        let with_body = match request.method {
            "GET" => true,
            "HEAD" => false,
            _ => return self.refuse("405 Method Not Allowed", "Allow: GET, HEAD\r\n"),
        };
        if request.path == "/" {
            self.send_page(shared, with_body)
        } else if request.path == LIVE_EVENTS {
            self.send_events(shared, with_body)
        } else {
            self.refuse("404 Not Found", "")
        }
    }

    /// The request up to the empty line, as far as it is text; `None` if it is too long.
    fn read_head(&mut self) -> io::Result<Option<String>> {
        let deadline = Instant::now() + ASKING;
        let mut head = Vec::new();
        let mut buffer = [0; 2048];
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(ErrorKind::TimedOut.into());
            }
            self.stream.set_read_timeout(Some(left))?;
            let read = match self.stream.read(&mut buffer) {
                Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
                Ok(read) => read,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            // The end may have come in two parts.
            let from = head.len().saturating_sub(3);
            head.extend_from_slice(&buffer[..read]);
            if let Some(end) = memchr::memmem::find(&head[from..], b"\r\n\r\n") {
                head.truncate(from + end);
                return Ok(Some(String::from_utf8_lossy(&head).into_owned()));
            }
            if head.len() > LONGEST_REQUEST {
                return Ok(None);
            }
        }
    }

    /// Sends the page, as soon as there is one.
    fn send_page(&mut self, shared: &Shared, with_body: bool) -> io::Result<()> {
        let mut state = shared.lock();
        while state.page.is_none() && !state.ended {
            state = shared.wait(state, HEARTBEAT);
        }
        let page = state.page.clone();
        drop(state);
        let Some(page) = page else { return Ok(()) };
        let head = format!(
            "Content-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\
             Content-Security-Policy: frame-ancestors 'none'\r\n",
            page.len()
        );
        self.send_head("200 OK", &head)?;
        if with_body {
            self.send(page.as_bytes())?;
        }
        Ok(())
    }

    /// Says each time when there is a new page, until the other side goes.
    fn send_events(&mut self, shared: &Shared, with_body: bool) -> io::Result<()> {
        self.send_head("200 OK", "Content-Type: text/event-stream\r\n")?;
        if !with_body {
            return Ok(());
        }
        let state = shared.lock();
        let just = state.changed.is_some_and(|it| it.elapsed() < OPENING);
        let mut told = state.version - u64::from(just);
        drop(state);
        // How soon to ask again when the program was ended and started anew, in milliseconds.
        self.send(b"retry: 1000\n\n")?;
        loop {
            let mut state = shared.lock();
            if state.version == told && !state.ended {
                state = shared.wait(state, HEARTBEAT);
            }
            let (version, ended) = (state.version, state.ended);
            drop(state);
            if ended {
                return Ok(());
            }
            if version == told {
                // A comment.
                self.send(b":\n\n")?;
            } else {
                told = version;
                self.send(format!("data: {version}\n\n").as_bytes())?;
            }
        }
    }

    fn refuse(&mut self, status: &str, more: &str) -> io::Result<()> {
        let head = format!("Content-Length: 0\r\n{more}");
        self.send_head(status, &head)
    }

    fn send_head(&mut self, status: &str, more: &str) -> io::Result<()> {
        let head = format!(
            "HTTP/1.1 {status}\r\n{more}Cache-Control: no-store\r\nConnection: close\r\n\
             Cross-Origin-Resource-Policy: same-origin\r\nReferrer-Policy: no-referrer\r\n\
             X-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\n\r\n"
        );
        self.send(head.as_bytes())
    }

    fn send(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        let deadline = Instant::now() + TAKING;
        while !bytes.is_empty() {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(ErrorKind::TimedOut.into());
            }
            self.stream.set_write_timeout(Some(left))?;
            match self.stream.write(bytes) {
                Ok(0) => return Err(ErrorKind::WriteZero.into()),
                Ok(written) => bytes = &bytes[written..],
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Ends the connection. What the other side is still sending is taken in for a moment: thrown
    /// away unread, it would make the system take back the answer as well.
    fn close(&mut self) -> io::Result<()> {
        self.stream.shutdown(Shutdown::Write)?;
        let deadline = Instant::now() + Duration::from_millis(500);
        let mut buffer = [0; 2048];
        for _ in 0..64 {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            self.stream.set_read_timeout(Some(left))?;
            if self.stream.read(&mut buffer)? == 0 {
                break;
            }
        }
        Ok(())
    }
}

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
struct Request<'a> {
    method: &'a str,
    /// Without what stands behind a question mark.
    path: &'a str,
    host: &'a str,
}

impl<'a> Request<'a> {
    /// Reads a request (RFC 9112); `None` if it is none, or does not name its host exactly once.
    fn parse(head: &'a str) -> Option<Self> {
        let mut lines = head.split("\r\n");
        let mut words = lines.next()?.split(' ');
        let (method, target, version) = (words.next()?, words.next()?, words.next()?);
        if words.next().is_some() || !version.starts_with("HTTP/1.") || method.is_empty() {
            return None;
        }
        let mut host = None;
        for line in lines {
            let (name, value) = line.split_once(':')?;
            if name.eq_ignore_ascii_case("host") && host.replace(value.trim()).is_some() {
                return None;
            }
        }
        Some(Request {
            method,
            path: target.split('?').next()?,
            host: host?,
        })
    }
}

/// Whether a host is this machine by a name that nobody else can have.
fn is_own(host: &str, port: u16) -> bool {
    let (name, given) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, port.parse().ok()),
        _ => (host, Some(80)),
    };
    let names = ["localhost", "127.0.0.1", "[::1]"];
    given == Some(port) && names.iter().any(|own| own.eq_ignore_ascii_case(name))
}

#[cfg(test)]
#[path = "server_tests.rs"]
mod tests;
