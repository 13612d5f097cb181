//! Numbers that are no figures: parts of names and codes, telephone numbers, list marks, scores.

use super::words::{self, Word};
use crate::number::{Kind, MONTHS, WEEKDAYS, Written, cardinal_word, class_of, is_plural};

/// How far a run of letters, digits and signs without blanks is looked at.
const LONGEST_RUN: usize = 96;

/// Where the run without blanks that holds `at` begins and ends, as far as it is looked at.
fn run(text: &str, at: usize) -> (usize, usize) {
    let stops = |byte: &u8| {
        byte.is_ascii_whitespace() || matches!(byte, b'"' | b'(' | b')' | b'<' | b'>' | b'|')
    };
    let bytes = text.as_bytes();
    let before = bytes[..at]
        .iter()
        .rev()
        .take(LONGEST_RUN)
        .take_while(|byte| !stops(byte))
        .count();
    let after = bytes[at..]
        .iter()
        .take(LONGEST_RUN)
        .take_while(|byte| !stops(byte))
        .count();
    (
        text.ceil_char_boundary(at - before),
        text.floor_char_boundary(at + after),
    )
}

/// Where the digits at `at` end.
pub(super) fn digits_end(text: &str, at: usize) -> usize {
    at + text.as_bytes()[at..]
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count()
}

/// Where a code, a telephone number or the like that the digits at `at` are part of ends; `None` if
/// they are none.
pub(super) fn code(text: &str, at: usize, end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let before = text[..at].chars().next_back();
    let (start, stop) = run(text, at);
    match before {
        Some('#' | '_' | '@' | '\\' | '№') => return Some(stop),
        Some('-' | '–' | '/' | '‑') => {
            let sign = at - before.map_or(0, char::len_utf8);
            if let Some(word) = words::ending_at(text, sign)
                && word.start >= start
            {
                let open = [
                    "mid", "pre", "post", "early", "late", "non", "sub", "since", "over", "under",
                    "between", "top", "plus", "minus", "to", "and", "or", "about", "around", "up",
                ];
                let lettered = word.text.chars().any(char::is_alphabetic);
                let unit_of_range = word.text.starts_with(|c: char| c.is_ascii_digit());
                if lettered && !word.is_any(&open) && !unit_of_range {
                    return Some(word_end(text, end));
                }
            }
        }
        // `(0.79,1.12)`: two numbers, and no thousands behind decimals.
        Some(',') if is_behind_decimals(text, at - 1) && bytes.get(end) == Some(&b'.') => {}
        Some('.' | ',') if at >= 2 && bytes[at - 2].is_ascii_alphanumeric() => {
            return Some(word_end(text, end));
        }
        Some(':') if at >= 2 && bytes[at - 2].is_ascii_digit() => return Some(end),
        // `C++17`
        Some('+') if text[..at - 1].ends_with('+') => return Some(word_end(text, end)),
        // The mark of a note: `5.2%1`
        Some('%') if end - at <= 2 => return Some(end),
        // `’90s`, `'08`
        Some('\'' | '’' | '‘') if end - at == 2 => {
            return Some(end + usize::from(text[end..].starts_with('s')));
        }
        Some('[') => {
            if let Some(stop) = citation(text, at) {
                return Some(stop);
            }
        }
        Some('(')
            if bytes.get(end) == Some(&b')')
                && end - at <= 2
                && is_enumerator(text, at - 1, end + 1) =>
        {
            return Some(end + 1);
        }
        _ => {}
    }
    let token = &text[start..stop];
    if let Some(stop) = lettered(text, at, end).or_else(|| paragraph(text, end)) {
        return Some(stop);
    }
    // Addresses of people and pages.
    if token.contains('@') || token.starts_with("www.") {
        return Some(stop);
    }
    if matches!(text.get(at..at + 4), Some("9/11" | "24/7"))
        && !text[at + 4..].starts_with(|c: char| c.is_ascii_digit() || c == '/')
    {
        return Some(at + 4);
    }
    list_mark(text, at, end).or_else(|| telephone(text, at, end, before))
}

