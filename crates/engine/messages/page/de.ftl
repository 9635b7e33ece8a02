# Was die Seite sagt, auf Deutsch. Welche Meldungen es gibt und was jede nennt, bestimmt en.ftl; ein
# Test vergleicht.

app-title = Rollcall
nav-check = Datei prüfen
nav-jobs = Geprüfte Dateien
nav-label = Seiten
skip-to-content = Zum Inhalt springen
language-label = Sprache
theme-label = Farben
theme-auto = Wie das System
theme-light = Hell
theme-dark = Dunkel

# Das Hochladen
upload-title = Benutzerdatei prüfen
upload-lead = Wählen Sie die CSV-Datei, die Sie importieren möchten. Jede Zeile wird geprüft, und zu jedem Problem sehen Sie, wo es liegt, woran es liegt und was zu tun ist.
upload-choose = Wählen Sie eine Datei oder legen Sie sie hier ab
upload-limits = CSV aus jeder Tabellenkalkulation, bis zu { $size }
upload-another = Andere Datei wählen
upload-file = { $name }, { $size }
upload-drop-anywhere = Legen Sie die Datei ab, um sie zu prüfen
upload-one-file = Nur eine Datei auf einmal: Die erste wurde genommen.
upload-too-large = Diese Datei ist { $size } groß; gesendet werden können höchstens 100 MB. Behalten Sie sie auf Ihrem Rechner, um sie trotzdem zu prüfen, oder teilen Sie sie.
upload-empty = Diese Datei ist leer. Speichern Sie sie in Ihrem Tabellenprogramm noch einmal und wählen Sie sie erneut.
upload-options = Worum es sich handelt
template-label = Vorlage der Datei
template-auto = An der Kopfzeile erkennen
template-none = Beliebige CSV-Datei: nur den Aufbau prüfen
template-recognised = Vorlage erkannt: { $title } (zu { $sure } % sicher).
template-not-recognised = Die Kopfzeile passt zu keiner bekannten Vorlage. Wählen Sie eine, oder lassen Sie nur den Aufbau prüfen.
template-unknown = Die bekannten Vorlagen konnten nicht geladen werden; im Moment lässt sich nur der Aufbau prüfen.
import-option-label = Import
import-option-add = Nur hinzufügen
import-option-add_and_remove = Hinzufügen, und entfernen, was nicht in der Datei steht
description-label = Beschreibung
description-hint = Für die Liste der geprüften Dateien; sie kann leer bleiben.
keep-label = Auf meinem Rechner behalten
keep-hint = Die Datei wird in diesem Browser geprüft und nirgendwohin gesendet. Auch der Bericht bleibt hier.
send-hint = Die Datei wird hier geprüft, während sie gesendet wird, und der Bericht wird { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
} lang aufbewahrt.
upload-check = Datei prüfen
upload-stop = Abbrechen

# Der Fortschritt
progress-label = Fortschritt der Prüfung
progress-reading = Die Datei wird gelesen …
progress-rows = { $rows ->
    [one] { NUMBER($rows) } Zeile geprüft
   *[other] { NUMBER($rows) } Zeilen geprüft
}
progress-rate = { $rate } Zeilen pro Sekunde
progress-left = noch { $time }
progress-good = Bisher nichts zu beanstanden
progress-errors = { $rows ->
    [one] Bisher { NUMBER($rows) } Zeile zu berichtigen
   *[other] Bisher { NUMBER($rows) } Zeilen zu berichtigen
}
progress-first = Der erste Fehler steht in Zeile { $row }.
progress-sent = { $share } % gesendet
progress-sending = Die Datei ist geprüft; sie wird gesendet …
progress-storing = Gesendet; der Bericht wird geschrieben …
progress-stopped = Abgebrochen. Es wurde nichts aufbewahrt.

# Die leere Datei
empty-title = Mit einer leeren Datei beginnen
empty-lead = Nehmen Sie die Spalten, die Sie brauchen; die fast immer gewünschten sind schon ausgewählt.
empty-columns = Spalten
empty-basic = Die üblichen
empty-all = Alle
empty-chosen = { $count ->
    [one] { NUMBER($count) } Spalte ausgewählt
   *[other] { NUMBER($count) } Spalten ausgewählt
}
empty-search = Spalte suchen
empty-required = erforderlich
empty-example = Mit einer erfundenen Person als Beispiel
empty-download = Leere Datei herunterladen

