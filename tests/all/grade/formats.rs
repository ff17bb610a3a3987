//! What other programs read: forms that are kept, and what students write as mere data in each of them.

use super::fake::{Fake, assignment, check, hand_in, marked, outcome, points};
use crate::trace::schema::faults;
use sandbox::catalogue::Paint;
use sandbox::grade::assignment::Visible;
use sandbox::grade::bilingual::Bilingual;
use sandbox::grade::property::{Property, Text};
use sandbox::grade::results::formats::{Format, Look, feedback, rendered};
use sandbox::grade::results::{HandedIn, Machine, Marked, Results, Tool, file, moodle};
use sandbox::messages::Language;
use serde_json::Value;

/// What a student prints and is called to make trouble.
const EVIL: &str =
    "</pre>```<script>alert(1)</script>]]>\u{1b}[2J\u{202e}=cmd|'/C calc'!A0\u{0}\n```\n| x";

/// Results of two students, the first with a wrong output that is full of trouble.
pub fn results() -> Results {
    let mut hidden = check("hidden", 1.0, vec![Property::Exit(3)]);
    hidden.visible = Visible::Never;
    hidden.title = Bilingual::same("secret title");
    let mut advice = check("advice", 0.0, vec![Property::Exit(9)]);
    advice.hint = Some(Bilingual::same("<b>hint</b>"));
    let mut needs = check("needs", 1.0, vec![Property::Exit(0)]);
    needs.needs = vec!["out".into()];
    let out = check(
        "out",
        2.5,
        vec![Property::Stdout(Text::Equal("good".into()))],
    );
    let assignment = assignment(vec![out, hidden, advice, needs]);
    let mut bad = marked(&assignment, &mut Fake::of(vec![outcome(EVIL)]));
    bad.student = format!("=1+1 {EVIL}");
    bad.id = "42".into();
    bad.folder = "EVIL & <b>_42_assignsubmission_file_".into();
    bad.files = vec![HandedIn {
        taken_as: None,
        unasked: false,
        name: "a.rhai".into(),
        digest: format!("sha256:{}", "0".repeat(64)),
        bytes: 3,
        encoding: "windows-1252".into(),
    }];
    let mut good = marked(&assignment, &mut Fake::of(vec![outcome("good")]));
    good.folder = "../../etc/passwd".into();
    good.id = "7".into();
    Results {
        tool: Tool {
            name: "sandbox".into(),
            version: "0".into(),
            engine: "rhai".into(),
        },
        assignment: Marked {
            id: "test".into(),
            title: Bilingual::same("Title <i>"),
            digest: format!("sha256:{}", "1".repeat(64)),
            seed: 1,
            out_of: points(20.0),
        },
        machine: Some(Machine {
            layers: vec!["seccomp".into()],
            missing: Vec::new(),
            cores: 2,
        }),
        submissions: vec![bad, good],
        left: 0,
    }
}

pub fn look(language: Language) -> Look {
    Look {
        language,
        paint: Paint::new(false),
        stable: true,
    }
}

pub fn text(format: Format) -> String {
    rendered(format, &results(), look(Language::French), &[hand_in(EVIL)])
}

fn json(format: Format) -> Value {
    serde_json::from_str(&text(format)).unwrap_or_else(|error| panic!("{}: {error}", format.name()))
}

#[test]
fn json_is_as_the_schema_says_and_reads_back() {
    let schema: Value = serde_json::from_str(include_str!("../../../data/schemas/results.v1.json"))
        .expect("a schema");
    let wrong = faults(&schema, &json(Format::Json));
    assert!(wrong.is_empty(), "{wrong:#?}");
    let again = file::from_json(&text(Format::Json), "x").expect("results");
    assert_eq!(file::to_json(&again), text(Format::Json));
    assert!(file::from_json("{}", "x").is_err() && file::from_json("[", "x").is_err());
    let nothing = Results {
        submissions: Vec::new(),
        ..results()
    };
    let empty: Value = serde_json::from_str(&file::to_json(&nothing)).expect("JSON");
    assert!(faults(&schema, &empty).is_empty());
}

#[test]
fn nothing_of_a_student_is_more_than_data() {
    for format in Format::ALL {
        for language in [Language::English, Language::French] {
            let text = rendered(*format, &results(), look(language), &[hand_in(EVIL)]);
            assert!(
                !text.contains('\u{1b}') && !text.contains('\u{202e}') && !text.contains('\0'),
                "{}",
                format.name()
            );
            if *format == Format::Html {
                assert!(
                    !text.contains("<script") && !text.contains("<b>"),
                    "{}: {text}",
                    format.name()
                );
            }
            // Of a hidden check students read neither title nor reason.
            if [
                Format::Html,
                Format::Exercism,
                Format::PrairieLearn,
                Format::Check50,
                Format::Classroom50,
            ]
            .contains(format)
            {
                assert!(!text.contains("secret title"), "{}", format.name());
            }
        }
    }
}