/// Where mathematics between dollar signs ends, the first standing at `at`: `$x = 3$`, `$10^6$`.
pub(super) fn formula(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].strip_prefix('$')?;
    let near = &rest.as_bytes()[..rest.len().min(LONGEST_RUN)];
    let size = memchr::memchr2(b'$', b'\n', near)?;
    let inside = &rest[..size];
    let signs = inside.contains(['\\', '=', '^', '_', '{']);
    let tight = !inside.starts_with(char::is_whitespace) && !inside.ends_with(char::is_whitespace);
    (rest[size..].starts_with('$') && signs && tight && !inside.is_empty()).then_some(at + size + 2)
}

/// Whether decimals end at `at`: those of `0.79`.
fn is_behind_decimals(text: &str, at: usize) -> bool {
    let rest = text[..at].trim_end_matches(|c: char| c.is_ascii_digit());
    rest.len() < at
        && rest
            .strip_suffix('.')
            .is_some_and(|whole| whole.ends_with(|c: char| c.is_ascii_digit()))
}

/// Where works cited by number end, the first number being at `at`: `[3]`, `[14,15]`, `[3,4–6]`.
fn citation(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..text.floor_char_boundary(text.len().min(at + LONGEST_RUN))];
    let size = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | ' ' | '-' | '–')))?;
    let inside = &text[at..at + size];
    let numbers = inside.split([',', ' ', '-', '–']);
    let short = numbers.into_iter().all(|number| number.len() <= 3);
    (rest[size..].starts_with(']') && short).then_some(at + size + 1)
}

/// Where digits with a letter that only tells things apart end: the works of `Hansen (2012b)`, the
/// isotopes of `14C/12C`, the parts of `Figure 6A`.
fn lettered(text: &str, at: usize, end: usize) -> Option<usize> {
    let letter = *text.as_bytes().get(end)?;
    if !letter.is_ascii_alphabetic() {
        return None;
    }
    let rest = &text[end + 1..];
    let closed = !rest.starts_with(|c: char| c.is_alphanumeric());
    let digits = &text[at..end];
    let year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    let paid = text[..at].ends_with(['$', '£', '€', '¥']);
    if closed && year && (b'a'..=b'f').contains(&letter) && !paid {
        return Some(end + 1);
    }
    let isotope = letter.is_ascii_uppercase()
        && rest.strip_prefix('/').is_some_and(|rest| {
            let element = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            element.len() < rest.len() && element.as_bytes().first() == Some(&letter)
        });
    if isotope {
        return Some(word_end(text, end));
    }
    let headed = words::before(text, at).is_some_and(|word| {
        word.is_any(NAME_HEADS) && !word.is_any(LOOSE_HEADS)
            || word.is_any(&[
                "figure", "fig", "note", "unit", "item", "level", "panel", "box", "flat",
            ])
    });
    (closed && headed && digits.len() <= 3).then_some(end + 1)
}

/// Where the parts of a paragraph of law end: `501(c)(3)`.
fn paragraph(text: &str, end: usize) -> Option<usize> {
    let mut stop = end;
    while let Some(rest) = text[stop..].strip_prefix('(')
        && let Some(size) = rest.bytes().take(5).position(|byte| byte == b')')
        && size > 0
        && rest[..size]
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric())
        && (stop > end || rest.starts_with(|c: char| c.is_ascii_lowercase()))
    {
        stop += size + 2;
    }
    (stop > end).then_some(stop)
}

/// The end of the word whose digits end at `at`: `24703L202`.
fn word_end(text: &str, at: usize) -> usize {
    let mut end = at;
    loop {
        let rest = text.as_bytes()[end..]
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .count();
        end += rest;
        match text.as_bytes().get(end..end + 2) {
            Some([b'-' | b'.' | b'_' | b'/' | b'+', next]) if next.is_ascii_alphanumeric() => {
                end += 1
            }
            _ => return end,
        }
    }
}

