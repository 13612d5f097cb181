//! Any text is a figure with a meaning, or an error with a place inside it; and what is read as a figure is read the
//! same way again.

#![no_main]

use addsup::number::{Figure, Override, Settings, Strength};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let settings = Settings::default();
    match Figure::parse(text, &settings) {
        Ok(figure) => {
            let close = figure.values(Strength::Close, &Override::default()).interval;
            let loose = figure.values(Strength::Loose, &Override::default()).interval;
            assert!(close.is_subset(&loose), "{close:?} {loose:?}");
            assert_eq!(Figure::parse(text, &settings).ok().as_ref(), Some(&figure));
        }
        Err(error) => assert!(text.get(error.at.clone()).is_some(), "{error:?}"),
    }
});