#[test]
fn sheets_have_no_formulas() {
    let csv = text(Format::Csv);
    assert!(
        csv.starts_with(
            "\u{feff}id;student;file;note;points;total;status;out;hidden;advice;needs\r\n"
        ),
        "{csv}"
    );
    assert!(csv.contains("42;'=1+1 "), "{csv}");
    assert!(csv.contains(";15,56;3,5;4,5;marked;"), "{csv}");
    let english = rendered(Format::Csv, &results(), look(Language::English), &[]);
    assert!(
        english.starts_with("id,student,") && english.contains(",15.56,3.5,4.5,"),
        "{english}"
    );
}

#[test]
fn junit_tells_failures_and_what_was_skipped() {
    let xml = text(Format::Junit);
    assert!(
        xml.contains("<failure")
            && xml.contains("type=\"wrong-output\"")
            && xml.contains("<skipped"),
        "{xml}"
    );
    assert!(
        xml.contains("tests=\"5\"") && !xml.contains("]]><"),
        "{xml}"
    );
}

#[test]
fn exercism_version_3() {
    let value = json(Format::Exercism);
    assert_eq!(
        (value["version"].as_i64(), value["status"].as_str()),
        (Some(3), Some("fail"))
    );
    let tests = value["tests"].as_array().expect("a list");
    assert_eq!(tests.len(), 4);
    for test in tests {
        assert!(["pass", "fail", "error"].contains(&test["status"].as_str().expect("a word")));
        assert!(
            test["output"]
                .as_str()
                .is_none_or(|output| output.chars().count() <= 500)
        );
    }
}

#[test]
fn coderunner_has_only_the_keys_that_it_may_have() {
    let value = json(Format::CodeRunner);
    let allowed = [
        "fraction",
        "prologuehtml",
        "testresults",
        "epiloguehtml",
        "feedbackhtml",
        "columnformats",
        "showdifferences",
        "showoutputonly",
        "graderstate",
        "instructorhtml",
    ];
    let keys: Vec<&String> = value.as_object().expect("an object").keys().collect();
    assert!(
        keys.iter().all(|key| allowed.contains(&key.as_str())),
        "{keys:?}"
    );
    let fraction = value["fraction"].as_f64().expect("a number");
    assert!((0.0..=1.0).contains(&fraction));
    let rows = value["testresults"].as_array().expect("rows");
    let heading: Vec<&str> = rows[0]
        .as_array()
        .expect("a row")
        .iter()
        .map(|cell| cell.as_str().expect("a word"))
        .collect();
    assert_eq!(
        heading,
        ["iscorrect", "Contrôle", "Résultat", "Points", "ishidden"]
    );
    // Each row is as long, and the formats are of all columns but the two that steer.
    assert!(
        rows.iter()
            .all(|row| row.as_array().expect("a row").len() == 5)
    );
    // Cells of `%s` are escaped by CodeRunner, the fields of HTML by us.
    for field in ["prologuehtml", "epiloguehtml", "instructorhtml"] {
        let html = value[field].as_str().expect("a text");
        assert!(!html.contains("<script") && !html.contains("<b>"), "{html}");
    }
    assert_eq!(value["columnformats"].as_array().expect("formats").len(), 3);
    assert!(
        text(Format::CodeRunner).len() <= 200_000 && text(Format::CodeRunner).lines().count() == 1
    );
    assert!(
        json(Format::CodeRunnerRow)["got"]
            .as_str()
            .expect("a text")
            .contains("diffère")
    );
}

#[test]
fn platforms_get_what_they_take() {
    let scope = json(Format::Gradescope);
    let visibilities: Vec<&str> = scope["tests"]
        .as_array()
        .expect("tests")
        .iter()
        .map(|test| test["visibility"].as_str().expect("a word"))
        .collect();
    assert_eq!(visibilities, ["visible", "hidden", "visible", "visible"]);
    // The fence of what a student printed is longer than any in it.
    assert!(
        scope["tests"][0]["output"]
            .as_str()
            .expect("text")
            .starts_with("````text\n")
    );
    let room = json(Format::Classroom50);
    assert_eq!(room["schema"], "classroom50/result/v1");
    let tests = room["tests"].as_array().expect("tests");
    let sum = |name: &str| {
        tests
            .iter()
            .map(|test| test[name].as_i64().expect("a whole number"))
            .sum::<i64>()
    };
    assert_eq!(
        (Some(sum("score")), Some(sum("max-score"))),
        (room["score"].as_i64(), room["max-score"].as_i64())
    );
    let learn = json(Format::PrairieLearn);
    assert_eq!(learn["gradable"], true);
    assert!(
        learn["tests"]
            .as_array()
            .expect("tests")
            .iter()
            .all(|test| test["max_points"].is_number())
    );
    let check50 = json(Format::Check50);
    assert_eq!(check50["results"][4]["passed"], Value::Null);
    assert!(check50["results"][1]["cause"]["rationale"].is_string());
}

