//! The command as people and scripts use it: real files through the built program.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod running;

use std::fmt::Write as _;

use running::{command, files, finish, run, run_with};

#[test]
fn the_exit_status_tells() {
    let cases: &[(&str, &[&str], i32)] = &[
        ("a valid file", &["check", "valid.csv", "--template", "8x8-users"], 0),
        (
            "a valid file without its row of labels",
            &["check", "names-only.csv", "--template=8x8-users"],
            0,
        ),
        ("a file with mistakes", &["check", "--template", "8x8-users", "mistakes.csv"], 1),
        (
            "one of two files has mistakes",
            &["check", "valid.csv", "mistakes.csv", "--template", "8x8-users"],
            1,
        ),
        ("one of two files is not there", &["check", "none.csv", "mistakes.csv"], 2),
        ("the form alone", &["check", "plain.csv"], 0),
        ("a schema of one's own", &["check", "plain.csv", "--schema", "schema.json"], 1),
        ("a file that is not there", &["check", "none.csv"], 2),
        ("a folder", &["check", "."], 2),
        ("help", &["--help"], 0),
        ("version", &["-V"], 0),
        ("the codes", &["codes"], 0),
        ("the templates", &["template"], 0),
        ("one template", &["template", "8x8-users"], 0),
        ("its empty file", &["template", "8x8-users", "--columns", "basic", "--example"], 0),
        ("a sample", &["sample", "8x8-users", "--rows", "3"], 0),
    ];
    for (name, arguments, status) in cases {
        let run = run(arguments);
        assert_eq!(run.status, *status, "{name}: {}{}", run.out, run.err);
    }
}

#[test]
fn what_cannot_run_says_so_in_a_sentence() {
    let cases: &[(&str, &[&str], &[&str])] = &[
        ("nothing", &[], &["nothing to do", "rollcall check users.csv"]),
        ("an unknown command", &["chek"], &["no command `chek`", "check, rows"]),
        ("no file", &["check"], &["at least one file"]),
        ("an unknown option", &["check", "plain.csv", "--tmplate", "x"], &["--tmplate", "--help"]),
        (
            "an option of another command",
            &["rows", "plain.csv", "--template", "x"],
            &["no option --template"],
        ),
        (
            "an option twice",
            &["check", "plain.csv", "--format", "csv", "--format", "csv"],
            &["given twice"],
        ),
        (
            "an option without a value",
            &["check", "plain.csv", "--template"],
            &["--template", "--help"],
        ),
        (
            "an unknown template",
            &["check", "plain.csv", "--template", "9x9"],
            &["no template `9x9`", "8x8-users"],
        ),
        (
            "a template and a schema",
            &["check", "plain.csv", "--template", "8x8-users", "--schema", "schema.json"],
            &["leave one out"],
        ),
        (
            "a schema that is not one",
            &["check", "plain.csv", "--schema", "bad-schema.json"],
            &["bad-schema.json", "/fields/0/type"],
        ),
        (
            "a schema that is not there",
            &["check", "plain.csv", "--schema", "no.json"],
            &["no.json", "check the name"],
        ),
        (
            "a dialect that is not one",
            &["check", "plain.csv", "--dialect", "{\"delimiter\": \"::\"}"],
            &["--dialect", "/delimiter"],
        ),
        (
            "an unknown encoding",
            &["check", "plain.csv", "--encoding", "latin-99"],
            &["latin-99", "windows-1252"],
        ),
        (
            "an unknown language",
            &["check", "plain.csv", "--language", "eo"],
            &["`eo`", "en, fr, it, pt or de"],
        ),
        (
            "an unknown format",
            &["check", "plain.csv", "--format", "pdf"],
            &["`pdf`", "text, json, ndjson, csv, sarif"],
        ),
        (
            "a stream of two files",
            &["check", "plain.csv", "valid.csv", "--format", "csv"],
            &["one FILE at a time"],
        ),
        (
            "a column that the template has not",
            &["template", "8x8-users", "--columns", "User.Emial"],
            &["User.Emial", "near it are User.Email"],
        ),
        (
            "an example of no file",
            &["template", "8x8-users", "--example"],
            &["--example goes with --columns"],
        ),
        (
            "the empty file of no template",
            &["template", "--columns", "all"],
            &["Name the template"],
        ),
        ("a sample of nothing", &["sample"], &["Name a template"]),
        (
            "a share that is none",
            &["sample", "8x8-users", "--errors", "1.5"],
            &["--errors", "from 0 to 1", "1.5"],
        ),
        (
            "a number that is none",
            &["sample", "8x8-users", "--rows", "many"],
            &["--rows", "whole number"],
        ),
        (
            "an unknown mistake",
            &["sample", "8x8-users", "--mistakes", "typo"],
            &["no mistake `typo`", "bad-email"],
        ),
        ("standard input twice", &["check", "-", "-"], &["once"]),
        ("rows of two files", &["rows", "plain.csv", "valid.csv"], &["One FILE at a time"]),
    ];
    for (name, arguments, words) in cases {
        let run = run(arguments);
        assert_eq!(run.status, 2, "{name}: {}{}", run.out, run.err);
        assert_eq!(run.out, "", "{name}");
        assert!(run.err.starts_with("rollcall: "), "{name}: {}", run.err);
        for word in *words {
            assert!(run.err.contains(word), "{name}: {word} is not in: {}", run.err);
        }
    }
}

