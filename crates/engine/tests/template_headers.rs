//! Headers as people have them: translated, described, in another order, from another year.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use rollcall_engine::language::Language;
use rollcall_engine::schema::Schema;
use rollcall_engine::templates::{Recognised, recognise, recognise_records, settled};
use rollcall_engine::{Settings, Validation, templates};
use serde_json::Value;

fn schema(name: &str) -> Rc<Schema> {
    thread_local!(static READ: RefCell<HashMap<String, Rc<Schema>>> = RefCell::default());
    let read = || {
        let json = templates::get(name).expect("it is built in");
        Rc::new(Schema::from_json(json).unwrap_or_else(|errors| panic!("{name}: {errors:#?}")))
    };
    READ.with_borrow_mut(|schemas| schemas.entry(name.to_owned()).or_insert_with(read).clone())
}

/// The findings of a file, and its report.
fn checked(template: &str, file: &[u8], language: Language) -> (Vec<Value>, Value) {
    let mut validation = Validation::new(Settings {
        schema: Some(schema(template)),
        language,
        ..Settings::default()
    });
    validation.push(file);
    let mut lines = std::mem::take(validation.findings_ndjson());
    let finished = validation.finish();
    lines.extend(finished.findings_ndjson);
    let findings = String::from_utf8(lines)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .filter(|finding| finding.get("code").is_some())
        .collect();
    (findings, serde_json::to_value(finished.report).unwrap())
}

/// Each finding as `A1 code`, where it has a place.
fn places(findings: &[Value]) -> Vec<String> {
    let place = |finding: &Value| {
        let row = finding["row"].as_u64().map_or(String::new(), |row| row.to_string());
        let column = finding["column"].as_u64().map_or(String::new(), |column| {
            rollcall_engine::finding::column_letter(u32::try_from(column).unwrap())
        });
        format!("{column}{row} {}", finding["code"].as_str().unwrap())
    };
    findings.iter().map(place).collect()
}

