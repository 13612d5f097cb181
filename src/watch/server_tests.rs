//! The server from outside, byte by byte.

use std::io::{BufRead, BufReader};

use super::*;

/// Longer than any machine under load takes for what should take a fraction of a second.
const PATIENCE: Duration = Duration::from_secs(20);

fn served(page: &str) -> (Server, u16) {
    let server = Server::start(0).expect("a free port");
    server.publish(page.to_owned());
    let port = server.address.port();
    (server, port)
}

fn connect(port: u16) -> TcpStream {
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("it listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    stream
}

/// The whole answer to these bytes.
fn ask(port: u16, request: &str) -> String {
    let mut stream = connect(port);
    stream.write_all(request.as_bytes()).expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    answer
}

fn get(port: u16, path: &str, host: &str) -> String {
    ask(
        port,
        &format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n"),
    )
}

/// Listens to changes, past the head of the answer.
fn listen(port: u16) -> BufReader<TcpStream> {
    let mut stream = connect(port);
    let request = format!("GET {LIVE_EVENTS} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("it reads");
    let mut lines = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert_ne!(lines.read_line(&mut head).expect("a head"), 0, "{head}");
    }
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    assert!(
        head.contains("Content-Type: text/event-stream\r\n"),
        "{head}"
    );
    lines
}

/// The data of the next message.
fn message(lines: &mut BufReader<TcpStream>) -> String {
    loop {
        let mut line = String::new();
        assert_ne!(lines.read_line(&mut line).expect("a message"), 0);
        if let Some(data) = line.strip_prefix("data: ") {
            return data.trim_end().to_owned();
        }
    }
}

#[test]
fn it_serves_the_page_and_nothing_else() {
    let (server, port) = served("<p>the report</p>");
    assert_eq!(server.url(), format!("http://127.0.0.1:{port}/"));
    let own = format!("localhost:{port}");
    for path in ["/", "/?x=1"] {
        let answer = get(port, path, &own);
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        assert!(answer.contains("Content-Length: 17\r\n"), "{answer}");
        assert!(answer.contains("Cache-Control: no-store\r\n"), "{answer}");
        assert!(answer.ends_with("\r\n\r\n<p>the report</p>"), "{answer}");
    }
    for path in [
        "/favicon.ico",
        "/../Cargo.toml",
        "//",
        "/events/",
        "/%2e",
        "*",
    ] {
        let answer = get(port, path, &own);
        assert!(answer.starts_with("HTTP/1.1 404 "), "{path}: {answer}");
        assert!(answer.ends_with("\r\n\r\n"), "{path}: {answer}");
    }
}

#[test]
fn it_only_gives() {
    let (_server, port) = served("<p>the report</p>");
    let head = ask(
        port,
        &format!("HEAD / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"),
    );
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    assert!(head.ends_with("\r\n\r\n"), "{head}");
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get"] {
        let request = format!(
            "{method} / HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Length: 3\r\n\r\nabc"
        );
        let answer = ask(port, &request);
        assert!(answer.starts_with("HTTP/1.1 405 "), "{method}: {answer}");
        assert!(
            answer.contains("Allow: GET, HEAD\r\n"),
            "{method}: {answer}"
        );
    }
}

#[test]
fn a_name_from_elsewhere_gets_nothing() {
    let (_server, port) = served("<p>the report</p>");
    for host in ["localhost", "LOCALHOST", "127.0.0.1", "[::1]"] {
        let answer = get(port, "/", &format!("{host}:{port}"));
        assert!(answer.starts_with("HTTP/1.1 200 "), "{host}: {answer}");
    }
    let other = port ^ 1;
    for host in [
        format!("example.org:{port}"),
        format!("localhost.example.org:{port}"),
        format!("127.0.0.1.example.org:{port}"),
        format!("localhost:{other}"),
        format!("localhost:{port}@example.org"),
        format!("example.org:{port}:{port}"),
        "localhost".to_owned(),
        "[::1]".to_owned(),
        String::new(),
    ] {
        for path in ["/", LIVE_EVENTS, "/x"] {
            let answer = get(port, path, &host);
            assert!(answer.starts_with("HTTP/1.1 403 "), "{host}: {answer}");
            assert!(!answer.contains("report"), "{host}: {answer}");
        }
    }
}

