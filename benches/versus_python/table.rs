//! From measurements to the table, its verdicts and its means; nothing is measured here.

use crate::measure::{Sample, median};
use crate::programs::{MEAN_TARGET, Program, Target};

/// Which clock the table shows.
#[derive(Clone, Copy, PartialEq)]
pub enum Clock {
    Wall,
    Processor,
}

/// The runs of one program by one contender, summed up.
#[derive(Clone, Copy)]
pub struct Cost {
    pub milliseconds: f64,
    /// The largest peak of all runs.
    pub megabytes: f64,
}

/// One program: what each contender needed, in the order of the contenders, ours first, CPython second.
pub struct Row<'a> {
    pub program: &'a Program,
    /// `Ok(None)`: not written in that language.
    pub costs: Result<Vec<Option<Cost>>, String>,
}

impl Cost {
    pub fn of(samples: &[Sample], clock: Clock) -> Option<Cost> {
        let time = |sample: &Sample| match clock {
            Clock::Wall => sample.wall.as_secs_f64() * 1e3,
            Clock::Processor => sample.processor.as_secs_f64() * 1e3,
        };
        let megabytes = |sample: &Sample| sample.peak as f64 / 1e6;
        Some(Cost {
            milliseconds: median(samples.iter().map(time).collect())?,
            megabytes: samples.iter().map(megabytes).fold(0.0, f64::max),
        })
    }
}

impl Row<'_> {
    fn cost(&self, contender: usize) -> Option<Cost> {
        self.costs.as_ref().ok()?.get(contender).copied().flatten()
    }

    /// The other contender's time divided by ours.
    fn ratio(&self, contender: usize) -> Option<f64> {
        Some(self.cost(contender)?.milliseconds / self.cost(0)?.milliseconds)
    }

    /// The target in words, what was measured against it, and whether it was reached.
    fn verdict(&self, rows: &[Row]) -> (String, String, Option<bool>) {
        match self.program.target {
            Target::Faster(factor) => {
                let ratio = self.ratio(1);
                (
                    format!("≥ {factor} ×"),
                    shown(ratio, "×"),
                    ratio.map(|ratio| ratio >= factor),
                )
            }
            Target::Within {
                milliseconds,
                megabytes,
            } => {
                let limits = milliseconds
                    .map(|limit| format!("≤ {limit} ms, "))
                    .unwrap_or_default();
                let target = format!("{limits}≤ {megabytes} MB");
                let Some(cost) = self.cost(0) else {
                    return (target, shown(self.ratio(1), "×"), None);
                };
                let in_time = milliseconds.is_none_or(|limit| cost.milliseconds <= limit);
                (
                    target,
                    shown(self.ratio(1), "×"),
                    Some(in_time && cost.megabytes <= megabytes),
                )
            }
            Target::Scales { yardstick, factor } => {
                let one = rows
                    .iter()
                    .find(|row| row.program.name == yardstick)
                    .and_then(|row| row.cost(0));
                let throughput = one
                    .zip(self.cost(0))
                    .map(|(one, two)| 2.0 * one.milliseconds / two.milliseconds);
                let target = format!("≥ {factor} × one thread");
                (
                    target,
                    shown(throughput, "× one thread"),
                    throughput.map(|reached| reached >= factor),
                )
            }
            Target::Yardstick => (String::new(), shown(self.ratio(1), "×"), None),
        }
    }
}

/// Print the table as Markdown that reads well without a renderer, then the means.
pub fn print(titles: &[&str], rows: &[Row]) {
    let mut lines = vec![head(titles)];
    for row in rows {
        let mut line = vec![row.program.name.to_owned()];
        for contender in 0..titles.len() {
            line.push(
                row.cost(contender)
                    .map(|cost| milliseconds(cost.milliseconds))
                    .unwrap_or_default(),
            );
        }
        let (target, measured, reached) = row.verdict(rows);
        let reached = match (&row.costs, reached) {
            (Err(reason), _) => reason.as_str(),
            (_, Some(true)) => "yes",
            (_, Some(false)) => "no",
            (_, None) => "",
        };
        line.extend([measured, target, reached.to_owned()]);
        for contender in 0..2 {
            line.push(
                row.cost(contender)
                    .map(|cost| format!("{:.1}", cost.megabytes))
                    .unwrap_or_default(),
            );
        }
        lines.push(line);
    }
    print_aligned(&lines);
    print_means(titles, rows);
}

fn head(titles: &[&str]) -> Vec<String> {
    let mut head = vec!["program".to_owned()];
    head.extend(titles.iter().map(|title| format!("{title} ms")));
    head.extend(["ratio", "target", "reached", "our MB", "its MB"].map(str::to_owned));
    head
}

fn print_aligned(lines: &[Vec<String>]) {
    let width = |column: usize| {
        lines
            .iter()
            .map(|line| line[column].chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..lines[0].len()).map(width).collect();
    for (number, line) in lines.iter().enumerate() {
        let cells: Vec<String> = line
            .iter()
            .zip(&widths)
            .map(|(cell, &width)| format!("{cell:<width$}"))
            .collect();
        println!("| {} |", cells.join(" | "));
        if number == 0 {
            let rules: Vec<String> = widths.iter().map(|&width| "-".repeat(width)).collect();
            println!("| {} |", rules.join(" | "));
        }
    }
}

fn print_means(titles: &[&str], rows: &[Row]) {
    let counted: Vec<&Row> = rows.iter().filter(|row| row.program.in_mean).collect();
    let names: Vec<&str> = counted.iter().map(|row| row.program.name).collect();
    if let Some(mean) = geometric_mean(counted.iter().filter_map(|row| row.ratio(1))) {
        let reached = if mean >= MEAN_TARGET { "yes" } else { "no" };
        println!(
            "\ngeometric mean over {}: {mean:.2} × (target ≥ {MEAN_TARGET} ×: {reached})",
            names.join(", ")
        );
    }
    if titles.len() > 2
        && let Some(mean) = geometric_mean(rows.iter().filter_map(|row| row.ratio(2)))
    {
        println!(
            "against {}, where it has a twin: {mean:.2} × in geometric mean",
            titles[2]
        );
    }
}

fn geometric_mean(ratios: impl Iterator<Item = f64>) -> Option<f64> {
    let logarithms: Vec<f64> = ratios.map(f64::ln).collect();
    let count = logarithms.len() as f64;
    (!logarithms.is_empty()).then(|| (logarithms.iter().sum::<f64>() / count).exp())
}

fn shown(factor: Option<f64>, unit: &str) -> String {
    factor
        .map(|factor| format!("{factor:.2} {unit}"))
        .unwrap_or_default()
}

/// Three digits say enough on a machine that is never quite idle.
fn milliseconds(value: f64) -> String {
    if value < 100.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.0}")
    }
}
