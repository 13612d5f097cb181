//! English nouns in the singular and the plural, as far as counted things need.

use std::sync::LazyLock;

use super::{WordMap, lowercase_word};

/// Nouns whose plural is no rule's: singular and plural.
#[rustfmt::skip]
const IRREGULAR: &[(&str, &str)] = &[
    ("analysis", "analyses"), ("axis", "axes"), ("basis", "bases"), ("calf", "calves"), ("child", "children"),
    ("crisis", "crises"), ("criterion", "criteria"), ("foot", "feet"), ("goose", "geese"), ("grandchild", "grandchildren"),
    ("half", "halves"), ("hypothesis", "hypotheses"), ("index", "indices"), ("knife", "knives"), ("leaf", "leaves"),
    ("life", "lives"), ("loaf", "loaves"), ("man", "men"), ("matrix", "matrices"), ("mouse", "mice"), ("ox", "oxen"),
    ("parenthesis", "parentheses"), ("person", "people"), ("phenomenon", "phenomena"), ("schoolchild", "schoolchildren"),
    ("self", "selves"), ("shelf", "shelves"), ("thesis", "theses"), ("thief", "thieves"), ("tooth", "teeth"), ("wife", "wives"), ("midwife", "midwives"), ("housewife", "housewives"),
    ("taxi", "taxis"), ("ski", "skis"), ("safari", "safaris"), ("afghani", "afghanis"), ("israeli", "israelis"), ("pakistani", "pakistanis"), ("iraqi", "iraqis"),
    ("saudi", "saudis"), ("bangladeshi", "bangladeshis"), ("kuwaiti", "kuwaitis"), ("yemeni", "yemenis"), ("qatari", "qataris"), ("emirati", "emiratis"), ("azeri", "azeris"),
    ("omani", "omanis"), ("somali", "somalis"), ("punjabi", "punjabis"), ("kiwi", "kiwis"),
   
    ("wolf", "wolves"), ("woman", "women"), ("movie", "movies"), ("cookie", "cookies"), ("calorie", "calories"), ("tie", "ties"),
    ("die", "dice"), ("lie", "lies"), ("pie", "pies"), ("zombie", "zombies"), ("rookie", "rookies"), ("selfie", "selfies"),
    ("bus", "buses"), ("gas", "gases"), ("virus", "viruses"), ("status", "statuses"), ("campus", "campuses"), ("bonus", "bonuses"),
    ("census", "censuses"), ("corpus", "corpora"), ("alumnus", "alumni"), ("house", "houses"), ("horse", "horses"),
    ("case", "cases"), ("lens", "lenses"), ("cache", "caches"), ("ache", "aches"), ("headache", "headaches"), ("axe", "axes"),
    ("shoe", "shoes"), ("toe", "toes"), ("canoe", "canoes"), ("quiz", "quizzes"), ("medium", "media"), ("bacterium", "bacteria"),
    ("specimen", "specimens"), ("regimen", "regimens"), ("omen", "omens"), ("abdomen", "abdomens"),
    ("hero", "heroes"), ("potato", "potatoes"), ("tomato", "tomatoes"), ("echo", "echoes"), ("veto", "vetoes"), ("torpedo", "torpedoes"),
    ("cargo", "cargoes"), ("volcano", "volcanoes"), ("mosquito", "mosquitoes"),
];

/// Nouns that are the same in both numbers.
#[rustfmt::skip]
const UNCHANGED: &[&str] = &[
    "aircraft", "chassis", "cod", "corps", "crossroads", "deer", "fish", "headquarters", "hertz", "means", "offspring",
    "personnel", "police", "salmon", "series", "sheep", "shrimp", "spacecraft", "species", "staff", "trout", "cattle",
    "yuan", "yen", "percent",
];

/// The singular and the plural of a noun phrase in either number. Only its last word is inflected.
pub(in crate::number) fn both_numbers(phrase: &str) -> (String, String) {
    let start = phrase
        .rfind(|c: char| c.is_whitespace() || c == '-')
        .map_or(0, |at| {
            at + phrase[at..].chars().next().map_or(0, char::len_utf8)
        });
    let (before, last) = phrase.split_at(start);
    let singular = singular(last);
    let plural = plural(&singular);
    if before.is_empty() {
        return (singular, plural);
    }
    (format!("{before}{singular}"), format!("{before}{plural}"))
}

/// The irregular nouns by either number: singular, plural.
struct Irregular {
    by_singular: WordMap<&'static str>,
    by_plural: WordMap<&'static str>,
}

static NOUNS: LazyLock<Irregular> = LazyLock::new(|| {
    let pairs = || {
        IRREGULAR
            .iter()
            .copied()
            .chain(UNCHANGED.iter().map(|noun| (*noun, *noun)))
    };
    Irregular {
        by_singular: pairs().map(|(one, many)| (one.into(), many)).collect(),
        by_plural: pairs().map(|(one, many)| (many.into(), one)).collect(),
    }
});

/// Endings in `s` that are no plural's.
const SINGULAR_ENDS: [&str; 3] = ["ss", "us", "is"];