#[test]
fn the_text_reads_well() {
    let cases: &[(&str, &[&str])] = &[
        ("valid_en", &["valid.csv", "--template", "8x8-users"]),
        ("mistakes_en", &["mistakes.csv", "--template", "8x8-users"]),
        ("mistakes_fr", &["mistakes.csv", "--template", "8x8-users", "--language", "fr"]),
        ("translated_fr", &["translated.csv", "--template", "8x8-users", "--language", "fr-CA"]),
        ("empty_de", &["empty.csv", "--language", "de"]),
        ("two_files_en", &["plain.csv", "plain.csv", "--schema", "schema.json"]),
    ];
    for (name, arguments) in cases {
        let arguments = [&["check"], *arguments].concat();
        let run = run(&arguments);
        assert_eq!(run.err, "", "{name}");
        insta::assert_snapshot!(*name, run.out);
    }
}

#[test]
fn the_language_comes_from_the_environment() {
    let mut french = command(&["check", "mistakes.csv", "--template", "8x8-users"]);
    french.env("LC_ALL", "fr_CA.UTF-8");
    let asked = run(&["check", "mistakes.csv", "--template", "8x8-users", "--language", "fr"]);
    assert_eq!(finish(french, b"").out, asked.out);
}

#[test]
fn what_cannot_run_is_said_in_the_language_of_the_reader() {
    let cases: &[(&str, &[&str], &str)] = &[
        ("en", &["check", "none.csv"], "There is no file none.csv"),
        ("fr", &["check", "none.csv"], "Le fichier none.csv n’existe pas"),
        ("it", &["check", "."], ". è una cartella"),
        ("pt", &["check", "plain.csv", "--template", "9x9"], "O modelo “9x9” não existe"),
        ("de", &["check", "plain.csv", "--schema", "bad-schema.json"], "kein brauchbares Schema:"),
        ("fr", &["check", "plain.csv", "--dialect", "[]"], "[] n’existe pas"),
        ("de", &["check"], "Nennen Sie mindestens eine Datei"),
        ("it", &["check", "plain.csv", "--format", "pdf"], "Il formato «pdf» non esiste"),
    ];
    for (language, arguments, words) in cases {
        let asked = run(&[*arguments, &["--language", language]].concat());
        assert_eq!(asked.status, 2, "{arguments:?}");
        assert!(asked.err.contains(words), "{words} is not in: {}", asked.err);
        let mut spoken = command(arguments);
        spoken.env("LC_ALL", format!("{language}.UTF-8"));
        assert_eq!(finish(spoken, b"").err, asked.err, "{arguments:?}");
    }
}

