//! Errors put into real texts at known places, by plain operations on the lines of the file: the rules' own code has no
//! part in it. Each must be found in its line by a rule that names it, and a certain fix must give the line back.
use super::Text;
use chancery_check::{Finding, Settings, SourceMap, check, fix_source};
use fastrand::Rng;
use regex::{Captures, Regex};

/// Least share found, over all and for each kind; least share of certain fixes that give the text back.
const FOUND: f64 = 0.95;
const FOUND_OF_KIND: f64 = 0.80;
const RESTORED: f64 = 0.95;
/// So many of each kind.
const EACH: usize = 40;

/// A kind of error.
struct Kind {
    name: &'static str,
    /// Rules that name it.
    rules: &'static [&'static str],
    spoil: Spoil,
}

/// How a line is spoiled.
enum Spoil {
    /// A pattern and what takes its place, in lines of a sort; one place at random.
    Swap(Sort, &'static str, &'static str),
    /// Another change of the line at an index.
    Line(Sort, fn(&[&str], usize, &mut Rng) -> Option<String>),
}

/// Which lines.
#[derive(Clone, Copy, PartialEq)]
enum Sort {
    Preamble,
    Operative,
    /// The last operative paragraph.
    Last,
    Item,
    /// Preamble, operative paragraphs and items.
    Running,
    Head,
    Foot,
    Note,
}

use Sort::{Foot, Head, Item, Last, Note, Operative, Preamble, Running};
use Spoil::{Line, Swap};

