use super::*;

/// Parameters that every message can find what it names in.
fn every_param(number: u64) -> Vec<(&'static str, Param)> {
    Message::ALL
        .iter()
        .flat_map(|message| message.params())
        .chain(Ui::ALL.iter().flat_map(|word| word.params()))
        .map(|name| match *name {
            "limit" | "left" | "length" | "found" | "count" | "first_row" | "rows" | "invalid"
            | "warnings" | "errors" | "shown" | "month" | "day" => (*name, Param::Number(number)),
            "language" => (*name, Param::from("fr")),
            _ => (*name, Param::from("X")),
        })
        .collect()
}

fn place<'a>(cell: Option<&'a str>, params: &'a [(&'static str, Param)]) -> Args<'a> {
    Args { row: Some(5), line: Some(6), column: Some(58), field: Some("User.Email"), cell, params }
}

fn message(language: Language, message: Message, args: &Args<'_>) -> String {
    let mut out = String::new();
    write_message(language, message, args, &mut out);
    out
}

fn fix(language: Language, message: Message, args: &Args<'_>) -> String {
    let mut out = String::new();
    write_fix(language, message, args, &mut out);
    out
}

fn word(language: Language, word: Ui, args: &Args<'_>) -> String {
    let mut out = String::new();
    write_ui(language, word, args, &mut out);
    out
}

/// Every sentence of every language, as somebody could read it, with its id.
fn sentences() -> Vec<(Language, &'static str, String)> {
    let mut sentences = Vec::new();
    for language in Language::ALL {
        for number in [0, 1, 2, 1_000_000] {
            let params = every_param(number);
            for cell in [None, Some("abc")] {
                let args = place(cell, &params);
                for &id in Message::ALL {
                    sentences.push((language, id.id(), message(language, id, &args)));
                    sentences.push((language, id.id(), fix(language, id, &args)));
                }
            }
        }
        for &code in Code::ALL {
            let entry = catalogue(language, code);
            sentences.push((language, code.as_str(), entry.meaning.to_owned()));
            sentences.push((language, code.as_str(), entry.mend.to_owned()));
        }
    }
    sentences
}

/// Everything the report page and the command line say.
fn words() -> Vec<(Language, &'static str, String)> {
    let mut words = Vec::new();
    for language in Language::ALL {
        for number in [0, 1, 2, 1_000_000] {
            let params = every_param(number);
            for &id in Ui::ALL {
                words.push((language, id.id(), word(language, id, &place(Some("abc"), &params))));
            }
        }
    }
    words
}

#[test]
fn every_sentence_is_one_and_whole_in_every_language() {
    for (language, id, sentence) in sentences() {
        let context = format!("{language:?} {id}: {sentence:?}");
        assert!(sentence.ends_with('.') || sentence.ends_with("\"."), "{context}");
        assert!(!sentence.contains("{$"), "{context}");
        assert!(!sentence.contains("  "), "{context}");
        assert!(!sentence.contains(['\n', '\t']), "{context}");
        let first = sentence.chars().next().unwrap();
        assert!(first.is_uppercase() || "“«„".contains(first), "{context}");
    }
}

#[test]
fn every_word_names_only_what_it_is_given() {
    for (language, id, word) in words() {
        assert!(!word.is_empty(), "{language:?} {id}");
        assert!(!word.contains("{$"), "{language:?} {id}: {word:?}");
        assert!(!word.contains("  "), "{language:?} {id}: {word:?}");
    }
}

#[test]
fn nothing_was_left_in_english() {
    let params = every_param(2);
    let args = place(Some("abc"), &params);
    for &id in Message::ALL {
        for language in &Language::ALL[1..] {
            assert_ne!(message(*language, id, &args), message(Language::En, id, &args));
            assert_ne!(fix(*language, id, &args), fix(Language::En, id, &args));
        }
    }
    for &code in Code::ALL {
        for language in &Language::ALL[1..] {
            let (entry, english) = (catalogue(*language, code), catalogue(Language::En, code));
            assert_ne!(entry.title, english.title);
            assert_ne!(entry.meaning, english.meaning);
            assert_ne!(entry.mend, english.mend);
        }
    }
}

#[test]
fn every_code_has_a_whole_entry_in_every_language() {
    for language in Language::ALL {
        for &code in Code::ALL {
            let entry = catalogue(language, code);
            for text in [entry.title, entry.meaning, entry.example, entry.mend] {
                assert!(!text.is_empty(), "{language:?} {code:?}");
            }
            assert!(!entry.title.ends_with('.'), "{language:?} {code:?}");
        }
    }
}

