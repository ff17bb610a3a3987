//! The tables, one for each group of programs, with the group's geometric mean and its lowest row.

use crate::measure::Clock;
use crate::targets::{Group, Target};
use crate::verdict::Row;

/// Print a group's table as Markdown that reads well without a renderer, then its mean and its lowest row.
pub fn print(group: &Group, titles: &[&str], rows: &[Row], clock: Clock) {
    println!("\n## {}\n", group.name);
    let with_threads = rows
        .iter()
        .any(|row| matches!(row.program.target, Target::Threads(_)));
    let mut lines = vec![head(titles, with_threads)];
    for row in rows {
        lines.push(line(row, titles, rows, clock, with_threads));
    }
    print_aligned(&lines);
    match with_threads {
        true => print_threads(rows, clock),
        false => print_means(group, titles, rows),
    }
}

fn head(titles: &[&str], with_threads: bool) -> Vec<String> {
    let mut head = vec!["program".to_owned()];
    head.extend(titles.iter().map(|title| format!("{title} ms")));
    if with_threads {
        head.push("two threads ms".into());
    }
    head.extend(["ratio", "target", "reached", "our MB", "its MB"].map(str::to_owned));
    head
}

fn line(row: &Row, titles: &[&str], rows: &[Row], clock: Clock, with_threads: bool) -> Vec<String> {
    let mut line = vec![row.program.name.clone()];
    let time = |cost: Option<crate::rounds::Cost>| {
        cost.map(|cost| milliseconds(cost.milliseconds))
            .unwrap_or_default()
    };
    line.extend((0..titles.len()).map(|contender| time(row.cost(contender))));
    if with_threads {
        line.push(time(row.variant(0, 1)));
    }
    let verdict = row.verdict(rows, clock);
    let reached = match (&row.costs, verdict.reached) {
        (Err(reason), _) => reason.as_str(),
        (_, Some(true)) => "yes",
        (_, Some(false)) => "no",
        (_, None) => "",
    };
    line.extend([verdict.measured, verdict.target, reached.to_owned()]);
    let megabytes = |contender| {
        row.cost(contender)
            .map(|cost| format!("{:.1}", cost.megabytes))
    };
    line.extend((0..2).map(|contender| megabytes(contender).unwrap_or_default()));
    line
}

fn print_aligned(lines: &[Vec<String>]) {
    let width = |column: usize| {
        let widths = lines.iter().map(|line| line[column].chars().count());
        widths.max().unwrap_or(0)
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

/// The mean against CPython, and against every other contender over the programs that it has.
fn print_means(group: &Group, titles: &[&str], rows: &[Row]) {
    let counted = || rows.iter().filter(|row| group.counts(&row.program.name));
    let ratios =
        |contender| -> Vec<f64> { counted().filter_map(|row| row.ratio(contender)).collect() };
    for (contender, title) in titles.iter().enumerate().skip(1) {
        let ratios = ratios(contender);
        let Some(mean) = geometric_mean(&ratios) else {
            continue;
        };
        let target = match group.mean {
            Some(target) if contender == 1 => {
                let reached = if mean >= target { "yes" } else { "no" };
                format!(" (target ≥ {target} ×: {reached})")
            }
            _ => String::new(),
        };
        let count = ratios.len();
        println!("\ngeometric mean over {count} against {title}: {mean:.2} ×{target}");
    }
    let measured = counted().filter_map(|row| Some((row.ratio(1)?, &row.program.name)));
    if let Some((ratio, name)) = measured.min_by(|one, other| one.0.total_cmp(&other.0)) {
        println!("lowest: {name} {ratio:.2} ×");
    }
}

/// For the programs that were run with one thread and with two: the mean of what two gain, and who gains least.
fn print_threads(rows: &[Row], clock: Clock) {
    let scaling = rows
        .iter()
        .filter(|row| matches!(row.program.target, Target::Threads(_)));
    let gains: Vec<(f64, &str)> = scaling
        .filter_map(|row| Some((row.throughput(0, clock)?, row.program.name.as_str())))
        .collect();
    let factors: Vec<f64> = gains.iter().map(|(factor, _)| *factor).collect();
    if let Some(mean) = geometric_mean(&factors) {
        println!("\ntwo threads: {mean:.2} × the throughput of one in geometric mean");
    }
    if let Some((factor, name)) = gains.iter().min_by(|one, other| one.0.total_cmp(&other.0)) {
        println!("lowest: {name} {factor:.2} ×");
    }
}

fn geometric_mean(ratios: &[f64]) -> Option<f64> {
    let total: f64 = ratios.iter().map(|ratio| ratio.ln()).sum();
    (!ratios.is_empty()).then(|| (total / ratios.len() as f64).exp())
}

/// Three digits say enough on a machine that is never quite idle.
fn milliseconds(value: f64) -> String {
    if value < 100.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.0}")
    }
}