const fn kind(name: &'static str, rules: &'static [&'static str], spoil: Spoil) -> Kind {
    Kind { name, rules, spoil }
}

const DATE: &str = r"\b(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})\b";

const KINDS: &[Kind] = &[
    kind("preambular semicolon", &["B-01"], Swap(Preamble, ",$", ";")),
    kind("preambular mark lost", &["B-01"], Swap(Preamble, ",$", "")),
    kind("operative comma", &["B-01"], Line(Operative, |l, i, _| followed(l, i).then(|| l[i].strip_suffix(';').map(|s| format!("{s},"))).flatten())),
    kind("operative full stop", &["B-01"], Line(Operative, |l, i, _| followed(l, i).then(|| l[i].strip_suffix(';').map(|s| format!("{s}."))).flatten())),
    kind("last paragraph open", &["B-01"], Swap(Last, r"\.$", ";")),
    kind("number twice", &["A-09"], Line(Operative, |l, i, _| renumber(l, i, |n| n - 1))),
    kind("number skipped", &["A-09"], Line(Operative, |l, i, _| renumber(l, i, |n| n + 3))),
    kind("letter twice", &["A-10"], Swap(Item, r"^\(([b-y])\)\t", "($prev)\t")),
    kind(
        "small sub-paragraph",
        &["A-12"],
        Line(Item, |l, i, _| change(l[i], r"^(\([a-z]+\)\t)([A-Z])([a-z])", |c| format!("{}{}{}", &c[1], c[2].to_lowercase(), &c[3]))),
    ),
    kind("list without colon", &["A-11"], Line(Operative, |l, i, _| opens_list(l, i).then(|| l[i].strip_suffix(':').map(|s| format!("{s};"))).flatten())),
    kind("and before the last item", &["B-06"], Swap(Item, ";$", "; and")),
    kind("item with comma", &["B-06"], Line(Item, |l, i, _| same_level(l, i).then(|| l[i].strip_suffix(';').map(|s| format!("{s},"))).flatten())),
    kind("finite verb in preamble", &["B-03", "B-02"], Swap(Preamble, r"^Recall(ing)\b", "Recalls")),
    kind(
        "participle in operative",
        &["B-03"],
        Line(Operative, |l, i, _| {
            (label(l[i]) > 1).then(|| change(l[i], r"^(\d+\.\t)(Request|Urg|Encourag|Invit|Stress)e?s\b", |c| format!("{}{}ing", &c[1], &c[2]))).flatten()
        }),
    ),
    kind(
        "small first letter",
        &["B-04"],
        Line(Operative, |l, i, _| change(l[i], r"^(\d+\.\t)([A-Z])([a-z]+s )", |c| format!("{}{}{}", &c[1], c[2].to_lowercase(), &c[3]))),
    ),
    kind("also lost in preamble", &["C-20"], Swap(Preamble, r"^(Recalling|Reaffirming|Recognizing|Welcoming|Stressing) also\b", "$1")),
    kind(
        "also lost in operative",
        &["C-20"],
        Line(Operative, |l, i, _| {
            change(l[i], r"^(\d+\.\t)Also (welcomes|stresses|recognizes|reaffirms|recalls|emphasizes|notes) ", |c| format!("{}{} ", &c[1], capital(&c[2])))
        }),
    ),
    kind(
        "also for further",
        &["C-20"],
        Line(Operative, |l, i, _| {
            (i > 1 && (l[i - 2].contains("\tAlso ") || l[i - 1].contains("\tAlso ")))
                .then(|| change(l[i], r"^(\d+\.\t)Further ", |c| format!("{}Also ", &c[1])))
                .flatten()
        }),
    ),
    kind("also without cause", &["C-22"], Line(Operative, lone_also)),
    kind(
        "also before participle",
        &["C-21"],
        Line(Preamble, |l, i, _| change(l[i], r"^([A-Z])([a-z]+ing) also\b", |c| format!("Also {}{}", c[1].to_lowercase(), &c[2]))),
    ),
    kind(
        "also after verb",
        &["C-21"],
        Line(Operative, |l, i, _| {
            change(l[i], r"^(\d+\.\t)Also (requests|welcomes|stresses|encourages|urges|invites|decides|notes) ", |c| {
                format!("{}{} also ", &c[1], capital(&c[2]))
            })
        }),
    ),
    kind("calls on", &["C-25"], Swap(Operative, r"\tCalls upon ", "\tCalls on ")),
    kind("per cent sign", &["B-41"], Swap(Running, r"(\d) per cent", "$1%")),
    kind("percent", &["B-41"], Swap(Running, r"(\d) per cent", "$1 percent")),
    kind("American date", &["B-43"], Swap(Running, DATE, "$2 $1, $3")),
    kind("date with ordinal", &["B-43"], Swap(Running, DATE, "${1}th $2 $3")),
    kind("month cut short", &["B-43"], Swap(Running, r"\b(\d{1,2}) (Jan|Feb|Oct|Nov|Dec)[a-z]+ (\d{4})\b", "$1 $2. $3")),
    kind("date that is none", &["B-43"], Swap(Running, r"\b\d{1,2} (February|June|November|September) (\d{4})\b", "31 $1 $2")),
    kind(
        "session in figures",
        &["B-45"],
        Line(Running, |l, i, r| {
            one(l[i], r"\b(seventy|eighty|sixty|fifty)-(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth) session\b", r, |c| {
                format!("{} session", figures(&c[1], &c[2]))
            })
        }),
    ),
    kind(
        "ordinal without hyphen",
        &["B-45"],
        Swap(Running, r"\b(seventy|eighty|sixty|fifty)-(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth) session\b", "$1 $2 session"),
    ),
    kind("hyphen in span of years", &["B-12"], Swap(Running, r"\b((?:19|20)\d\d)–((?:19|20)\d\d)\b", "$1-$2")),
    kind("hyphen for dash", &["B-12"], Swap(Running, " – ", " - ")),
    kind("-ise", &["B-50"], Swap(Running, r"\b(organ|recogn|emphas|util|mobil|real|final|prior)iz(e|es|ed|ing|ation|ations)\b", "${1}is$2")),
    kind(
        "American spelling",
        &["B-50"],
        Line(Running, |l, i, r| one(l[i], r"\b(programmes?|labour|behaviour|neighbouring|centres?|fulfilment|defence)\b", r, |c| american(&c[1]))),
    ),
    kind("co-operation", &["B-50"], Swap(Running, r"\bco(operation|ordination)\b", "co-$1")),
    kind("UN", &["B-51"], Swap(Running, r"\b(the|of|by) United Nations (system|agencies|and|in|to)\b", "$1 UN $2")),
    kind("SG", &["B-51"], Swap(Running, r"\bthe Secretary-General (to|on|of|and)\b", "the SG $1")),
    kind("NGOs", &["B-51"], Swap(Running, r"\bnon-governmental organizations\b", "NGOs")),
    kind("UN Charter", &["B-53"], Swap(Running, r"\bCharter of the United Nations\b", "UN Charter")),
    kind("this resolution", &["B-69"], Swap(Running, r"\bthe present resolution\b", "this resolution")),
    kind("inter-alia", &["B-52"], Swap(Running, r"\binter alia\b", "inter-alia")),
    kind("symbol in citation", &["B-60"], Swap(Running, r"\bits resolution (\d\d/\d+) of ", "its resolution A/RES/$1 of ")),
    kind("GA resolution", &["B-60"], Swap(Running, r"\bGeneral Assembly resolution ", "GA resolution ")),
    kind(
        "date outside its session",
        &["B-64"],
        Line(Running, |l, i, r| {
            one(l[i], r"\bits resolution (\d\d/\d+(?: [A-Z])?) of (\d{1,2} [A-Z][a-z]+) (\d{4})\b", r, |c| {
                format!("its resolution {} of {} {}", &c[1], &c[2], c[3].parse::<i32>().map_or(0, |y| y + 2))
            })
        }),
    ),
    kind(
        "serial comma in citations",
        &["B-61"],
        Swap(Running, r"(, \d\d/\d+ of \d{1,2} [A-Z][a-z]+ \d{4}) and (\d\d/\d+ of \d{1,2} [A-Z][a-z]+ \d{4})", "$1, and $2"),
    ),
    kind(
        "citations out of order",
        &["B-61"],
        Swap(
            Running,
            r"\bits resolutions (\d\d/\d+ of \d{1,2} [A-Z][a-z]+ \d{4}), (\d\d/\d+ of \d{1,2} [A-Z][a-z]+ \d{4})( and|, \d\d/)",
            "its resolutions $2, $1$3",
        ),
    ),
    kind(
        "singular for two citations",
        &["B-67"],
        Swap(Running, r"\bits resolutions (\d\d/\d+ of \d{1,2} [A-Z][a-z]+ \d{4}(?:,| and) \d\d/)", "its resolution $1"),
    ),
    kind("part letter glued", &["B-62"], Swap(Running, r"\b(resolutions? \d\d/\d+) ([A-Z]) of ", "$1$2 of ")),
    kind("roman session before the letter", &["B-62"], Swap(Running, r"\b(\d{3,4}) ([A-Z]) (\([IVX]+\)) of ", "$1 $3 $2 of ")),
    kind("straight quotation marks", &["B-09"], Swap(Running, "“([^”“]+)”", "\"$1\"")),
    kind("straight apostrophe", &["B-09"], Swap(Running, r"(\w)’s\b", "$1's")),
    kind("stop inside the quotation", &["B-10"], Line(Last, |l, i, _| change(l[i], "”\\.$", |_| ".”".to_owned()))),
    kind("word twice", &["X-01"], Swap(Running, r" (the|of|and|to|in) ", " $1 $1 ")),
    kind("double space", &["X-03"], Swap(Running, r"([a-z]) ([a-z])", "$1  $2")),
    kind("space before comma", &["X-02"], Swap(Running, r"([a-z]), ([a-z])", "$1 , $2")),
    kind("space after comma lost", &["X-02"], Swap(Running, r"([a-z]), ([a-z])", "$1,$2")),
    kind("brackets", &["E-04"], Swap(Running, r" ([a-z]+) ([a-z]+) ", " [$1] $2 ")),
    kind("PP label", &["E-02"], Line(Preamble, |l, i, _| Some(format!("PP4. {}", l[i])))),
    kind("bis", &["E-03"], Line(Operative, |l, i, _| (label(l[i]) > 1).then(|| change(l[i], r"^(\d+)\.\t", |c| format!("{} bis.\t", &c[1]))).flatten())),
    kind("struck word", &["X-04"], Swap(Running, r" ([a-z]{4,}) ", " ~~$1~~ ")),
    kind("member states", &["B-31"], Swap(Running, r"\bMember States\b", "member states")),
    kind(
        "Vietnam",
        &["B-54"],
        Line(Running, |l, i, r| {
            one(l[i], r"\b(?:Viet Nam|Timor-Leste|Côte d’Ivoire)\b", r, |c| {
                c[0].replace("Viet Nam", "Vietnam").replace("Timor-L", "Timor L").replace('ô', "o")
            })
        }),
    ),
    kind("item not quoted", &["B-11"], Swap(Running, "(item entitled) “([^”]+)”", "$1 $2")),
    kind(
        "last year's agenda",
        &["D-07"],
        Line(Last, |l, i, _| {
            change(l[i], r"provisional agenda of its (\w+-?\w*) session", |c| {
                format!(
                    "provisional agenda of its {} session",
                    if c[1].starts_with("seventy") || c[1].starts_with("eight") { "seventy-fifth" } else { return c[0].to_owned() }
                )
            })
        }),
    ),
    kind("para. in text", &["B-68"], Swap(Running, r"\bparagraph (\d+)", "para. $1")),
    kind("article without comma", &["B-70"], Swap(Running, r"\b([Aa]rticle \d+, paragraph \d+), of the ", "$1 of the ")),
    kind("stop of a note lost", &["B-83"], Swap(Note, r"\.$", "")),
    kind("note lost", &["B-84"], Line(Note, |_, _, _| Some(String::new()))),
    kind(
        "session of another year",
        &["A-06"],
        Line(Head, |l, i, _| change(l[i], r"^Seventy-(\w+) session$", |c| format!("Seventy-{} session", if &c[1] == "second" { "third" } else { "second" }))),
    ),
    kind(
        "closing of another day",
        &["A-06"],
        Line(Foot, |l, i, _| change(l[i], r"^(\d{1,2}) ([A-Z][a-z]+ \d{4})$", |c| format!("{} {}", if &c[1] == "9" { "8" } else { "9" }, &c[2]))),
    ),
    kind(
        "verb without ending",
        &["B-03"],
        Line(Operative, |l, i, _| {
            (label(l[i]) > 1)
                .then(|| {
                    change(l[i], r"^(\d+\.\t)(Request|Encourage|Urge|Invite|Welcome)s (the|all|Member|States)", |c| format!("{}{} {}", &c[1], &c[2], &c[3]))
                })
                .flatten()
        }),
    ),
    kind("full sentence inside", &["B-05"], Swap(Running, r"([a-z]{2}), and (?:also )?(?:requests|urges|invites|encourages) ", "$1. It requests ")),
    kind(
        "day with a nought",
        &["B-43"],
        Swap(Running, r"\b(of|on) ([1-9]) (January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})\b", "$1 0$2 $3 $4"),
    ),
    kind("small month", &["B-43"], Line(Running, |l, i, r| one(l[i], DATE, r, |c| format!("{} {} {}", &c[1], c[2].to_lowercase(), &c[3])))),
    kind("day of placeholder", &["E-04", "X-04"], Swap(Running, DATE, "[date]")),
    kind("number of placeholder", &["X-04"], Swap(Running, r"\bresolution (\d{2})/\d+ of ", "resolution $1/… of ")),
    kind(
        "capitals of a session",
        &["B-45"],
        Line(Running, |l, i, r| one(l[i], r"\bits ([a-z]+)-([a-z]+) session\b", r, |c| format!("its {}-{} Session", capital(&c[1]), &c[2]))),
    ),
    kind("em dash", &["B-12"], Swap(Running, " – ", "—")),
    kind("Secretary General", &["B-31"], Swap(Running, r"\bSecretary-General\b", "Secretary General")),
    kind("Resolution", &["B-31"], Swap(Running, r"\b(its|of|in|to) resolution (\d+/)", "$1 Resolution $2")),
    kind("resolution No.", &["B-60"], Swap(Running, r"\bresolution (\d+/\d+)", "resolution No. $1")),
    kind("year of the Council", &["B-64"], Swap(Running, r"\((20\d\d)\) of (\d{1,2} [A-Z][a-z]+) 20\d\d", "($1) of $2 1999")),
    kind("operative paragraph", &["B-68"], Swap(Running, r"\bparagraph (\d+)", "operative paragraph $1")),
    kind("mark before the comma", &["B-81"], Swap(Running, r"([a-z])([,;])([¹²³⁴⁵⁶⁷⁸⁹])([ ])", "$1$3$2$4")),
    kind("two commas", &["X-02"], Swap(Running, r"([a-z]), ", "$1,, ")),
    kind("bracket open", &["X-08"], Swap(Running, r"\(([a-z][a-z ]{3,30})\)", "($1")),
    kind("form of a letter", &["A-10"], Swap(Item, r"^\(([a-z])\)\t", "$1)\t")),
    kind("letter of the agenda item", &["X-07"], Swap(Head, r"^(Agenda item \d+) (\([a-z]\))$", "$1$2")),
];

/// One place of a pattern, at random, with other words.
fn one(line: &str, pattern: &str, rng: &mut Rng, with: impl Fn(&Captures) -> String) -> Option<String> {
    let pattern = Regex::new(pattern).expect("a constant pattern");
    let all: Vec<Captures> = pattern.captures_iter(line).collect();
    // Words of others keep their own spelling, and no rule looks there.
    let outside = |c: &&Captures| {
        let at = c.get(0).map_or(0, |m| m.start());
        line[..at].matches('“').count() == line[..at].matches('”').count()
    };
    let open: Vec<&Captures> = all.iter().filter(outside).collect();
    let c = rng.choice(open)?;
    let whole = c.get(0)?;
    Some(format!("{}{}{}", &line[..whole.start()], with(c), &line[whole.end()..]))
}

/// The first place of a pattern.
fn change(line: &str, pattern: &str, with: impl Fn(&Captures) -> String) -> Option<String> {
    let pattern = Regex::new(pattern).expect("a constant pattern");
    let c = pattern.captures(line)?;
    let whole = c.get(0)?;
    Some(format!("{}{}{}", &line[..whole.start()], with(&c), &line[whole.end()..]))
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

fn figures(ten: &str, unit: &str) -> String {
    let tens = ["fifty", "sixty", "seventy", "eighty"].iter().position(|t| *t == ten).unwrap_or(0) + 5;
    let units = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];
    let n = units.iter().position(|u| *u == unit).unwrap_or(0) + 1;
    format!("{tens}{n}{}", ["st", "nd", "rd"].get(n - 1).unwrap_or(&"th"))
}

fn american(word: &str) -> String {
    word.replace("programme", "program").replace("our", "or").replace("centre", "center").replace("fulfil", "fulfill").replace("defence", "defense")
}

/// The number before a paragraph; 0 if it has none.
fn label(line: &str) -> usize {
    line.split_once(".\t").and_then(|(n, _)| n.parse().ok()).unwrap_or(0)
}

fn next<'a>(lines: &[&'a str], i: usize) -> &'a str {
    lines[i + 1..].iter().find(|l| !l.is_empty()).copied().unwrap_or("")
}