#[test]
fn french_keeps_its_punctuation_together_with_narrow_spaces() {
    let french =
        sentences().into_iter().chain(words()).filter(|(language, ..)| *language == Language::Fr);
    for (_, id, sentence) in french {
        let characters: Vec<char> = sentence.chars().collect();
        for (at, &character) in characters.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| characters[before]);
            let after = characters.get(at + 1);
            let ends_a_phrase = after.is_none_or(|after| after.is_whitespace());
            let wanted = match character {
                '»' => true,
                ';' | '!' | '?' => ends_a_phrase,
                // Not in 12:30, aa:bb, "key": value or Content-Encoding: gzip.
                ':' => ends_a_phrase && before != Some('"') && !sentence.contains("Encoding:"),
                _ => false,
            };
            if wanted {
                assert_eq!(before, Some('\u{202f}'), "{id}: {sentence:?}");
            }
            if character == '«' {
                assert_eq!(after, Some(&'\u{202f}'), "{id}: {sentence:?}");
            }
        }
    }
}

#[test]
fn apostrophes_are_typographic_everywhere() {
    for (language, id, sentence) in sentences().into_iter().chain(words()) {
        assert!(!sentence.contains('\''), "{language:?} {id}: {sentence:?}");
    }
}

#[test]
fn each_language_quotes_in_its_own_way() {
    for (language, quoted) in [
        (Language::En, "“12a” is not a whole number."),
        (Language::Fr, "«\u{202f}12a\u{202f}» n’est pas un nombre entier."),
        (Language::It, "«12a» non è un numero intero."),
        (Language::Pt, "“12a” não é um número inteiro."),
        (Language::De, "„12a“ ist keine ganze Zahl."),
    ] {
        let args = place(Some("12a"), &[]);
        assert_eq!(message(language, Message::TypeErrorInteger, &args), quoted);
    }
}

#[test]
fn a_secret_cell_is_the_value() {
    for (language, sentence) in [
        (Language::En, "The value is not an acceptable PIN."),
        (Language::Fr, "La valeur n’est pas un code PIN acceptable."),
        (Language::It, "Il valore non è un PIN accettabile."),
        (Language::Pt, "O valor não é um PIN aceitável."),
        (Language::De, "Der Wert kommt als PIN nicht infrage."),
    ] {
        assert_eq!(message(language, Message::TypeErrorPin, &place(None, &[])), sentence);
    }
}

#[test]
fn counts_choose_the_form_of_their_language() {
    for (language, count, text) in [
        (Language::En, 0, "0 errors"),
        (Language::En, 1, "1 error"),
        (Language::En, 1_000_000, "1,000,000 errors"),
        (Language::Fr, 0, "0 erreur"),
        (Language::Fr, 1, "1 erreur"),
        (Language::Fr, 2, "2 erreurs"),
        (Language::Fr, 1_000_000, "1\u{202f}000\u{202f}000 d’erreurs"),
        (Language::Fr, 1_000_001, "1\u{202f}000\u{202f}001 erreurs"),
        (Language::It, 0, "0 errori"),
        (Language::It, 1, "1 errore"),
        (Language::It, 2_000_000, "2.000.000 di errori"),
        (Language::Pt, 0, "0 erro"),
        (Language::Pt, 3_000_000, "3.000.000 de erros"),
        (Language::De, 0, "0 Fehler"),
        (Language::De, 1_000_000, "1.000.000 Fehler"),
    ] {
        let params = [("count", Param::Number(count))];
        assert_eq!(word(language, Ui::CountErrors, &place(None, &params)), text);
    }
}

#[test]
fn a_number_given_as_text_chooses_a_form_too() {
    let params =
        [("found", Param::from("1")), ("expected", Param::from("3")), ("first", "B".into())];
    let text = message(Language::En, Message::MissingCell, &place(None, &params));
    assert_eq!(text, "This row has 1 cell instead of 3: it ends before column B.");
}

#[test]
fn numbers_are_grouped_and_rows_are_not() {
    let params = [("limit", Param::Number(750)), ("rows", Param::Number(12_345))];
    let text = message(Language::En, Message::RowLimit, &place(None, &params));
    assert_eq!(text, "The file has 12,345 rows of data; at most 750 are taken at a time.");
    let args = Args { row: Some(12_345), ..Args::default() };
    let text = message(Language::En, Message::LabelRowFound, &args);
    assert_eq!(text, "Row 12345 holds descriptions of the columns, not data, and was not checked.");
}

#[test]
fn groups_of_digits_are_of_three() {
    for (number, text) in [
        (0, "0"),
        (7, "7"),
        (999, "999"),
        (1_000, "1,000"),
        (12_345, "12,345"),
        (123_456, "123,456"),
        (u64::MAX, "18,446,744,073,709,551,615"),
    ] {
        let mut out = String::new();
        write_number(Language::En, number, &mut out);
        assert_eq!(out, text);
    }
}

