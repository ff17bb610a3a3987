//! Files that the system keeps from whoever runs a script. As the superuser may read everything, the binary then runs without that power.

use crate::binary::{Ended, Run, sandbox_in};
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use tempfile::TempDir;

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).expect("the test owns the file");
}

/// A folder with a file that nobody may read, one that nobody may write, and a folder that nobody may enter.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test can be made");
    let path = folder.path();
    set_mode(path, 0o755);
    for (name, text) in [
        ("secret.txt", "18"),
        ("kept.txt", "18"),
        ("secret.rhai", "print(18);"),
    ] {
        fs::write(path.join(name), text).expect("the folder can be written");
    }
    fs::create_dir(path.join("dark")).expect("the folder can be written");
    set_mode(&path.join("secret.txt"), 0);
    set_mode(&path.join("secret.rhai"), 0);
    set_mode(&path.join("kept.txt"), 0o444);
    set_mode(&path.join("dark"), 0);
    folder
}

/// What somebody is told who runs the binary with these words in the folder: somebody whom the system refuses what it refuses to most.
fn told(folder: &Path, words: &[&str]) -> Ended {
    let mut command = sandbox_in(folder);
    command.args(words);
    match rustix::process::geteuid().is_root() {
        false => command.ended(),
        true => powerless::finish(command),
    }
}

/// The superuser without the power to read, write and enter everything. No other user comes in: whoever that is may be kept from the
/// binary, or from the folder, by the rights of any folder above.
#[cfg(target_os = "linux")]
mod powerless {
    use std::process::Command;

    use rustix::thread::{
        CapabilitySet, capabilities, capability_is_in_bounding_set,
        remove_capability_from_bounding_set, set_capabilities,
    };

    use crate::binary::{Ended, Run};

    /// Run the command to its end. Powers belong to threads, and children have at most those of the thread that starts them.
    #[expect(clippy::disallowed_methods, reason = "a thread to give up powers in")]
    pub fn finish(command: Command) -> Ended {
        let starter = std::thread::spawn(|| {
            for power in [CapabilitySet::DAC_OVERRIDE, CapabilitySet::DAC_READ_SEARCH] {
                if capability_is_in_bounding_set(power).expect("powers are known") {
                    remove_capability_from_bounding_set(power).expect("it can be given up");
                }
            }
            let mut own = capabilities(None).expect("a thread may know its powers");
            own.inheritable = CapabilitySet::empty();
            set_capabilities(None, own).expect("a power can be given up");
            {
                let mut command = command;
                command.ended()
            }
        });
        starter.join().expect("the binary was started")
    }
}

/// Elsewhere a user without rights on anything, `nobody` by custom, has to be able to reach the binary.
#[cfg(not(target_os = "linux"))]
mod powerless {
    use std::os::unix::process::CommandExt;
    use std::process::Command;

    use crate::binary::{Ended, Run};

    pub fn finish(mut command: Command) -> Ended {
        command.uid(65534).gid(65534);
        {
            let mut command = command;
            command.ended()
        }
    }
}

const TRIES: &str = r#"
fn told(name, work) {
    try { print(name, work.call()); } catch (e) { print(name, e.kind, "|", e.message); }
}
told("read", || open("secret.txt").read());
told("write", || open("kept.txt", "w").write("x"));
told("append", || open("kept.txt", "a").write("x"));
told("list", || os::listdir("dark"));
told("enter", || open("dark/a.txt"));
told("make", || os::mkdir("dark/b"));
told("exists", || os_path::exists("dark/a.txt"));
told("import", || { import "secret" as secret; });
print(open("kept.txt").read());
let t = Thread(|| open("secret.txt"), [], #{name: "reader"});
t.start();
t.join();
open("secret.txt");
"#;

#[test]
fn what_the_system_refuses_is_an_error_with_its_place() {
    let denied = |name: &str| format!("PermissionDenied | the system does not let you at `{name}`");
    for runtime in [&[][..], &["--seed", "3"]] {
        let folder = folder();
        let path = folder.path();
        fs::write(path.join("tries.rhai"), TRIES).expect("the folder can be written");
        let words = [&["run", "-A"], runtime, &["tries.rhai"]].concat();
        let Ended { out, err, code } = told(path, &words);
        let module = fs::canonicalize(path).expect("the folder is there");
        let module = module.join("secret.rhai");
        let lines = [
            format!("read {}", denied("secret.txt")),
            format!("write {}", denied("kept.txt")),
            format!("append {}", denied("kept.txt")),
            format!("list {}", denied("dark")),
            format!("enter {}", denied("dark/a.txt")),
            format!("make {}", denied("dark/b")),
            "exists false".to_string(),
            format!(
                "import ImportError | cannot read module {}: permission denied",
                module.display()
            ),
            "18".to_string(),
        ];
        assert_eq!(out.lines().collect::<Vec<_>>(), lines, "{err}");
        assert_eq!(code, Some(1), "{err}");
        for part in [
            "Exception in thread reader:\nPermissionDenied: the system does not let you at `secret.txt`\n",
            "--> tries.rhai:14:19\n",
            "--> tries.rhai:17:1\n",
            "= hint: look at the rights of the file and of its folder: `ls -l`",
        ] {
            assert!(err.contains(part), "{part:?} is not in\n{err}");
        }
    }
}

#[test]
fn a_script_that_cannot_be_read_is_named() {
    for action in ["run", "check", "dis"] {
        let folder = folder();
        let ended = told(folder.path(), &[action, "secret.rhai"]);
        let said = "error: cannot read `secret.rhai`: permission denied\n";
        let found = (&*ended.out, &*ended.err, ended.code);
        assert_eq!(found, ("", said, Some(2)), "{action}");
    }
}
