//! Whether a value was seen before: alone, and as what a unique column adds to a whole check
//! (`whole/users-7-unique` beside `whole/users-7`).

use rollcall_engine::stages;

use crate::people::person;
use crate::rate::Stage;

pub(crate) fn run() {
    let mut stage = Stage::new("unique", "value");
    for (name, values) in [("50,000", 50_000), ("1,000,000", 1_000_000)] {
        let emails: Vec<String> = (0..values).map(email).collect();
        bench(&mut stage, name, &emails);
    }
    // Each value comes twice.
    let emails: Vec<String> = (0..50_000).map(|row| email(row / 2)).collect();
    bench(&mut stage, "50,000-repeated", &emails);
}

fn bench(stage: &mut Stage, name: &str, values: &[String]) {
    let bytes = values.iter().map(String::len).sum();
    stage.bench(name, values.len(), bytes, || stages::repeats(values.iter().map(String::as_str)));
}

fn email(row: usize) -> String {
    let [_, _, email, ..] = person(row);
    email
}