/// Whether a word looks like a noun in the plural.
pub(crate) fn is_plural(word: &str) -> bool {
    // `MPs`, `NGOs`
    if let Some(letters) = word.strip_suffix('s')
        && letters.len() > 1
        && letters.bytes().all(|byte| byte.is_ascii_uppercase())
    {
        return true;
    }
    let mut buffer = [0; 24];
    let Some((lower, end)) = lowercase_word(word, 0, &mut buffer) else {
        return false;
    };
    if end < word.len() {
        // Of `wolf-cubs` and `women's` the last part counts.
        return word[end..]
            .trim_start_matches(['-', '‑'])
            .starts_with(char::is_alphabetic)
            && is_plural(word[end..].trim_start_matches(['-', '‑']));
    }
    if NOUNS.by_plural.contains_key(lower)
        || (lower.len() > 3 && lower.ends_with("men") && !NOUNS.by_singular.contains_key(lower))
    {
        return true;
    }
    lower.len() > 3
        && lower.ends_with('s')
        && !NOUNS.by_singular.contains_key(lower)
        && !SINGULAR_ENDS.iter().any(|end| lower.ends_with(end))
}

fn singular(word: &str) -> String {
    let lower = word.to_ascii_lowercase();
    if let Some(one) = NOUNS.by_plural.get(&*lower) {
        return kept_case(word, 0, one);
    }
    if lower.len() > 3 && lower.ends_with("men") && !NOUNS.by_singular.contains_key(&*lower) {
        return kept_case(word, word.len() - 3, "man");
    }
    if NOUNS.by_singular.contains_key(&*lower) || lower.len() < 3 {
        return word.to_owned();
    }
    let cut = |count: usize, end: &str| format!("{}{end}", &word[..word.len() - count]);
    let ends = |ends: &[&str]| ends.iter().any(|end| lower.ends_with(end));
    if lower.ends_with("ies") && lower.len() > 4 {
        cut(3, "y")
    } else if ends(&["sses", "shes", "ches", "xes", "zzes", "oes"]) {
        cut(2, "")
    } else if lower.ends_with('s') && !ends(&SINGULAR_ENDS) {
        cut(1, "")
    } else {
        word.to_owned()
    }
}

fn plural(singular: &str) -> String {
    let lower = singular.to_ascii_lowercase();
    if let Some(many) = NOUNS.by_singular.get(&*lower) {
        return kept_case(singular, 0, many);
    }
    let ends = |ends: &[&str]| ends.iter().any(|end| lower.ends_with(end));
    if ends(&["man"])
        && !matches!(
            &*lower,
            "human" | "german" | "roman" | "norman" | "shaman" | "talisman"
        )
    {
        format!("{}men", &singular[..singular.len() - 3])
    } else if lower.ends_with('y') && !ends(&["ay", "ey", "oy", "uy"]) {
        format!("{}ies", &singular[..singular.len() - 1])
    } else if ends(&["s", "sh", "ch", "x", "z"]) {
        format!("{singular}es")
    } else {
        format!("{singular}s")
    }
}

/// The word with everything from `at` on replaced, a capital at that place kept.
fn kept_case(word: &str, at: usize, end: &str) -> String {
    let capital = word[at..].starts_with(|c: char| c.is_ascii_uppercase());
    let mut out = word[..at].to_owned();
    let mut chars = end.chars();
    if let Some(first) = chars.next() {
        out.push(if capital {
            first.to_ascii_uppercase()
        } else {
            first
        });
    }
    out.extend(chars);
    out
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("cities", "city", "cities")]
    #[case("Russian cities", "Russian city", "Russian cities")]
    #[case("people", "person", "people")]
    #[case("firemen", "fireman", "firemen")]
    #[case("women", "woman", "women")]
    #[case("articles", "article", "articles")]
    #[case("ballots", "ballot", "ballots")]
    #[case("branches", "branch", "branches")]
    #[case("boxes", "box", "boxes")]
    #[case("crashes", "crash", "crashes")]
    #[case("photos", "photo", "photos")]
    #[case("losses", "loss", "losses")]
    #[case("heroes", "hero", "heroes")]
    #[case("houses", "house", "houses")]
    #[case("aircraft", "aircraft", "aircraft")]
    #[case("species", "species", "species")]
    #[case("lives", "life", "lives")]
    #[case("days", "day", "days")]
    #[case("crises", "crisis", "crises")]
    #[case("bus", "bus", "buses")]
    #[case("wolf-cubs", "wolf-cub", "wolf-cubs")]
    #[case("COVID-19 cases", "COVID-19 case", "COVID-19 cases")]
    fn both_numbers_are_found(#[case] written: &str, #[case] one: &str, #[case] many: &str) {
        assert_eq!(both_numbers(written), (one.to_owned(), many.to_owned()));
    }

    #[rstest]
    #[case("cities", true)]
    #[case("people", true)]
    #[case("loss", false)]
    #[case("city", false)]
    #[case("virus", false)]
    #[case("sheep", true)]
    fn plurals_are_told(#[case] word: &str, #[case] yes: bool) {
        assert_eq!(is_plural(word), yes);
    }
}