#[test]
fn the_page_of_codes_has_its_headings_in_the_language_of_the_reader() {
    for (language, title, heads) in [
        ("en", "# What can be found", "| code | severity | title |"),
        ("fr", "# Ce qui peut être trouvé", "| code | gravité | intitulé |"),
        ("it", "# Che cosa si può trovare", "| codice | gravità | titolo |"),
        ("pt", "# O que pode ser encontrado", "| código | gravidade | título |"),
        ("de", "# Was gefunden werden kann", "| Code | Schwere | Titel |"),
    ] {
        let page = run(&["codes", "--format", "markdown", "--language", language]).out;
        assert_eq!(page.lines().next(), Some(title));
        assert!(page.contains(heads), "{heads}");
    }
}

#[test]
fn there_are_no_colours_in_a_pipe() {
    let run = run(&["check", "mistakes.csv", "--template", "8x8-users"]);
    assert!(!run.out.contains('\u{1b}'));
    assert_eq!(run.err, "", "and no progress");
}

#[test]
fn counts_are_exact_where_places_are_capped() {
    let mut file = "id,name\n".to_owned();
    for row in 0..1234 {
        writeln!(file, "x{row},n").unwrap();
    }
    let run = run_with(&["check", "-", "--schema", "schema.json"], file.as_bytes());
    assert_eq!(run.status, 1);
    assert!(run.out.contains("1,234 times"), "{}", run.out);
    assert!(run.out.contains("The first 10 of 1,234 places"), "{}", run.out);
}

#[test]
fn json_is_one_report_a_line() {
    let run =
        run(&["check", "plain.csv", "valid.csv", "--schema", "schema.json", "--format", "json"]);
    let reports: Vec<serde_json::Value> =
        run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let [first, second] = reports.as_slice() else { panic!("two reports") };
    assert_eq!(first["valid"], false);
    assert_eq!(first["file"]["name"], "plain.csv");
    assert_eq!(first["file"]["bytes"], std::fs::metadata(files().join("plain.csv")).unwrap().len());
    assert_eq!(first["rows"], serde_json::json!({"total": 2, "valid": 1, "invalid": 1}));
    assert_eq!(first["findings"]["groups"][0]["code"], "constraint-error");
    assert_eq!(first["findings"]["groups"][0]["samples"][0]["row"], 3);
    assert_eq!(second["file"]["name"], "valid.csv");
}

#[test]
fn ndjson_is_one_finding_a_line() {
    let run = run(&["check", "plain.csv", "--schema", "schema.json", "--format", "ndjson"]);
    let first: serde_json::Value = serde_json::from_str(run.out.lines().next().unwrap()).unwrap();
    assert_eq!(first["code"], "constraint-error");
    assert_eq!(first["constraint"], "maximum");
    assert_eq!(first["letter"], "A");
}

#[test]
fn csv_is_the_file_with_two_columns_more() {
    let run = run(&["check", "mistakes.csv", "--template", "8x8-users", "--format", "csv"]);
    let header = run.out.lines().next().unwrap();
    assert!(header.ends_with(";User Validation Status;User Validation Details"), "{header}");
    assert!(run.out.contains("Anna;Berg;"));
}

#[test]
fn standard_input_gives_what_the_file_gives() {
    let bytes = std::fs::read(files().join("mistakes.csv")).unwrap();
    for format in ["csv", "ndjson"] {
        let options = ["--template", "8x8-users", "--format", format];
        let file = run(&[&["check", "mistakes.csv"], options.as_slice()].concat());
        let input = run_with(&[&["check", "-"], options.as_slice()].concat(), &bytes);
        assert_eq!(file.out, input.out, "{format}");
        assert_eq!((file.status, input.status), (1, 1), "{format}");
    }
}

#[test]
fn secrets_are_not_printed() {
    for format in ["text", "json", "ndjson"] {
        let run = run(&["check", "mistakes.csv", "--template", "8x8-users", "--format", format]);
        assert!(run.out.contains("User.Voice.VoicemailPIN"), "{format}");
        assert!(!run.out.contains("123456"), "{format}: {}", run.out);
    }
}

