//! One claim or input: its line in a list, and under it its card.

use std::fmt::{self, Write};

use super::escape::{Sentence, Text};
use super::index::{Content, EntryId, Index, Look, sign};
use super::picture;
use crate::check::{ClaimReport, Evaluated, FileReport, InputReport, ReadingReport};
use crate::claim::Citation;
use crate::report::wording::{self, Remark, RemarkKind, Standing};
use crate::source::Sources;

/// What the cards of a file are written with.
pub(super) struct Cards<'a> {
    pub(super) index: &'a Index<'a>,
    pub(super) sources: &'a Sources,
    pub(super) file: &'a FileReport,
    /// Of each entry of the page, whether its quote has a place in the article shown.
    pub(super) placed: &'a [bool],
}

impl Cards<'_> {
    /// Writes an entry's line with its card folded under it.
    ///
    /// A script takes the card out of the `noscript` when it is asked for: a browser then need not
    /// hold ten thousand cards. Without scripts it is there from the start.
    pub(super) fn write(&self, out: &mut dyn Write, entry: EntryId) -> fmt::Result {
        let look = self.index.look(entry);
        let anchor = &self.index.entries[entry].anchor;
        match self.index.entries[entry].content {
            Content::Claim(claim) => {
                write!(
                    out,
                    "<details class=\"claim folded {}\" id=\"{anchor}\"><summary>",
                    look.classes()
                )?;
                verdict(out, look)?;
                let sentence = if Standing::of(claim) < Standing::Accepted {
                    claim.message.clone()
                } else {
                    wording::brief(claim)
                };
                write!(
                    out,
                    " <code class=\"id\">{}</code> <span class=\"brief\">{}</span></summary><noscript><div class=\"card\">",
                    Text(&claim.id),
                    Sentence(&sentence)
                )?;
                self.claim(out, entry, claim)?;
            }
            Content::Input(input) => {
                write!(
                    out,
                    "<details class=\"claim figure folded {}\" id=\"{anchor}\"><summary><code class=\"id\">{}</code> <span class=\"brief\">{}</span></summary><noscript><div class=\"card\">",
                    look.classes(),
                    Text(&input.id),
                    Text(written(input))
                )?;
                self.input(out, entry, input)?;
            }
        }
        out.write_str("</div></noscript></details>\n")
    }

    fn claim(&self, out: &mut dyn Write, entry: EntryId, claim: &ClaimReport) -> fmt::Result {
        write!(out, "<p class=\"message\">{}</p>", Sentence(&claim.message))?;
        out.write_str("<dl>")?;
        if let Some(quote) = &claim.quote {
            write!(out, "<dt>Quote</dt><dd><q dir=\"auto\">{}</q>", Text(quote))?;
            self.backlink(out, entry)?;
            out.write_str("</dd>")?;
        }
        if let Some(stated) = &claim.stated {
            write!(out, "<dt>Stated</dt><dd>{}", Text(&stated.written))?;
            if let Some(meaning) = wording::meaning(stated) {
                write!(
                    out,
                    " <span class=\"means\">read closely, {}</span>",
                    Text(meaning)
                )?;
            }
            if let Some(loose) = &stated.loose {
                write!(
                    out,
                    " <span class=\"means\">read loosely, {}</span>",
                    Text(&loose.text)
                )?;
            }
            out.write_str("</dd>")?;
        }
        if let Some(citation) = &claim.citation {
            out.write_str("<dt>Source</dt><dd>")?;
            source(out, citation)?;
            out.write_str("</dd>")?;
        }
        for reading in &claim.readings {
            self.reading(out, claim, reading)?;
        }
        out.write_str("</dl>")?;
        picture::write(out, claim)?;
        remarks(out, wording::remarks(claim))?;
        self.uses(out, claim)?;
        write!(
            out,
            "<p class=\"place\">{}:{}:{}</p>",
            Text(&self.file.path),
            claim.line,
            claim.column
        )
    }

    fn reading(
        &self,
        out: &mut dyn Write,
        claim: &ClaimReport,
        reading: &ReadingReport,
    ) -> fmt::Result {
        let several = claim.readings.len() > 1;
        if several {
            write!(
                out,
                "<dt>Read as <code>{}</code></dt><dd>",
                Text(&reading.name)
            )?;
            verdict(
                out,
                Look {
                    standing: Standing::Passes,
                    verdict: Some(reading.verdict),
                    was: None,
                },
            )?;
            out.write_str("<br>")?;
        } else {
            out.write_str("<dt>Formula</dt><dd>")?;
        }
        if !reading.formula.is_empty() && reading.formula != reading.substituted {
            write!(
                out,
                "<code class=\"formula\">{}</code><br>",
                Text(&reading.formula)
            )?;
        }
        write!(
            out,
            "<code class=\"formula\">{}</code>",
            Text(&reading.substituted)
        )?;
        match &reading.computed {
            Some(range) => write!(out, " = <strong>{}</strong>", Text(&wording::value(range)))?,
            None => write!(out, " <strong>{}</strong>", wording::truth(reading.verdict))?,
        }
        if let Some(distance) = &reading.distance {
            write!(
                out,
                ", <span class=\"off\">off by {}</span>",
                Text(distance)
            )?;
        }
        let close = reading.computed.as_ref().map_or("", |range| &range.text);
        let is_news = |loose: &&Evaluated| !loose.text.is_empty() && loose.text != close;
        if let Some(loose) = reading.loose.as_ref().filter(is_news) {
            write!(
                out,
                " <span class=\"means\">read loosely, {}</span>",
                Text(&loose.text)
            )?;
        }
        out.write_str("</dd>")
    }

    /// The figures in a claim's formulas, with where they come from.
    fn uses(&self, out: &mut dyn Write, claim: &ClaimReport) -> fmt::Result {
        if claim.uses.is_empty() {
            return Ok(());
        }
        out.write_str("<table class=\"uses\"><caption>Figures it depends on</caption><tbody>")?;
        for input in &claim.uses {
            out.write_str("<tr><th scope=\"row\">")?;
            // An input of this claim alone has no other card.
            let is_own = input.claim.as_ref() == Some(&claim.id);
            match self.index.of_input(input).filter(|_| !is_own) {
                Some(entry) => link(out, self.index, entry, &input.id)?,
                None => write!(out, "<code>{}</code>", Text(&input.id))?,
            }
            write!(out, "</th><td>{}", Text(written(input)))?;
            if is_own {
                self.provenance(out, input)?;
            } else if let Some(citation) = &input.citation {
                out.write_str("<br>")?;
                source(out, citation)?;
            }
            out.write_str("</td></tr>")?;
        }
        out.write_str("</tbody></table>")
    }

    fn input(&self, out: &mut dyn Write, entry: EntryId, input: &InputReport) -> fmt::Result {
        write!(out, "<p class=\"message\">{}", Text(written(input)))?;
        self.provenance(out, input)?;
        self.backlink(out, entry)?;
        out.write_str("</p>")?;
        let users = &self.index.entries[entry].users;
        if users.is_empty() {
            out.write_str("<p>No claim uses it.</p>")?;
        } else {
            out.write_str("<p>Used by</p><ul class=\"users\">")?;
            for &user in users {
                out.write_str("<li>")?;
                link(out, self.index, user, self.index.entries[user].id())?;
                out.write_char(' ')?;
                verdict(out, self.index.look(user))?;
                out.write_str("</li>")?;
            }
            out.write_str("</ul>")?;
        }
        let at = self.sources.get(input.source).position(input.key.start);
        write!(
            out,
            "<p class=\"place\">{}:{}:{}</p>",
            Text(&self.file.path),
            at.line,
            at.column
        )
    }

    /// Where a figure comes from, and what the editors say of it.
    fn provenance(&self, out: &mut dyn Write, input: &InputReport) -> fmt::Result {
        let quote = input.quote.clone().zip(self.file.article_source);
        let quote = quote.and_then(|(span, article)| self.sources.get(article).text().get(span));
        if let Some(quote) = quote {
            write!(out, "<br><q dir=\"auto\">{}</q>", Text(quote))?;
        }
        if let Some(citation) = &input.citation {
            out.write_str("<br>")?;
            source(out, citation)?;
        }
        if let Some(note) = &input.note {
            write!(
                out,
                "<br><span class=\"means\" dir=\"auto\">{}</span>",
                Text(note)
            )?;
        }
        Ok(())
    }

    /// A link to the quote in the article.
    fn backlink(&self, out: &mut dyn Write, entry: EntryId) -> fmt::Result {
        if self.placed[entry] {
            write!(
                out,
                " <a class=\"back\" href=\"#m-{}\">in the article</a>",
                self.index.entries[entry].anchor
            )?;
        }
        Ok(())
    }
}

