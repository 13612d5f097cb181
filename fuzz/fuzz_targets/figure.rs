//! Any text is a figure with a meaning, or an error with a place inside it; and the grammar reads at every place.

#![no_main]

use addsup::number::{Figure, Override, Settings, Strength, match_at};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let settings = Settings::default();
    match Figure::parse(text, &settings) {
        Ok(figure) => {
            let close = figure.values(Strength::Close, &Override::default()).interval;
            let loose = figure.values(Strength::Loose, &Override::default()).interval;
            assert!(close.is_subset(&loose), "{close:?} {loose:?}");
        }
        Err(error) => assert!(text.get(error.at).is_some()),
    }
    for (at, _) in text.char_indices().take(200) {
        if let Some(written) = match_at(text, at, &settings) {
            assert!(text.get(written.span.clone()).is_some());
            let _ = written.figure(&settings);
        }
    }
});
