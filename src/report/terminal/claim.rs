//! One claim in full: where it stands, what it states, what its formula gives, how far they are apart, and what
//! would mend it.

use annotate_snippets::{Level, Message, Padding};
use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use crate::check::{ClaimReport, Evaluated, FileReport, ReadingReport, Stated};
use crate::claim::Verdict;
use crate::report::text;

use super::Screen;
use super::paint::{self, style_of};
use super::picture::{self, Row};
use super::snippet::{self, Mark};

/// What a caret says stays short: the explanation below says the rest.
const LONGEST_LABEL: usize = 60;

/// The claim in full.
pub(super) fn render(screen: &Screen<'_>, file: &FileReport, claim: &ClaimReport) -> String {
    let title = format!("{}: {}", text::line(&claim.id), text::line(&claim.message));
    let mut group = level(claim)
        .primary_title(title)
        .id(if is_stale(claim) {
            "stale-expect"
        } else {
            claim.verdict.as_str()
        })
        .elements(snippet::elements(
            screen.sources.get(file.source),
            marks(screen, claim),
        ));
    if let (Some(article), Some(quote)) = (file.article_source, &claim.places.quote) {
        let mark = Mark::context(quote.clone(), "the article");
        group = group.elements(snippet::elements(screen.sources.get(article), vec![mark]));
    }
    group = group.element(Padding);
    for message in explanation(screen, claim) {
        group = group.element(message);
    }
    for message in remarks(screen, claim) {
        group = group.element(message);
    }
    screen.renderer.render(&[group])
}

/// Whether the editors' `expect` is what makes the claim pass.
pub(super) fn is_accepted(claim: &ClaimReport) -> bool {
    claim.passes && claim.expect == Some(claim.verdict)
}

/// Whether the editors' `expect` is what makes the claim fail.
fn is_stale(claim: &ClaimReport) -> bool {
    !claim.passes
        && claim
            .expect
            .is_some_and(|expected| expected != claim.verdict)
}

fn level(claim: &ClaimReport) -> Level<'static> {
    if !claim.passes {
        Level::ERROR
    } else if claim.warns {
        Level::WARNING
    } else if is_accepted(claim) {
        Level::INFO.with_name("accepted")
    } else {
        Level::NOTE.with_name("passes")
    }
}

fn marks(screen: &Screen<'_>, claim: &ClaimReport) -> Vec<Mark> {
    let places = &claim.places;
    let mut marks = vec![Mark::visible(places.key.clone())];
    let is_stale = is_stale(claim);
    if let (Some(stated), Some(span)) = (&claim.stated, &places.stated) {
        let label = short(screen, &stated_text(stated));
        marks.push(if is_stale {
            Mark::context(span.clone(), label)
        } else {
            Mark::primary(span.clone(), label)
        });
    }
    for (reading, span) in claim.readings.iter().zip(&places.formulas) {
        let label = short(screen, &caret_text(reading));
        marks.push(if claim.stated.is_some() || is_stale {
            Mark::context(span.clone(), label)
        } else {
            Mark::primary(span.clone(), label)
        });
    }
    if is_stale && let Some(span) = &places.expect {
        let label = format!("but it is {}", claim.verdict.as_str());
        marks.push(Mark::primary(span.clone(), label));
    }
    if marks.len() == 1 {
        marks = vec![Mark::primary(places.key.clone(), "")];
    }
    marks
}

fn short(screen: &Screen<'_>, label: &str) -> String {
    text::clip(&text::line(label), LONGEST_LABEL, screen.options.unicode).into_owned()
}

/// What a figure means, for under its caret, where that is not what it says.
fn stated_text(stated: &Stated) -> String {
    let letters = |text: &str| {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
    };
    if letters(&stated.written) == letters(&stated.text) {
        "stated".to_owned()
    } else {
        format!("stated: {}", stated.text)
    }
}

/// What a formula gives, for under its caret; the range stands in the explanation.
fn caret_text(reading: &ReadingReport) -> String {
    match &reading.computed {
        Some(range) => format!(
            "gives {}",
            range.nominal_text.as_ref().unwrap_or(&range.text)
        ),
        None => truth_text(reading.verdict).to_owned(),
    }
}

/// A comparison's verdict in words.
fn truth_text(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Consistent => "holds",
        Verdict::Strained => "holds only by rounding",
        Verdict::Ambiguous => "holds in some readings",
        Verdict::Inconsistent => "cannot hold",
        Verdict::Undetermined => "is not decided",
    }
}

/// `16.2 % (15.9 % to 16.6 %)`, or whichever of the two there is.
pub(super) fn value_text(range: &Evaluated) -> String {
    match &range.nominal_text {
        Some(nominal) if *nominal != range.text => format!("{nominal} ({})", range.text),
        _ => range.text.clone(),
    }
}