/// `(1)` in front of an item: words follow, and no number or unit of it.
fn is_enumerator(text: &str, open: usize, close: usize) -> bool {
    let begins = words::begins_sentence(text, open)
        || text[..open].trim_end().ends_with([',', ';'])
        || words::before(text, open).is_some_and(|word| word.is_any(&["and", "or"]));
    begins && words::after(text, close).is_some_and(|word| word.start > close)
}

/// `1.`, `2)` or `2.1` at the beginning of a line.
fn list_mark(text: &str, at: usize, end: usize) -> Option<usize> {
    let line = text[..at].trim_end_matches([' ', '\t', '(']);
    if !(line.is_empty() || line.ends_with('\n')) {
        return None;
    }
    let rest = &text.as_bytes()[end..];
    let mark = rest
        .iter()
        .take(8)
        .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.'))
        .count();
    let dots = rest[..mark].iter().filter(|byte| **byte == b'.').count();
    let mut stop = end + mark;
    if text[stop..].starts_with(')') {
        stop += 1;
    }
    let next = words::blanks_after(text, stop);
    let follows = text[next..].chars().next();
    if stop == end || next == stop || follows.is_none_or(|c| c == '\n') {
        return None;
    }
    // `2.1 Results` is a heading, `2.1 million` is not.
    let plain = dots == 1 && rest[mark - 1] == b'.' && mark == 1 || text[..stop].ends_with(')');
    let heading = dots >= 1
        && !plain
        && follows.is_some_and(char::is_uppercase)
        && !text[stop - 1..].starts_with('.')
        && end - at <= 2;
    ((plain && end - at <= 3) || heading).then_some(stop)
}

/// Groups of digits that are dialled or looked up.
fn telephone(text: &str, at: usize, end: usize, before: Option<char>) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut stop = end;
    let mut groups = vec_of(end - at);
    let mut hyphens = 0;
    let mut blanks = 0;
    loop {
        let mut next = stop;
        while next < bytes.len()
            && next - stop < 3
            && matches!(bytes[next], b'-' | b' ' | b'(' | b')' | b'/')
        {
            next += 1;
        }
        let size = bytes[next..]
            .iter()
            .take(20)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if next == stop
            || size == 0
            || groups.1 == 8
            || bytes[stop..next].contains(&b' ') && bytes.get(next + size) == Some(&b',')
        {
            break;
        }
        hyphens += usize::from(bytes[stop] == b'-' && next == stop + 1);
        blanks += usize::from(bytes[stop..next].contains(&b' '));
        groups.0[groups.1] = size;
        groups.1 += 1;
        stop = next + size;
    }
    let count = groups.1;
    let plus = before == Some('+') || before == Some('(') && text[..at].ends_with("+(");
    let digits: usize = groups.0[..count].iter().sum();
    let word = nearby(
        text,
        at,
        3,
        &[
            "isbn",
            "issn",
            "call",
            "phone",
            "telephone",
            "tel",
            "fax",
            "mobile",
            "hotline",
            "dial",
            "whatsapp",
            "doi",
        ],
    );
    let grouped = count >= 2 && digits >= 7;
    let is_code = hyphens >= 2 && digits >= 7 && (count >= 3)
        || plus && grouped
        || word && (grouped || digits >= 7)
        || count >= 3 && blanks >= 2 && text[at..].starts_with('0');
    let is_short = count == 2
        && hyphens == 1
        && groups.0[0] == 3
        && groups.0[1] == 4
        && text[end + 1..].starts_with('0');
    (is_code || is_short).then_some(stop)
}

fn vec_of(first: usize) -> ([usize; 8], usize) {
    let mut groups = [0; 8];
    groups[0] = first;
    (groups, 1)
}

