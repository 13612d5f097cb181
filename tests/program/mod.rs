//! A folder of files and the program run in it.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fmt, fs};

/// The program in a folder of its own, which goes when this goes.
pub(crate) struct Program {
    root: PathBuf,
}

/// What a run gave.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl fmt::Display for Ran {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "status {}\n{}\n{}",
            self.status, self.stdout, self.stderr
        )
    }
}

impl Program {
    pub(crate) fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("addsup-cli-{}-{number}", std::process::id());
        let root = std::env::temp_dir().join(name);
        fs::create_dir_all(&root).expect("a temporary folder");
        // The system may have given a name that leads elsewhere.
        let root = root.canonicalize().expect("it is there");
        Program { root }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder");
        fs::write(path, content).expect("a file");
        self
    }

    pub(crate) fn folder(self, path: &str) -> Self {
        fs::create_dir_all(self.root.join(path)).expect("a folder");
        self
    }

    pub(crate) fn article(self, text: &str) -> Self {
        self.file("claims/paper/article.md", text)
    }

    pub(crate) fn claims(self, text: impl AsRef<[u8]>) -> Self {
        self.file("claims/paper/figures.yaml", text)
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).expect("a text file")
    }

    /// Runs the program with arguments that have no spaces in them.
    pub(crate) fn run(&self, arguments: &str) -> Ran {
        self.run_in(".", &arguments.split(' ').collect::<Vec<_>>())
    }

    pub(crate) fn run_in(&self, folder: &str, arguments: &[&str]) -> Ran {
        let output = self
            .command(folder, arguments)
            .output()
            .expect("the program runs");
        Ran {
            status: output.status.code().expect("it was not killed"),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    /// Runs it with this on its standard input.
    pub(crate) fn run_fed(&self, arguments: &str, input: &[u8]) -> Ran {
        let arguments: Vec<_> = arguments.split(' ').collect();
        let mut child = self
            .command(".", &arguments)
            .stdin(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let mut stdin = child.stdin.take().expect("it has an input");
        let input = input.to_owned();
        // It may answer before all is read: both must go on at once.
        let feeder = std::thread::spawn(move || stdin.write_all(&input));
        let output = child.wait_with_output().expect("it ends");
        feeder
            .join()
            .expect("no panic")
            .expect("it reads to the end");
        Ran {
            status: output.status.code().expect("it was not killed"),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    /// Runs it with a standard output that is closed at once.
    pub(crate) fn run_unread(&self, arguments: &str) -> Ran {
        let arguments: Vec<_> = arguments.split(' ').collect();
        let mut child = self
            .command(".", &arguments)
            .spawn()
            .expect("the program runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        Ran {
            status: output.status.code().expect("it was not killed"),
            stdout: String::new(),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    pub(crate) fn command(&self, folder: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_addsup"));
        command.args(arguments).current_dir(self.root.join(folder));
        // Nobody's preferences but the test's.
        for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM", "CI"] {
            command.env_remove(variable);
        }
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // What cannot be removed is left to the system.
        let _ = fs::remove_dir_all(&self.root);
    }
}
