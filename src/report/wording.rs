//! What every format says of a claim, in the same words. Texts that came from files are in it as
//! they were: each format makes them harmless in its own way.

use std::fmt;

use super::Status;
use super::text::{count, grouped};
use crate::check::{
    Apart, ClaimReport, Conflict, Coverage, Evaluated, FileReport, ReadingReport, Report, Stated,
};
use crate::claim::Verdict;
use crate::diagnostic::Severity;

/// How a claim stands with the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Standing {
    /// It does not pass.
    Fails,
    /// It passes with a warning.
    Warns,
    /// It passes because the editors accept a verdict other than consistent.
    Accepted,
    /// It passes.
    Passes,
}

impl Standing {
    pub(crate) fn of(claim: &ClaimReport) -> Self {
        if !claim.passes {
            Standing::Fails
        } else if claim.warns {
            Standing::Warns
        } else if claim.verdict != Verdict::Consistent {
            Standing::Accepted
        } else {
            Standing::Passes
        }
    }
}

/// The rule a claim comes under: its verdict, or that an accepted verdict no longer holds.
pub(crate) fn rule(claim: &ClaimReport) -> &'static str {
    if is_stale(claim) {
        "stale-expect"
    } else {
        claim.verdict.as_str()
    }
}

/// Whether the claim fails because it is no longer what the editors accepted.
pub(crate) fn is_stale(claim: &ClaimReport) -> bool {
    !claim.passes
        && claim
            .expect
            .is_some_and(|expected| expected != claim.verdict)
}

/// What a stated figure means, where that is not what it says.
pub(crate) fn meaning(stated: &Stated) -> Option<&str> {
    let letters = |text: &str| {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
    };
    (letters(&stated.written) != letters(&stated.text)).then_some(stated.text.as_str())
}

/// What a claim states, and what that means where it does not say it: `195 billion (194.5 to 195.5
/// billion)`.
pub(crate) fn stated(stated: &Stated) -> String {
    match meaning(stated) {
        Some(meaning) => format!("{} ({meaning})", stated.written),
        None => stated.written.clone(),
    }
}

/// `16.2 % (15.9 % to 16.6 %)`, or whichever of the two there is.
pub(crate) fn value(range: &Evaluated) -> String {
    match &range.nominal_text {
        Some(nominal) if *nominal != range.text => format!("{nominal} ({})", range.text),
        _ => range.text.clone(),
    }
}

/// What a formula gives, in the fewest words.
pub(crate) fn outcome(reading: &ReadingReport) -> String {
    match &reading.computed {
        Some(range) => format!(
            "gives {}",
            range.nominal_text.as_ref().unwrap_or(&range.text)
        ),
        None => truth(reading.verdict).to_owned(),
    }
}

/// A comparison's verdict in words.
pub(crate) fn truth(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Consistent => "holds",
        Verdict::Strained => "holds only by rounding",
        Verdict::Ambiguous => "holds in some readings",
        Verdict::Inconsistent => "cannot hold",
        Verdict::Undetermined => "is not decided",
    }
}

/// What a reading is called beside others: its name, or `computed` where it is the only one.
pub(crate) fn name<'a>(claim: &ClaimReport, reading: &'a ReadingReport) -> &'a str {
    if claim.readings.len() > 1 {
        &reading.name
    } else {
        "computed"
    }
}

/// `cagr(US$68 billion, US$195 billion) = 16.2 % (15.9 % to 16.6 %): inconsistent, off by 3.4
/// points`; the verdict only where there are several to tell apart.
pub(crate) fn derivation(claim: &ClaimReport, reading: &ReadingReport) -> String {
    let mut sentence = reading.substituted.clone();
    match &reading.computed {
        Some(range) => {
            sentence += " = ";
            sentence += &value(range);
            if claim.readings.len() > 1 {
                sentence += ": ";
                sentence += reading.verdict.as_str();
            }
        }
        None => {
            sentence += ": ";
            sentence += truth(reading.verdict);
        }
    }
    if let Some(distance) = &reading.distance {
        sentence += ", off by ";
        sentence += distance;
    }
    sentence
}

