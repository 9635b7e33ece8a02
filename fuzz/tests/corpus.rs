//! Every input of the corpus, through its target.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

use rollcall_fuzz::TARGETS;

#[test]
fn nothing_in_the_corpus_breaks_what_must_hold() {
    for target in TARGETS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target.name);
        let mut count = 0;
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            // Shown where the target panics.
            println!("{}", path.display());
            (target.run)(&std::fs::read(&path).unwrap());
            count += 1;
        }
        assert!(count > 2, "{} has a corpus", target.name);
    }
}