/// A verdict: a sign, a word, and what it means for the run.
pub(super) fn verdict(out: &mut dyn Write, look: Look) -> fmt::Result {
    let Some(verdict) = look.verdict else {
        return Ok(());
    };
    let (sign, word) = (sign(verdict), verdict.as_str());
    write!(
        out,
        "<span class=\"verdict {word}\"><span aria-hidden=\"true\">{sign}</span> {word}</span>"
    )?;
    match look.standing {
        Standing::Fails => match look.was {
            Some(was) => write!(
                out,
                " <span class=\"standing\">fails: no longer {}</span>",
                was.as_str()
            ),
            None => out.write_str(" <span class=\"standing\">fails</span>"),
        },
        Standing::Warns => out.write_str(" <span class=\"standing\">warns</span>"),
        Standing::Accepted => out.write_str(" <span class=\"standing\">accepted</span>"),
        Standing::Passes => Ok(()),
    }
}

/// A link that chooses an entry.
pub(super) fn link(
    out: &mut dyn Write,
    index: &Index<'_>,
    entry: EntryId,
    name: &str,
) -> fmt::Result {
    write!(
        out,
        "<a class=\"to\" href=\"#{}\"><code>{}</code></a>",
        index.entries[entry].anchor,
        Text(name)
    )
}

