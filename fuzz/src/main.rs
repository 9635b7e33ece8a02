//! The loop: `rollcall-fuzz TARGET --seconds N [--seed S]`, or `rollcall-fuzz TARGET --replay FILE`.
//!
//! The loop runs in a process of its own, so that an input that ends it is saved whatever the way.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use rollcall_fuzz::random::Random;
use rollcall_fuzz::supervisor::{End, Trace, supervise};
use rollcall_fuzz::{TARGETS, Target, mutation, take_fresh, target};

/// The input that is being tried, for the panic hook: a panic ends the process here.
static TRIED: Mutex<(&'static str, Vec<u8>)> = Mutex::new(("", Vec::new()));

/// What is kept beside the corpus to be mutated further.
const POOL: usize = 5_000;

/// How often the loop says how far it is.
const PAUSE: Duration = Duration::from_secs(15);

/// Longer than this for an input of 4 KiB is a finding too.
const SLOW: Duration = Duration::from_millis(1500);

/// The stack of the loop, in bytes: what the Worker has.
const STACK: usize = 1 << 20;

/// Names the file for inputs, to the process that runs the loop.
const TRACE: &str = "ROLLCALL_FUZZ_TRACE";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(sentence) => {
            eprintln!("rollcall-fuzz: {sentence}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<ExitCode, String> {
    let usage = || {
        let names: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
        format!(
            "use `TARGET --seconds N [--seed S]` or `TARGET --replay FILE`, TARGET being one of {}.",
            names.join(", "),
        )
    };
    let mut arguments = std::env::args().skip(1);
    let target = arguments.next().and_then(|name| target(&name)).ok_or_else(usage)?;
    let (mut seconds, mut seed) = (60, 0);
    while let Some(option) = arguments.next() {
        let value = arguments.next().ok_or_else(usage)?;
        match option.as_str() {
            "--seconds" => seconds = value.parse().map_err(|_| usage())?,
            "--seed" => seed = value.parse().map_err(|_| usage())?,
            "--replay" => {
                let input = std::fs::read(&value)
                    .map_err(|error| format!("{value} cannot be read: {error}."))?;
                (target.run)(&input);
                println!("{}: nothing is wrong with this input.", target.name);
                return Ok(ExitCode::SUCCESS);
            }
            _ => return Err(usage()),
        }
    }
    match std::env::var_os(TRACE) {
        None => supervised(target),
        Some(trace) => {
            let trace = Trace::open(Path::new(&trace)).map_err(|error| error.to_string())?;
            let time = Duration::from_secs(seconds);
            let ran = std::thread::Builder::new()
                .stack_size(STACK)
                .spawn(move || fuzz(target, time, seed, trace))
                .map_err(|error| format!("The loop cannot be started: {error}."))?
                .join();
            match ran {
                Ok(ran) => ran.map(|()| ExitCode::SUCCESS),
                // The panic has been told and its input saved.
                Err(_) => Ok(ExitCode::FAILURE),
            }
        }
    }
}

/// Runs the same command line in a process of its own, and saves the input that ends it.
fn supervised(target: Target) -> Result<ExitCode, String> {
    let wrong = |error: std::io::Error| format!("The loop cannot be run: {error}.");
    let mut command = Command::new(std::env::current_exe().map_err(wrong)?);
    command.args(std::env::args_os().skip(1));
    match supervise(command, TRACE).map_err(wrong)? {
        End::Ended(status) if status.success() => Ok(ExitCode::SUCCESS),
        End::Ended(_) => Ok(ExitCode::FAILURE),
        End::Died(why, input) => {
            let input = input.unwrap_or_default();
            // A panic that aborts has saved its input and said so.
            if !crash(target.name, &input).exists() {
                eprintln!("{why}");
                save(target.name, &input);
            }
            Ok(ExitCode::FAILURE)
        }
    }
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn corpus(name: &str) -> Result<Vec<Vec<u8>>, String> {
    let folder = folder("corpus").join(name);
    let wrong = |error: std::io::Error| format!("the corpus of {name} cannot be read: {error}.");
    let mut files = std::fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, _>>())
        .map_err(wrong)?;
    // A folder is listed in any order; a seed has to give the same run everywhere.
    files.sort();
    files.iter().map(|file| std::fs::read(file).map_err(wrong)).collect()
}

fn fuzz(target: Target, time: Duration, seed: u64, mut trace: Trace) -> Result<(), String> {
    save_what_panics();
    let mut pool = corpus(target.name)?;
    let given = pool.len();
    let mut random = Random::new(seed);
    let begun = Instant::now();
    let (mut executions, mut told, mut slowest) = (0_u64, begun, Duration::ZERO);
    let mut todo = pool.clone();
    while begun.elapsed() < time {
        // The corpus as it is comes first.
        let input = todo.pop().unwrap_or_else(|| {
            let input = random.pick(&pool).cloned().unwrap_or_default();
            let other = random.pick(&pool).cloned().unwrap_or_default();
            mutation::mutate(&input, &other, target.tokens, &mut random)
        });
        {
            let mut tried = TRIED.lock().unwrap_or_else(PoisonError::into_inner);
            tried.0 = target.name;
            tried.1.clone_from(&input);
        }
        trace.leave(&input).map_err(|error| format!("An input cannot be left: {error}."))?;
        let started = Instant::now();
        (target.run)(&input);
        let took = started.elapsed();
        executions += 1;
        if took > slowest {
            slowest = took;
            if took > SLOW {
                eprintln!("Slow: {} ms.", took.as_millis());
                save(target.name, &input);
            }
        }
        if take_fresh() > 0 && executions > given as u64 && pool.len() < POOL {
            pool.push(input);
        }
        if told.elapsed() > PAUSE {
            told = Instant::now();
            println!("{}: {executions} executions, {} inputs kept", target.name, pool.len());
        }
    }
    println!(
        "{}: {executions} executions in {} s (seed {seed}), {} inputs kept beside {given}, the \
         slowest took {} ms. Nothing was found to be wrong but what is said above.",
        target.name,
        begun.elapsed().as_secs(),
        pool.len() - given,
        slowest.as_millis(),
    );
    Ok(())
}

/// Saves the input before a panic ends the process, and says how to try it again.
fn save_what_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        before(panic);
        let tried = TRIED.lock().unwrap_or_else(PoisonError::into_inner);
        save(tried.0, &tried.1);
    }));
}

/// Where an input is saved that a target did not stand.
fn crash(name: &str, input: &[u8]) -> PathBuf {
    folder("crashes").join(format!("{name}-{:016x}", Random::of(input).number()))
}

fn save(name: &str, input: &[u8]) {
    let file = crash(name, input);
    let saved =
        std::fs::create_dir_all(folder("crashes")).and_then(|()| std::fs::write(&file, input));
    match saved {
        Ok(()) => eprintln!(
            "To try it again: cargo run --profile fuzz -p rollcall-fuzz -- {name} --replay {}",
            file.display(),
        ),
        Err(error) => eprintln!("The input cannot be saved: {error}."),
    }
}