/// What each reading gives with the figures put in, and the picture of it.
fn explanation(screen: &Screen<'_>, claim: &ClaimReport) -> Vec<Message<'static>> {
    let several = claim.readings.len() > 1;
    let mut messages: Vec<Message<'static>> = claim
        .readings
        .iter()
        .map(|reading| {
            let name = if several {
                text::line(&reading.name)
            } else {
                "computed".into()
            };
            let verdict = several.then_some(reading.verdict);
            named(
                screen,
                &name,
                style_of(reading.verdict),
                &reading_text(reading, verdict),
            )
        })
        .collect();
    messages.extend(picture(screen, claim).map(|lines| bare(lines.join("\n"))));
    messages
}

/// `cagr(US$68 billion, about US$195 billion) = 16.2 % (15.9 % to 16.6 %): inconsistent, by 3.4 points`.
fn reading_text(reading: &ReadingReport, verdict: Option<Verdict>) -> String {
    let mut sentence = text::line(&reading.substituted).into_owned();
    match &reading.computed {
        Some(range) => {
            sentence += " = ";
            sentence += &text::line(&value_text(range));
        }
        None => {
            sentence += ": ";
            sentence += truth_text(reading.verdict);
        }
    }
    if let (Some(verdict), Some(_)) = (verdict, &reading.computed) {
        sentence += ": ";
        sentence += verdict.as_str();
    }
    if let Some(distance) = &reading.distance {
        sentence += ", off by ";
        sentence += &text::line(distance);
    }
    sentence
}

fn picture(screen: &Screen<'_>, claim: &ClaimReport) -> Option<Vec<String>> {
    let stated = claim.stated.as_ref()?;
    if claim.readings.iter().all(says_little) {
        return None;
    }
    let several = claim.readings.len() > 1;
    let mut rows = vec![Row::stated("stated", stated_style(claim), stated)];
    let names: Vec<_> = claim
        .readings
        .iter()
        .map(|reading| text::line(&reading.name))
        .collect();
    for (reading, name) in claim.readings.iter().zip(&names) {
        let range = reading.computed.as_ref()?;
        let label = if several { name } else { "computed" };
        rows.push(Row::computed(
            label,
            paint::COMPUTED,
            range,
            reading.loose.as_ref(),
        ));
    }
    let width = screen.options.width.saturating_sub(MARGIN);
    picture::draw(
        &rows,
        &text::line(&stated.unit),
        width,
        screen.options.unicode,
        screen.paint,
    )
}

/// Whether an unknown leaves a range so wide that a picture of it says nothing.
fn says_little(reading: &ReadingReport) -> bool {
    let is_unbounded = |range: &Evaluated| range.inf.is_none() || range.sup.is_none();
    reading.verdict == Verdict::Undetermined && reading.computed.as_ref().is_none_or(is_unbounded)
}

/// The stated range is coloured as its caret is.
fn stated_style(claim: &ClaimReport) -> Style {
    if !claim.passes {
        paint::BAD
    } else if claim.warns {
        paint::DOUBTFUL
    } else {
        paint::GOOD
    }
}

/// Notes, what would decide it, what would mend it, and what the editors wrote.
fn remarks(screen: &Screen<'_>, claim: &ClaimReport) -> Vec<Message<'static>> {
    let mut messages = Vec::new();
    for note in &claim.notes {
        messages.push(titled(
            screen,
            Level::NOTE,
            "note",
            &text::line(&note.message),
        ));
    }
    for reading in &claim.readings {
        for need in &reading.needs {
            let sentence = format!("it can hold if {} is {}", need.id, need.text);
            messages.push(titled(screen, Level::HELP, "help", &text::line(&sentence)));
        }
    }
    for mend in &claim.mends {
        messages.push(titled(
            screen,
            Level::HELP,
            "help",
            &text::line(&mend.message),
        ));
    }
    if let Some(remark) = &claim.remark {
        messages.push(titled(
            screen,
            Level::INFO,
            "the editors",
            &text::line(remark),
        ));
    }
    if let (Some(expect), Some(because)) = (claim.expect, &claim.because) {
        let name = format!("accepted as {}", expect.as_str());
        messages.push(titled(screen, Level::INFO, &name, &text::line(because)));
    }
    messages
}

/// What the line numbers' gutter and the signs in it take at most, of an ordinary file.
const MARGIN: usize = 8;

/// A message wrapped to the width.
pub(super) fn titled(
    screen: &Screen<'_>,
    level: Level<'static>,
    name: &str,
    message: &str,
) -> Message<'static> {
    let indent = name.width() + 2;
    let room = screen.options.width.saturating_sub(MARGIN + indent).max(30);
    level
        .with_name(name.to_owned())
        .message(text::wrap(message, room).join("\n"))
}

/// A message whose name is one of ours to style.
fn named(screen: &Screen<'_>, name: &str, style: Style, message: &str) -> Message<'static> {
    let room = screen.options.width.saturating_sub(MARGIN + 2).max(30);
    let whole = format!("{name}: {message}");
    let lines = text::wrap(&whole, room).join("\n  ");
    let shown = match lines.strip_prefix(name) {
        Some(rest) => format!("{}{rest}", screen.paint.paint(style, name)),
        None => lines,
    };
    bare(shown)
}

fn bare(text: String) -> Message<'static> {
    Level::NOTE.no_name().message(text)
}
