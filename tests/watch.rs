//! `addsup watch` from outside: files are edited while it runs, and what it prints is read line by
//! line.

#![cfg(feature = "cli")]

#[expect(dead_code, reason = "other tests use more of it")]
mod program;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};
use std::{fs, thread};

use program::Program;

/// Longer than any machine under load takes for what should take a fraction of a second.
const PATIENCE: Duration = Duration::from_secs(20);

const ARTICLE: &str = "Sales rose from 40 to 50, an increase of 25%.\n";
const RIGHT: &str = "claims:\n  sum: { stated: 5, source: counted, formula: 2 + 3 }\n  other: { stated: 4, source: counted, formula: 2 + 2 }\n";
const WRONG: &str = "claims:\n  sum: { stated: 6, source: counted, formula: 2 + 3 }\n  other: { stated: 4, source: counted, formula: 2 + 2 }\n";
const FIGURES: &str = "claims/paper/figures.yaml";

/// The program while it watches.
struct Watching {
    program: Program,
    child: Child,
    lines: Receiver<String>,
    /// All that was printed so far.
    seen: String,
}

impl Watching {
    /// Starts it, and waits until it watches.
    fn start(program: Program, arguments: &str) -> Self {
        let arguments: Vec<_> = arguments.split(' ').collect();
        let mut child = program
            .command(".", &arguments)
            .spawn()
            .expect("the program runs");
        let stdout = child.stdout.take().expect("it is piped");
        let (send, lines) = mpsc::channel();
        thread::spawn(move || {
            for line in BufReader::new(stdout).lines() {
                // Nobody waits for it any more when the test is over.
                let _ = send.send(line.expect("UTF-8"));
            }
        });
        let mut watching = Watching {
            program,
            child,
            lines,
            seen: String::new(),
        };
        watching.until("Ctrl-C ends it");
        watching
    }

    /// Writes a file in one step, so that the program cannot see it half-written.
    fn save(&self, path: &str, text: impl AsRef<[u8]>) {
        let new = self.program.root().join("new");
        fs::write(&new, text).expect("a file");
        fs::rename(&new, self.program.root().join(path)).expect("a folder");
    }