# Der Bericht
report-title = Bericht
report-loading = Der Bericht wird geladen …
report-valid = Die Datei kann importiert werden.
report-valid-rows = { $rows ->
    [0] Sie enthält keine einzige Datenzeile.
    [one] Die einzige Zeile ist gültig.
   *[other] Alle { NUMBER($rows) } Zeilen sind gültig.
}
report-valid-warnings = { $count ->
    [one] { NUMBER($count) } Warnung verdient vor dem Import einen Blick.
   *[other] { NUMBER($count) } Warnungen verdienen vor dem Import einen Blick.
}
report-invalid = Die Datei kann noch nicht importiert werden.
report-invalid-rows = { $invalid ->
    [one] { NUMBER($invalid) } von { NUMBER($total) } Zeilen ist zu berichtigen.
   *[other] { NUMBER($invalid) } von { NUMBER($total) } Zeilen sind zu berichtigen.
}
report-invalid-file = An der Datei als Ganzem ist etwas zu berichtigen; keine Zeile ist für sich genommen falsch.
report-failed = Die Datei konnte nicht geprüft werden.
report-running = Diese Datei wird noch geprüft.
report-running-hint = Die Seite aktualisiert sich alle paar Sekunden von selbst.
report-queued = Diese Datei wartet darauf, abgerufen zu werden.
report-gone = Diesen Bericht gibt es nicht. Vielleicht wurde er gelöscht, oder seine Aufbewahrungsfrist ist abgelaufen.
report-local = Dieser Bericht wird nur in diesem Browser aufbewahrt; die Datei wurde nicht gesendet.
report-local-gone = Dieser Bericht wurde im Browser aufbewahrt, und der Browser hat ihn nicht mehr.
count-rows = Zeilen
count-right = Gültig
count-wrong = Zu berichtigen
count-errors = Fehler
count-warnings = Warnungen
facts-file = Datei
facts-template = Vorlage
facts-template-none = Nur der Aufbau wurde geprüft
facts-encoding = Kodierung
facts-delimiter = Trennzeichen
facts-description = Beschreibung
facts-checked = Geprüft am
facts-kept-until = Aufbewahrt bis
delimiter-comma = Komma
delimiter-semicolon = Semikolon
delimiter-tab = Tabulator
delimiter-pipe = senkrechter Strich
places-title = Wo die Fehler liegen
places-label = Die Datei von der ersten bis zur letzten Zeile. Jeder Balken steht für { $each ->
    [one] eine Zeile
   *[other] { NUMBER($each) } Zeilen
}; wählen Sie einen, um seine Befunde zu sehen.
places-bin = Zeilen { $from } bis { $to }: { $errors ->
    [0] keine Fehler
    [one] { NUMBER($errors) } Zeile mit Fehlern
   *[other] { NUMBER($errors) } Zeilen mit Fehlern
}
places-all = Die ganze Datei anzeigen
groups-title = Was zu tun ist
groups-count = { $count ->
    [one] einmal
   *[other] { NUMBER($count) }-mal
}
groups-field = Spalte { $field }
groups-file = Die ganze Datei
groups-fix = Was zu tun ist
groups-examples = Beispiele
groups-row = Zeile { $row }
groups-more = { $count ->
    [one] { NUMBER($count) } weiteres
   *[other] { NUMBER($count) } weitere
}
groups-show-all = Alle in der Liste anzeigen
groups-none = Es wurde nichts gefunden.
severity-error = Fehler
severity-warning = Warnung
list-title = Alle Befunde
list-show = Liste aller Befunde anzeigen
list-loading = Die Liste wird geladen …
list-shown = { NUMBER($shown) } von { NUMBER($total) } Befunden
list-left-out = Die Liste enthält die ersten 1.000 Befunde jeder Art; die Zahlen oben sind genau.
list-empty = Kein Befund passt zu Ihrer Auswahl.
filter-field = Spalte
filter-code = Art des Befunds
filter-severity = Schwere
filter-all = Alle
filter-clear = Alles anzeigen
column-row = Zeile
column-place = Zelle
column-field = Spalte
column-cell = Wert
column-message = Was nicht stimmt
column-fix = Was zu tun ist
downloads-title = Downloads
download-report-csv = Ihre Datei mit zwei zusätzlichen Spalten: Status und Einzelheiten
download-errors-csv = Nur die zu berichtigenden Zeilen
download-clean-csv = Nur die gültigen Zeilen
download-html = Der Bericht als Seite
download-findings = Alle Befunde, als Daten (NDJSON)
download-report-json = Der Bericht, als Daten (JSON)
download-part = Teil { NUMBER($part) } von { NUMBER($count) }
downloads-parts = Die Datei hat mehr Zeilen, als auf einmal angenommen werden. Importieren Sie diese Teile nacheinander:
report-mend = Hier berichtigen
report-again = Andere Datei prüfen
report-share = Adresse kopieren
report-shared = Die Adresse ist kopiert. Wer Zugang zu diesem Rollcall hat, kann sie öffnen.
report-print = Drucken
report-delete = Löschen
delete-confirm = Diesen Bericht und alles, was mit ihm aufbewahrt wird, löschen? Das lässt sich nicht rückgängig machen.
delete-yes = Löschen
delete-no = Behalten
deleted = Der Bericht ist gelöscht.

