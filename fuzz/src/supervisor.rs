//! A run in a process of its own, watched: what ends or stops it without a panic (a stack that
//! overflows, memory that runs out, a loop without end) leaves the input behind.
//!
//! The run writes each input into a file before it tries it. The file is written in place, so that it
//! costs little and outlives the process.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// An input that takes longer hangs.
const HANGS: Duration = Duration::from_secs(10);

/// A run that holds more memory would take the machine with it, in bytes: fifty times what the
/// largest input and all that is kept take.
const MEMORY: u64 = 2 << 30;

/// How often the run is looked at.
const PAUSE: Duration = Duration::from_millis(200);

/// Where a run leaves the input that it tries.
#[derive(Debug)]
pub struct Trace(File);

impl Trace {
    /// Opens the file that the supervisor named.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn open(path: &Path) -> io::Result<Self> {
        OpenOptions::new().create(true).truncate(true).write(true).open(path).map(Self)
    }

    /// Leaves an input, in place of the one before.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn leave(&mut self, input: &[u8]) -> io::Result<()> {
        let mut entry = Vec::with_capacity(8 + input.len());
        entry.extend_from_slice(&(input.len() as u64).to_le_bytes());
        entry.extend_from_slice(input);
        self.0.seek(SeekFrom::Start(0))?;
        self.0.write_all(&entry)
    }
}

/// The input that was left; `None` when there is none.
fn left(path: &Path) -> Option<Vec<u8>> {
    let mut file = File::open(path).ok()?;
    let mut length = [0; 8];
    file.read_exact(&mut length).ok()?;
    let mut input = Vec::new();
    file.take(u64::from_le_bytes(length)).read_to_end(&mut input).ok()?;
    Some(input)
}

/// How a run ended.
#[derive(Debug)]
pub enum End {
    /// By itself; whatever there is to say has been said.
    Ended(ExitStatus),
    /// In a way that it could not tell of, with the input that it tried.
    Died(String, Option<Vec<u8>>),
}

/// Runs `command` and watches it. The path of the file for inputs is put in its environment as
/// `variable`.
///
/// # Errors
/// When it cannot be started or watched.
pub fn supervise(mut command: Command, variable: &str) -> io::Result<End> {
    static RUNS: AtomicU32 = AtomicU32::new(0);
    let (process, run) = (std::process::id(), RUNS.fetch_add(1, Ordering::Relaxed));
    let path = std::env::temp_dir().join(format!("rollcall-fuzz-{process}-{run}"));
    let mut child = command.env(variable, &path).spawn()?;
    let end = watch(&mut child, &path);
    if end.is_err() {
        // Nothing is left running that nobody watches.
        let _ = child.kill();
        let _ = child.wait();
    }
    let end = end.map(|end| match end {
        Ok(status) if status.code().is_some() => End::Ended(status),
        Ok(status) => End::Died(format!("The run was ended ({status})."), left(&path)),
        Err(why) => End::Died(why, left(&path)),
    });
    let _ = std::fs::remove_file(&path);
    end
}

/// Waits for the end: by itself, or because it hangs or holds too much.
fn watch(child: &mut Child, path: &PathBuf) -> io::Result<Result<ExitStatus, String>> {
    let (mut last, mut since) = (None, Instant::now());
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Ok(status));
        }
        std::thread::sleep(PAUSE);
        let written = std::fs::metadata(path).and_then(|file| file.modified()).ok();
        if written != last || written.is_none() {
            (last, since) = (written, Instant::now());
        }
        let memory = resident(child.id());
        let why = if since.elapsed() > HANGS {
            format!("An input takes longer than {} s.", HANGS.as_secs())
        } else if memory > MEMORY {
            format!("The run holds {} MB.", memory >> 20)
        } else {
            continue;
        };
        child.kill()?;
        child.wait()?;
        return Ok(Err(why));
    }
}

/// What memory a process holds, in bytes; 0 where the system does not say.
fn resident(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    status
        .lines()
        .find_map(|line| {
            line.strip_prefix("VmRSS:")?.trim().strip_suffix("kB")?.trim().parse().ok()
        })
        .map_or(0, |kilobytes: u64| kilobytes << 10)
}