/// A sentence beside the explanation of a claim.
pub(crate) struct Remark {
    pub(crate) kind: RemarkKind,
    /// What kind it is, in words.
    pub(crate) title: String,
    pub(crate) text: String,
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.title, self.text)
    }
}

/// Who says it, and to what end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RemarkKind {
    /// The checker, of how the verdict is to be taken.
    Note,
    /// The checker, of what would decide or mend it.
    Help,
    /// The editors.
    Editors,
}

/// Notes, what would decide the claim, what would mend it, and what the editors wrote, in this
/// order.
pub(crate) fn remarks(claim: &ClaimReport) -> Vec<Remark> {
    let note = |text: &str| Remark {
        kind: RemarkKind::Note,
        title: "note".to_owned(),
        text: text.to_owned(),
    };
    let help = |text: String| Remark {
        kind: RemarkKind::Help,
        title: "help".to_owned(),
        text,
    };
    let editors = |title: String, text: &str| Remark {
        kind: RemarkKind::Editors,
        title,
        text: text.to_owned(),
    };
    let mut remarks: Vec<Remark> = claim.notes.iter().map(|it| note(&it.message)).collect();
    let needs = claim.readings.iter().flat_map(|reading| &reading.needs);
    remarks.extend(needs.map(|need| help(format!("it can hold if {} is {}", need.id, need.text))));
    remarks.extend(claim.mends.iter().map(|mend| help(mend.message.clone())));
    remarks.extend(
        claim
            .remark
            .iter()
            .map(|it| editors("the editors".to_owned(), it)),
    );
    if let (Some(expect), Some(because)) = (claim.expect, &claim.because) {
        remarks.push(editors(format!("accepted as {}", expect.as_str()), because));
    }
    remarks
}

/// A conflict in one sentence.
pub(crate) fn conflict(conflict: &Conflict) -> String {
    format!("in {}, {}", conflict.path, conflict.message)
}

/// How a conflict is to be taken, and what each of its sentences would have to say.
pub(crate) fn conflict_remarks(conflict: &Conflict) -> Vec<Remark> {
    let minimal = if conflict.minimal {
        "leave out any one of them, and the rest can be true"
    } else {
        "the search ran out of budget before it could make the set smaller"
    };
    let note = Remark {
        kind: RemarkKind::Note,
        title: "note".to_owned(),
        text: minimal.to_owned(),
    };
    let mends = conflict.mends.iter().map(|mend| Remark {
        kind: RemarkKind::Help,
        title: "help".to_owned(),
        text: mend.message.clone(),
    });
    std::iter::once(note).chain(mends).collect()
}

/// The claim that a conflict of a folder calls `name`: `id`, or `part.id` where the folder has
/// several files. `None` for a stated input, and for a claim that is not reported on.
pub(crate) fn member<'r>(
    report: &'r Report,
    folder: &str,
    name: &str,
) -> Option<(&'r FileReport, &'r ClaimReport)> {
    let (part, id) = match name.split_once('.') {
        Some((part, id)) => (Some(part), id),
        None => (None, name),
    };
    let is_meant = |file: &&FileReport| {
        let own = file.path.rsplit_once('/').map_or(".", |(folder, _)| folder);
        own == folder && part.is_none_or(|part| part == file.part)
    };
    let mut claims = report
        .files
        .iter()
        .filter(is_meant)
        .flat_map(|file| file.claims.iter().map(move |claim| (file, claim)));
    claims.find(|(_, claim)| claim.id == id)
}

/// That a search was cut short.
pub(crate) fn undecided(apart: &Apart) -> String {
    format!(
        "in {}, the search was cut short before it could say whether all of these can be true: {}",
        apart.path,
        apart.claims.join(", "),
    )
}

/// Whether a claim is shown even where most only count.
pub(crate) fn deserves_a_line(claim: &ClaimReport) -> bool {
    claim.verdict != Verdict::Consistent || !claim.passes || !claim.notes.is_empty()
}

