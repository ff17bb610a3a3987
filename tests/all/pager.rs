//! Long pages on a terminal: a screen at a time, or by the program that `$PAGER` names; all at once where nobody looks.

use std::process::Command;

use rexpect::session::{PtySession, spawn_command};

use crate::binary::{command, sandbox, without_preferences};

/// `sandbox doc Thread` on a terminal of ten rows.
fn terminal(pager: Option<&str>) -> PtySession {
    let mut shell = without_preferences(Command::new("sh"));
    shell
        .args([
            "-c",
            "exec </dev/tty; stty rows 10 cols 80; exec \"$0\" doc Thread",
        ])
        .arg(sandbox().get_program())
        .env("TERM", "xterm")
        .env_remove("PAGER");
    if let Some(pager) = pager {
        shell.env("PAGER", pager);
    }
    spawn_command(shell, Some(20_000)).expect("the shell starts")
}

/// The page as it is without a terminal.
fn page() -> Vec<String> {
    let told = command(&["doc", "Thread"]).env("PAGER", "false").output();
    let told = told.expect("the program starts");
    let text = String::from_utf8(told.stdout).expect("a page is text");
    text.lines().map(str::to_string).collect()
}

#[test]
fn a_long_page_is_shown_a_screen_at_a_time() {
    let last = page().into_iter().rfind(|line| !line.trim().is_empty());
    let last = last.expect("the page says something");
    let mut session = terminal(None);
    session.exp_string("-- more").expect("the page is longer");
    session.send(" ").expect("a key");
    session.flush().expect("a key");
    let next = session.exp_string("-- more").expect("it goes on");
    assert!(next.matches('\n').count() >= 8, "{next:?}");
    session.send("\r").expect("a key");
    session.flush().expect("a key");
    let next = session.exp_string("-- more").expect("it goes on");
    assert!(next.matches('\n').count() <= 2, "{next:?}");
    session.send("q").expect("a key");
    session.flush().expect("a key");
    let rest = session.exp_eof().expect("it ends");
    assert!(!rest.contains(last.trim()), "{rest:?}");
}

#[test]
fn the_readers_own_program_shows_it() {
    let mut session = terminal(Some("sed 's/^/: /'"));
    let all = session.exp_eof().expect("it ends");
    let shown = all.lines().filter(|line| line.starts_with(": ")).count();
    assert!(shown > 10 && shown == all.lines().count(), "{all}");
    let mut session = terminal(Some("no-such-program-at-all"));
    session
        .exp_string("-- more")
        .expect("the page is shown all the same");
    session.send("q").expect("a key");
    session.flush().expect("a key");
    session.exp_eof().expect("it ends");
}

#[test]
fn nothing_is_asked_where_nobody_looks() {
    assert!(page().len() > 20);
    assert!(page().iter().all(|line| !line.contains("-- more")));
}
