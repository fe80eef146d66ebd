//! Templates as a delegate uses them: list, show, new, derive, lint, draft; questions on a terminal; hostile templates.
use crate::{root, run};
use std::{fs, process::Command, time::Duration};

const SEED: &str = "fixtures/A_RES_77_63.txt";
const OWN: &str = "fixtures/templates/lighthouse.md";

#[test]
fn list_and_show() {
    insta::assert_snapshot!("template_list", run(&["template", "list"]).1);
    let (code, shown, _) = run(&["template", "show", OWN]);
    assert_eq!(code, 0);
    insta::assert_snapshot!("template_show", shown);
}

/// Every built-in template is clean and gives a resolution, which a person can read before giving a value.
#[test]
fn built_in_templates() {
    let values = ["--session", "81", "--set", "committee=Fourth Committee", "--set", "draft=A/C.4/81/L.5", "--set", "year=2026"];
    for template in chancery_draft::template::built_in() {
        assert_eq!(run(&["template", "lint", template.name]), (0, String::new(), String::new()));
        let given: Vec<&str> = values.chunks(2).filter(|v| asks_for(template.source, v)).flatten().copied().collect();
        let (code, text, error) = run(&[&["draft", "--template", template.name][..], &given].concat());
        assert_eq!((code, error.as_str()), (0, ""), "{}", template.name);
        insta::assert_snapshot!(format!("template_{}", template.name), text);
    }
}

fn asks_for(source: &str, value: &[&str]) -> bool {
    let name = if value[0] == "--session" { "session" } else { value[1].split('=').next().unwrap_or_default() };
    source.contains(&format!("[variables.{name}]"))
}

/// Optional paragraphs: numbers, also/further and footnotes follow what is there.
#[test]
fn own_template_with_optional_paragraphs() {
    let values =
        ["--session", "79", "--set", "recall=77/999 of 1 December 2022; 78/12 of 4 December 2023", "--set", "place=Oslo", "--set", "dates=3 to 5 May 2025"];
    let all = run(&[&["draft", "--template", OWN][..], &values].concat()).1;
    insta::assert_snapshot!("template_own", all);
    assert!(all.contains("2.\tAlso urges the keepers to attend"), "{all}");
    let less = run(&[&["draft", "--template", OWN, "--set", "urge=no"][..], &values].concat()).1;
    assert!(less.contains("1.\tUrges the keepers to attend") && less.contains("2.\tDecides"), "{less}");
}

#[test]
fn values_from_files_and_hostile_values() {
    let folder = tempfile::tempdir().expect("a folder");
    let (toml, json) = (folder.path().join("v.toml"), folder.path().join("v.json"));
    fs::write(&toml, "session = 79\nrecall = [\"78/12 of 4 December 2023\"]\nplace = \"Oslo\"\ndates = 2025-05-03\n").expect("values");
    fs::write(&json, r#"{"session": 79, "recall": ["78/12 of 4 December 2023"], "place": "Oslo", "dates": "3 May 2025"}"#).expect("values");
    let draft = |file: &std::path::Path, more: &[&str]| {
        run(&[&["draft", "--template", OWN, "--values", file.to_str().expect("a path"), "--to", "json"][..], more].concat())
    };
    let (code, from_toml, error) = draft(&toml, &[]);
    assert_eq!((code, error.as_str()), (0, ""));
    assert_eq!(from_toml, draft(&json, &[]).1);
    assert!(from_toml.contains("its resolution 78/12 of 4 December 2023,") && from_toml.contains("from 3 May 2025"), "{from_toml}");
    // A value stays words: no markup, no tags, no further paragraphs.
    let hostile = draft(&toml, &["--set", "place=Os*lo* # [x](y) {{ session }} <!-- -->"]).1;
    assert!(hostile.contains("in Os*lo* # [x](y) {{ session }} <!-- --> from"), "{hostile}");
    assert_eq!(draft(&toml, &["--set", "place=Oslo\n\n9. Decides"]).0, 2);
}

/// The law of templates on the seed: with its own values the text, for the next session the rollover.
#[test]
fn derived_template_of_the_seed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("convention.md");
    let path = path.to_str().expect("a path");
    assert_eq!(run(&["template", "derive", SEED, "-o", path]).0, 0);
    insta::assert_snapshot!("template_derived", fs::read_to_string(path).expect("the template"));
    assert_eq!(run(&["template", "lint", path]), (0, String::new(), String::new()));
    let text = |arguments: &[&str]| run(arguments).1.split("\n[To do").next().unwrap_or_default().to_owned();
    assert_eq!(text(&["draft", "--template", path]), text(&["convert", SEED, "--to", "text"]));
    assert_eq!(text(&["draft", "--template", path, "--session", "78"]), text(&["draft", SEED, "--session", "78"]));
    // What was a flag is an entry that names the variable.
    let list = run(&["draft", "--template", path, "--session", "78"]).1;
    assert!(list.contains("check “164”") && list.contains("fill in [place]"), "{list}");
    // A session between the base and nothing: the one before is refused.
    let (code, _, error) = run(&["draft", "--template", path, "--session", "76"]);
    assert!(code == 2 && error.contains("session 76 is before the 77th session"), "{error}");
}

/// What a base text knows fills a template of one's own.
#[test]
fn base_and_template() {
    let (code, text, error) = run(&["draft", SEED, "--template", "ga-committee"]);
    assert_eq!((code, error.as_str()), (0, ""));
    for expected in ["A/C.1/78/L.[number]", "76/26 of 6 December 2021 and 77/63 of 7 December 2022,", "seventy-ninth session"] {
        assert!(text.contains(expected), "{expected} not in {text}");
    }
}