/// The names as the French page prints them, in its order, and the column each one is.
const FRENCH: &[(&str, &str)] = &[
    ("Prénom de l’utilisateur", "User.FirstName"),
    ("Nom de l’utilisateur", "User.LastName"),
    ("Courriel de l’utilisateur", "User.Email"),
    ("Titre de l’utilisateur", "User.Title"),
    ("Numéro de mobile de l’utilisateur", "User.MobileNumber"),
    ("Utilisateur.Département", "User.Department"),
    ("Utilisateur.Nom d’utilisateur", "User.UserName"),
    ("Utilisateur.Voix.Numéro", "User.Voice.Number"),
    ("Utilisateur.Voix.Numéro de port", "User.Voice.PortNumber"),
    ("Utilisateur.Voix.Lot de portage", "User.Voice.PortingBatch"),
    ("Utilisateur.Voix.Modèle de coût", "User.Voice.CosTemplate"),
    ("Numéro.de.télécopieur.de.l’utilisateur.", "User.Fax.Number"),
    ("Utilisateur.Télécopieur.Numéro de port.", "User.Fax.PortNumber"),
    ("Utilisateur.Télécopie.Lotdeportage", "User.Fax.PortingBatch"),
    ("Licences.d’utilisateur", "User.Licenses"),
    ("Extension.vocale.de.l’utilisateur", "User.Voice.Extension"),
    ("Modèle.d’appareil.vocal.de.l’utilisateur", "User.Voice.DeviceModel"),
    ("Utilisateur.Voix.Appareil.Mac", "User.Voice.DeviceMac"),
    ("Utilisateur.Site", "User.Site"),
    ("Utilisateur.FederationID", "User.FederationID"),
    ("Utilisateur.GoogleID", "User.GoogleID"),
    ("Utilisateur.CostCenter", "User.CostCenter"),
    ("EnvoyerCourrielDeBienvenue", "SendWelcomeEmail"),
    ("Utilisateur.Local", "User.Locale"),
    ("Utilisateur.Voix.ActivéSRTP", "User.Voice.SRTPEnabled"),
    ("Utilisateur.tableau.commuté", "User.Switchboard"),
    ("Utilisateur.AfficherCommeContact", "User.DisplayAsContact"),
    ("Utilisateur. Fuseau horaire.", "User.TimeZone"),
    ("Utilisateur. répertoire. champ d’application.", "User.Directory.Scope"),
    ("Utilisateur.Voix.Pays", "User.Voice.Country"),
    ("Adresse.vocale.de.l’utilisateur", "User.Voice.Address"),
    ("Assistance.vocale.appels d’urgence", "User.Voice.EmergencyCallsSupport"),
    ("Nom.plan de numérotation", "User.Voice.CallingPlan"),
    ("Nom.plan de numérotation.utilisateur", "User.Voice.CallingCountry"),
    ("Utilisateur.Voix. Bureau d’assistance", "User.Voice.HotDesk"),
    ("Notification.Messagerie vocale.Utilisateur", "User.Voicemail.Notification"),
    ("Courriel.de.l’utilisateur.de.la.messagerie.vocale", "User.Voicemail.Email"),
    ("Mode.d’enregistrement.vocal.de.l’utilisateur", "User.Voice.RecordingMode"),
    ("Utilisateur.Voix.MOH", "User.Voice.MOH"),
    ("Option.courrier électronique.utilisateur", "User.Fax.ReceiveNotification"),
    ("Utilisateur.Télécopie.Courriel", "User.Fax.Email"),
    (
        "Utilisateur. Voix. Affichage de l’ID de l’appelant entrant",
        "User.Voice.InternalCallerIdDisplay",
    ),
    (
        "Utilisateur. Télécopie. Option d’envoi de télécopie par courrier électronique",
        "User.Fax.SendNotification",
    ),
    ("Utilisateur.Voix.Nom de l’appelant externe", "User.Voice.ExternalCallerName"),
    ("Site.Postederéceptionniste", "Site.ReceptionistExtension"),
    ("Utilisateur.Vcc.Licence", "User.Vcc.License"),
    ("Utilisateur.Vcc.Extension", "User.Vcc.Extension"),
    ("Utilisateur.Vcc. modèle d’appareil", "User.Vcc.DeviceModel"),
    ("Utilisateur.Vcc. AppareilMac", "User.Vcc.DeviceMac"),
    ("Utilisateur.Vcc.numéro", "User.Vcc.Number"),
    ("Utilisateur.Vcc. Inclure dans le standardiste", "User.Vcc.IncludeInAutoAttendant"),
    ("Utilisateur.Vcc.Envoyer le courriel de bienvenue", "User.Vcc.SendWelcomeEmail"),
    (
        "Utilisateur. règles de transfert. délai d’attente sans réponse",
        "User.ForwardingRules.NoAnswerTimeout",
    ),
    // The second name of the contact center columns.
    ("Agent du centre de contact : licence", "User.Vcc.License"),
    ("Agent du centre de contact : poste", "User.Vcc.Extension"),
    ("Agent de centre de contact : modèle d’appareil dédié", "User.Vcc.DeviceModel"),
    (
        "Agent de centre de contact : modèle d’appareil dédié Agent de centre de contact : adresse \
         MAC de l’appareil dédié",
        "User.Vcc.DeviceMac",
    ),
    ("Agent de centre de contact : numéro de téléphone dédié", "User.Vcc.Number"),
    (
        "Agent du centre de contact : afficher dans le répertoire des contacts",
        "User.Vcc.ShowInDirectory",
    ),
    (
        "Agent du centre de contact : inclure dans le répertoire de l’auto-attendant",
        "User.Vcc.IncludeInAutoAttendant",
    ),
    (
        "Agent du centre de contact : envoi d’un courriel de bienvenue à l’agent",
        "User.Vcc.SendWelcomeEmail",
    ),
];