fn before<'a>(lines: &[&'a str], i: usize) -> &'a str {
    lines[..i].iter().rev().find(|l| !l.is_empty()).copied().unwrap_or("")
}

/// A numbered paragraph comes next.
fn followed(lines: &[&str], i: usize) -> bool {
    label(next(lines, i)) == label(lines[i]) + 1
}

fn opens_list(lines: &[&str], i: usize) -> bool {
    next(lines, i).starts_with("(a)\t")
}

fn same_level(lines: &[&str], i: usize) -> bool {
    let letter = |l: &str| l.starts_with('(').then(|| l.as_bytes().get(1).copied()).flatten();
    letter(lines[i]).zip(letter(next(lines, i))).is_some_and(|(a, b)| b == a + 1)
}

/// A number between its two neighbours changes.
fn renumber(lines: &[&str], i: usize, to: impl Fn(usize) -> usize) -> Option<String> {
    let n = label(lines[i]);
    let middle = n > 1 && label(before(lines, i)) == n - 1 && label(next(lines, i)) == n + 1;
    middle.then(|| lines[i].replacen(&n.to_string(), &to(n).to_string(), 1))
}

/// “Also” before a verb that the paragraph before has not.
fn lone_also(lines: &[&str], i: usize, _: &mut Rng) -> Option<String> {
    let verb = Regex::new(r"^\d+\.\t([A-Z][a-z]+s) ").expect("a constant pattern");
    let (own, other) = (verb.captures(lines[i])?, before(lines, i));
    let word = own[1].to_lowercase();
    if label(other) == 0 || other.to_lowercase().contains(&word) {
        return None;
    }
    change(lines[i], r"^(\d+\.\t)([A-Z])", |c| format!("{}Also {}", &c[1], c[2].to_lowercase()))
}

