//! One claim in full: where it stands, what it states, what its formula gives, how far they are
//! apart, and what would mend it.

use annotate_snippets::{Level, Message, Padding};
use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::Screen;
use super::paint::{self, style_of};
use super::picture::{self, Row};
use super::snippet::{self, Mark};
use crate::check::{ClaimReport, FileReport};
use crate::report::wording::{self, Remark, RemarkKind, Standing};
use crate::report::{axis, text};

/// What a caret says stays short: the explanation below says the rest.
const LONGEST_LABEL: usize = 60;

/// The claim in full.
pub(super) fn render(screen: &Screen<'_>, file: &FileReport, claim: &ClaimReport) -> String {
    let title = format!("{}: {}", text::line(&claim.id), text::line(&claim.message));
    let mut group = level(claim)
        .primary_title(title)
        .id(wording::rule(claim))
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

fn level(claim: &ClaimReport) -> Level<'static> {
    match Standing::of(claim) {
        Standing::Fails => Level::ERROR,
        Standing::Warns => Level::WARNING,
        Standing::Accepted => Level::INFO.with_name("accepted"),
        Standing::Passes => Level::NOTE.with_name("passes"),
    }
}

fn marks(screen: &Screen<'_>, claim: &ClaimReport) -> Vec<Mark> {
    let places = &claim.places;
    let mut marks = vec![Mark::visible(places.key.clone())];
    let is_stale = wording::is_stale(claim);
    if let (Some(stated), Some(span)) = (&claim.stated, &places.stated) {
        let label = wording::meaning(stated);
        let label = label.map_or_else(|| "stated".to_owned(), |it| format!("stated: {it}"));
        let label = short(screen, &label);
        marks.push(if is_stale {
            Mark::context(span.clone(), label)
        } else {
            Mark::primary(span.clone(), label)
        });
    }
    for (reading, span) in claim.readings.iter().zip(&places.formulas) {
        let label = short(screen, &wording::outcome(reading));
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

/// What each reading gives with the figures put in, and the picture of it.
fn explanation(screen: &Screen<'_>, claim: &ClaimReport) -> Vec<Message<'static>> {
    let mut messages: Vec<Message<'static>> = claim
        .readings
        .iter()
        .map(|reading| {
            let name = text::line(wording::name(claim, reading));
            let derivation = wording::derivation(claim, reading);
            named(
                screen,
                &name,
                style_of(reading.verdict),
                &text::line(&derivation),
            )
        })
        .collect();
    messages.extend(picture(screen, claim).map(|lines| bare(lines.join("\n"))));
    messages
}

fn picture(screen: &Screen<'_>, claim: &ClaimReport) -> Option<Vec<String>> {
    let stated = claim.stated.as_ref()?;
    if claim.readings.iter().all(axis::says_little) {
        return None;
    }
    let readings = || claim.readings.iter();
    let labels: Vec<_> = readings()
        .map(|it| text::line(wording::name(claim, it)))
        .collect();
    let mut rows = vec![Row::stated("stated", stated_style(claim), stated)];
    for (reading, label) in readings().zip(&labels) {
        let range = reading.computed.as_ref()?;
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

/// The stated range is coloured as its caret is.
fn stated_style(claim: &ClaimReport) -> Style {
    match Standing::of(claim) {
        Standing::Fails => paint::BAD,
        Standing::Warns => paint::DOUBTFUL,
        Standing::Accepted | Standing::Passes => paint::GOOD,
    }
}

/// Notes, what would decide it, what would mend it, and what the editors wrote.
fn remarks(screen: &Screen<'_>, claim: &ClaimReport) -> Vec<Message<'static>> {
    let remarks = wording::remarks(claim);
    remarks.iter().map(|remark| shown(screen, remark)).collect()
}

/// A remark, wrapped to the width.
pub(super) fn shown(screen: &Screen<'_>, remark: &Remark) -> Message<'static> {
    let level = match remark.kind {
        RemarkKind::Note => Level::NOTE,
        RemarkKind::Help => Level::HELP,
        RemarkKind::Editors => Level::INFO,
    };
    titled(screen, level, &remark.title, &text::line(&remark.text))
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