#[test]
fn every_label_of_the_french_page_is_answered_with_the_one_that_the_file_needs() {
    for (french, expected) in FRENCH {
        let plain = french.replace(['é', 'è'], "e").replace('à', "a").replace('û', "u");
        let apart = french.replace('é', "e\u{301}").replace('è', "e\u{300}");
        let typed = french.replace('’', "'");
        for label in [(*french).to_owned(), typed, french.to_uppercase(), plain, apart] {
            let file = format!("{label}\nx\n");
            let (found, _) = checked("8x8-users", file.as_bytes(), Language::Fr);
            let translated: Vec<_> =
                found.iter().filter(|it| it["code"] == "translated-label").collect();
            assert_eq!(translated.len(), 1, "{label}: {found:#?}");
            assert_eq!(translated[0]["params"]["expected"], *expected, "{label}");
            assert_eq!(translated[0]["params"]["language"], "fr", "{label}");
            assert_eq!(translated[0]["severity"], "error", "{label}");
            assert!(translated[0]["fix"].as_str().unwrap().contains(expected), "{label}");
        }
    }
}

#[test]
fn every_french_name_in_the_template_is_in_the_table() {
    let schema = schema("8x8-users");
    for field in &schema.fields {
        let french = field.aliases.iter().filter(|(language, _)| *language == Language::Fr);
        for (_, alias) in french {
            let known = FRENCH.iter().any(|(label, _)| label == alias);
            // The one that stands for two, and the ways in which the page names the licences.
            let apart = alias.contains("assistant automatique") || field.name == "User.Licenses";
            assert!(known || apart, "{alias}");
        }
    }
}

#[test]
fn a_label_that_stands_for_two_columns_is_left_to_the_sender() {
    let label = "Utilisateur.Voix.Caché de l’assistant automatique";
    let file = format!(
        "User.FirstName,User.LastName,User.Email,User.Site,{label},{label}\n\
         First Name,Last Name,Email,Site,,\nAnna,Oneil,a@example.com,Paris,123456,Y\n"
    );
    let (found, report) = checked("8x8-users", file.as_bytes(), Language::En);
    assert_eq!(places(&found), ["E1 translated-label", "F1 translated-label"]);
    for finding in &found {
        let message = finding["message"].as_str().unwrap();
        for name in ["User.Voice.VoicemailPIN", "User.Voice.HiddenFromAutoAttendant"] {
            assert!(message.contains(name), "{message}");
        }
    }
    // What has no field is not checked, and not shown either.
    assert!(!report.to_string().contains("123456"));
}

#[test]
fn words_for_people_are_not_names() {
    let file = b"First Name,Last Name,Email,Site\nAnna,Oneil,a@example.com,Paris\n";
    let (found, _) = checked("8x8-users", file, Language::En);
    assert_eq!(
        places(&found),
        ["A1 near-label", "B1 near-label", "C1 near-label", "D1 near-label", "2 label-row"]
    );
    assert!(found[..4].iter().all(|finding| finding["severity"] == "error"));
}

#[test]
fn words_for_people_are_a_column_of_ones_own_where_the_name_is_there() {
    let file = b"Email,User.FirstName,User.LastName,User.Email,User.Site\n\
        ,First Name,Last Name,Email,Site\nprivate,Anna,Oneil,a@example.com,Paris\n";
    let (found, _) = checked("8x8-users", file, Language::En);
    assert_eq!(places(&found), ["A1 extra-label"]);
    assert_eq!(found[0]["severity"], "warning");
}

#[test]
fn the_column_that_takes_a_service_away_is_the_one_that_is_named() {
    let file = b"User ID/Email (Required),Webex Teams [Sub1],Webex Teams [Sub2]\n\
        a@example.com,TRUE,FALSE\nb@example.com,TRUE,\n";
    let options = [("import_option".to_owned(), "add_and_remove".to_owned())];
    let mut validation = Validation::new(Settings {
        schema: Some(schema("webex-users")),
        options: options.into_iter().collect(),
        ..Settings::default()
    });
    validation.push(file);
    let report = serde_json::to_value(validation.finish().report).unwrap();
    let samples = report["findings"]["groups"][0]["samples"]
        .as_array()
        .unwrap_or_else(|| panic!("{report:#}"));
    assert_eq!(places(samples), ["C2 destructive-change"]);
}