/// The lines of a sort.
fn lines_of(lines: &[&str], sort: Sort) -> Vec<usize> {
    let Some(opening) = lines.iter().position(|l| *l == "The General Assembly,") else { return Vec::new() };
    let closing = lines.iter().position(|l| l.ends_with("plenary meeting")).unwrap_or(lines.len());
    let first = (opening..closing).find(|i| lines[*i].starts_with("1.\t")).unwrap_or(closing);
    let numbered = |i: &usize| label(lines[*i]) > 0;
    match sort {
        Preamble => (opening + 1..first).filter(|i| lines[*i].ends_with(',') && !lines[*i].starts_with('(')).collect(),
        Operative => (first..closing).filter(numbered).collect(),
        Last => (first..closing).rfind(|i| !lines[*i].is_empty()).filter(numbered).into_iter().collect(),
        Item => (first..closing).filter(|i| lines[*i].starts_with('(')).collect(),
        Running => (opening + 1..closing).filter(|i| numbered(i) || lines[*i].starts_with('(') || *i < first && lines[*i].ends_with(',')).collect(),
        Head => (0..opening).collect(),
        Foot => (closing..lines.len().min(closing + 2)).collect(),
        Note => (closing..lines.len()).filter(|i| lines[*i].starts_with(|c| "¹²³⁴⁵⁶⁷⁸⁹".contains(c)) && !lines[*i].contains("http")).collect(),
    }
}

