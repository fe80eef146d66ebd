//! The HTML report and the page of a resolution in a real browser: they open, links and keys lead where they should, and
//! they ask nobody for anything.
use crate::run;
use headless_chrome::{Browser, LaunchOptions, Tab, protocol::cdp::types::Event};
use serde_json::Value;
use std::{
    fs,
    io::Write,
    path::Path,
    sync::{Arc, Mutex},
};

/// A browser, or a visible skip where there is none; CI must have one.
fn browser() -> Option<Browser> {
    let path = match headless_chrome::browser::default_executable() {
        Ok(path) => path,
        Err(e) if std::env::var_os("CI").is_some() => panic!("CI has no Chromium: {e}"),
        Err(_) => {
            let _ = writeln!(std::io::stderr(), "skipped: no Chromium found to open the HTML report with");
            return None;
        }
    };
    let options = LaunchOptions::default_builder().path(Some(path)).sandbox(false).window_size(Some((1280, 900))).build().expect("launch options");
    Some(Browser::new(options).expect("Chromium starts"))
}

/// Opens the page and keeps a list of what it asked for.
fn open(browser: &Browser, page: &Path) -> (Arc<Tab>, Arc<Mutex<Vec<String>>>) {
    let tab = browser.new_tab().expect("a tab");
    tab.call_method(headless_chrome::protocol::cdp::Network::Enable {
        max_total_buffer_size: None,
        max_resource_buffer_size: None,
        max_post_data_size: None,
        report_direct_socket_traffic: None,
        enable_durable_messages: None,
    })
    .expect("the network is watched");
    let asked = Arc::new(Mutex::new(Vec::new()));
    let list = Arc::clone(&asked);
    let listen = move |event: &Event| {
        if let Event::NetworkRequestWillBeSent(e) = event {
            list.lock().expect("one thread at a time").push(e.params.request.url.clone());
        }
    };
    tab.add_event_listener(Arc::new(listen)).expect("a listener");
    tab.navigate_to(&format!("file://{}", page.display())).expect("the page opens").wait_until_navigated().expect("the page is there");
    (tab, asked)
}

fn evaluate(tab: &Tab, script: &str) -> Value {
    tab.evaluate(script, false).unwrap_or_else(|e| panic!("{script}: {e}")).value.unwrap_or(Value::Null)
}

fn shown(tab: &Tab, selector: &str) -> u64 {
    let script = format!("[...document.querySelectorAll({selector:?})].filter(e => e.checkVisibility()).length");
    evaluate(tab, &script).as_u64().expect("a count")
}

#[test]
fn the_report_works_in_a_browser() {
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("review.html");
    let (old, new) = ("fixtures/specimen_lighthouse_77.txt", "fixtures/specimen_lighthouse_78.txt");
    let (code, _, error) = run(&["diff", old, new, "-o", page.to_str().expect("a plain path")]);
    assert_eq!((code, error.as_str()), (1, ""));
    let (tab, asked) = open(&browser, &page);

    // Summary and notes come first; the notes jump to their place.
    assert_eq!(evaluate(&tab, "document.querySelector('h1').textContent"), "A/RES/77/999 → A/RES/78/999");
    assert_eq!(evaluate(&tab, "[...document.querySelectorAll('nav.notes a')].every(a => document.getElementById(a.hash.slice(1)))"), true);

    // Mechanical noise folds away, by the box and by the key, and comes back.
    let (all, mechanical) = (shown(&tab, ".entry"), shown(&tab, ".entry[data-class=mechanical]"));
    assert!(all > mechanical && mechanical > 0, "{all} entries, {mechanical} mechanical");
    tab.find_element("input[data-filter=mechanical]").expect("the filter").click().expect("a click");
    assert_eq!((shown(&tab, ".entry[data-class=mechanical]"), shown(&tab, ".entry")), (0, all - mechanical));
    evaluate(&tab, "document.activeElement.blur()");
    tab.press_key("m").expect("a key");
    assert_eq!(shown(&tab, ".entry[data-class=mechanical]"), mechanical);

    // Unchanged paragraphs are folded until asked for.
    assert_eq!(shown(&tab, ".run .same"), 0);
    tab.press_key("u").expect("a key");
    assert!(shown(&tab, ".run .same") > 0);

    // A moved paragraph leads to where it stood, and back.
    tab.find_element("a.move").expect("a move link").click().expect("a click");
    assert_eq!(evaluate(&tab, "document.querySelector(location.hash).classList.contains('left')"), true);
    tab.find_element(".left a").expect("the link back").click().expect("a click");
    assert_eq!(evaluate(&tab, "document.querySelector(location.hash).dataset.change"), "moved");

    // Keys step through the changes; the view changes.
    tab.press_key("k").expect("a key");
    assert_eq!(evaluate(&tab, "document.activeElement.classList.contains('entry')"), true);
    assert!(shown(&tab, ".sides") > 0 && shown(&tab, ".inline") == 0);
    tab.press_key("v").expect("a key");
    assert!(shown(&tab, ".sides") == 0 && shown(&tab, ".inline") > 0);

    // What the text says is text: the only script is the page's, and it opened no dialog.
    assert_eq!(evaluate(&tab, "document.scripts.length"), 1);
    assert!(evaluate(&tab, "document.querySelector('main').textContent").as_str().expect("text").contains("<script>alert(1)</script>"));

    // The policy holds: the page cannot fetch, not even if it wanted to.
    let tried = "new Promise((told) => { addEventListener('securitypolicyviolation', (e) => told(e.effectiveDirective)); fetch('https://example.org/').catch(() => {}); })";
    assert_eq!(tab.evaluate(tried, true).expect("the page answers").value, Some("connect-src".into()));
    let left: Vec<String> =
        asked.lock().expect("one thread at a time").iter().filter(|u| !u.starts_with("file://") && !u.contains("example.org")).cloned().collect();
    assert!(left.is_empty(), "{left:?}");

    let picture = tab.capture_screenshot(headless_chrome::protocol::cdp::Page::CaptureScreenshotFormatOption::Png, None, None, true).expect("a screenshot");
    assert!(picture.starts_with(b"\x89PNG") && picture.len() > 10_000, "an empty picture");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("report.png");
    fs::write(&target, picture).expect("the picture is kept");
}