#[test]
fn columns_that_do_not_belong_say_where_they_come_from() {
    for (template, label, word) in [
        ("webex-users", "UC Manager Profile", "once"),
        ("webex-users", "Directory Number", "once"),
        ("8x8-users", "User.Voice.TemporaryNumber", "report"),
    ] {
        let (found, _) = checked(template, format!("{label}\nx\n").as_bytes(), Language::En);
        let extra = found.iter().find(|it| it["code"] == "extra-label").expect(label);
        assert_eq!(extra["severity"], "warning", "{label}");
        assert!(extra["message"].as_str().unwrap().contains(word), "{label}: {extra}");
    }
}

#[test]
fn service_columns_of_every_subscription_are_known() {
    let cells = [
        ("Webex Contact Center Standard", "Webex Contact Center Standard"),
        ("Webex Contact Center Premium Agent", "Webex Contact Center Premium"),
        ("Contact Center Premium Agent", "Webex Contact Center Premium"),
        ("Webex Contact Center Premium [Sub123456]", "Webex Contact Center Premium"),
        ("Webex Contact Center Standard Agent [Sub1]", "Webex Contact Center Standard"),
        ("Webex Contact Center Standard [Sub1] (Suspended)", "Service (Suspended)"),
        ("Webex Calling VAR Professional [sub-site]", "Webex Calling VAR Professional"),
        ("Webex Calling VAR Basic [sub-site]", "Webex Calling VAR Basic"),
        ("Webex Calling SP Enterprise [Sub9]", "Webex Calling SP Enterprise"),
        ("Webex Teams [Sub121331]", "Service [Sub]"),
        ("acme.webex.com - WebEx Enterprise Edition [Sub7]", "Service [Sub]"),
        ("Calendar Service", "Hybrid Calendar Service (Exchange)"),
    ];
    for (label, field) in cells {
        let file = format!("User ID/Email (Required),{label}\na@example.com,maybe\n");
        let (found, _) = checked("webex-users", file.as_bytes(), Language::En);
        let wrong = found.iter().find(|it| it["code"] == "type-error").expect(label);
        assert_eq!(wrong["field"], field, "{label}");
    }
}

#[test]
fn one_service_of_two_subscriptions_is_two_columns() {
    let file = b"User ID/Email (Required),Webex Teams [Sub1],Webex Teams [Sub2]\n\
        a@example.com,TRUE,FALSE\nb@example.com,VRAI,FALSO\n";
    let (found, _) = checked("webex-users", file, Language::Fr);
    assert_eq!(places(&found), ["B3 spreadsheet-damage", "C3 spreadsheet-damage"]);
    assert!(found[0]["fix"].as_str().unwrap().contains("TRUE"), "{}", found[0]);
    assert!(found[1]["fix"].as_str().unwrap().contains("FALSE"), "{}", found[1]);
}

#[test]
fn an_older_name_is_said_to_be_one() {
    let file = b"Email,Agent Profile\na@example.com,Agents\n";
    let (found, _) = checked("webex-contact-center-users", file, Language::En);
    assert_eq!(places(&found), ["B1 near-label"]);
    assert_eq!(found[0]["params"]["expected"], "Desktop Profile");
}

#[test]
fn the_labels_that_other_pages_print_are_known() {
    for (template, label, expected, language) in [
        ("webex-users", "ID de usuário/e-mail (obrigatório)", "User ID/Email (Required)", "pt"),
        ("webex-contact-center-users", "Centre de contact activé", "Contact Center Enabled", "fr"),
        ("webex-contact-center-users", "Profil d'utilisateur", "User Profile", "fr"),
        ("webex-contact-center-users", "Profil d’agent", "Desktop Profile", "fr"),
        ("webex-users", "Cognome", "Last Name", "it"),
    ] {
        let (found, _) = checked(template, format!("{label}\nx\n").as_bytes(), Language::En);
        let finding = found.iter().find(|it| it["code"] == "translated-label").expect(label);
        assert_eq!(finding["params"]["expected"], expected, "{label}");
        assert_eq!(finding["params"]["language"], language, "{label}");
    }
}