fn spoiled(kind: &Kind, lines: &[&str], rng: &mut Rng) -> Option<(usize, String)> {
    let (Swap(sort, ..) | Line(sort, _)) = kind.spoil;
    let mut at = lines_of(lines, sort);
    rng.shuffle(&mut at);
    at.into_iter().take(60).find_map(|i| {
        let new = match kind.spoil {
            Swap(_, pattern, with) => one(lines[i], pattern, rng, |c| expand(c, with))?,
            Line(_, spoil) => spoil(lines, i, rng)?,
        };
        (new != lines[i]).then_some((i, new))
    })
}

/// The words with groups put in; `$prev` is the letter before.
fn expand(c: &Captures, with: &str) -> String {
    let mut out = String::new();
    let prev = c.get(1).and_then(|m| m.as_str().bytes().next()).map_or(' ', |b| char::from(b.saturating_sub(1)));
    c.expand(&with.replace("$prev", &prev.to_string()), &mut out);
    out
}

#[derive(Default)]
struct Score {
    put: usize,
    found: usize,
    fixes: usize,
    restored: usize,
    missed: Vec<String>,
}

pub fn run(texts: &[Text], show: usize) -> Result<(), Box<dyn std::error::Error>> {
    let mut rng = Rng::with_seed(7763);
    let mut scores: Vec<Score> = Vec::new();
    for kind in KINDS {
        let mut score = Score::default();
        let mut order: Vec<usize> = (0..texts.len()).collect();
        rng.shuffle(&mut order);
        for text in order.into_iter().map(|i| &texts[i]).filter(|t| t.source.len() < 60_000) {
            if score.put == EACH {
                break;
            }
            let lines: Vec<&str> = text.source.split('\n').collect();
            if let Some((i, new)) = spoiled(kind, &lines, &mut rng) {
                judge(kind, text, &lines, i, &new, &mut score);
            }
        }
        scores.push(score);
    }
    report(&scores, show)
}

