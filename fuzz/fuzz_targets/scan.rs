//! Any text is scanned, whatever its markup: figures stand in order, inside the text and at the boundaries of
//! characters, and what is printed of them is JSON.

#![no_main]

use addsup::number::Settings;
use addsup::prose::{Markup, Visible, scan, scan_json};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let settings = Settings::default();
    for markup in [Markup::Plain, Markup::Markdown, Markup::Html] {
        let visible = Visible::new(text, markup);
        let mut last = 0;
        for found in scan(visible.text(), &settings) {
            assert!(last <= found.span.start && found.span.start < found.span.end);
            assert!(!visible.text()[found.span.clone()].trim().is_empty());
            assert!(text.get(visible.original(found.span.clone())).is_some());
            last = found.span.end;
        }
        let json = scan_json(text, markup, &settings);
        assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
    }
});