fn written(input: &InputReport) -> &str {
    input.written.as_deref().unwrap_or("not stated")
}

/// Sentences beside an explanation: notes, what would decide or mend it, what the editors wrote.
pub(super) fn remarks(out: &mut dyn Write, remarks: Vec<Remark>) -> fmt::Result {
    if remarks.is_empty() {
        return Ok(());
    }
    out.write_str("<ul class=\"remarks\">")?;
    for remark in remarks {
        let class = match remark.kind {
            RemarkKind::Note => "note",
            RemarkKind::Help => "help",
            RemarkKind::Editors => "editors",
        };
        write!(
            out,
            "<li class=\"{class}\" dir=\"auto\"><strong>{}</strong> {}</li>",
            Text(&remark.title),
            Sentence(&remark.text)
        )?;
    }
    out.write_str("</ul>")
}

/// An outside source. Only an address of the web becomes a link.
fn source(out: &mut dyn Write, citation: &Citation) -> fmt::Result {
    let title = citation.title.as_deref().or(citation.url.as_deref());
    let title = Text(title.unwrap_or("a source without a name"));
    let is_web = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
    out.write_str("<span class=\"source\">source: ")?;
    match (citation.url.as_ref().filter(is_web), &citation.url) {
        (Some(url), _) => write!(
            out,
            "<a href=\"{}\" rel=\"noopener noreferrer\">{title}</a>",
            Text(url)
        )?,
        (None, Some(url)) if citation.title.is_some() => write!(out, "{title}, {}", Text(url))?,
        (None, _) => write!(out, "{title}")?,
    }
    if let Some(date) = citation.accessed {
        write!(out, ", accessed {date}")?;
    }
    out.write_str("</span>")
}