fn judge(kind: &Kind, text: &Text, lines: &[&str], i: usize, new: &str, score: &mut Score) {
    let mut spoiled = lines.to_vec();
    spoiled[i] = new;
    let source = spoiled.join("\n");
    let Ok(r) = chancery_formats::read_text(&source) else { return };
    score.put += 1;
    let (map, settings) = (SourceMap::new(&r, &source), Settings::default());
    let before = super::checked(text);
    let was = |f: &Finding| before.iter().any(|b| b.rule.id == f.rule.id && b.place == f.place && b.message == f.message && b.span == f.span);
    let here = |f: &Finding| map.range(f.place, &f.span).is_some_and(|r| map.line_column(r.start).0 == i + 1);
    let named: Vec<Finding> = check(&r, None, Some(&map), &settings).into_iter().filter(|f| kind.rules.contains(&f.rule.id) && !was(f)).collect();
    // A lost note is told where its mark is.
    let found: Vec<Finding> = named.into_iter().filter(|f| here(f) || new.is_empty()).collect();
    if found.is_empty() {
        score.missed.push(format!("{} line {}: {}", text.resolution.symbol(), i + 1, new.chars().take(160).collect::<String>()));
        return;
    }
    score.found += 1;
    let certain: Vec<Finding> = found.into_iter().filter(|f| f.fix.as_ref().is_some_and(|x| x.certain)).collect();
    if !certain.is_empty() {
        score.fixes += 1;
        let (mended, _) = fix_source(&r, &certain, &map);
        if mended == text.source {
            score.restored += 1;
        } else {
            let got = mended.split('\n').nth(i).unwrap_or("").chars().take(140).collect::<String>();
            score.missed.push(format!("{} line {}: not restored: {got}", text.resolution.symbol(), i + 1));
        }
    }
}