    /// Writes a file in place: the program may see it empty, or half-written.
    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        fs::write(self.program.root().join(path), text).expect("a file");
    }

    /// Reads until a line has this in it, and gives that line.
    fn until(&mut self, wanted: &str) -> String {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.lines.recv_timeout(left) {
                Ok(line) => {
                    self.seen += &line;
                    self.seen.push('\n');
                    if line.contains(wanted) {
                        return line;
                    }
                }
                Err(error) => panic!("no `{wanted}` ({error}) in\n{}", self.seen),
            }
        }
    }

    /// What was printed since the last call.
    fn since(&mut self) -> String {
        std::mem::take(&mut self.seen)
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn program(claims: &str) -> Program {
    Program::new().article(ARTICLE).claims(claims)
}

#[test]
fn it_says_what_a_save_changes() {
    let mut watching = Watching::start(program(RIGHT), "watch");
    assert!(watching.since().contains("2 claims hold"));
    watching.write(FIGURES, WRONG);
    watching.until("1 claim now fails");
    watching.until("error[inconsistent]: sum: ");
    watching.until("claims/paper/figures.yaml:2:");
    watching.until("1 of 2 claims fails");
    watching.write(FIGURES, WRONG.replace("stated: 4", "stated: 9"));
    watching.until("1 claim now fails");
    watching.since();
    watching.until("2 of 2 claims fail");
    let frame = watching.since();
    assert!(frame.contains("error[inconsistent]: other: "), "{frame}");
    assert!(!frame.contains("error[inconsistent]: sum: "), "{frame}");
    assert!(
        frame.contains("As before\n  claims/paper/figures.yaml:2:3: sum: inconsistent\n"),
        "{frame}"
    );
    watching.write(FIGURES, RIGHT);
    watching.until("2 claims mended");
    watching.until("mended: sum, other");
    watching.until("2 claims hold");
}

#[test]
fn an_article_is_watched_too_wherever_it_is() {
    let claims = "article: ../../texts/a.md\ninputs: { before: 40, after: 50 }\nclaims:\n  rise:\n    \
                  quote: an increase of 25%\n    stated: 25%\n    formula: growth(before, after)\n";
    let program = Program::new().file("texts/a.md", ARTICLE).claims(claims);
    let mut watching = Watching::start(program, "watch");
    watching.save("texts/a.md", ARTICLE.replace("an increase", "a rise"));
    watching.until("error[quote-drifted]");
    watching.save("texts/a.md", ARTICLE);
    watching.until("1 fault mended");
}

#[test]
fn editors_may_put_another_file_in_the_place_of_the_old() {
    let mut watching = Watching::start(program(RIGHT), "watch");
    let root = watching.program.root().to_owned();
    for (text, told) in [
        (WRONG, "1 claim now fails"),
        (RIGHT, "1 claim mended"),
        (WRONG, "1 claim now fails"),
    ] {
        // As vim and many others: written beside it, then renamed over it, with a backup.
        let [file, new, backup] = ["", ".new", "~"].map(|end| root.join(format!("{FIGURES}{end}")));
        fs::write(&new, text).expect("a file");
        fs::rename(&file, &backup).expect("it is there");
        fs::rename(&new, &file).expect("it is there");
        fs::remove_file(&backup).expect("it is there");
        watching.until(told);
        watching.until("claim");
    }
}

#[test]
fn a_file_that_is_half_written_or_gone_for_a_moment_mends_nothing() {
    let mut watching = Watching::start(program(WRONG), "watch");
    watching.since();
    watching.write(FIGURES, "claims:\n  sum: { stated: 6, for");
    watching.until("cannot be checked");
    watching.until("error[yaml-syntax]");
    watching.save(FIGURES, WRONG);
    watching.until("1 fault mended");
    watching.until("As before");
    watching.until("sum: inconsistent");
    assert!(!watching.since().contains("claim mended"));

    let root = watching.program.root().to_owned();
    fs::remove_dir_all(root.join("claims")).expect("it is there");
    watching.until("2 claims cannot be checked");
    watching.until("error: cannot read claims: there is no such file or folder");
    fs::create_dir_all(root.join("claims/paper")).expect("a folder");
    watching.until("no claim files (*.yaml, *.yml) in claims");
    watching.save(FIGURES, RIGHT);
    watching.until("1 claim mended");
    assert!(watching.seen.contains("no verdict has changed"));
    // What came back is watched as before.
    watching.save(FIGURES, WRONG);
    watching.until("1 claim now fails");
}

#[cfg(unix)]
#[test]
fn links_are_followed() {
    use std::os::unix::fs::symlink;

    let program = Program::new()
        .file("real/figures.yaml", RIGHT)
        .file("elsewhere/more.yaml", RIGHT);
    let root = program.root().to_owned();
    symlink("real", root.join("claims")).expect("a link");
    symlink("../elsewhere/more.yaml", root.join("real/more.yaml")).expect("a link");
    let mut watching = Watching::start(program, "watch");
    watching.save("real/figures.yaml", WRONG);
    watching.until("1 claim now fails");
    watching.save("elsewhere/more.yaml", WRONG);
    watching.until("1 claim now fails");
    watching.save("real/new.yaml", RIGHT);
    watching.until("2 claims new");
    fs::remove_file(root.join("claims")).expect("it is there");
    watching.until("cannot be checked");
    symlink("elsewhere", root.join("claims")).expect("a link");
    watching.until("claims gone");
}

#[test]
fn new_files_and_folders_are_seen() {
    let mut watching = Watching::start(program(RIGHT), "watch");
    let root = watching.program.root().to_owned();
    fs::create_dir_all(root.join("claims/new/deep")).expect("a folder");
    watching.save("claims/new/deep/figures.yaml", RIGHT);
    watching.until("2 claims new");
    watching.save("claims/new/deep/figures.yaml", WRONG);
    watching.until("1 claim now fails");
    fs::remove_file(root.join("claims/new/deep/figures.yaml")).expect("it is there");
    watching.until("2 claims gone");
}

#[test]
fn what_changes_no_text_says_nothing() {
    let mut watching = Watching::start(program(RIGHT), "watch -o claims/paper/report.json");
    watching.since();
    watching.save("claims/paper/notes.txt", "not looked at");
    watching.save(FIGURES, RIGHT);
    // The report beside the claims is written by the program itself.
    match watching.lines.recv_timeout(Duration::from_secs(1)) {
        Err(RecvTimeoutError::Timeout) => {}
        other => panic!("{other:?}"),
    }
    watching.save(FIGURES, format!("# a remark\n{RIGHT}"));
    watching.until("no verdict has changed");
}

#[test]
fn reports_are_written_anew() {
    let mut watching = Watching::start(program(RIGHT), "watch --quiet -o report.json");
    watching.save(FIGURES, WRONG);
    watching.until("1 claim now fails");
    let deadline = Instant::now() + PATIENCE;
    while !watching
        .program
        .read("report.json")
        .contains("\"inconsistent\":1")
    {
        assert!(
            Instant::now() < deadline,
            "{}",
            watching.program.read("report.json")
        );
        thread::sleep(Duration::from_millis(10));
    }
    assert!(!watching.seen.contains("2 claims"), "{}", watching.seen);
}

#[test]
fn the_report_is_served_and_announced() {
    let mut watching = Watching::start(program(RIGHT), "watch --serve 0");
    let shown = watching.since();
    let (_, rest) = shown.split_once("http://127.0.0.1:").expect("the address");
    let port = rest.split('/').next().expect("a port").to_owned();
    let ask = |path: &str| {
        let mut stream = TcpStream::connect(format!("127.0.0.1:{port}")).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("it reads");
        stream
    };
    let page = || {
        let mut page = String::new();
        ask("/").read_to_string(&mut page).expect("it answers");
        page
    };
    assert!(page().contains("2 claims hold"), "{}", page());
    let mut events = BufReader::new(ask("/events")).lines();
    // Once it answers, it listens.
    while events.next().expect("a head").expect("text") != "retry: 1000" {}
    watching.save(FIGURES, WRONG);
    let mut lines = events.map(|line| line.expect("text"));
    assert!(lines.any(|line| line.starts_with("data: ")));
    assert!(page().contains("1 of 2 claims fails"), "{}", page());

    let ran = program(RIGHT).run(&format!("watch --serve {port}"));
    assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{ran}");
    assert_eq!(
        ran.stderr,
        format!(
            "error: cannot serve the report at port {port}: it is in use; name another, or 0 for any\n"
        )
    );
}

#[test]
fn a_path_where_a_port_should_be_is_explained() {
    let ran = program(RIGHT).run("watch --serve claims");
    assert_eq!(ran.status, 2, "{ran}");
    assert!(ran.stderr.contains("paths stand before `--serve`"), "{ran}");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_well() {
    let mut watching = Watching::start(program(WRONG), "watch");
    let sent = Command::new("kill")
        .args(["-INT", &watching.child.id().to_string()])
        .status()
        .expect("kill is there");
    assert!(sent.success());
    let deadline = Instant::now() + PATIENCE;
    let status = loop {
        if let Some(status) = watching.child.try_wait().expect("it can be waited for") {
            break status;
        }
        assert!(Instant::now() < deadline, "it goes on");
        thread::sleep(Duration::from_millis(10));
    };
    assert_eq!(status.code(), Some(0));
}

#[test]
fn it_ends_when_nobody_reads() {
    let program = program(RIGHT);
    let mut child = program
        .command(".", &["watch"])
        .spawn()
        .expect("the program runs");
    drop(child.stdout.take());
    let deadline = Instant::now() + PATIENCE;
    let mut number = 0;
    while child.try_wait().expect("it can be waited for").is_none() {
        assert!(Instant::now() < deadline, "it goes on");
        number += 1;
        let text = format!("# {number}\n{RIGHT}");
        fs::write(program.root().join(FIGURES), text).expect("a file");
        thread::sleep(Duration::from_millis(100));
    }
}