# Die Webhooks einer geprüften Datei
deliveries-title = Webhooks
deliveries-event = Ereignis
deliveries-address = Adresse
deliveries-status = Status
deliveries-attempts = Versuche
deliveries-error = Letzter Fehler
deliveries-next = Nächster Versuch
delivery-pending = Wartet
delivery-delivered = Zugestellt
delivery-dead = Aufgegeben
delivery-error-timeout = Keine rechtzeitige Antwort
delivery-error-unreachable = Nicht erreichbar
delivery-error-redirect = Antwort: eine Weiterleitung
delivery-error-gone = Will nichts mehr (410)
delivery-error-address-refused = Adresse nicht erlaubt
delivery-error-status = Antwort: { $status }
delivery-error-webhook-removed = Webhook entfernt
delivery-again = Erneut senden
delivery-sent-again = Es wird erneut gesendet.

# Die geprüften Dateien
jobs-title = Geprüfte Dateien
jobs-lead = Die neuesten zuerst. Berichte verschwinden von selbst, wenn ihre Aufbewahrungsfrist abgelaufen ist.
jobs-search = Suchen
jobs-search-hint = In Namen und Beschreibungen
jobs-empty = Es wurde noch keine Datei geprüft.
jobs-none-found = Keine Datei passt zu „{ $text }“.
jobs-more = Ältere anzeigen
jobs-local-title = In diesem Browser aufbewahrt
jobs-when = Zeitpunkt
jobs-file = Datei
jobs-kind = Vorlage
jobs-verdict = Ergebnis
jobs-rows = Zeilen
jobs-nameless = Ohne Namen
verdict-valid = Kann importiert werden
verdict-invalid = { $rows ->
    [0] Zu berichtigen
    [one] { NUMBER($rows) } Zeile zu berichtigen
   *[other] { NUMBER($rows) } Zeilen zu berichtigen
}
verdict-failed = Nicht geprüft
verdict-running = Wird geprüft
verdict-queued = Wartet auf Abruf

