//! What ends a run leaves its input.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::process::Command;

use rollcall_fuzz::supervisor::{End, supervise};

fn shell(script: &str) -> End {
    let mut command = Command::new("sh");
    command.args(["-c", script]);
    supervise(command, "TRACE").unwrap()
}

#[test]
fn a_run_that_is_aborted_leaves_its_input() {
    let left = r#"printf '\003\000\000\000\000\000\000\000abcd' > "$TRACE"; kill -ABRT $$"#;
    match shell(left) {
        End::Died(_, input) => assert_eq!(input.unwrap(), b"abc"),
        End::Ended(status) => panic!("{status}"),
    }
}

#[test]
fn a_run_that_ends_tells_how() {
    assert!(matches!(shell("exit 3"), End::Ended(status) if status.code() == Some(3)));
}