fn report(scores: &[Score], show: usize) -> Result<(), Box<dyn std::error::Error>> {
    println!("\nerrors put into real texts, {} kinds", KINDS.len());
    println!("  {:<34} {:>5} {:>6} {:>6} {:>9}", "kind", "put", "found", "fixes", "restored");
    let mut weak = Vec::new();
    for (kind, s) in KINDS.iter().zip(scores) {
        println!("  {:<34} {:>5} {:>6} {:>6} {:>9}", kind.name, s.put, s.found, s.fixes, s.restored);
        s.missed.iter().take(show).for_each(|m| println!("      {m}"));
        if s.put == 0 || (s.found as f64) < FOUND_OF_KIND * s.put as f64 {
            weak.push(kind.name);
        }
    }
    let sum = |of: fn(&Score) -> usize| scores.iter().map(of).sum::<usize>();
    let (found, restored) = (sum(|s| s.found) as f64 / sum(|s| s.put) as f64, sum(|s| s.restored) as f64 / sum(|s| s.fixes).max(1) as f64);
    println!("  found {:.1} % of {} (bound: {:.0} %, {:.0} % of each kind)", 100.0 * found, sum(|s| s.put), 100.0 * FOUND, 100.0 * FOUND_OF_KIND);
    println!("  certain fixes that give the text back: {:.1} % of {} (bound: {:.0} %)", 100.0 * restored, sum(|s| s.fixes), 100.0 * RESTORED);
    if found < FOUND || restored < RESTORED || !weak.is_empty() {
        return Err(format!("seeded errors: a bound is not kept; weak kinds: {weak:?}").into());
    }
    Ok(())
}