#[test]
fn translated_values_are_answered_with_what_the_file_needs() {
    for (template, field, cell, expected) in [
        ("8x8-users", "User.Directory.Scope", "SUCCURSALE", "BRANCH"),
        ("8x8-users", "User.Directory.Scope", "client", "CUSTOMER"),
        ("8x8-users", "User.Voice.RecordingMode", "À la demande", "ON_DEMAND"),
        ("8x8-users", "SendWelcomeEmail", "O", "Y"),
        ("8x8-users", "SendWelcomeEmail", "Oui", "Y"),
        ("8x8-users", "SendWelcomeEmail", "NON", "N"),
        ("8x8-users", "User.Vcc.SendWelcomeEmail", "Não", "N"),
        ("webex-users", "Jabber Calling", "Oui", "TRUE"),
        ("webex-contact-center-users", "Contact Center Enabled", "Désactivé", "Off"),
        ("rainbow-telephony", "__action__", "Détacher", "detach"),
    ] {
        let schema = schema(template);
        let field = &schema.fields[schema.position(field).unwrap()];
        let mut problems = Vec::new();
        field.check.check(cell, &mut problems);
        field.check.explain(cell, false, &mut problems);
        let params: Vec<_> = problems.iter().flat_map(|problem| &problem.params).collect();
        assert!(
            params.iter().any(|(name, value)| *name == "expected" && *value == expected.into()),
            "{cell}: {problems:?}"
        );
    }
}

#[test]
fn rainbow_files_have_comments_either_delimiter_and_either_spelling() {
    for file in [
        "__action__;loginEmail;pbxId;pbxShortNumber;pbxInternalNumber\n\
         %attach;nobody@example.com;;;\n\
         attach;a@example.com;PBX1;1001;+33390671001\n",
        "% what can be done: attach, force_attach, detach\n\
         Action,LoginEmail,PbxId,PbxShortNumber,PbxInternalNumber\n\
         Attach,a@example.com,PBX1,1001,'+33390671001\n",
        "ACTION,loginemail,pbxid,PBXSHORTNUMBER\nattach,a@example.com,PBX1,1001\n",
    ] {
        let (found, report) = checked("rainbow-telephony", file.as_bytes(), Language::En);
        assert!(found.is_empty(), "{file}: {found:#?}");
        assert_eq!(report["rows"]["total"], 1, "{file}");
    }
    let file =
        b"Action,LoginEmail,pbxId,pbxShortNumber,number\nattach,a@b.de,P,1001,'33390671001\n";
    let (found, _) = checked("rainbow-telephony", file, Language::En);
    assert!(!found.is_empty() && found.iter().all(|it| it["code"] == "spreadsheet-damage"));
}

/// Windows-1252, as Excel writes it in Western Europe.
fn windows_1252(text: &str) -> Vec<u8> {
    text.chars()
        .map(|char| match char {
            '’' => 0x92,
            char => u8::try_from(u32::from(char)).expect("a letter of Western Europe"),
        })
        .collect()
}