/// A claim that needs no attention, in a few words: the statement and what its formulas give, or
/// why the editors accept what it is.
pub(crate) fn brief(claim: &ClaimReport) -> String {
    if let (Standing::Accepted, Some(because)) = (Standing::of(claim), &claim.because) {
        return format!("accepted: {because}");
    }
    let given = claim
        .readings
        .iter()
        .map(|reading| match &reading.computed {
            Some(range) => value(range),
            None => reading.substituted.clone(),
        });
    let given = given.collect::<Vec<_>>().join("; ");
    let by_sources = if claim.sourced { " (by sources)" } else { "" };
    match &claim.stated {
        Some(stated) => format!("{}: {given}{by_sources}", stated.written),
        None => given + by_sources,
    }
}

/// How the run went, in a few words: `2 of 54 claims fail`.
pub(crate) fn headline(report: &Report) -> String {
    let summary = &report.summary;
    let claims = count(summary.claims, "claim").to_string();
    if summary.failed > 0 {
        let fails = if summary.failed == 1 { "fails" } else { "fail" };
        let failed = grouped(&summary.failed.to_string());
        return format!("{failed} of {claims} {fails}");
    }
    let state = match summary.claims {
        0 if report.linted.articles > 0 => linted(report),
        0 => "no claims".to_owned(),
        1 if summary.consistent == 1 => "1 claim holds".to_owned(),
        all if all == summary.consistent => format!("{claims} hold"),
        _ => claims,
    };
    if report.status() == Status::Unreadable {
        format!("{state}, but not everything could be read")
    } else if report.telling_conflicts().next().is_some() {
        format!("{state}, but some cannot all be true")
    } else {
        state
    }
}

/// How the run went, with all that is counted: one line.
pub(crate) fn summary(report: &Report) -> String {
    let mut line = headline(report);
    let verdicts = verdicts(report);
    if !verdicts.is_empty() {
        line = format!("{line}: {verdicts}");
    }
    let more = [faults(report), coverage(report)];
    more.into_iter()
        .flatten()
        .fold(line, |line, more| line + "; " + &more)
}

/// How many claims stand how with the run, what needs attention first:
/// `1 fails (inconsistent), 2 undecided, 3 accepted (2 ambiguous, 1 strained), 21 hold; 1
/// conflict`. Empty where the headline has said it.
pub(crate) fn verdicts(report: &Report) -> String {
    let claims = || report.files.iter().flat_map(|file| &file.claims);
    let number = |standing: Standing, verdict: Verdict| {
        let is_meant =
            |claim: &&ClaimReport| Standing::of(claim) == standing && claim.verdict == verdict;
        claims().filter(is_meant).count()
    };
    let mut parts: Vec<String> = Vec::new();
    let mut with_verdicts = |standing: Standing, word: &dyn Fn(usize) -> &'static str| {
        let counts = Verdict::ALL.map(|verdict| (number(standing, verdict), verdict.as_str()));
        let counts: Vec<_> = counts.into_iter().filter(|(count, _)| *count > 0).collect();
        let all: usize = counts.iter().map(|(count, _)| count).sum();
        let each = match counts.as_slice() {
            [] => return,
            [(_, verdict)] => (*verdict).to_owned(),
            several => {
                let say = |(count, verdict): &(usize, &str)| {
                    format!("{} {verdict}", grouped(&count.to_string()))
                };
                several.iter().map(say).collect::<Vec<_>>().join(", ")
            }
        };
        parts.push(format!(
            "{} {} ({each})",
            grouped(&all.to_string()),
            word(all)
        ));
    };
    with_verdicts(Standing::Fails, &|n| if n == 1 { "fails" } else { "fail" });
    with_verdicts(Standing::Accepted, &|_| "accepted");
    let plain = [
        (
            number(Standing::Warns, Verdict::Strained),
            "strained",
            "strained",
        ),
        (
            number(Standing::Warns, Verdict::Undetermined),
            "undecided",
            "undecided",
        ),
        (
            number(Standing::Passes, Verdict::Consistent),
            "holds",
            "hold",
        ),
    ];
    for (number, one, many) in plain {
        if number > 0 {
            let word = if number == 1 { one } else { many };
            parts.push(format!("{} {word}", grouped(&number.to_string())));
        }
    }
    let is_sourced =
        |claim: &&ClaimReport| claim.sourced && Standing::of(claim) == Standing::Passes;
    let sourced = claims().filter(is_sourced).count();
    if report.summary.claims == report.summary.consistent && report.summary.failed == 0 {
        parts.clear();
    }
    if sourced > 0 {
        let number = grouped(&sourced.to_string());
        match parts.pop() {
            Some(held) => parts.push(format!("{held} ({number} by outside sources)")),
            None => parts.push(format!("{number} by outside sources")),
        }
    }
    let conflicts = report.telling_conflicts().count();
    if conflicts > 0 {
        parts.push(count(conflicts, "conflict").to_string());
    }
    parts.join(", ")
}