/// The least contrast of the page as WCAG 2 counts it (4.5 to 1 for text), on the first background that is not transparent.
const CONTRAST: &str = r"(() => {
    const rgb = (c) => c.match(/[\d.]+/g).map(Number);
    const light = ([r, g, b]) => { const f = (v) => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; }; return .2126 * f(r) + .7152 * f(g) + .0722 * f(b); };
    const back = (e) => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c.length === 3 || c[3] > 0) return c; } return [255, 255, 255]; };
    return Math.min(...[...document.querySelectorAll('main *, .bar *')].filter((e) => e.checkVisibility() && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())).map((e) => {
        const [a, b] = [light(rgb(getComputedStyle(e).color)), light(back(e))];
        return (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    }));
    })()";

/// The page of a resolution: its parts are what they are for a screen reader, notes lead there and back, nothing is fetched.
#[test]
fn a_resolution_is_a_page() {
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let mut files = vec![("en", "ltr", "fixtures/specimen_word.html".to_owned())];
    if let Some(corpus) = crate::corpus::corpus() {
        let file = |language: &str, letter: &str| corpus.join(format!("ga/xml/77/{language}/A_RES_77_63-2228153{letter}.xml")).display().to_string();
        files.extend([("ar", "rtl", file("Arabic", "A")), ("zh", "ltr", file("Chinese", "C")), ("en", "ltr", file("English", "E"))]);
    }
    for (n, (language, direction, file)) in files.into_iter().enumerate() {
        let page = folder.path().join(format!("{n}.html"));
        assert_eq!(run(&["convert", &file, "-o", page.to_str().expect("a plain path")]).0, 0, "{file}");
        let (tab, asked) = open(&browser, &page);
        assert_eq!(evaluate(&tab, "document.documentElement.lang + ' ' + getComputedStyle(document.body).direction"), format!("{language} {direction}"));
        assert_eq!(evaluate(&tab, "document.querySelectorAll('h1').length + ' ' + document.scripts.length"), "1 0");
        // The style applies: the policy knows its hash.
        assert_eq!(evaluate(&tab, "getComputedStyle(document.querySelector('main')).maxWidth"), "736px");
        assert_eq!(evaluate(&tab, "new Set([...document.querySelectorAll('[id]')].map((e) => e.id)).size === document.querySelectorAll('[id]').length"), true);
        // Every mark leads to a note, and the note back to a mark.
        evaluate(&tab, "document.querySelector('[role=doc-noteref]').click()");
        assert_eq!(evaluate(&tab, "document.querySelector(location.hash).getAttribute('role')"), "doc-footnote");
        evaluate(&tab, "document.querySelector('[role=doc-backlink]').click()");
        assert_eq!(evaluate(&tab, "document.querySelector(location.hash).getAttribute('role')"), "doc-noteref");
        assert_eq!(evaluate(&tab, "[...document.querySelectorAll('a[role]')].every((a) => document.getElementById(a.hash.slice(1)))"), true);
        let least = evaluate(&tab, CONTRAST).as_f64().expect("a ratio");
        assert!(least >= 4.5, "{file}: contrast {least:.2}");
        let others: Vec<String> = asked.lock().expect("one thread at a time").iter().filter(|u| !u.starts_with("file://")).cloned().collect();
        assert!(others.is_empty(), "{others:?}");
        let picture = tab.capture_screenshot(headless_chrome::protocol::cdp::Page::CaptureScreenshotFormatOption::Png, None, None, true).expect("a screenshot");
        fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("resolution-{n}.png")), picture).expect("the picture is kept");
    }
}

#[test]
fn contrast_is_enough_in_light_and_dark() {
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("review.html");
    run(&["diff", "fixtures/specimen_lighthouse_77.txt", "fixtures/specimen_lighthouse_78.txt", "-o", page.to_str().expect("a plain path")]);
    let (tab, _) = open(&browser, &page);
    for theme in ["light", "dark"] {
        evaluate(&tab, &format!("document.documentElement.dataset.theme = '{theme}'"));
        let least = evaluate(&tab, CONTRAST).as_f64().expect("a ratio");
        assert!(least >= 4.5, "{theme}: contrast {least:.2}");
    }
}