# Das Anwenden einer Datei
nav-users = Verzeichnis
list-next = Nächste Seite
list-previous = Vorige Seite
list-range = { NUMBER($from) } bis { NUMBER($to) } von { NUMBER($total) }
labelled = { $label }: { $value }
apply-title = Auf das Verzeichnis anwenden
apply-offer = Zuerst sehen Sie Zeile für Zeile, was geschehen würde. Bevor Sie zustimmen, wird nichts geschrieben.
apply-open = Ansehen, was geschehen würde
apply-open-how = Ansehen, wie es lief
apply-back = Zurück zum Bericht
apply-loading = Es wird ermittelt, was geschehen würde…
apply-counts = Was geschehen würde
apply-all = Alle Zeilen
outcome-created = Angelegt
outcome-changed = Geändert
outcome-removed = Entfernt
outcome-unchanged = Unverändert
outcome-refused = Abgelehnt
outcome-partial = Nur teilweise
outcome-destructive = Mit Verlust
apply-rows = Zeile für Zeile
apply-changes-only = Zeilen ausblenden, die nichts ändern
apply-no-rows = Solche Zeilen gibt es nicht.
apply-column-what = Was geschieht
apply-column-who = Wer
apply-column-changes = Feld für Feld
apply-becomes = wird zu
apply-empty = nichts
apply-more-changes = { $count ->
    [one] { NUMBER($count) } weiteres Feld
   *[other] { NUMBER($count) } weitere Felder
}
apply-not-expressible = Einiges aus der Datei lässt sich in diesem Verzeichnis nicht schreiben:
apply-not-expressible-row = Lässt sich dort nicht schreiben:
apply-in-rows = { $rows ->
    [one] in { NUMBER($rows) } Zeile
   *[other] in { NUMBER($rows) } Zeilen
}
apply-changed = Das Verzeichnis hat sich geändert, seit Sie dies gesehen haben, und nichts wurde angewendet. Das würde jetzt geschehen: Sehen Sie es noch einmal an.
apply-start-title = Anwendung starten
apply-blocked = { $rows ->
    [one] { NUMBER($rows) } Zeile kann nicht angewendet werden, und das hält die ganze Datei auf: Keine ihrer Zeilen wird angewendet.
   *[other] { NUMBER($rows) } Zeilen können nicht angewendet werden, und das hält die ganze Datei auf: Keine ihrer Zeilen wird angewendet.
}
apply-blocked-way = Jede sagt, warum. Berichtigen Sie sie in Ihrer Datei, oder das, was das Verzeichnis zu vergeben hat, und lassen Sie die Datei noch einmal prüfen.
apply-show-refused = Abgelehnte Zeilen anzeigen
apply-none = Es gibt nichts anzuwenden: Keine Zeile, die etwas ändern würde, kann angewendet werden.
apply-nothing = Es gibt nichts anzuwenden: Das Verzeichnis ist schon so, wie es in der Datei steht.
apply-some-refused = { $rows ->
    [one] { NUMBER($rows) } Zeile wird abgelehnt; die anderen werden angewendet.
   *[other] { NUMBER($rows) } Zeilen werden abgelehnt; die anderen werden angewendet.
}
apply-lost-title = Das geht verloren:
apply-lost-more = { $rows ->
    [one] und was { NUMBER($rows) } weitere Zeile wegnimmt.
   *[other] und was { NUMBER($rows) } weitere Zeilen wegnehmen.
}
apply-sure = Ich habe gesehen, was geschehen wird, und will es so.
apply-sure-lost = { $rows ->
    [one] { NUMBER($rows) } Zeile nimmt etwas weg. Ich habe gesehen, was geschehen wird, und will es so.
   *[other] { NUMBER($rows) } Zeilen nehmen etwas weg. Ich habe gesehen, was geschehen wird, und will es so.
}
apply-go = { $rows ->
    [one] { NUMBER($rows) } Zeile anwenden
   *[other] { NUMBER($rows) } Zeilen anwenden
}
process-awaiting_confirmation = Wartet auf die Bestätigung
process-queued = Wartet auf die Anwendung
process-running = Wird angewendet
process-completed = Angewendet
process-blocked = Aufgehalten
process-cancelled = Angehalten
process-failed = Abgebrochen
process-reverting = Wird rückgängig gemacht
process-reverted = Rückgängig gemacht
process-heading-queued = Die Datei wartet darauf, angewendet zu werden
process-heading-running = Die Datei wird angewendet
process-heading-completed = Die Datei ist angewendet.
process-heading-blocked = Nichts wurde angewendet.
process-heading-cancelled = Die Anwendung wurde angehalten.
process-heading-failed = Es ging nicht weiter.
process-heading-reverting = Das Angewendete wird rückgängig gemacht
process-heading-reverted = Es ist rückgängig gemacht.
process-progress = Fortschritt
process-rows = { NUMBER($done) } von { NUMBER($total) } Zeilen sind erledigt
process-part = { NUMBER($done) } von { NUMBER($total) } Zeilen wurden erledigt. Was getan ist, bleibt.
process-finished = Beendet am { $when }
process-leave = Es geht von selbst weiter, auch wenn Sie diese Seite verlassen.
process-unanswered = Der Server antwortet gerade nicht. Diese Seite fragt von selbst wieder nach.
process-stop = Anhalten
process-stop-hint = Was getan ist, bleibt und lässt sich danach rückgängig machen; die übrigen Zeilen werden nicht begonnen. Um sie anzuwenden, lassen Sie die Datei noch einmal prüfen.
process-reverted-hint = Das Verzeichnis ist wieder wie vor dieser Datei. Um die Datei doch anzuwenden, lassen Sie sie noch einmal prüfen.
download-outcomes = Ihre Datei mit dem, was aus jeder Zeile wurde
download-resend = Nur die nicht angewendeten Zeilen, zum erneuten Senden
undo-title = Rückgängig machen
undo-lead = Alle werden wieder, was sie vor dieser Datei waren, solange niemand sie seither geändert hat.
undo-look = Nachsehen, ob es geht
undo-possible = Es geht: Niemand hat diese Benutzer seither geändert.
undo-confirm = Benutzer, die diese Datei angelegt hat, werden entfernt, und was sie geändert hat, wird wieder wie zuvor. Das will ich.
undo-do = Jetzt rückgängig machen
undo-not-possible = Es geht nicht, weil diese Benutzer seither geändert wurden:
undo-obstacle = Zeile { $row }: { $subject }
undo-obstacles-more = Es können noch mehr sein.