#[test]
fn a_french_administrators_file_is_understood_to_the_last_cell() {
    let labels = [
        "Prénom de l’utilisateur",
        "Nom de l’utilisateur",
        "Courriel de l’utilisateur",
        "Utilisateur.Site",
        "Utilisateur.Voix.Numéro",
        "Licences.d’utilisateur",
        "SendWelcomeEmail",
        "Utilisateur. répertoire. champ d’application.",
        "Utilisateur.Voix.Pays",
    ]
    .join(";");
    let file = format!(
        "{labels}\r\n\
         Hélène;Lévesque;helene@example.com;Montréal;15145550100;8x8 Work;O;SUCCURSALE;CA\r\n\
         Loïc;D’Arcy;loic@example.com;Montréal;+15145550101;8x8 Work;Oui;CLIENT;CA\r\n\
         Zoé;Noël;zoe@example.com;Montréal;;8x8 Work;VRAI;PBX;France\r\n"
    );
    let (found, report) = checked("8x8-users", &windows_1252(&file), Language::Fr);
    assert_eq!(report["file"]["dialect"]["delimiter"], ";");
    assert_eq!(report["rows"]["total"], 3);
    let translated = found.iter().filter(|it| it["code"] == "translated-label").count();
    assert_eq!(translated, 8);
    let cells = found.iter().filter(|it| it["row"].as_u64() > Some(1) && !it["cell"].is_null());
    let cells: Vec<_> = cells
        .map(|it| {
            let place = &places(std::slice::from_ref(it))[0];
            format!("{place} {} -> {}", it["cell"], it["fix"].as_str().unwrap())
        })
        .collect();
    for (place, expected) in [
        ("G2 type-error", "Y"),
        ("H2 constraint-error", "BRANCH"),
        ("E3 type-error", "33142685300"),
        ("G3 type-error", "Y"),
        ("H3 constraint-error", "CUSTOMER"),
        ("G4 spreadsheet-damage", "Y"),
        ("I4 constraint-error", "FR"),
    ] {
        assert!(
            cells.iter().any(|cell| cell.starts_with(place) && cell.contains(expected)),
            "{place}: {cells:#?}"
        );
    }
    assert!(found.iter().any(|it| it["code"] == "license-needs-number" && it["row"] == 4));
}

fn likely(labels: &[&str]) -> Vec<Recognised> {
    let schemas: Vec<_> = templates::names().map(|name| (name, schema(name))).collect();
    recognise(labels, schemas.iter().map(|(name, schema)| (*name, &**schema)))
}

#[test]
fn a_header_says_which_template_it_belongs_to() {
    for (labels, template) in [
        (&["User.FirstName", "User.LastName", "User.Email", "User.Site"][..], "8x8-users"),
        (
            &[
                "Prénom de l'utilisateur",
                "Nom de l'utilisateur",
                "Courriel de l'utilisateur",
                "Utilisateur.Site",
            ],
            "8x8-users",
        ),
        (&["First Name", "Last Name", "User ID/Email (Required)"], "webex-users"),
        (
            &["User ID/Email (Required)", "Webex Teams [Sub1]", "Webex Calling VAR Basic [Sub2]"],
            "webex-users",
        ),
        (
            &["Email", "User Profile", "Contact Center Enabled", "Site", "Teams"],
            "webex-contact-center-users",
        ),
        (&["Action", "LoginEmail", "pbxId", "pbxShortNumber"], "rainbow-telephony"),
        (&["__action__", "loginEmail"], "rainbow-telephony"),
    ] {
        let found = likely(labels);
        let sure = settled(&found).unwrap_or_else(|| panic!("{labels:?}: {found:?}"));
        assert_eq!(sure.name, template, "{labels:?}");
    }
}

#[test]
fn what_could_be_two_templates_or_none_is_not_settled() {
    for labels in [
        &["Email"][..],
        &["Email", "Site"],
        &["First Name", "Last Name", "Email"],
        &["Artikel"],
        &[],
    ] {
        let found = likely(labels);
        assert!(settled(&found).is_none(), "{labels:?}: {found:?}");
    }
}

#[test]
fn the_header_may_stand_below_a_title() {
    let schemas: Vec<_> = templates::names().map(|name| (name, schema(name))).collect();
    let records: Vec<Vec<String>> = [
        &["Users of January"][..],
        &[""],
        &["User.FirstName", "User.LastName", "User.Email", "User.Site"],
        &["First Name", "Last Name", "Email", "Site"],
    ]
    .iter()
    .map(|cells| cells.iter().map(ToString::to_string).collect())
    .collect();
    let candidates = schemas.iter().map(|(name, schema)| (*name, &**schema));
    let (place, found) = recognise_records(&records, candidates);
    assert_eq!((place, found[0].name.as_str(), found[0].score), (2, "8x8-users", 100));
}