/// Whether one of the words stands among the `most` before `at`, signs between them aside.
fn nearby(text: &str, at: usize, most: usize, known: &[&str]) -> bool {
    let mut at = at;
    for _ in 0..most {
        let edge = text[..at].trim_end_matches([' ', ':', '+', '(', '.', '-']);
        let Some(word) = words::ending_at(text, edge.len()) else {
            return false;
        };
        if word.is_any(known) {
            return true;
        }
        at = word.start;
    }
    false
}

/// Where a score ends: `3-1`, `2–2`, and `1-3` among words of games. `end` is behind its first
/// number.
pub(super) fn score(text: &str, at: usize, end: usize) -> Option<usize> {
    let dash = text[end..]
        .chars()
        .next()
        .filter(|c| matches!(c, '-' | '–' | '—' | '‑'))?;
    let start = end + dash.len_utf8();
    let stop = digits_end(text, start);
    if stop == start || stop - start > 3 || end - at > 3 {
        return None;
    }
    let next = text[stop..].chars().next();
    let goes_on = match next {
        // `3-1/4 cents`
        Some('.' | ',' | ':' | '/') => text[stop + 1..].starts_with(|c: char| c.is_ascii_digit()),
        Some('%' | '°' | '$' | '€' | '£') => true,
        Some(c) => c.is_alphanumeric(),
        None => false,
    };
    if goes_on {
        return None;
    }
    let (first, second) = (
        text[at..end].parse::<u32>().ok()?,
        text[start..stop].parse::<u32>().ok()?,
    );
    // `10-3-2`: won, lost, drawn.
    let third = text[stop..]
        .strip_prefix(['-', '–'])
        .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let third = third.map(|rest| digits_end(text, text.len() - rest.len()));
    let games = [
        "won", "win", "wins", "beat", "beats", "beating", "beaten", "lost", "lose", "loss",
        "defeat", "defeated", "draw", "drew", "drawn", "victory", "lead", "led", "leads",
        "trailed", "trail", "score", "scored", "tie", "tied", "down", "ahead", "vote", "voted",
        "ruled", "decision", "ruling", "record", "went", "set", "sets", "final", "finished",
        "triumph", "thrashed", "odds",
    ];
    let around = nearby(text, at, 4, &games)
        || words::after(text, stop).is_some_and(|word| word.is_any(&games));
    (first >= second || third.is_some() || around && first < 200 && second < 200)
        .then(|| third.unwrap_or(stop))
}

/// Words before a number that make it a name: `Section 230`, `page 5`, `Boeing 737`.
#[rustfmt::skip]
const NAME_HEADS: &[&str] = &[
    "page", "pages", "chapter", "chapters", "section", "sections", "article", "articles", "paragraph", "paragraphs", "clause", "verse", "line", "lines", "figure", "table", "appendix",
    "annex", "volume", "vol", "issue", "no", "nos", "nr", "number", "numbers", "part", "phase", "step", "stage", "level", "grade", "tier", "type", "class", "room", "suite", "apartment",
    "gate", "terminal", "pier", "ward", "district", "channel", "route", "highway", "interstate", "junction", "exit", "flight", "bus", "runway", "version", "mark", "group", "pool",
    "episode", "series", "question", "exercise", "plot", "building", "area", "sector", "zone", "platform", "title", "protocol", "schedule", "rule", "law", "bill", "proposition",
    "amendment", "resolution", "directive", "unit", "reactor", "studio", "court", "lane", "track", "hole", "lap", "round", "week", "day", "year", "category", "generation", "gen",
    "boeing", "airbus", "apollo", "windows", "formula", "android", "ios", "iphone", "galaxy", "playstation", "xbox", "falcon", "voyager", "radio", "euro", "covid", "nasdaq", "s&p", "ftse", "dow", "dax", "cac",
    "nikkei", "stoxx", "russell", "topix", "csi", "asx", "model", "ps", "soyuz", "shenzhou", "chandrayaan", "artemis", "sputnik", "pixel", "tesla", "peugeot", "porsche", "bmw", "ferrari", "mig", "sukhoi", "tupolev",
    "downing", "psalm", "matthew", "luke", "john", "genesis", "op", "opus", "symphony", "sonata", "studio", "camp", "area", "studio", "windsor", "size", "appendix", "exhibit", "lot", "item", "note", "footnote",
];