#[test]
fn a_template_is_printed_as_table_schema() {
    let run = run(&["template", "8x8-users"]);
    let schema: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(schema["fields"].as_array().unwrap().len(), 58);
}

#[test]
fn every_code_is_explained() {
    let run = run(&["codes", "--format", "json", "--language", "de"]);
    let codes: Vec<serde_json::Value> = serde_json::from_str(&run.out).unwrap();
    assert!(codes.len() > 25);
    for code in codes {
        let own = ["code", "severity", "title", "meaning", "example", "mend"];
        let rule = ["code", "severity", "title", "message", "fix", "rule"];
        for part in if code.get("template").is_some() { rule } else { own } {
            assert!(code[part].as_str().is_some_and(|text| !text.is_empty()), "{code}");
        }
    }
}

#[test]
fn rules_are_asked_and_say_it_in_their_words() {
    let run = run(&["check", "licences.csv", "--schema", "rules.json", "--language", "de"]);
    assert_eq!(run.status, 1);
    for part in [
        "Lizenz ohne Nummer",
        "(licence-needs-number)",
        "Die Lizenz „X Series“ braucht eine Nummer.",
        "Geben Sie dem Benutzer eine Nummer.",
    ] {
        assert!(run.out.contains(part), "{part} is not in: {}", run.out);
    }
    assert!(!run.out.contains("destructive-change"), "{}", run.out);
}

#[test]
fn an_option_of_the_template_can_be_chosen() {
    let check = |option: &[&str]| {
        let mut arguments =
            vec!["check", "licences.csv", "--schema", "rules.json", "--language", "en"];
        arguments.extend(option);
        run(&arguments)
    };
    let chosen = check(&["--option", "import_option=add_and_remove"]);
    assert!(chosen.out.contains("Ugo loses the licence."), "{}", chosen.out);
    for (option, reason) in [
        ("import_option=remove", "choose one of add, add_and_remove"),
        ("mode=x", "there is import_option"),
        ("import_option", "takes a name and a value"),
    ] {
        let refused = check(&["--option", option]);
        assert_eq!(refused.status, 2);
        assert!(refused.err.contains(reason), "{}", refused.err);
    }
    let twice = ["--option", "import_option=add", "--option", "import_option=add"];
    assert!(check(&twice).err.contains("twice"));
    let none = run(&["check", "licences.csv", "--option", "import_option=add"]);
    assert!(none.err.contains("nothing to choose"), "{}", none.err);
}

#[test]
fn sarif_lists_the_rules_of_the_template() {
    let run = run(&["check", "licences.csv", "--schema", "rules.json", "--format", "sarif"]);
    let log: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let own: Vec<_> = rules.iter().filter(|rule| rule["id"] == "licence-needs-number").collect();
    assert_eq!(own.len(), 1);
    assert_eq!(own[0]["shortDescription"]["text"], "Licence without a number");
    assert!(rules.iter().all(|rule| rule["id"] != "licence-goes"), "its code is a built-in one");
    let [result] = run["results"].as_array().unwrap().as_slice() else { panic!("one result") };
    let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(rules[index]["id"], result["ruleId"]);
}

