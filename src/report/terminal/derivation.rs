//! One figure or claim explained: what it rests on, what rests on it, and how far it can move.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::Screen;
use super::paint::{FAINT, STRONG, style_of};
use crate::check::{Derivation, Room, Step, Use};
use crate::report::text;

/// Columns are not made wider than this for one long entry.
const WIDEST: usize = 40;

/// Writes the explanation.
pub(super) fn write(
    screen: &Screen<'_>,
    derivation: &Derivation,
    out: &mut dyn Write,
) -> io::Result<()> {
    let page = Page { screen };
    page.head(derivation, out)?;
    page.steps(derivation, out)?;
    page.uses(derivation, out)?;
    page.implications(derivation, out)?;
    page.room(derivation, out)
}

struct Page<'s, 'a> {
    screen: &'s Screen<'a>,
}

impl Page<'_, '_> {
    fn heading(&self, title: &str, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n{}", self.screen.paint.paint(STRONG, title))
    }

    /// A paragraph, indented and wrapped.
    fn paragraph(&self, message: &str, out: &mut dyn Write) -> io::Result<()> {
        let room = self.screen.options.width.saturating_sub(2).max(30);
        for line in text::wrap(&text::line(message), room) {
            writeln!(out, "  {line}")?;
        }
        Ok(())
    }

    fn head(&self, derivation: &Derivation, out: &mut dyn Write) -> io::Result<()> {
        let place = format!(
            "{}:{}:{}",
            text::line(&derivation.file),
            derivation.line,
            derivation.column
        );
        writeln!(
            out,
            "{}  {}",
            self.screen.paint.paint(STRONG, text::line(&derivation.id)),
            self.screen.paint.paint(FAINT, place)
        )?;
        if let Some(quote) = &derivation.quote {
            self.paragraph(&format!("“{quote}”"), out)?;
        }
        let period = derivation.period.as_ref();
        let period = period.map_or_else(String::new, |period| format!(" for {period}"));
        match (&derivation.written, &derivation.values) {
            (Some(written), Some(values)) => {
                let loosely = derivation.loosely.as_ref();
                let loosely =
                    loosely.map_or_else(String::new, |values| format!(", loosely {values}"));
                self.paragraph(
                    &format!("stated as {written}{period}, which means {values}{loosely}"),
                    out,
                )?;
            }
            (None, Some(_)) => self.paragraph(&format!("unknown{period}"), out)?,
            (_, None) => {}
        }
        if let (Some(verdict), Some(message)) = (derivation.verdict, &derivation.message) {
            let verdict = verdict.as_str();
            self.paragraph(&format!("{verdict}: {message}"), out)?;
        }
        Ok(())
    }

    fn steps(&self, derivation: &Derivation, out: &mut dyn Write) -> io::Result<()> {
        if derivation.steps.len() < 2 {
            return Ok(());
        }
        self.heading("It rests on", out)?;
        let name = |step: &Step| {
            let id = text::line(&step.id);
            format!("{}{id}", "  ".repeat(step.depth))
        };
        let width = column(derivation.steps.iter().map(|step| name(step).width()));
        let says = |step: &Step| step.written.clone().unwrap_or_else(|| "unknown".to_owned());
        let stated = |step: &Step| step.written.is_some() || step.formulas.is_empty();
        let said_width = column(
            derivation
                .steps
                .iter()
                .filter(|step| stated(step))
                .map(|step| text::line(&says(step)).width()),
        );
        for step in &derivation.steps {
            let said = if stated(step) {
                says(step)
            } else {
                String::new()
            };
            let mut rest = String::new();
            if let Some(values) = &step.values {
                rest.push_str(values);
            }
            if !step.formulas.is_empty() {
                let sign = if stated(step) { " = " } else { "" };
                rest = format!("{rest}{sign}{}", step.formulas.join(" or "));
            }
            if step.told {
                rest.push_str(" (as above)");
            }
            let line = format!(
                "  {}  {}  {}",
                padded(&name(step), width),
                padded(&text::line(&said), said_width),
                text::line(&rest)
            );
            writeln!(out, "{}", line.trim_end())?;
        }
        if derivation.steps_cut_short {
            writeln!(out, "  and so on")?;
        }
        Ok(())
    }

    fn uses(&self, derivation: &Derivation, out: &mut dyn Write) -> io::Result<()> {
        if derivation.uses.is_empty() {
            return Ok(());
        }
        self.heading("Claims that use it", out)?;
        let width = column(derivation.uses.iter().map(|it| text::line(&it.id).width()));
        for Use {
            id,
            verdict,
            formulas,
            holds_for,
            direct,
        } in &derivation.uses
        {
            let how = match (direct, holds_for) {
                (true, Some(values)) => format!("holds for {values}"),
                (true, None) => String::new(),
                (false, _) => "through others".to_owned(),
            };
            let verdict = match verdict {
                Some(verdict) => {
                    let word = format!("{:12}", verdict.as_str());
                    self.screen
                        .paint
                        .paint(style_of(*verdict), word)
                        .to_string()
                }
                None => format!("{:12}", "no value"),
            };
            let formulas = formulas.join(" or ");
            writeln!(
                out,
                "  {verdict}  {}  {}",
                padded(&text::line(id), width),
                text::line(&formulas)
            )?;
            if !how.is_empty() {
                writeln!(out, "  {:12}  {:width$}  {}", "", "", text::line(&how))?;
            }
        }
        Ok(())
    }

    fn implications(&self, derivation: &Derivation, out: &mut dyn Write) -> io::Result<()> {
        if derivation.implied.is_some() || !derivation.implies.is_empty() {
            self.heading("What is said without being stated", out)?;
        }
        if let Some(implied) = &derivation.implied {
            self.paragraph(
                &format!("it is {}, from {}", implied.text, implied.from.join(", ")),
                out,
            )?;
        }
        for implied in &derivation.implies {
            self.paragraph(
                &format!(
                    "it helps to say that {} is {}, from {}",
                    implied.id,
                    implied.text,
                    implied.from.join(", ")
                ),
                out,
            )?;
        }
        if !derivation.conflicts.is_empty() {
            self.heading("Conflicts", out)?;
        }
        for conflict in &derivation.conflicts {
            self.paragraph(
                &format!("{}: {}", conflict.members.join(", "), conflict.message),
                out,
            )?;
        }
        Ok(())
    }

    fn room(&self, derivation: &Derivation, out: &mut dyn Write) -> io::Result<()> {
        self.heading("How far it can move", out)?;
        match &derivation.room {
            Room::Alone => self.paragraph(
                "as far as you like: no claim that takes part speaks of it",
                out,
            ),
            Room::Conflict => self.paragraph(
                "not at all: whatever it is, the other sentences cannot all be true",
                out,
            ),
            Room::Values { text, below, above } => {
                self.paragraph(
                    &format!("{text}, everything else as it is stated, read closely"),
                    out,
                )?;
                for (end, rests_on) in [("less", below), ("more", above)] {
                    if !rests_on.is_empty() {
                        self.paragraph(
                            &format!("{end} would contradict {}", rests_on.join(", ")),
                            out,
                        )?;
                    }
                }
                Ok(())
            }
        }
    }
}

/// The width of a column of entries of these widths.
fn column(widths: impl Iterator<Item = usize>) -> usize {
    widths.filter(|&width| width <= WIDEST).max().unwrap_or(0)
}

/// A text filled up with spaces to a width in columns.
fn padded(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(missing))
}