# Das Verzeichnis
users-title = Verzeichnis
users-lead = Alle, auf die Dateien angewendet werden. Wählen Sie jemanden, um zu sehen, was bekannt ist, ihn ein- oder auszuschalten oder zu ändern.
users-search = Suchen
users-search-hint = In Namen und E-Mail-Adressen
users-state = Zustand
users-all = Alle
users-active = Aktiv
users-inactive = Ausgeschaltet
users-in-centre = Im Contact Center
users-not-in-centre = Nicht im Contact Center
users-name = Name
users-lines = Nummern und Nebenstellen
users-shown = { NUMBER($from) } bis { NUMBER($to) }, nach Namen
users-none = Im Verzeichnis ist noch niemand. Lassen Sie eine Datei prüfen und wenden Sie sie an; wer darin steht, ist dann hier.
users-none-found = Dazu passt niemand im Verzeichnis.
users-export = Das Verzeichnis als Datei
users-export-hint = Ändern Sie sie, lassen Sie sie prüfen und wenden Sie sie an. So, wie sie ist, ändert sie nichts.
giving-title = Was zu vergeben ist
giving-lead = Standorte, Lizenzen mit ihrer Anzahl, und Nummern.
giving-company = Firma
giving-company-hint = Die Benutzernamen, die für 8x8 gebildet werden, beginnen damit.
giving-next-extension = Nächste Nebenstelle
giving-next-extension-hint = Hier beginnt die Suche nach einer freien.
giving-sites = Standorte
giving-sites-hint = In jeder Zeile einer. Ohne einen gilt jeder Standort.
giving-numbers = Ersatznummern
giving-numbers-hint = In jeder Zeile eine, etwa +33160000001. Eine wird vergeben, während eine Nummer portiert wird; in Gebrauch: { NUMBER($used) }.
giving-licenses-hint = Ohne eine gilt jede Lizenz und geht nie aus.
giving-license = Lizenz
giving-capacity = Wie viele (leer: beliebig viele)
giving-used = { NUMBER($used) } in Gebrauch
giving-add-license = Lizenz hinzufügen
giving-save = Speichern
giving-saved = Es ist gespeichert.
giving-changed = Jemand anderes hat das inzwischen geändert. So ist es jetzt; Ihre Änderungen wurden nicht gespeichert.
giving-line = Zeile { $line }:
user-back = Zurück zum Verzeichnis
user-contact = Kontakt
user-active = Kann sich anmelden
user-switched-on = Eingeschaltet: Dieser Benutzer kann sich jetzt anmelden.
user-switched-off = Ausgeschaltet: Dieser Benutzer kann sich nicht mehr anmelden.
user-updated = Zuletzt geändert: { $when }
user-by-job = durch eine Datei
user-by-hand = von Hand
user-person = Person
user-first_name = Vorname
user-last_name = Nachname
user-display_name = Anzeigename
user-email = E-Mail-Adresse
user-user_name = Benutzername
user-title = Position
user-department = Abteilung
user-mobile = Mobiltelefon
user-site = Standort
user-locale = Sprache
user-time_zone = Zeitzone
user-cost_center = Kostenstelle
user-manager = Führungskraft
user-licenses = Lizenzen
user-license-used = { NUMBER($used) } von { NUMBER($capacity) } in Gebrauch
user-other-license = Weitere Lizenz
user-numbers = Telefonnummern
user-numbers-number = Nummer
user-add-numbers = Nummer hinzufügen
user-temporary = Vertritt { $number } während der Portierung.
user-extensions = Nebenstellen
user-extensions-extension = Nebenstelle
user-extensions-pbx = Telefonanlage
user-extensions-internal = Interne Nummer
user-extensions-number = Öffentliche Nummer
user-add-extensions = Nebenstelle hinzufügen
user-devices = Geräte
user-devices-mac = MAC-Adresse
user-devices-model = Modell
user-add-devices = Gerät hinzufügen
user-line = Für
line-voice = Telefon
line-fax = Fax
line-contact_center = Contact Center
user-contact_center = Contact Center
user-enabled = Arbeitet im Contact Center
user-user_profile = Benutzerprofil
user-skill_profile = Kompetenzprofil
user-desktop_profile = Desktop-Profil
user-multimedia_profile = Multimedia-Profil
user-external_id = Externe ID
user-default_dn = Standardnummer
user-teams = Teams
user-teams-hint = In jeder Zeile eines.
user-others = Nur bei einem Anbieter
user-remove = Entfernen
user-save = Änderungen speichern
user-saved = Die Änderungen sind gespeichert.
user-nothing-changed = Noch ist nichts geändert.
user-unsaved = Ihre Änderungen sind noch nicht gespeichert.
user-conflict = Jemand anderes hat diesen Benutzer geändert, seit Sie ihn geöffnet haben. So ist er jetzt; Ihre Änderungen wurden nicht gespeichert.
user-yours = Sie wollten:
user-yes = ja
user-no = nein
wrong-taken = Das hat schon jemand anderes.
wrong-email = Das ist keine E-Mail-Adresse.
wrong-site = Einen solchen Standort hat das Verzeichnis nicht.
wrong-license = Eine solche Lizenz hat das Verzeichnis nicht.
wrong-number = Eine Nummer ist ein Plus, die Landesvorwahl und die Nummer, etwa +33160000001.
wrong-extension = Eine Nebenstelle besteht aus Ziffern, höchstens 20.
wrong-mac = Eine MAC-Adresse besteht aus zwölf Ziffern von 0 bis 9 oder Buchstaben von a bis f.
wrong-twice = Das steht hier zweimal.
wrong-used = Davon ist mehr in Gebrauch. Nehmen Sie es zuerst jemandem weg.
wrong-left-out = Eine Lizenz, die jemand hat, kann nicht weggelassen werden. Nehmen Sie sie zuerst weg.