#[test]
fn rows_are_what_was_read() {
    let cases: &[(&str, &[&str], &[u8], &str)] = &[
        (
            "cells with line breaks",
            &[],
            b"a,b\r\n\"1\n2\",\"x\"\"y\"",
            "[\"a\",\"b\"]\n[\"1\\n2\",\"x\\\"y\"]\n",
        ),
        ("a blank record has one empty cell", &[], b"a\n\nb\n", "[\"a\"]\n[\"\"]\n[\"b\"]\n"),
        ("blank records left out", &["--skip-blank"], b"\na\n\"\"\n\n", "[\"a\"]\n[\"\"]\n"),
        (
            "a byte order mark is not text",
            &[],
            b"\xEF\xBB\xBFa;b\n1;2\n",
            "[\"a\",\"b\"]\n[\"1\",\"2\"]\n",
        ),
        ("windows-1252", &[], b"pr\xE9nom\n", "[\"pr\u{e9}nom\"]\n"),
        ("an encoding that was named", &["--encoding", "iso-8859-2"], b"\xB1\n", "[\"\u{105}\"]\n"),
        (
            "a dialect that was named",
            &["--dialect", "{\"delimiter\": \"|\", \"commentChar\": \"#\"}"],
            b"a,b|c\n#d\n",
            "[\"a,b\",\"c\"]\n",
        ),
        ("comments printed", &["--comments"], b"#a,b\n #c\n", "[\"a,b\"]\n[\" #c\"]\n"),
        (
            "comments printed, with a mark that was named",
            &["--comments", "--dialect", "{\"delimiter\": \",\", \"commentChar\": \"%\"}"],
            b"%a,b\n#c\n",
            "[\"a,b\"]\n[\"#c\"]\n",
        ),
        ("nothing", &[], b"", ""),
    ];
    for (name, options, input, expected) in cases {
        let run = run_with(&[&["rows", "-"], *options].concat(), input);
        assert_eq!((run.status, run.out.as_str()), (0, *expected), "{name}: {}", run.err);
    }
}

#[test]
fn rows_with_a_quote_that_is_never_closed_are_not_valid() {
    let run = run_with(&["rows", "-"], b"a,b\n1,\"2\n3,4\n");
    assert_eq!(run.status, 1);
    assert_eq!(run.out, "[\"a\",\"b\"]\n[\"1\",\"\\\"2\"]\n[\"3\",\"4\"]\n");
    assert!(run.err.contains("row 2 has a quote that is never closed"), "{}", run.err);
}

#[test]
fn sarif_is_one_run_over_all_files() {
    let run = run(&[
        "check",
        "plain.csv",
        "none.csv",
        "mistakes.csv",
        "--template",
        "8x8-users",
        "--format",
        "sarif",
    ]);
    assert_eq!(run.status, 2, "a file is not there: {}", run.err);
    let log: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().unwrap().ends_with("/sarif-schema-2.1.0.json"));
    let [run] = log["runs"].as_array().unwrap().as_slice() else { panic!("one run") };

    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "Rollcall");
    let rules = driver["rules"].as_array().unwrap();
    for rule in rules {
        for part in ["shortDescription", "fullDescription", "help"] {
            assert!(rule[part]["text"].as_str().is_some_and(|text| !text.is_empty()), "{rule}");
        }
    }
    let artifacts = run["artifacts"].as_array().unwrap();
    let uris: Vec<_> = artifacts.iter().map(|artifact| &artifact["location"]["uri"]).collect();
    assert_eq!(uris, ["plain.csv", "mistakes.csv"]);

    let results = run["results"].as_array().unwrap();
    assert!(results.len() > 14);
    for result in results {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(["error", "warning"].contains(&result["level"].as_str().unwrap()), "{result}");
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        let place = &result["locations"][0]["physicalLocation"];
        let index = usize::try_from(place["artifactLocation"]["index"].as_u64().unwrap()).unwrap();
        assert_eq!(artifacts[index]["location"], place["artifactLocation"]);
        let line = &place["region"]["startLine"];
        assert!(place.get("region").is_none() || line.as_u64().unwrap() > 0, "{result}");
    }
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let notification = &invocation["toolExecutionNotifications"][0];
    assert!(notification["message"]["text"].as_str().unwrap().contains("none.csv"));
}