/// Those of them that stand before counts as well.
#[rustfmt::skip]
const LOOSE_HEADS: &[&str] = &[
    "number", "numbers", "round", "court", "class", "group", "unit", "bill", "bus", "day", "week", "year", "series", "line", "lines", "track", "size", "camp", "note", "mark",
    "issue", "figure", "level", "stage", "area", "law", "rule", "schedule", "building", "plot", "question", "table", "title", "pool", "lap", "lot", "item", "model", "generation", "john", "luke", "matthew",
];

/// Words beside those of the closed classes that stand before a number with a capital and are no
/// names.
#[rustfmt::skip]
const NO_NAMES: &[&str] = &[
    "top", "uk", "eu", "no", "total", "first", "last", "next", "past", "aged", "take", "give", "add", "send", "buy", "get", "price", "cost",
];

/// Whether a word with a capital is no name, months and days of the week among them.
fn is_no_name(word: &Word<'_>) -> bool {
    class_of(word.text).is_some()
        || word.is_any(NO_NAMES)
        || word.is_any(&MONTHS)
        || word.is_any(&WEEKDAYS)
}

/// Words at the end of an address: `10 Downing Street`.
#[rustfmt::skip]
const STREETS: &[&str] = &[
    "street", "st", "road", "rd", "avenue", "ave", "lane", "drive", "square", "boulevard", "blvd", "terrace",
    "place", "court", "crescent", "row", "gardens", "close", "grove", "mews",
];

/// Whether digits are looked up and count nothing: a post code, the model of `three 747 freighters`,
/// the version of `MySQL 8`.
fn is_code(text: &str, written: &Written<'_>) -> bool {
    let start = written.span.start;
    // `The Standard & Poor's 500 index`
    let index = text[..start].ends_with("Poor's ") || text[..start].ends_with("Poor’s ");
    if index
        || words::after(text, written.number.end)
            .is_some_and(|word| word.is_any(&["postcode", "zip", "extension", "hotline"]))
        || nearby(text, start, 3, &["zip", "postcode", "postcodes"])
    {
        return true;
    }
    let Some(before) = words::before(text, start).filter(|word| word.end() < start) else {
        return false;
    };
    let counted = cardinal_word(before.text).is_some_and(|count| count < 20);
    counted && text[written.number.clone()].len() >= 3
}

/// Whether a word has a capital behind a small letter: `MySQL`, `iPhone`.
fn is_brand(word: &Word<'_>) -> bool {
    let letters = word.text.as_bytes();
    let inner = letters
        .windows(2)
        .any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    let scots = word.text.starts_with("Mc") || word.text.starts_with("Mac");
    inner && !scots
}