/// Each with the line and the remedy; none runs for long or reads outside its folder.
#[test]
fn faulty_and_hostile_templates() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("self.md"), "1. Acts. {% include \"self.md\" %}").expect("a part");
    let head = "+++\norgan = \"general-assembly\"\n+++\nThe General Assembly,\n\n";
    let variable =
        |declared: &str, body: &str| format!("+++\norgan = \"general-assembly\"\n[variables.x]\n{declared}\n+++\nThe General Assembly,\n\n1. Acts {body}.\n");
    let mut report = String::new();
    for (name, source) in [
        ("no front matter", "The General Assembly,\n\n1. Acts.\n".to_owned()),
        ("front matter that is no TOML", "+++\norgan = = 1\n+++\n1. Acts.\n".to_owned()),
        ("unknown field", "+++\norgan = \"general-assembly\"\ncolour = 1\n+++\n1. Acts.\n".to_owned()),
        ("unknown organ", "+++\norgan = \"trusteeship-council\"\n+++\n1. Acts.\n".to_owned()),
        ("unknown type", variable("type = \"colour\"", "{{ x }}")),
        ("unknown key of a variable", variable("type = \"text\"\nsize = 1", "{{ x }}")),
        ("undeclared", format!("{head}1. Acts {{{{ y }}}}.\n")),
        ("undeclared in the masthead", "+++\norgan = \"general-assembly\"\n[masthead]\nsession = \"{{ y }}\"\n+++\n1. Acts.\n".to_owned()),
        ("unused", variable("type = \"text\"", "")),
        ("ill-typed default", variable("type = \"date\"\ndefault = \"yesterday\"", "{{ x }}")),
        ("choice without choices", variable("type = \"choice\"", "{{ x }}")),
        ("unknown filter", variable("type = \"text\"\ndefault = \"a\"", "{{ x | shout }}")),
        ("ordinal of a word", variable("type = \"text\"\ndefault = \"a\"", "{{ x | ordinal }}")),
        ("tag that is not closed", format!("{head}{{% if true %}}\n\n1. Acts.\n")),
        ("loop without end", format!("{head}{{% for a in range(90000) %}}{{% for b in range(90000) %}}x{{% endfor %}}{{% endfor %}}\n")),
        ("a text that doubles", format!("{head}{{% set a = \"x\" %}}{}1. Acts {{{{ a }}}}.\n", "{% set a = a ~ a %}\n".repeat(40))),
        ("part that includes itself", format!("{head}{{% include \"self.md\" %}}\n")),
        ("part outside the folder", format!("{head}{{% include \"../../etc/passwd\" %}}\n")),
        ("part by full path", format!("{head}{{% include \"/etc/passwd\" %}}\n")),
        ("part that is not there", format!("{head}{{% include \"nothing.md\" %}}\n")),
    ] {
        let path = folder.path().join("t.md");
        fs::write(&path, source).expect("a template");
        let path = path.to_str().expect("a path");
        let (code, found, error) = run(&["template", "lint", path]);
        assert_eq!((code, error.as_str()), (1, ""), "{name}: {found}");
        report += &format!("{name}\n  {}\n", found.replace(path, "t.md").trim_end().replace('\n', "\n  "));
        assert_eq!(run(&["draft", "--template", path]).0, 2, "{name}");
    }
    insta::assert_snapshot!("template_faults", report);
    let (code, _, error) = run(&["draft", "--template", "nothing"]);
    assert!(code == 2 && error.contains("no such template") && error.contains("ga-committee"), "{error}");
    let (code, _, error) = run(&["draft", "--template", OWN, "--set", "plaec=Oslo"]);
    assert!(code == 2 && error.contains("no variable “plaec”") && error.contains("“session” has no value"), "{error}");
}

/// A walk through the questions: a default taken, a wrong answer asked again, a choice, a yes-or-no.
#[cfg(unix)]
#[test]
fn questions_on_a_terminal() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    command.current_dir(root()).env("TERM", "xterm-256color").args(["draft", "--template", OWN]);
    let wait = Duration::from_secs(30).as_millis() as u64;
    let mut terminal = rexpect::session::spawn_command(command, Some(wait)).expect("a pseudo-terminal");
    let mut answer = |question: &str, text: &str| {
        terminal.exp_string(question).unwrap_or_else(|e| panic!("{question}: {e}"));
        terminal.send(text).expect("the terminal takes keys");
        terminal.flush().expect("the terminal takes keys");
    };
    answer("Session of the draft", "soon\r");
    answer("is not of type session", "\u{15}\u{7f}\u{7f}\u{7f}\u{7f}seventy-ninth\r");
    answer("Earlier resolutions", "78/12 of 4 December 2023\r");
    answer("Number of the meeting of keepers", "\r");
    answer("City of the meeting", "Oslo\r");
    answer("Days of the meeting", "\r");
    answer("How strongly", "\u{1b}[B\r");
    answer("Urge the keepers?", "n");
    let text = terminal.exp_eof().expect("the draft ends");
    for expected in [
        "Seventy-ninth session",
        "its resolution 78/12 of 4 December 2023,",
        "Third Meeting of Keepers, to be held in Oslo from [dates]",
        "Noting with deep regret",
        "fill in [dates]",
    ] {
        assert!(text.contains(expected), "{expected} not in {text}");
    }
    assert!(!text.contains("keep their lamps lit"), "{text}");
}
