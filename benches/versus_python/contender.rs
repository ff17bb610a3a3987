//! An interpreter, where it is found, and how it was built; it is run in `measure.rs`.

use std::process::{Command, Stdio};

/// An interpreter, and how to call it.
pub struct Contender {
    /// As shown in the head of the table.
    pub title: String,
    /// Where it is and how it was built, as far as that matters for the comparison.
    pub remark: Option<String>,
    /// Of the scripts that it runs.
    pub extension: &'static str,
    pub executable: String,
    /// Words between the executable and the script.
    pub words: &'static [&'static str],
}

/// What the system's packages install, built with profile feedback; what version managers build is a fifth slower.
const DISTRIBUTION: &str = "/usr/bin/python3";

/// Where it lives, its version, and the words with which it was configured.
const QUESTION: &str = "import sys, platform, sysconfig; \
    print(sys.executable, platform.python_version(), sysconfig.get_config_var('CONFIG_ARGS') or '', sep='\\n')";

impl Contender {
    pub fn ours(executable: &str) -> Contender {
        Contender {
            title: "sandbox".into(),
            remark: None,
            extension: "rhai",
            executable: executable.into(),
            words: &["run", "--allow-all"],
        }
    }

    /// The Python to compare with: the one asked for, or else the distribution's, or else the one on the path.
    pub fn python(asked: Option<&str>) -> Option<Contender> {
        match asked {
            Some(executable) => Contender::python_at(executable),
            None => Contender::python_at(DISTRIBUTION).or_else(|| Contender::python_at("python3")),
        }
    }

    /// The Python that answers to this name, if there is one. It may be a script that looks for the interpreter
    /// and costs 100 ms (pyenv's), so the interpreter is asked where it lives. `-I -S`: without what this machine's
    /// site packages load at each start.
    fn python_at(executable: &str) -> Option<Contender> {
        let answer = answer_of(executable, &["-c", QUESTION])?;
        let mut lines = answer.lines();
        let executable = lines.next()?;
        let version = lines.next()?;
        let built = how_it_was_built(executable, lines.next().unwrap_or_default());
        Some(Contender {
            title: format!("CPython {version}"),
            remark: Some(format!("CPython {version} is {executable}, {built}")),
            extension: "py",
            executable: executable.into(),
            words: &["-I", "-S"],
        })
    }

    /// Lua 5.4, if this machine has it.
    pub fn lua() -> Option<Contender> {
        ["lua5.4", "lua"].into_iter().find_map(|executable| {
            let version = answer_of(executable, &["-v"])?;
            let title = version.split("  ").next()?.to_owned();
            Some(Contender {
                title,
                remark: None,
                extension: "lua",
                executable: executable.into(),
                words: &[],
            })
        })
    }
}

/// The words of `configure` that make a Python quicker, as far as it was given any. Debian's rules use profile feedback
/// without naming it there.
fn how_it_was_built(executable: &str, configured: &str) -> String {
    let found: Vec<&str> = ["--enable-optimizations", "--with-lto"]
        .into_iter()
        .filter(|word| configured.contains(word))
        .collect();
    let is_the_distributions = executable.starts_with("/usr/bin/");
    match (found.is_empty(), is_the_distributions) {
        (false, _) => format!("configured with {}", found.join(" ")),
        (true, true) => "the distribution's, whose configuration names neither --enable-optimizations nor --with-lto: its \
            packaging decides"
            .into(),
        (true, false) => "built without --enable-optimizations: about a fifth slower than a distribution's".into(),
    }
}

/// What an executable prints for this question; `None` when it cannot be started or fails.
fn answer_of(executable: &str, question: &[&str]) -> Option<String> {
    let output = Command::new(executable)
        .args(question)
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let succeeded = output.status.success();
    succeeded
        .then(|| String::from_utf8(output.stdout).ok())
        .flatten()
}