#[test]
fn letters_are_those_of_a_spreadsheet() {
    for column in (1..2_000).chain([16_384, u32::MAX]) {
        assert_eq!(letters(column, &mut [0; 8]), crate::finding::column_letter(column));
    }
}

#[test]
fn what_a_parameter_lacks_is_named() {
    let text = message(Language::En, Message::DuplicateRow, &Args::default());
    assert_eq!(text, "This row is the same as row {$first_row}.");
}

#[test]
fn a_cell_never_chooses_the_words_around_it() {
    for cell in ["absent", "one", "other", "many", "0", "1"] {
        let text = message(Language::En, Message::TypeErrorInteger, &place(Some(cell), &[]));
        assert_eq!(text, format!("“{cell}” is not a whole number."));
    }
}

#[test]
fn what_is_quoted_stays_on_its_line_and_in_sight() {
    let long = "é".repeat(61);
    let cut = format!("{}…", "é".repeat(60));
    for (cell, shown) in [
        ("", ""),
        (" a ", " a "),
        ("a\r\nb\tc\0", "a␍␊b␉c␀"),
        ("\u{7f}", "␡"),
        ("\u{85}", "[U+0085]"),
        ("a\u{200b}b", "a[U+200B]b"),
        ("\u{202e}cod.exe", "[U+202E]cod.exe"),
        ("\u{feff}x", "[U+FEFF]x"),
        ("\u{e0041}", "[U+0E0041]"),
        ("日本語", "日本語"),
        (long.as_str(), cut.as_str()),
    ] {
        let text = message(Language::En, Message::TypeErrorInteger, &place(Some(cell), &[]));
        assert_eq!(text, format!("“{shown}” is not a whole number."));
    }
}

#[test]
fn a_list_of_allowed_values_is_cut_later_than_a_cell() {
    let allowed = "AB, ".repeat(100);
    let params = [("allowed", Param::from(allowed.as_str()))];
    let text = fix(Language::En, Message::ConstraintErrorEnum, &place(None, &params));
    assert!(text.contains(&allowed));
    let params = [("allowed", Param::from(allowed.repeat(2)))];
    let text = fix(Language::En, Message::ConstraintErrorEnum, &place(None, &params));
    assert!(text.ends_with("AB, …."), "{text}");
}

#[test]
fn bytes_and_text_get_the_same_sentence() {
    let mut bytes = Vec::new();
    let args = place(Some("12a"), &[]);
    write_message(Language::Fr, Message::TypeErrorInteger, &args, &mut bytes);
    assert_eq!(bytes, message(Language::Fr, Message::TypeErrorInteger, &args).into_bytes());
}

#[test]
fn the_accepted_language_is_the_heaviest_spoken_one() {
    for (header, language) in [
        ("", Language::En),
        ("fr", Language::Fr),
        ("fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5", Language::Fr),
        ("es, pt-PT;q=0.8, en;q=0.9", Language::En),
        ("DE-at", Language::De),
        ("it;q=0.5, de;q=0.5", Language::It),
        ("fr;q=0, de;q=0.001", Language::De),
        ("fr;q=0", Language::En),
        ("de;q=x, it;q=0.1", Language::It),
        ("ja, zh;q=0.9", Language::En),
        ("*, fr;q=0.9", Language::En),
        ("fr; q=0.3, pt ;q=0.4", Language::Pt),
        (",,;;q=1,pt", Language::Pt),
    ] {
        assert_eq!(Language::from_accept_language(header), language, "{header:?}");
    }
}

#[test]
fn a_tag_is_read_by_its_first_subtag() {
    for (tag, language) in [
        ("en", Some(Language::En)),
        ("EN-us", Some(Language::En)),
        (" pt_BR ", Some(Language::Pt)),
        ("fr-Latn-CA", Some(Language::Fr)),
        ("", None),
        ("-fr", None),
        ("french", None),
    ] {
        assert_eq!(Language::from_tag(tag), language, "{tag:?}");
    }
    for language in Language::ALL {
        assert_eq!(Language::from_tag(language.tag()), Some(language));
        assert_eq!(serde_json::to_string(&language).unwrap(), format!("\"{}\"", language.tag()));
    }
}

#[test]
fn the_text_that_the_build_lays_out_is_taken_and_another_is_not() {
    let text = include_str!(concat!(env!("OUT_DIR"), "/parts/fr.txt"));
    assert_eq!(Language::Fr.give(text.to_owned()), Ok(()));
    for wrong in ["", "not found", &text[..text.len() - 1], &format!("{text}{text}")] {
        assert_eq!(Language::De.give(wrong.to_owned()), Err(WrongWords));
    }
}