/// How many faults there are: `2 errors and 1 warning in the claim files`.
pub(crate) fn faults(report: &Report) -> Option<String> {
    let faults = || report.files.iter().flat_map(|file| &file.diagnostics);
    let errors = faults().filter(|fault| fault.is_error()).count();
    let notes = faults()
        .filter(|fault| fault.severity == Severity::Note)
        .count();
    let warnings = faults().count() - errors - notes;
    let counts = [(errors, "error"), (warnings, "warning"), (notes, "note")]
        .into_iter()
        .filter(|&(number, _)| number > 0);
    let words: Vec<String> = counts
        .map(|(number, thing)| count(number, thing).to_string())
        .collect();
    let words = match &words[..] {
        [most @ .., last] if !most.is_empty() => format!("{} and {last}", most.join(", ")),
        words => words.concat(),
    };
    let place = fault_place(report);
    (!words.is_empty()).then(|| format!("{words} in {place}"))
}

/// Where faults are: what lint tells is of articles.
pub(crate) fn fault_place(report: &Report) -> &'static str {
    let mut faults = report.files.iter().flat_map(|file| &file.diagnostics);
    let some = faults.clone().next().is_some();
    if some && faults.all(|fault| fault.code.is_of_article()) {
        "the articles"
    } else {
        "the claim files"
    }
}

/// What was read of articles by themselves: silence is no approval.
fn linted(report: &Report) -> String {
    let linted = &report.linted;
    format!(
        "{}, {} checked, {} wrong",
        count(linted.figures, "figure"),
        count(linted.relations, "relation"),
        grouped(&linted.wrong.to_string())
    )
}

/// How articles went that were asked for beside claims.
fn asked(report: &Report) -> Option<String> {
    (report.linted.articles > 0 && report.summary.claims > 0).then(|| linted(report))
}

/// How many of the relations that articles state the claims check: `14 of 17 relations that the
/// article states are checked`.
fn relations(report: &Report) -> Option<String> {
    let stated = &report.linted;
    let of = match stated.stated {
        0 => return None,
        1 => "1 relation".to_owned(),
        all => format!("{} relations", grouped(&all.to_string())),
    };
    let covered = grouped(&stated.covered.to_string());
    let are = if stated.covered == 1 { "is" } else { "are" };
    let state = if report.coverage.len() == 1 {
        "the article states"
    } else {
        "the articles state"
    };
    Some(format!("{covered} of {of} that {state} {are} checked"))
}

/// How many of one article's figures are not accounted for.
pub(crate) fn uncovered(coverage: &Coverage) -> String {
    format!(
        "nothing accounts for {} of {}",
        grouped(&coverage.uncovered.len().to_string()),
        count(coverage.figures, "figure"),
    )
}

/// What of the articles is checked: figures, and the relations that they state.
pub(crate) fn coverage(report: &Report) -> Option<String> {
    let parts = [figures(report), relations(report), asked(report)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// How many of the articles' figures are checked, and what of the others.
fn figures(report: &Report) -> Option<String> {
    let (figures, checked) = (report.summary.figures, report.summary.checked);
    // Rounded down: 100% is all of them.
    let percent = (checked * 100).checked_div(figures)?;
    let of = count(figures, "figure");
    let sum = |number: fn(&Coverage) -> usize| report.coverage.iter().map(number).sum::<usize>();
    let others = [
        (sum(|it| it.noted), "noted"),
        (sum(|it| it.ignored), "ignored"),
    ];
    let others: String = others
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| format!(", {} {word}", grouped(&number.to_string())))
        .collect();
    let checked = grouped(&checked.to_string());
    Some(format!("{checked} of {of} checked ({percent}%){others}"))
}
