//! The patterns of language that suggest formulas, as data.
//!
//! They are looked for in skeletons, where each figure is one token and each time another, so that
//! they stay short.

use std::sync::LazyLock;

use regex::Regex;

/// What the figures `a`, `b` and `c` of a pattern are to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// `a` became `b`, and the difference, the growth or the multiple is `c`.
    Change,
    /// The same, where the words must name a change: they may be about anything else.
    NamedChange,
    /// `b` is the multiple `c` of `a`.
    Multiple,
    /// `b` changed by the percentage `c` from what is not said.
    ChangeFromUnknown,
    /// `a` is the share `c` of `b`.
    Share,
    /// `a` over the time `b` is `c` each year, or month.
    Each,
    /// `a` shared by `b` is `c` each.
    EachOf,
    /// `a` rose to `b`.
    Rise,
    /// `a` fell to `b`.
    Fall,
}

pub(super) struct Pattern {
    pub(super) meaning: Meaning,
    /// As an editor is told of it.
    pub(super) words: &'static str,
    pub(super) regex: Regex,
}

/// The patterns, those that say most first. `{A}`, `{B}` and `{C}` are figures, `{W}` a time or none, `{L}` a few
/// words with a mark before them, `{N}` a few words behind.
#[rustfmt::skip]
const PATTERNS: &[(Meaning, &str, &str)] = &[
    (Meaning::Change, "from A to B, a change of C", r"from (?:the |just |only )?{A}{W},? to (?:the |reach )?{B}{W}(?P<link>{L}){C}(?P<tail>{N})"),
    (Meaning::Change, "from A to B, a change of C, or C", r"from (?:the |just |only )?{A}{W},? to (?:the |reach )?{B}{W}{L}<[apq]\d+>{N},? (?:\(|or |and |i\.e\. )(?P<link>(?:[\pL’'-]+ ){0,4}){C}(?P<tail>{N})"),
    (Meaning::Change, "C from A to B", r"{C}(?P<tail>{N}){W},? from (?:the |just |only )?{A}{W},? to (?:the )?{B}"),
    (Meaning::Change, "C, to B from A", r"{C}(?P<tail>{N}){W},? to (?:the |reach )?{B}{W},? from (?:the |just |only )?{A}"),
    (Meaning::Change, "C, or C, to B from A", r"{C}(?P<tail>{N})(?:,? \(?(?:or )?(?:about )?<[apq]\d+>\)?){1,2},? to (?:the )?{B}{W},? from (?:the )?{A}"),
    (Meaning::Change, "C, or C, from A to B", r"{C}(?P<tail>{N})(?:,? \(?(?:or )?(?:about )?<[apq]\d+>\)?){1,2},? from (?:the )?{A}{W},? to (?:the )?{B}"),
    (Meaning::Change, "to B from A, a change of C", r"to (?:the |reach )?{B}{W},? from (?:the |just |only )?{A}{W}(?P<link>{L}){C}(?P<tail>{N})"),
    (Meaning::NamedChange, "B, up from A, a change of C", r"{B}{N}{W},? (?:up from|down from|from|compared with|compared to|against|versus|after) (?:the |just |only |an? )?{A}{W}(?P<link>{L}){C}(?P<tail>{N})"),
    (Meaning::NamedChange, "B, C more (or up C) from A", r"{B}{N}{W}(?P<link>{L}){C}(?P<tail>{N}?) (?:from|than|on|over|compared with|compared to|against) (?:the |its |their |a |an |that of )*{A}"),
    (Meaning::NamedChange, "A, now B, a change of C", r"{A}{N}{W}[;,] (?:and |but |it is |it was )*(?:now|today)[^<;]{0,30} {B}{N}(?P<link>{L}){C}(?P<tail>{N})"),
    (Meaning::Multiple, "B, C times A", r"{B}{N}{W}{L}{C} (?:the |that of |as (?:many|much|high|large|big|long) as |its |their )+{A}"),
    (Meaning::ChangeFromUnknown, "B, up C from a year earlier", r"{B}{N}{W}(?P<link>{L}){C}(?P<tail>{N}?)(?: from| than| on| over| compared with| compared to| against)?(?: in| the| that of| those of)* <y>"),
    (Meaning::ChangeFromUnknown, "B, C more than in a year", r"{B}{N}{W}(?P<link>{L}){C}(?P<tail>{N}?) (?:from|than|on|compared with|compared to|against)(?: the| that of| those of)* <t>"),
    (Meaning::ChangeFromUnknown, "up C to B", r"{C}(?P<tail>{N}?)(?: (?:from |than |on |over )?<y>)?{W},? to (?:the )?{B}"),
    (Meaning::Share, "A of B, or C", r"{A}(?: [\pL’'-]+){0,3} (?:out )?of (?:the |its |their |all |a total of |some |our )*{B}(?: [\pL’'-]+){0,8}(?: ?\(|,? or |, | – | — )(?:or |about |just |that is |i\.e\. )*{C}"),
    (Meaning::Share, "A, or C of B", r"{A}(?: [\pL’'-]+){0,4}(?: ?\(|, or |, | or | – | — )(?:or |about |just |that is )*{C},? of (?:the |its |their |all |a total of |a )*{B}"),
    (Meaning::Share, "B, of which A, or C", r"{B}[^<;]{0,60} of (?:which|whom|these|them|those) (?:[\pL’'-]+ ){0,3}{A}[^<;]{0,50}(?:, | \(|,? or | – | — )(?:or |about |just )*{C}"),
    (Meaning::Share, "B, A of them, or C", r"{B}[^<;]{0,40}, (?:and |with |including )*{A} of (?:which|whom|these|them|those)[^<;]{0,40}(?:, | \(|,? or | – | — )(?:or |about |just )*{C}"),
    (Meaning::EachOf, "B at A, or C each", r"<a(?P<b>\d+)>[^<;]{0,40} <a(?P<a>\d+)>(?: [\pL’'-]+){0,3},? (?:or|about) (?:about |some )?<a(?P<c>\d+)>(?: each| apiece| per\b| a\b| an\b)"),
    (Meaning::Each, "A over a time, or C each", r"<a(?P<a>\d+)> (?:over|in|within|for|during) (?:the (?:next|past|last) )?<d(?P<b>\d+)>[^<;]{0,20}(?:, or|,| or| \() (?:about |some )*<a(?P<c>\d+)>"),
    (Meaning::Share, "C of B, or A", r"{C} of (?:the |its |their |all |a total of )*{B}[^<;]{0,30}(?:, or | \(|, that is,? )(?:about |some )*{A}"),
    (Meaning::Rise, "rose from A to B", r"\b(?:rose|grew|increased|climbed|jumped|surged|soared|went up|expanded|swelled)(?: [\pL’'-]+){0,2} from (?:the |just |only )?{A}{W},? to (?:the )?{B}"),
    (Meaning::Fall, "fell from A to B", r"\b(?:fell|dropped|declined|decreased|shrank|sank|plunged|slumped|went down|contracted|dwindled)(?: [\pL’'-]+){0,2} from (?:the |just |only )?{A}{W},? to (?:the )?{B}"),
];