#[test]
fn what_is_no_request_is_refused() {
    let (_server, port) = served("<p>the report</p>");
    for request in [
        "\r\n\r\n".to_owned(),
        "GET /\r\n\r\n".to_owned(),
        "GET / HTTP/1.1\r\n\r\n".to_owned(),
        format!("GET / HTTP/2\r\nHost: localhost:{port}\r\n\r\n"),
        format!("GET / x HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nHost: example.org\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nnonsense\r\n\r\n"),
        "\u{1}\u{2}é\r\n\r\n".to_owned(),
    ] {
        let answer = ask(port, &request);
        assert!(answer.starts_with("HTTP/1.1 400 "), "{request:?}: {answer}");
    }
    let long = format!(
        "GET / HTTP/1.1\r\nX: {}\r\n\r\n",
        "x".repeat(LONGEST_REQUEST + 2048)
    );
    assert!(ask(port, &long).starts_with("HTTP/1.1 431 "));
}

#[test]
fn a_request_may_come_in_pieces() {
    let (_server, port) = served("<p>the report</p>");
    let mut stream = connect(port);
    for byte in format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n").bytes() {
        stream.write_all(&[byte]).expect("it reads");
    }
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    assert!(answer.ends_with("<p>the report</p>"), "{answer}");
}

#[test]
fn a_new_page_is_announced() {
    let (server, port) = served("one");
    let mut first = listen(port);
    let mut second = listen(port);
    server.publish("two".to_owned());
    assert_eq!(message(&mut first), "2");
    assert_eq!(message(&mut second), "2");
    assert!(get(port, "/", &format!("localhost:{port}")).ends_with("two"));
    // Whoever has just fetched the page before begins to listen too late.
    assert_eq!(message(&mut listen(port)), "2");
    server.publish("three".to_owned());
    assert_eq!(message(&mut first), "3");
}

#[test]
fn nobody_waits_for_those_who_do_nothing() {
    let (server, port) = served("one");
    // More than there is room for, and none of them ever asks or reads.
    let silent: Vec<_> = (0..2 * MOST).map(|_| connect(port)).collect();
    let listening: Vec<_> = (0..2 * MOST).map(|_| listen(port)).collect();
    let began = Instant::now();
    server.publish("x".repeat(8 << 20));
    assert!(began.elapsed() < Duration::from_secs(2));
    // Nor for one that asks and does not read.
    let mut stuck = connect(port);
    let request = format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n");
    stuck.write_all(request.as_bytes()).expect("it reads");
    let answer = get(port, "/", &format!("localhost:{port}"));
    assert!(answer.len() > 8 << 20, "{}", answer.len());
    assert_eq!(message(&mut listen(port)), "2");
    assert!(server.shared.lock().open.len() <= MOST);
    drop((silent, listening, stuck));
}

#[test]
fn a_reader_before_the_first_page_waits_for_it() {
    let server = Server::start(0).expect("a free port");
    let port = server.address.port();
    let reader = thread::spawn(move || get(port, "/", &format!("localhost:{port}")));
    thread::sleep(Duration::from_millis(50));
    server.publish("first".to_owned());
    assert!(reader.join().expect("no panic").ends_with("first"));
}

#[test]
fn it_ends_with_its_owner() {
    let (server, port) = served("one");
    let mut listening = listen(port);
    drop(server);
    let mut rest = Vec::new();
    // Whether it is closed or cut off, it is over.
    let _ = listening.read_to_end(&mut rest);
    assert!(!String::from_utf8_lossy(&rest).contains("data"));
    let again = Server::start(port).expect("the port is free again");
    let taken = Server::start(port).err().expect("the port is taken");
    assert_eq!(
        taken.to_string(),
        format!("cannot serve the report at port {port}: it is in use; name another, or 0 for any")
    );
    drop(again);
}