# Das Berichtigen
mend-title = Datei berichtigen
mend-lead = Nur die Zeilen, in denen etwas gefunden wurde. Ändern Sie eine Zelle, und sie wird sofort erneut geprüft.
mend-loading = Die zu berichtigenden Zeilen werden gelesen …
mend-left = { $left ->
    [0] Hier sind jetzt alle Zeilen gültig.
    [one] Noch { NUMBER($left) } Zeile zu berichtigen.
   *[other] Noch { NUMBER($left) } Zeilen zu berichtigen.
}
mend-too-many = Das sind die ersten { NUMBER($shown) } Zeilen, in denen etwas gefunden wurde; { $left ->
    [one] { NUMBER($left) } weitere folgt
   *[other] { NUMBER($left) } weitere folgen
}, wenn die Datei erneut geprüft wird.
mend-undo = Rückgängig
mend-redo = Wiederholen
mend-suggestions = Berichtigungen, bei denen nichts verloren geht
mend-suggestion = { $count ->
    [one] { $field }: „{ $after }“ statt „{ $before }“ schreiben
   *[other] { $field }: { NUMBER($count) } Zellen auf dieselbe Weise berichtigen, zum Beispiel „{ $before }“ zu „{ $after }“
}
mend-apply = Anwenden
mend-apply-all = Alle anwenden ({ NUMBER($count) })
mend-before = Vorher
mend-after = Nachher
mend-no-suggestions = Hier lässt sich nichts berichtigen, ohne zu wissen, was gemeint war.
mend-cell = Zeile { $row }, { $field }
mend-cell-right = Diese Zelle ist richtig.
mend-pick = Wählen Sie eine Zelle, um zu sehen, was an ihr nicht stimmt.
mend-use = „{ $value }“ verwenden
mend-download = Berichtigte Datei herunterladen
mend-send = Berichtigte Datei prüfen und senden
mend-changed = { $count ->
    [0] Noch nichts geändert
    [one] { NUMBER($count) } Zelle geändert
   *[other] { NUMBER($count) } Zellen geändert
}
mend-header = Zuerst ist die Kopfzeile zu berichtigen: { $message }
mend-nothing = Es ist nichts zu berichtigen: Keine Zelle dieser Datei ist für sich genommen falsch.
mend-unsaved = Ihre Änderungen wurden noch nicht heruntergeladen oder gesendet.
mend-saving = Die berichtigte Datei wird geschrieben …
mend-grid = Zu berichtigende Zeilen. Die Pfeiltasten bewegen, die Eingabetaste ändert eine Zelle, F8 führt zum nächsten Befund, Strg+Z macht rückgängig, die Tabulatortaste führt aus der Tabelle hinaus.
mend-row-header = Zeile
mend-file-name = { $name }-berichtigt
mend-row-right = An dieser Zeile ist nichts zu beanstanden.
mend-row-cells = Die Befunde liegen in den Zellen der Zeile.
mend-was = In der Datei steht hier „{ $value }“.
mend-put-back = Diesen Wert wiederherstellen
mend-empty-value = (leer)
mend-use-empty = Zelle leeren
mend-extra-column = ohne Namen
mend-value = Wert
mend-fill-row = Fehlende Zellen leer ergänzen
mend-next = Nächster Befund
mend-previous = Vorheriger
mend-cells = { $count ->
    [one] { NUMBER($count) } Zelle
   *[other] { NUMBER($count) } Zellen
}
mend-errors = { $count ->
    [one] { NUMBER($count) } Fehler
   *[other] { NUMBER($count) } Fehler
}
mend-warnings = { $count ->
    [one] { NUMBER($count) } Warnung
   *[other] { NUMBER($count) } Warnungen
}
mend-all-columns = Alle Spalten anzeigen
mend-hide-right = { $count ->
    [one] Die gültige Zeile ausblenden
   *[other] { NUMBER($count) } gültige Zeilen ausblenden
}
mend-show-rows = Alle Zeilen anzeigen
mend-key-changed = Änderung
mend-header-title = Die Kopfzeile
mend-header-right = Soweit sich das hier sagen lässt, stimmen die Spaltennamen.
mend-label-of = Name der Spalte { $column }
mend-all-labels = Alle Spaltennamen anzeigen
mend-stay = Hier bleiben
mend-leave = Ohne die Änderungen verlassen
mend-file-gone = Der Browser hat „{ $name }“ nicht mehr. Wählen Sie die Datei noch einmal, um sie zu berichtigen.
mend-choose-again = Zu berichtigende Datei