pub(super) static COMPILED: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let compile = |&(meaning, words, pattern): &(Meaning, &'static str, &str)| {
        let pattern = pattern
            .replace("{A}", r"<[adpf](?P<a>\d+)>")
            .replace("{B}", r"<[adpf](?P<b>\d+)>")
            .replace("{C}", r"<[adpqfm](?P<c>\d+)>")
            .replace(
                "{W}",
                r"(?:,? <[ty]>|,? (?:in|over|within) (?:just |only |the past |the last )?<d\d+>)*",
            )
            .replace("{L}", r"(?:[ ,:–—(-]+|\.{3} )(?:[\pL’'-]+,? ){0,7}")
            .replace("{N}", r"(?: [\pL’'-]+){0,4}");
        Pattern {
            meaning,
            words,
            regex: regex(&pattern),
        }
    };
    PATTERNS.iter().map(compile).collect()
});

/// `100 (25%)`, of a whole that the sentence names before.
pub(super) static PARTS: LazyLock<Regex> =
    LazyLock::new(|| regex(r"<a(?P<a>\d+)>(?: [\pL’'-]+){0,4} \((?:or |about )?<p(?P<c>\d+)>"));
pub(super) static WHOLE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:[^<]{0,30}, )?(?:out )?of (?:the |its |their |all |a total of |some |our )*<a(?P<b>\d+)>",
    )
});

/// A total before its parts, and behind them.
pub(super) static TOTAL_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"<[ad](?P<t>\d+)>[^<;]{0,60}(?::|(?: made up of| comprising| consisting of| split between| split into| divided into| namely)) ?",
    )
});
pub(super) static TOTAL_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:a total of|total of|totall?ing|in total|in all|altogether|adding up to|together|summing to),? (?:of |about )?<[ad](?P<t>\d+)>|<[ad](?P<u>\d+)>,? (?:in total|in all|altogether)\b",
    )
});

pub(super) static AVERAGE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:a year|per year|each year|every year|annual|annually|yearly|average|averaging|compound|compounded|cagr|annuali[sz]ed|per annum)\b",
    )
});
pub(super) static UP: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:up|more|higher|above|increase|rise|rose|rising|gain|growth|grew|growing|jump|surge|climb|hike|boost|increased|risen|plus|expansion|leap)\b",
    )
});
pub(super) static DOWN: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:down|less|fewer|lower|below|drop|dropped|fall|fell|falling|fallen|decline|declined|decrease|decreased|loss|slump|plunge|reduction|cut|shrinkage|slide|minus|contraction)\b",
    )
});

/// What stands before the whole of a part.
pub(super) static PART_OF: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"<[a-z]\d+>(?: [\pL’'-]+){0,2} (?:out )?of (?:the |its |their |all |some )*$")
});
/// What makes a percentage a comparison, and no share.
pub(super) static COMPARED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^ (?:more|less|fewer|higher|lower|up|down|above|below|from|to|than|increase|rise|drop|growth)\b",
    )
});
/// What a statement ends with.
pub(super) static CLOSED: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"^(?:[,.;:)–—]|$| of (?:them|these|those|whom|which|all|the total)\b| –| —| and )")
});
/// What begins a clause about something else: `from 5 % to 7 %, and profits rose 12 %`.
pub(super) static ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:and|with|while|whereas|despite|after|as|but|although|though|amid|when|where|who|rose|fell|grew|increased|decreased|dropped|declined|jumped|climbed|surged|soared|lost|gained|slipped|slid|were|had|has|have|will|paid|sold|bought)\b",
    )
});

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("internal error: a pattern that does not compile")
}