#[test]
fn before_the_first_result_there_is_a_form_too() {
    let nothing = Results {
        submissions: Vec::new(),
        left: 1,
        ..results()
    };
    for format in Format::ALL {
        let text = rendered(*format, &nothing, look(Language::English), &[]);
        let is_json = serde_json::from_str::<Value>(&text).is_ok();
        let is_other =
            [Format::Terminal, Format::Csv, Format::Junit, Format::Html].contains(format);
        assert!(is_json || is_other, "{}", format.name());
    }
    let scope: Value = serde_json::from_str(&rendered(
        Format::Gradescope,
        &nothing,
        look(Language::English),
        &[],
    ))
    .expect("JSON");
    assert_eq!(scope["score"], 0);
}

#[test]
fn feedback_is_packed_as_moodle_takes_it_back() {
    let bytes = feedback(&results(), look(Language::French), &[hand_in(EVIL)]);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).expect("an archive");
    let names: Vec<String> = (0..archive.len())
        .map(|place| {
            archive
                .by_index(place)
                .expect("an entry")
                .name()
                .expect("a name")
                .into_owned()
        })
        .collect();
    assert_eq!(
        names[0],
        "EVIL & _b__42_assignsubmission_file_/feedback.html"
    );
    assert!(
        names[1].split('/').all(|part| part != "..") && names[1].matches('/').count() == 1,
        "{names:?}"
    );
    // The same results, the same bytes.
    assert_eq!(
        bytes,
        feedback(&results(), look(Language::French), &[hand_in(EVIL)])
    );
}

#[test]
fn moodles_sheet_keeps_all_but_marks_and_comments() {
    let english = "\u{feff}Identifier,\"Full name\",Status,Grade,\"Maximum Grade\",\"Grade can be changed\",\"Last modified (grade)\",\"Feedback comments\"\r\n\"Participant 42\",\"Evil, X\",Submitted,,20.00,Yes,-,\r\n\"Participant 7\",\"Good \"\"Y\"\"\",Submitted,3.00,20.00,Yes,\"Monday, 1 June\",old\r\n\"Participant 99\",Absent,-,,20.00,Yes,-,\"\"\r\n";
    moodle::check(english).expect("it is such a sheet");
    let filled = moodle::filled(english, &results(), Language::English);
    let lines: Vec<&str> = filled.lines().collect();
    assert!(filled.starts_with(english.split("\r\n").next().expect("a heading")));
    assert!(
        filled.contains(
            "\"Participant 7\",\"Good \"\"Y\"\"\",Submitted,15.56,20.00,Yes,\"Monday, 1 June\",\""
        ) || filled.contains("Submitted,15.56,20.00,Yes,\"Monday, 1 June\","),
        "{filled}"
    );
    assert!(
        filled.contains("\"Participant 42\",\"Evil, X\",Submitted,0.00,20.00,Yes,-,"),
        "{filled}"
    );
    assert!(
        filled.ends_with("\"Participant 99\",Absent,-,,20.00,Yes,-,\"\"\r\n"),
        "{filled}"
    );
    assert!(lines.len() >= 4);
    let french = "Identifiant;Nom complet;Note;Note maximale;Feedback par commentaires\nParticipant 7;Y;;100,00;\n";
    let filled = moodle::filled(french, &results(), Language::French);
    assert!(filled.contains("Participant 7;Y;77,80;100,00;"), "{filled}");
    assert!(moodle::check("a,b\n1,2\n").is_err() && moodle::check("").is_err());
}

#[test]
fn a_comment_that_is_there_stays_and_ours_is_harmless_html() {
    let sheet = "Identifier,Grade,Maximum Grade,Feedback comments\nParticipant 42,,20.00,\"<p>- see, me</p>\"\nParticipant 7,,20.00,\n";
    let filled = moodle::filled(sheet, &results(), Language::English);
    assert!(filled.contains("\"<p>- see, me</p><br>\n✗"), "{filled}");
    assert!(
        filled.contains("&lt;script&gt;") && !filled.contains("<script>"),
        "{filled}"
    );
    // Filled in twice, it says the same.
    assert_eq!(
        moodle::filled(&filled, &results(), Language::English),
        filled
    );
}

#[test]
fn no_two_columns_have_one_name() {
    let assignment = assignment(vec![check("total", 1.0, vec![Property::Exit(0)])]);
    let marked = marked(&assignment, &mut Fake::of(vec![outcome("")]));
    let results = Results {
        submissions: vec![marked],
        ..results()
    };
    let sheet = rendered(Format::Csv, &results, look(Language::English), &[]);
    assert!(
        sheet.starts_with("id,student,file,note,points,total,status,check:total\r\n"),
        "{sheet}"
    );
}