/// Whether a figure the grammar read is part of a name.
pub(super) fn is_name(text: &str, written: &Written<'_>) -> bool {
    let (start, end) = (written.number.start, written.number.end);
    let number = &text[start..end];
    if written.kind != Kind::Number {
        return false;
    }
    let in_digits = number.bytes().all(|byte| byte.is_ascii_digit());
    if in_digits && written.second().is_none() && (is_address(text, end) || is_code(text, written))
    {
        return true;
    }
    if written.is_scaled() {
        // `Section 6B`, `Figure 2b`, `221B Baker Street`: no billions.
        let letter = number.ends_with(|c: char| c.is_ascii_alphabetic())
            && number.len() > 1
            && number[..number.len() - 1]
                .bytes()
                .all(|byte| byte.is_ascii_digit());
        let headed =
            words::before(text, written.span.start).is_some_and(|word| word.is_any(NAME_HEADS));
        return letter && (headed || is_address(text, end));
    }
    if written.second().is_some() {
        let designation = text[written.span.clone()]
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-');
        if designation
            && words::before(text, written.span.start)
                .is_some_and(|word| named_before(text, &word, written))
        {
            return true; // Boeing 737-800
        }
        return written.is_bare()
            && words::before(text, written.span.start).is_some_and(|word| {
                word.is_any(&[
                    "pages",
                    "chapters",
                    "sections",
                    "articles",
                    "paragraphs",
                    "lines",
                    "verses",
                    "figures",
                    "numbers",
                    "nos",
                    "pp",
                    "page",
                    "rooms",
                    "gates",
                    "grades",
                    "levels",
                ])
            });
    }
    let in_digits = number.bytes().all(|byte| byte.is_ascii_digit());
    if in_digits && is_address(text, end) {
        return true;
    }
    if written.span.start < start {
        return false; // a hedge, a sign: nobody hedges a name
    }
    let Some(before) = words::before(text, start).or_else(|| number_sign(text, start)) else {
        return false;
    };
    if in_digits {
        if number.len() > 4 {
            return false;
        }
        return named_before(text, &before, written);
    }
    // In words: `phase two`, `the Three Gorges`.
    if before.is_any(&[
        "phase", "chapter", "part", "level", "stage", "type", "channel", "page", "number", "room",
        "grade", "class", "episode", "day", "week", "round", "formula", "act", "group", "version",
    ]) {
        return true;
    }
    let capital = number.starts_with(|c: char| c.is_uppercase());
    let next = words::after(text, end);
    let next_capital = next.is_some_and(|word| word.is_capitalised());
    capital
        && !words::begins_sentence(text, start)
        && (next_capital || before.is_capitalised() && !is_no_name(&before))
}

/// `No. 10`: the word before the point.
fn number_sign(text: &str, at: usize) -> Option<Word<'_>> {
    let edge = words::blanks_before(text, at);
    let edge = text[..edge].strip_suffix('.')?.len();
    words::ending_at(text, edge).filter(|word| {
        word.is_any(&[
            "no", "nos", "nr", "vol", "op", "fig", "sec", "art", "ch", "pp", "p", "ver",
        ])
    })
}

fn named_before(text: &str, before: &Word<'_>, written: &Written<'_>) -> bool {
    let (lower, noun) = (!before.is_capitalised(), written.noun().is_some());
    if before.text.ends_with('&') || is_brand(before) && !noun {
        return true;
    }
    if before.is_any(NAME_HEADS) {
        // `The class 12 pupils attend`: a word that heads much else too, unless it has its capital.
        return !(noun && lower && before.is_any(LOOSE_HEADS));
    }
    if lower || is_no_name(before) || noun {
        return false;
    }
    let sentence = words::begins_sentence(text, before.start);
    let shouted =
        before.text.chars().nth(1).is_some() && before.text.chars().all(|c| c.is_uppercase());
    // A capital at the beginning of a sentence tells nothing.
    !sentence || shouted
}

/// Words of other languages that stand first in the name of a street.
const STREETS_FIRST: &[&str] = &[
    "rue",
    "via",
    "calle",
    "avenue",
    "boulevard",
    "place",
    "plaza",
    "rua",
    "chemin",
    "quai",
    "piazza",
];

/// Whether the words behind a number end in a street's.
fn is_address(text: &str, end: usize) -> bool {
    let mut at = end;
    for place in 0..4 {
        let Some(word) =
            words::after(text, at).filter(|word| word.start > at && word.is_capitalised())
        else {
            return false;
        };
        if place > 0 && word.is_any(STREETS) {
            // `5 Wall Street banks`
            let counted = words::after(text, word.end()).is_some_and(|next| {
                !next.is_capitalised() && is_plural(next.text) && class_of(next.text).is_none()
            });
            return !counted;
        }
        if place == 0 && word.is_any(STREETS_FIRST) {
            let named = words::after(text, word.end());
            return named.is_some_and(|next| {
                next.is_capitalised() || next.is_any(&["de", "du", "des", "della"])
            });
        }
        at = word.end();
    }
    false
}
