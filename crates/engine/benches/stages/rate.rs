//! The two numbers that are wanted of a bench: how much of a file a second, and how long a row.

use std::time::Duration;

use cpu_time::ThreadTime;
use criterion::measurement::{Measurement, ValueFormatter, WallTime};
use criterion::{BenchmarkGroup, Criterion, SamplingMode, Throughput};

/// The time that the thread was on a core, told for each `unit` and as megabytes a second. Wall time
/// would include what else the machine is doing.
pub(crate) struct Rate {
    unit: &'static str,
}

/// The benches of one stage.
pub(crate) struct Stage {
    criterion: Criterion<Rate>,
    name: &'static str,
}

impl Stage {
    /// `unit` is what is counted: rows, or cells.
    pub(crate) fn new(name: &'static str, unit: &'static str) -> Self {
        let criterion = Criterion::default()
            .without_plots()
            .sample_size(10)
            .warm_up_time(Duration::from_millis(300))
            .measurement_time(Duration::from_millis(1500))
            .with_measurement(Rate { unit })
            .configure_from_args();
        Self { criterion, name }
    }

    /// Measures `work`, which goes over so many units that take so many bytes.
    pub(crate) fn bench<T>(
        &mut self,
        case: &str,
        units: usize,
        bytes: usize,
        mut work: impl FnMut() -> T,
    ) {
        let mut group: BenchmarkGroup<'_, Rate> = self.criterion.benchmark_group(self.name);
        group.sampling_mode(SamplingMode::Flat);
        let (elements, bytes) = (units as u64, bytes as u64);
        group.throughput(Throughput::ElementsAndBytes { elements, bytes });
        group.bench_function(case, |bencher| bencher.iter(&mut work));
        group.finish();
    }
}

impl Measurement for Rate {
    type Intermediate = ThreadTime;
    type Value = Duration;

    fn start(&self) -> ThreadTime {
        ThreadTime::now()
    }

    fn end(&self, start: ThreadTime) -> Duration {
        start.elapsed()
    }

    fn add(&self, one: &Duration, other: &Duration) -> Duration {
        *one + *other
    }

    fn zero(&self) -> Duration {
        Duration::ZERO
    }

    fn to_f64(&self, value: &Duration) -> f64 {
        WallTime.to_f64(value)
    }

    fn formatter(&self) -> &dyn ValueFormatter {
        self
    }
}

impl ValueFormatter for Rate {
    fn format_throughput(&self, throughput: &Throughput, nanoseconds: f64) -> String {
        match throughput {
            Throughput::Elements(units) => {
                format!("{:.1} ns a {}", nanoseconds / *units as f64, self.unit)
            }
            Throughput::Bytes(bytes) => format!("{:.1} MB/s", *bytes as f64 * 1e3 / nanoseconds),
            _ => String::new(),
        }
    }

    fn scale_values(&self, typical: f64, values: &mut [f64]) -> &'static str {
        WallTime.formatter().scale_values(typical, values)
    }

    fn scale_throughputs(
        &self,
        typical: f64,
        throughput: &Throughput,
        values: &mut [f64],
    ) -> &'static str {
        WallTime.formatter().scale_throughputs(typical, throughput, values)
    }

    fn scale_for_machines(&self, values: &mut [f64]) -> &'static str {
        WallTime.formatter().scale_for_machines(values)
    }
}