# Der Schlüssel
key-title = Dieses Rollcall verlangt einen Schlüssel
key-lead = Fügen Sie den Schlüssel ein, den Sie erhalten haben; er beginnt mit rc_. Er bleibt in diesem Tab und wird vergessen, wenn Sie ihn schließen.
key-label = Schlüssel
key-use = Weiter
key-wrong = Dieser Schlüssel ist hier nicht bekannt, oder er wurde zurückgezogen.
key-token = Das ist ein Upload-Token: Ein Portal kann damit Dateien senden, hier gibt es keinen Zugang. Geben Sie stattdessen einen Schlüssel an.
key-forget = Schlüssel vergessen

# Wenn etwas nicht geht
trouble-title = Das hat nicht funktioniert
trouble-retry = Erneut versuchen
trouble-close = Schließen
trouble-network = Der Server antwortet nicht. Prüfen Sie Ihre Verbindung; es wurde nichts geändert.
trouble-upload-lost = Die Verbindung ist beim Senden der Datei abgebrochen. Ihre Datei und die Prüfung hier sind unversehrt; senden Sie sie noch einmal, sie wird nicht doppelt gespeichert.
trouble-key = Ein Schlüssel wird gebraucht, oder der angegebene gilt nicht mehr. Geben Sie einen anderen an, und machen Sie weiter, wo Sie sind.
trouble-server = Der Server konnte es nicht ausführen ({ $status }). Es wurde nichts geändert; versuchen Sie es gleich noch einmal.
trouble-busy = Zu viele Anfragen auf einmal. Versuchen Sie es in { $seconds ->
    [one] { $seconds } Sekunde
   *[other] { $seconds } Sekunden
} noch einmal.
trouble-too-many-uploads = Im Moment werden zu viele Dateien geprüft. Versuchen Sie es in { $time } noch einmal.
trouble-bytes-used-up = Heute kann nichts mehr gesendet werden: Die Menge, die für einen Tag vorgesehen ist, ist aufgebraucht. Versuchen Sie es in { $time } noch einmal.
trouble-other = Der Server hat mit { $status } geantwortet und nicht gesagt, warum.
trouble-body-too-large = Die Datei ist größer, als gesendet werden darf. Teilen Sie sie, oder behalten Sie sie auf Ihrem Rechner, um sie zu prüfen.
trouble-job-not-found = Diesen Bericht gibt es nicht. Vielleicht wurde er gelöscht, oder seine Aufbewahrungsfrist ist abgelaufen.
trouble-job-running = Die Datei wird noch geprüft oder angewendet. Sehen Sie gleich noch einmal nach.
trouble-template-not-recognised = Die Kopfzeile passt zu keiner bekannten Vorlage. Wählen Sie die Vorlage der Datei, und prüfen Sie sie noch einmal.
trouble-template-ambiguous = Die Kopfzeile passt zu mehr als einer Vorlage. Wählen Sie die Vorlage der Datei, und prüfen Sie sie noch einmal.
trouble-template-not-found = Die gewählte Vorlage gibt es nicht mehr. Wählen Sie eine andere.
trouble-token-used = Sie haben so viele Dateien gesendet, wie das Portal erlaubt. Laden Sie die Seite neu, um eine weitere zu senden.
trouble-token-other-template = Das Senden ist hier für eine andere Vorlage eingerichtet. Bitte sagen Sie denen Bescheid, die dieses Portal betreiben.
trouble-token-other-origin = Das Senden ist für ein anderes Portal eingerichtet als dieses. Bitte sagen Sie denen Bescheid, die dieses Portal betreiben.
trouble-token-not-for-this = Das Portal hat hierzu keinen Zugang gegeben. Bitte sagen Sie denen Bescheid, die dieses Portal betreiben.
trouble-origin-not-allowed = Von dieser Seite aus dürfen keine Dateien gesendet werden. Bitte sagen Sie denen Bescheid, die dieses Portal betreiben.
trouble-address-refused = Von der angegebenen Adresse dürfen keine Dateien abgerufen werden.
trouble-file-unreachable = Der Server, auf dem die Datei liegt, ist nicht erreichbar.
trouble-file-refused = Der Server, auf dem die Datei liegt, hat sie nicht herausgegeben.
trouble-file-timeout = Der Server, auf dem die Datei liegt, hat zu lange gebraucht.
trouble-file-too-large = Die abzurufende Datei ist größer als erlaubt.
trouble-file-type = Unter der angegebenen Adresse liegt keine CSV-Datei.
trouble-too-many-redirects = Die angegebene Adresse leitet zu oft weiter.
trouble-deliveries-none = Es gibt nichts erneut zu senden.
trouble-delivery-not-found = Diese Zustellung gibt es nicht mehr.
trouble-file-changed = Die Datei wurde auf dem Datenträger geändert oder verschoben, während sie gelesen wurde. Wählen Sie sie noch einmal.
trouble-out-of-memory = Der Browser hat für diese Datei keinen Speicher mehr. Schließen Sie andere Tabs, oder senden Sie die Datei, statt sie auf Ihrem Rechner zu behalten.
trouble-broken = Die Prüfung ist durch einen Fehler von uns abgebrochen. Senden Sie die Datei stattdessen, damit sie auf dem Server geprüft wird.
trouble-parts = Ein Teil dieser Seite konnte nicht geladen werden. Prüfen Sie Ihre Verbindung, und versuchen Sie es noch einmal.
trouble-unsupported = Dieser Browser kann Dateien nicht selbst prüfen: Verwenden Sie einen neueren, oder senden Sie die Datei, damit sie auf dem Server geprüft wird.
trouble-not-ours = Diese Seite konnte nicht angezeigt werden. Laden Sie sie neu.
trouble-mode-not-available = Dateien dieser Vorlage werden geprüft und nicht angewendet: Sie sagt nicht, was ihre Zeilen für ein Verzeichnis bedeuten.
trouble-job-not-valid = Die Datei hat Fehler, und nur eine ohne Fehler wird angewendet. Berichtigen Sie sie, und lassen Sie sie noch einmal prüfen.
trouble-template-changed = Die Vorlage hat sich seit der Prüfung geändert. Lassen Sie die Datei noch einmal prüfen.
trouble-user-not-found = Dieser Benutzer ist nicht mehr im Verzeichnis.
trouble-user-conflict = Nichts wurde gespeichert: Etwas davon hat schon jemand anderes.
trouble-document-invalid = Nichts wurde gespeichert: Etwas hier kann so nicht sein.
trouble-directory-invalid = Nichts wurde gespeichert: Etwas hier kann so nicht sein.
trouble-license-capacity = Nichts wurde gespeichert: Eine Lizenz reicht nicht aus. Nehmen Sie sie jemandem weg, oder erhöhen Sie ihre Anzahl.
trouble-users-elsewhere = Die Benutzer sind in einem Verzeichnis anderswo und werden dort geändert.
trouble-service-unavailable = Das Verzeichnis anderswo antwortet nicht oder hat zu viel zu tun. Versuchen Sie es gleich noch einmal.
trouble-service-unfit = Mit dem Verzeichnis anderswo ist nicht zu arbeiten. Bitte sagen Sie es denen, die Rollcall betreiben.
trouble-too-many-rows = Die Datei hat zu viele Zeilen, um auf einmal angewendet zu werden. Teilen Sie sie auf, und prüfen Sie jede.
trouble-directory-too-large = Für eine Datei sind es zu viele Benutzer.