/// Checked once against the schema of OASIS, which is not ours to keep here: this is what it asks of
/// the properties that we write.
#[test]
fn sarif_has_the_shape_that_its_schema_asks_for() {
    let folder = std::env::temp_dir().join(format!("rollcall sarif é {}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let name = "50% of #1; é.csv";
    let file = folder.join(name);
    std::fs::write(&file, "a,a,\n1\n\n\"x\ny\",=1+1,3,4\n").unwrap();
    let output = run(&["check", file.to_str().unwrap(), "empty.csv", "--format", "sarif"]);
    std::fs::remove_dir_all(&folder).unwrap();

    let log: serde_json::Value = serde_json::from_str(&output.out).unwrap();
    let known = ["$schema", "version", "runs"];
    assert!(log.as_object().unwrap().keys().all(|key| known.contains(&key.as_str())), "{log}");
    let run = &log["runs"][0];
    let ids: Vec<_> =
        run["tool"]["driver"]["rules"].as_array().unwrap().iter().map(|rule| &rule["id"]).collect();
    let mut distinct = ids.clone();
    distinct.dedup();
    assert_eq!(distinct, ids, "a rule is there once");

    let [awkward, empty] = run["artifacts"].as_array().unwrap().as_slice() else {
        panic!("two files")
    };
    let uri = awkward["location"]["uri"].as_str().unwrap();
    assert!(uri.ends_with("/50%25%20of%20%231%3B%20%C3%A9.csv"), "{uri}");
    assert!(uri.bytes().all(|byte| byte.is_ascii_graphic() && !b"#?<>\"\\^`{|}".contains(&byte)));
    assert_eq!(uri.starts_with("file:///"), file.is_absolute());
    assert_eq!(empty["location"]["uri"], "empty.csv");
    assert_eq!(empty["length"], 0);

    let results = run["results"].as_array().unwrap();
    assert!(results.len() > 5, "{results:?}");
    for result in results {
        let at = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(ids[at], &result["ruleId"]);
        assert!(["error", "warning"].contains(&result["level"].as_str().unwrap()));
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        let [location] = result["locations"].as_array().unwrap().as_slice() else {
            panic!("one place")
        };
        let physical = &location["physicalLocation"];
        assert!(physical["artifactLocation"]["uri"].is_string(), "{result}");
        if let Some(region) = physical.get("region") {
            assert!(region["startLine"].as_u64().unwrap() >= 1, "{result}");
        }
    }
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
}

#[test]
fn sarif_reads_well() {
    let run = run(&[
        "check",
        "mistakes.csv",
        "--template",
        "8x8-users",
        "--format",
        "sarif",
        "--language",
        "fr",
    ]);
    let log: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(log["runs"][0]["language"], "fr");
    // The catalogue has tests of its own; what is here is what was found.
    let results = serde_json::to_string_pretty(&log["runs"][0]["results"]).unwrap();
    insta::assert_snapshot!("sarif_fr", results);
}

#[test]
fn sarif_says_what_it_leaves_out_and_is_whole_without_findings() {
    let mut file = "id,name\n".to_owned();
    for row in 0..1234 {
        writeln!(file, "x{row},n").unwrap();
    }
    let options = ["check", "-", "--schema", "schema.json", "--format", "sarif"];
    let many: serde_json::Value =
        serde_json::from_str(&run_with(&options, file.as_bytes()).out).unwrap();
    let results = many["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 1000);
    assert_eq!(results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "stdin");
    let notes = &many["runs"][0]["invocations"][0]["toolExecutionNotifications"];
    assert!(notes[0]["message"]["text"].as_str().unwrap().contains("1,000 of 1,234"), "{notes}");

    let none: serde_json::Value =
        serde_json::from_str(&run_with(&options, b"id,name\n1,n\n").out).unwrap();
    assert_eq!(none["runs"][0]["results"], serde_json::json!([]));
    assert_eq!(none["runs"][0]["invocations"][0]["executionSuccessful"], true);
}

#[test]
fn the_page_of_codes_is_up_to_date() {
    let run = run(&["codes", "--format", "markdown", "--language", "en"]);
    let page = files().join("../../../../docs/codes.md");
    let committed = std::fs::read_to_string(page).unwrap();
    assert!(
        committed.replace("\r\n", "\n") == run.out,
        "make it anew: cargo run -p rollcall-cli -- codes --language en --format markdown > docs/codes.md",
    );
}