# Im Rahmen eines Portals
embed-frame = Rollcall: Benutzerdatei prüfen
embed-renewing = Ihr Zugang ist abgelaufen. Das Portal erneuert ihn, danach geht die Prüfung von selbst weiter.
embed-renewing-long = Das Portal hat Ihren Zugang noch nicht erneuert. Wenn nichts geschieht, laden Sie die Seite neu, und wählen Sie Ihre Datei noch einmal.
embed-no-access = Ihr Zugang ist abgelaufen, und das Portal konnte ihn nicht erneuern. Laden Sie die Seite neu, und wählen Sie Ihre Datei noch einmal.
embed-waiting = Im Moment werden viele Dateien geprüft. Ihre Prüfung geht in wenigen Sekunden von selbst weiter.
embed-not-recognised = Die Kopfzeile passt zu keiner der Vorlagen, die hier angenommen werden. Vergewissern Sie sich, dass es die richtige Datei ist.
embed-too-large = Diese Datei ist größer, als hier gesendet werden darf. Teilen Sie sie in kleinere.
embed-portal-has = Das Portal hat den ganzen Bericht; hier kann nur ein Teil davon gezeigt werden.
embed-more-groups = { $count ->
    [one] Im Bericht steht { NUMBER($count) } weitere Art von Befunden.
   *[other] Im Bericht stehen { NUMBER($count) } weitere Arten von Befunden.
}
embed-open = Den ganzen Bericht öffnen
embed-new-tab = (in einem neuen Tab)
