# Was Rollcall sagt, auf Deutsch. Welche Meldungen es gibt und was jede nennt, bestimmt en.ftl.

part-value = { $cell ->
    [absent] Der Wert
   *[other] „{ $cell }“
}
part-language = { $language ->
    [fr] französische
    [it] italienische
    [pt] portugiesische
    [de] deutsche
    [es] spanische
    [en] englische
   *[other] anderssprachige ({ $language })
}
part-export = Exportieren Sie die Liste als CSV aus dem Programm, aus dem sie stammt, und senden Sie diese Datei.

## Die Datei als Ganzes

format-error-xlsx = Das ist eine Excel-Arbeitsmappe (.xlsx) und keine CSV-Datei.
    .fix = Öffnen Sie sie in Excel, wählen Sie Datei > Speichern unter mit dem Typ „CSV UTF-8 (durch Trennzeichen getrennt)“ und senden Sie die so entstandene Datei.
format-error-xls = Das ist eine Excel-Arbeitsmappe im alten Format (.xls) und keine CSV-Datei.
    .fix = Öffnen Sie sie in Excel, wählen Sie Datei > Speichern unter mit dem Typ „CSV UTF-8 (durch Trennzeichen getrennt)“ und senden Sie die so entstandene Datei.
format-error-ods = Das ist eine OpenDocument-Tabelle (.ods) und keine CSV-Datei.
    .fix = Öffnen Sie sie in LibreOffice, wählen Sie Datei > Speichern unter mit dem Typ „Text CSV“ und dem Zeichensatz Unicode (UTF-8) und senden Sie die so entstandene Datei.
format-error-zip = Das ist ein Zip-Archiv und keine CSV-Datei.
    .fix = Entpacken Sie es und senden Sie die CSV-Datei, die darin liegt.
format-error-pdf = Das ist ein PDF-Dokument und keine CSV-Datei.
    .fix = { part-export }
format-error-html = Das ist eine Webseite und keine CSV-Datei.
    .fix = Vermutlich ist der Download auf einer Anmelde- oder Fehlerseite gelandet: Melden Sie sich an, laden Sie die Datei noch einmal herunter und prüfen Sie in einem Texteditor, ob Zeilen mit Werten darin stehen.
format-error-gzip = Diese Datei ist mit gzip komprimiert.
    .fix = Entpacken Sie sie und senden Sie die CSV-Datei, die darin liegt; ein Programm darf sie mit dem Header Content-Encoding: gzip senden, wie sie ist.
format-error-image = Das ist ein Bild und keine CSV-Datei.
    .fix = { part-export }
format-error-json = Das ist JSON und keine CSV-Datei.
    .fix = { part-export }
format-error-binary = Das ist keine Textdatei: Sie ist voller NUL-Bytes.
    .fix = Prüfen Sie, ob Sie die richtige Datei gewählt haben, speichern Sie sie als „CSV UTF-8“ und senden Sie diese.

source-error-empty = Die Datei ist leer.
    .fix = Prüfen Sie, ob der Export vollständig war und ob Sie die richtige Datei gewählt haben, und senden Sie sie noch einmal.
source-error-no-rows = Es gibt eine Kopfzeile, aber keine einzige Datenzeile darunter.
    .fix = Ergänzen Sie mindestens eine Zeile unter der Kopfzeile, oder prüfen Sie, ob der Export vollständig war.
source-error-too-many-columns = Die Kopfzeile hat mehr als { NUMBER($limit) } Spalten.
    .fix = Prüfen Sie das Trennzeichen: Mit dem falschen gelesen, zerfällt eine Datei in viel zu viele Spalten.

encoding-error-fallback = Die Datei ist nicht in UTF-8 (das Byte { $byte } kann darin nicht vorkommen) und wurde deshalb als { $encoding } gelesen.
    .fix = Sehen Sie sich die Umlaute und Akzente an; wenn welche falsch sind, speichern Sie die Datei als „CSV UTF-8“ und senden Sie sie noch einmal.
encoding-error-invalid = Das Byte { $byte } steht in { $encoding } für kein Zeichen.
    .fix = Speichern Sie die Datei noch einmal als „CSV UTF-8“, oder geben Sie beim Senden an, wie sie wirklich kodiert ist.
encoding-error-guessed-utf16 = Nichts in der Datei nennt ihre Kodierung; sie sieht nach { $encoding } aus und wurde so gelesen.
    .fix = Wenn der Text stimmt, ist nichts zu tun; eine als „CSV UTF-8“ gespeicherte Datei lässt nichts zu raten.

## Die Kopfzeile

blank-header = Die Kopfzeile fehlt: Die Zeile, in der sie stehen müsste, ist leer.
    .fix = Schreiben Sie die Spaltennamen in die erste Zeile der Datei.
blank-label = Diese Spalte hat keinen Namen.
    .fix = Schreiben Sie den Namen des Feldes oben in die Spalte, oder löschen Sie die Spalte, wenn niemand sie braucht.
duplicate-label = Spalte { $first } heißt schon „{ $label }“.
    .fix = Behalten Sie nur eine der beiden Spalten, oder geben Sie dieser den Namen, der ihr zusteht.
missing-label = Es gibt keine Spalte „{ $label }“.
    .fix = Ergänzen Sie eine Spalte, die genau „{ $label }“ heißt; ihre Zellen dürfen leer bleiben.
missing-label-required = Es gibt keine Spalte „{ $label }“, obwohl jede Zeile sie ausfüllen muss.
    .fix = Ergänzen Sie eine Spalte, die genau „{ $label }“ heißt, und füllen Sie sie in jeder Zeile aus.
missing-label-width = Die Kopfzeile hat { $labels ->
        [one] { $labels } Spaltennamen
       *[other] { $labels } Spaltennamen
    }, die Zeilen haben aber { $cells } Zellen.
    .fix = Suchen Sie zwischen zwei Namen ein Trennzeichen, das fehlt oder nicht das der Zeilen ist.
extra-label = Eine Spalte „{ $label }“ ist hier nicht vorgesehen.
    .fix = Löschen Sie die Spalte, oder berichtigen Sie ihren Namen, wenn sie eines der vorgesehenen Felder enthält.
extra-label-near = Eine Spalte „{ $label }“ ist hier nicht vorgesehen; am nächsten kommt „{ $nearest }“.
    .fix = Benennen Sie die Spalte in „{ $nearest }“ um, wenn sie das enthält; sonst löschen Sie sie.
extra-label-width = Die Kopfzeile hat { $labels } Spaltennamen, die Zeilen haben aber { $cells } Zellen.
    .fix = Suchen Sie ein überzähliges Trennzeichen; ein Name, der eines enthält, muss in doppelten Anführungszeichen (") stehen.
incorrect-label = Diese Spalte heißt „{ $label }“, hier wird aber „{ $expected }“ erwartet.
    .fix = Bringen Sie die Spalten in die erwartete Reihenfolge, oder berichtigen Sie den Namen.
near-label = „{ $label }“ wurde als „{ $expected }“ verstanden.
    .fix = Schreiben Sie genau „{ $expected }“: Das System, für das die Datei bestimmt ist, ist womöglich strenger.
translated-label = „{ $label }“ ist der { part-language } Name der Spalte „{ $expected }“ und nicht der, den die Datei braucht.
    .fix = Schreiben Sie „{ $expected }“: Spaltennamen sind in allen Sprachen gleich, auch wo die Hilfeseite sie übersetzt.
near-label-words = „{ $label }“ beschreibt die Spalte „{ $expected }“, ist aber nicht ihr Name.
    .fix = Schreiben Sie „{ $expected }“ über die Spalte: Nach diesem Namen sucht das System.
translated-label-several = „{ $label }“ ist der { part-language } Name von mehr als einer Spalte: { $candidates }. Diese wurde nicht geprüft, weil es jede davon sein könnte.
    .fix = Schreiben Sie den Namen der Spalte, die gemeint ist: { $candidates }.
extra-label-removed = Die Spalte „{ $label }“ gehörte früher zu dieser Datei, heute nicht mehr.
    .fix = Löschen Sie die Spalte; das System braucht sie nicht mehr.
extra-label-output = Die Spalte „{ $label }“ stammt aus einem Export oder einem Bericht; sie wird nicht mitgeschickt.
    .fix = Löschen Sie die Spalte.
translated-value = { part-value } ist die { part-language } Übersetzung von „{ $expected }“, und genau das braucht die Datei.
    .fix = Schreiben Sie „{ $expected }“: Werte sind in allen Sprachen gleich, auch wo die Hilfeseite sie übersetzt.

label-row-missing = Die Zeile mit Beschreibungen, die unter die Kopfzeile gehört, fehlt; was dort steht, wurde als Daten gelesen.
    .fix = Setzen Sie die zweite Kopfzeile der Originalvorlage wieder ein, bevor Sie die Datei in das System importieren, für das sie bestimmt ist.
label-row-found = Zeile { $row } beschreibt die Spalten; sie enthält keine Daten und wurde nicht geprüft.
    .fix = Löschen Sie Zeile { $row }: Hier beginnen die Daten direkt unter der Kopfzeile.
label-row-title = Die Kopfzeile steht in Zeile { $row }; was darüber steht, gehört nicht zur Tabelle und wurde nicht geprüft.
    .fix = Löschen Sie die Zeilen über Zeile { $row }, damit die Datei mit der Kopfzeile beginnt.

## Die Zeilen

blank-row = Diese Zeile ist leer.
    .fix = Löschen Sie die Zeile.
missing-cell = Diese Zeile hat { $found ->
        [one] { $found } Zelle
       *[other] { $found } Zellen
    } statt { $expected }: Sie endet vor Spalte { $first }.
    .fix = Ergänzen Sie, was ab Spalte { $first } fehlt; auch eine leere Zelle braucht ihr Trennzeichen.
extra-cell = Diese Zeile hat { $found } Zellen statt { $expected }.
    .fix = Suchen Sie ein überzähliges Trennzeichen; ein Wert, der eines enthält, muss in doppelten Anführungszeichen (") stehen.
stray-quote = Mitten in einem Wert, der selbst nicht in Anführungszeichen steht, steht ein Anführungszeichen (").
    .fix = Löschen Sie es, oder setzen Sie den ganzen Wert in Anführungszeichen und verdoppeln Sie das innere ("").
stray-quote-after = Nach dem schließenden Anführungszeichen (") folgt noch Text.
    .fix = Löschen Sie den Text nach dem Anführungszeichen, oder verdoppeln Sie es (""), wenn es zum Wert gehört.
stray-quote-rest = Dies sieht nach der Fortsetzung von Zeile { $row } aus: Die Anführungszeichen (") um einen Wert mit Zeilenumbruch sind beschädigt.
    .fix = Setzen Sie den Text in seinen Wert zurück: Ein Wert mit Zeilenumbruch steht in Anführungszeichen ("), und eines darin wird verdoppelt ("").
unclosed-quote = Hier beginnt ein Anführungszeichen ("), das nie geschlossen wird.
    .fix = Schließen Sie es am Ende des Wertes, oder löschen Sie es; gehört es zum Wert, wird es verdoppelt ("").
cell-too-long = Der Text ist länger als { NUMBER($limit) } Bytes und wurde nicht bis zum Ende gelesen.
    .fix = Suchen Sie ein Anführungszeichen ("), das offen geblieben ist: Es macht alles Folgende zu einem einzigen Wert.

## Die Typen

type-error-integer = { part-value } ist keine ganze Zahl.
    .fix = Schreiben Sie nur Ziffern, zum Beispiel 1200: keine Leerzeichen, keine Nachkommastellen, kein Tausendertrennzeichen.
type-error-number = { part-value } ist keine Zahl.
    .fix = Schreiben Sie Ziffern, mit einem Punkt vor den Nachkommastellen, zum Beispiel 1200.50, und sonst nichts.
type-error-boolean = { part-value } heißt weder Ja noch Nein.
    .fix = Schreiben Sie einen dieser Werte: { $expected }.
type-error-date = { part-value } ist kein Datum in der hier erwarteten Form.
    .fix = Schreiben Sie ein Datum, das es gibt, in der Form { $expected }.
type-error-datetime = { part-value } ist kein Datum mit Uhrzeit in der hier erwarteten Form.
    .fix = Schreiben Sie ein Datum und eine Uhrzeit, die es gibt, in der Form { $expected }.
type-error-time = { part-value } ist keine Uhrzeit in der hier erwarteten Form.
    .fix = Schreiben Sie die Uhrzeit in der Form { $expected }.
type-error-year = { part-value } ist kein Jahr.
    .fix = Schreiben Sie das Jahr mit vier Ziffern, zum Beispiel 2026.
type-error-yearmonth = { part-value } ist kein Monat mit Jahr.
    .fix = Schreiben Sie das Jahr und dann den Monat, mit einem Bindestrich dazwischen, zum Beispiel 2026-09.
type-error-duration = { part-value } ist keine Dauer.
    .fix = Schreiben Sie sie nach ISO 8601, zum Beispiel P1Y2M3D oder PT90M.
type-error-geopoint = { part-value } ist kein Punkt auf der Karte.
    .fix = Schreiben Sie erst die Länge, dann die Breite, in Grad, in der Form { $expected }.
type-error-geojson = { part-value } ist kein GeoJSON.
    .fix = Schreiben Sie ein einziges GeoJSON- oder TopoJSON-Objekt, zum Beispiel { "{" }"type": "Point", "coordinates": [2.35, 48.86]{ "}" }.
type-error-object = { part-value } ist kein JSON-Objekt.
    .fix = Schreiben Sie JSON in geschweiften Klammern, zum Beispiel { "{" }"Name": "Wert"{ "}" }.
type-error-array = { part-value } ist kein JSON-Array.
    .fix = Schreiben Sie JSON in eckigen Klammern, zum Beispiel ["eins", "zwei"].
type-error-list = { part-value } ist eine Liste mit einem Eintrag, der nicht passt: „{ $item }“.
    .fix = Berichtigen Sie den Eintrag, oder nehmen Sie ihn aus der Liste.
type-error-email = { part-value } ist keine E-Mail-Adresse.
    .fix = Schreiben Sie eine einzige Adresse, zum Beispiel ada@example.com, ohne Namen und Leerzeichen drumherum.
type-error-uri = { part-value } ist keine Webadresse (URI).
    .fix = Schreiben Sie die ganze Adresse mit ihrem Anfang, zum Beispiel https://example.com/page.
type-error-uuid = { part-value } ist keine UUID.
    .fix = Schreiben Sie 32 Hexadezimalziffern in Gruppen von 8-4-4-4-12, zum Beispiel 6f1c2b9e-4d3a-4f6b-9c8d-1a2b3c4d5e6f.
type-error-binary = { part-value } ist kein Base64.
    .fix = Kodieren Sie die Bytes in Base64: Buchstaben, Ziffern, + und /, wo nötig mit = am Ende.
type-error-phone = { part-value } ist keine Telefonnummer.
    .fix = Schreiben Sie die Landesvorwahl und die Nummer nur in Ziffern, zum Beispiel 493012345678: 7 bis 15 Ziffern, keine Buchstaben.
type-error-phone-plus = { part-value } beginnt mit einem Pluszeichen, das hier nicht angenommen wird.
    .fix = Lassen Sie das Plus weg und beginnen Sie mit der Landesvorwahl, zum Beispiel 493012345678, oder mit 00 davor.
type-error-phone-no-plus = { part-value } beginnt nicht mit einem Pluszeichen und der Landesvorwahl.
    .fix = Schreiben Sie die Nummer in der internationalen Form, zum Beispiel +493012345678.
type-error-extension = { part-value } ist keine Nebenstelle.
    .fix = Schreiben Sie die Nebenstelle nur in Ziffern, zum Beispiel 1001.
type-error-mac = { part-value } ist keine MAC-Adresse eines Geräts.
    .fix = Übernehmen Sie die 12 Hexadezimalziffern vom Aufkleber des Geräts, zum Beispiel 64:16:7F:0A:1B:2C.
type-error-pin = { part-value } kommt als PIN nicht infrage.
    .fix = Wählen Sie sechs Ziffern, die nicht aufeinanderfolgen und nicht alle gleich sind.
type-error-person-name = { part-value } enthält etwas, das in einem Namen hier nicht vorkommen darf.
    .fix = Nehmen Sie mindestens zwei Zeichen: Buchstaben, Leerzeichen und an Sonderzeichen nur . & - _ und den Apostroph.
type-error-yes-no = { part-value } heißt weder Ja noch Nein.
    .fix = Schreiben Sie einen dieser Werte: { $expected }.
type-error-language-tag = { part-value } ist kein Sprachcode.
    .fix = Schreiben Sie die Sprache und bei Bedarf das Land, zum Beispiel de oder de-AT.
type-error-timezone = { part-value } ist keine Zeitzone.
    .fix = Schreiben Sie den englischen Namen der Zeitzone, erst den Kontinent, dann die Stadt, zum Beispiel Europe/Berlin.
type-error-country = { part-value } ist kein Ländercode.
    .fix = Schreiben Sie den ISO-Code des Landes in Großbuchstaben, zum Beispiel DE.

## Die Regeln der Felder

constraint-error-required = Hier wird ein Wert verlangt, aber die Zelle ist leer.
    .fix = Füllen Sie die Zelle aus.
constraint-error-min-length = { part-value } ist { $length } Zeichen lang; mindestens { $limit } sind nötig.
    .fix = Schreiben Sie den Wert vollständig aus.
constraint-error-max-length = { part-value } ist { $length } Zeichen lang; höchstens { $limit } sind möglich.
    .fix = Kürzen Sie den Wert auf { $limit } Zeichen.
constraint-error-minimum = { part-value } liegt unter { $limit }, dem kleinsten erlaubten Wert.
    .fix = Schreiben Sie { $limit } oder mehr.
constraint-error-maximum = { part-value } liegt über { $limit }, dem größten erlaubten Wert.
    .fix = Schreiben Sie { $limit } oder weniger.
constraint-error-exclusive-minimum = { part-value } liegt nicht über { $limit }, wie es sein müsste.
    .fix = Schreiben Sie einen Wert über { $limit }.
constraint-error-exclusive-maximum = { part-value } liegt nicht unter { $limit }, wie es sein müsste.
    .fix = Schreiben Sie einen Wert unter { $limit }.
constraint-error-pattern = { part-value } hat nicht die Form, die hier erwartet wird.
    .fix = Schreiben Sie den Wert so, dass er zum Muster { $pattern } passt.
constraint-error-enum = { part-value } gehört nicht zu den Werten, die hier erlaubt sind.
    .fix = Schreiben Sie einen dieser Werte: { $allowed }.
constraint-error-enum-near = { part-value } gehört nicht zu den Werten, die hier erlaubt sind; am nächsten kommt „{ $nearest }“.
    .fix = Schreiben Sie „{ $nearest }“, wenn das gemeint ist; erlaubt sind: { $allowed }.
constraint-error-json-schema = { part-value } hat nicht den Aufbau, der hier erwartet wird: { $reason }.
    .fix = Berichtigen Sie das JSON in der Zelle.

## Eindeutige Werte und Verweise

unique-error = { part-value } steht schon in Zeile { $first_row }, und keine zwei Zeilen dürfen denselben Wert haben.
    .fix = Berichtigen Sie eine der beiden Zeilen, oder löschen Sie diese, wenn sie die andere wiederholt.
unique-limit = Nach Wiederholungen wurde nur unter den ersten { NUMBER($limit) } Werten gesucht.
    .fix = Teilen Sie die Datei, damit alle Werte verglichen werden, oder suchen Sie Wiederholungen dort, wo sie importiert wird.
unique-limit-references = Nicht jedem Verweis auf eine andere Zeile konnte nachgegangen werden: Es ist Platz für { NUMBER($limit) }.
    .fix = Teilen Sie die Datei, damit jeder Verweis geprüft wird.
primary-key-missing = Der Schlüssel dieser Zeile ist leer.
    .fix = Füllen Sie den Schlüssel aus: Er unterscheidet diese Zeile von den anderen.
primary-key-duplicate = Zeile { $first_row } hat denselben Schlüssel.
    .fix = Berichtigen Sie einen der beiden Schlüssel, oder löschen Sie diese Zeile, wenn sie die andere wiederholt.
foreign-key = { part-value } steht nicht in der Liste „{ $list }“, auf die diese Spalte verweist.
    .fix = Berichtigen Sie den Wert, oder nehmen Sie ihn zuerst in die Liste auf.
foreign-key-own = { part-value } steht in keiner Zeile dieser Datei unter „{ $target }“, worauf diese Spalte verweist.
    .fix = Berichtigen Sie den Wert, oder ergänzen Sie die Zeile, auf die er verweist.
resource-error-missing = Die Spalte „{ $fields }“ wurde nicht abgeglichen: Die Liste „{ $list }“, auf die sie verweist, liegt nicht vor.
    .fix = Senden Sie die Liste unter dem Namen „{ $list }“ mit, ein Wert je Zeile, oder hinterlegen Sie sie einmal für alle Dateien.
resource-error-several = Die Spalten „{ $fields }“ wurden nicht abgeglichen: Eine Liste hat einen Wert je Zeile, und sie verweisen zusammen auf „{ $list }“.
    .fix = Nehmen Sie diesen Fremdschlüssel aus dem Schema, oder lassen Sie nur eine Spalte auf eine Liste verweisen.

## Zeilen und was darin steht

row-limit = Die Datei hat { NUMBER($rows) } Datenzeilen; höchstens { NUMBER($limit) } werden auf einmal angenommen.
    .fix = Teilen Sie sie in Dateien mit höchstens { NUMBER($limit) } Zeilen, jede mit derselben Kopfzeile.
row-constraint = In dieser Zeile passen die Zellen nicht zu einer Regel, die zwischen ihnen gilt.
    .fix = Vergleichen Sie die Zellen der Zeile mit dem, was die Vorlage dazu sagt.
duplicate-row = Diese Zeile gleicht Zeile { $first_row }.
    .fix = Löschen Sie eine der beiden.
invisible-character-nul = Die Zelle enthält ein NUL-Zeichen, das in keinen Text gehört.
    .fix = Leeren Sie die Zelle und tippen Sie den Wert neu ein.
invisible-character = Die Zelle enthält ein Zeichen, das man nicht sieht: { $name }.
    .fix = Leeren Sie die Zelle und tippen Sie den Wert ein, statt ihn einzufügen.
formula-risk = Der Wert beginnt mit „{ $start }“: Eine Tabellenkalkulation würde ihn als Formel ausführen.
    .fix = Löschen Sie das Zeichen, wenn es nicht zum Wert gehört; in den Dateien, die wir zurückgeben, hält ein Apostroph davor den Wert als Text fest.
spreadsheet-damage-scientific = { part-value } ist eine Zahl mit { $digits } Stellen, die eine Tabellenkalkulation gekürzt hat: { $kept ->
        [one] Nur die erste Ziffer ist
       *[other] Nur die ersten { $kept } Ziffern sind
    } übrig.
    .fix = Die anderen Ziffern sind verloren: Stellen Sie die Spalte auf das Format Text und fügen Sie die Nummern aus ihrer Quelle noch einmal ein.
spreadsheet-damage-scientific-whole = { part-value } ist eine lange Zahl, die eine Tabellenkalkulation in die wissenschaftliche Schreibweise umgewandelt hat.
    .fix = { $meant ->
        [absent] Stellen Sie die Spalte auf das Format Text und tippen Sie die Nummern vollständig neu ein.
       *[other] Schreiben Sie { $meant }, nachdem Sie die Spalte auf das Format Text gestellt haben.
    }
spreadsheet-damage-digits = { part-value } endet ab der sechzehnten Stelle mit Nullen: Eine Tabellenkalkulation behält fünfzehn Stellen einer Zahl und macht aus den übrigen 0.
    .fix = Die letzten Ziffern sind verloren: Stellen Sie die Spalte auf das Format Text und fügen Sie die Werte aus ihrer Quelle noch einmal ein.
spreadsheet-damage-decimals = { part-value } ist zu einer Zahl mit Nachkommastelle geworden, die nicht hierher gehört.
    .fix = { $meant ->
        [absent] Lassen Sie nur die ganze Zahl stehen und stellen Sie die Spalte auf das Format Text oder auf Zahl ohne Dezimalstellen.
       *[other] Schreiben Sie { $meant } und stellen Sie die Spalte auf das Format Text oder auf Zahl ohne Dezimalstellen.
    }
spreadsheet-damage-plus = { part-value } hat kein Pluszeichen am Anfang; Tabellenkalkulationen lassen es weg, weil sie den Wert für eine gewöhnliche Zahl halten.
    .fix = { $meant ->
        [absent] Stellen Sie die Spalte auf das Format Text und tippen Sie die Nummer mit dem Pluszeichen ein.
       *[other] Schreiben Sie { $meant }, nachdem Sie die Spalte auf das Format Text gestellt haben, damit das Plus erhalten bleibt.
    }
spreadsheet-damage-zeros = { part-value } ist zu kurz und begann wahrscheinlich mit Nullen: Tabellenkalkulationen lassen sie weg, weil sie den Wert für eine Zahl halten.
    .fix = { $meant ->
        [absent] Stellen Sie die Spalte auf das Format Text und tippen Sie den Wert mit den führenden Nullen ein.
       *[other] Wenn { $meant } richtig ist, schreiben Sie das, nachdem Sie die Spalte auf das Format Text gestellt haben, damit die Nullen erhalten bleiben.
    }
spreadsheet-damage-serial = { part-value } ist die Art, wie eine Tabellenkalkulation intern Tage und Stunden zählt{ $meant ->
        [absent] , kein Datum und keine Uhrzeit, wie sie hier stehen sollten.
       *[other] ; gemeint ist höchstwahrscheinlich { $meant }.
    }
    .fix = Geben Sie der Spalte ein Datums- oder Uhrzeitformat, das { $expected } anzeigt, und exportieren Sie die Datei noch einmal.
spreadsheet-damage-date = { part-value } sieht wie ein Datum aus; wahrscheinlich hat eine Tabellenkalkulation es aus etwas anderem gemacht{ $meant ->
        [absent] .
       *[other] , etwa aus { $meant }.
    }
    .fix = Stellen Sie die Spalte auf das Format Text und tippen Sie den ursprünglichen Wert neu ein; das Format allein zu ändern, bringt ihn nicht zurück.
spreadsheet-damage-boolean = { part-value } ist das Wort der Tabellenkalkulation für wahr oder falsch und wird hier nicht angenommen.
    .fix = { $meant ->
        [absent] Stellen Sie die Spalte auf das Format Text und schreiben Sie einen dieser Werte: { $expected }.
       *[other] Stellen Sie die Spalte auf das Format Text und schreiben Sie { $meant }; erlaubt sind: { $expected }.
    }
spreadsheet-damage-decimal-sign = { $found ->
        [point] { part-value } hat die Nachkommastellen hinter einem Punkt, hier muss aber ein Komma stehen.
       *[other] { part-value } hat die Nachkommastellen hinter einem Komma, hier muss aber ein Punkt stehen.
    }
    .fix = { $meant ->
        [absent] Ändern Sie das Dezimaltrennzeichen in den Optionen der Tabellenkalkulation und exportieren Sie die Datei noch einmal.
       *[other] Schreiben Sie { $meant }, oder ändern Sie das Dezimaltrennzeichen in den Optionen der Tabellenkalkulation und exportieren Sie die Datei noch einmal.
    }
spreadsheet-damage-apostrophe = { part-value } beginnt mit einem Apostroph: So kennzeichnet eine Tabellenkalkulation Text, zum Wert gehört er nicht.
    .fix = { $meant ->
        [absent] Entfernen Sie den Apostroph am Anfang.
       *[other] Entfernen Sie den Apostroph am Anfang, sodass { $meant } übrig bleibt.
    }
spreadsheet-damage-error-value = { part-value } ist eine Fehlermeldung der Tabellenkalkulation; der Wert selbst ist nie in der Datei angekommen.
    .fix = Berichtigen Sie die Formel in dieser Zelle (oder verbreitern Sie die Spalte, wenn dort nur #### steht) oder tippen Sie den Wert ein, und exportieren Sie die Datei noch einmal.
spreadsheet-damage-cut = Der Text ist genau { NUMBER($limit) } Zeichen lang; an dieser Stelle schneiden manche Tabellenkalkulationen Texte ab.
    .fix = Sehen Sie nach, ob er mittendrin aufhört; wenn ja, fügen Sie den ganzen Text ein oder kürzen Sie ihn.
spreadsheet-damage-typography = { part-value } enthält das Zeichen { $found }, wo { $expected } hingehört: Das macht die Autokorrektur.
    .fix = { $meant ->
        [absent] Ersetzen Sie es durch das einfache Zeichen von der Tastatur und schalten Sie die Autokorrektur für solche Werte aus.
       *[other] Schreiben Sie { $meant }, mit dem einfachen Zeichen von der Tastatur.
    }
spreadsheet-damage-look-alike = { part-value } enthält einen Buchstaben aus einem anderen Alphabet ({ $found }, { $name }), der nur so aussieht wie { $expected }.
    .fix = Tippen Sie den Wert von Hand neu ein; für einen Computer haben die beiden Buchstaben nichts miteinander zu tun.
spreadsheet-damage-space = Vor oder nach dem Wert steht Leerraum, und so kann er nicht angenommen werden.
    .fix = { $meant ->
        [absent] Löschen Sie die Leerzeichen um den Wert; in einer Tabellenkalkulation erledigt GLÄTTEN eine ganze Spalte auf einmal.
       *[other] Schreiben Sie { $meant } ohne etwas davor oder dahinter; in einer Tabellenkalkulation erledigt GLÄTTEN eine ganze Spalte auf einmal.
    }
destructive-change = Wenn die Datei angewendet wird, nimmt dieser Wert jemandem etwas weg.
    .fix = Vergewissern Sie sich, dass das gewollt ist, und berichtigen Sie sonst die Zelle.

## Ergebnisdateien

result-file-processed = Das ist der Bericht über einen Upload bei 8x8: { NUMBER($succeeded) } Zeilen wurden übernommen, { NUMBER($partial) } nur zum Teil, und { NUMBER($failed) } sind gescheitert.
    .fix = { $resend ->
        [0] Es gibt nichts noch einmal zu senden.
        [one] Korrigieren Sie die eine gescheiterte Zeile und senden Sie nur diese noch einmal.
       *[other] Korrigieren Sie die { NUMBER($resend) } gescheiterten Zeilen und senden Sie nur diese noch einmal.
    } Was zum Teil übernommen wurde, gibt es schon: Bringen Sie es in der Admin Console in Ordnung, nie mit einem zweiten Upload.
result-file-validation = Das ist ein Prüfbericht von 8x8: { NUMBER($succeeded) } Zeilen wurden angenommen, { NUMBER($failed) } nicht.
    .fix = Niemand wurde angelegt, denn eine schlechte Zeile hält alle auf: Korrigieren Sie die abgelehnten Zeilen und senden Sie die ganze Datei noch einmal.
result-file-errors = Das ist eine Fehlerliste von Webex: { NUMBER($failed) } Zeilen wurden abgelehnt.
    .fix = Korrigieren Sie diese Zeilen und senden Sie nur diese noch einmal.

## Der Katalog: was jeder Code bedeutet

code-format-error = Keine CSV-Datei
    .meaning = Die Datei ist etwas anderes als CSV: eine Arbeitsmappe, ein PDF, eine Webseite, ein Archiv. Man erkennt es an den ersten Bytes, wie auch immer sie heißt.
    .example = Eine users.csv, die in Wahrheit eine umbenannte Excel-Arbeitsmappe ist.
    .mend = Öffnen Sie sie in dem Programm, das sie erzeugt hat, und exportieren Sie sie als „CSV UTF-8“.
code-source-error = Keine Tabelle
    .meaning = Die Datei lässt sich nicht als Tabelle lesen: Sie ist leer, hat keine Datenzeilen oder mehr Spalten als jede Tabellenkalkulation.
    .example = Eine Datei mit 0 Bytes, weil der Export abgebrochen wurde.
    .mend = Exportieren Sie die Datei noch einmal und sehen Sie sie vor dem Senden in einem Texteditor an.
code-encoding-error = Zweifelhafte Zeichen
    .meaning = Einige Bytes sind in der Kodierung der Datei kein Text, oder die Kodierung musste geraten werden. Umlaute und Akzente können falsch sein.
    .example = „Zoë“, von einem älteren Excel in windows-1252 gespeichert, wo UTF-8 erwartet wurde.
    .mend = Speichern Sie die Datei als „CSV UTF-8“.
code-blank-header = Keine Kopfzeile
    .meaning = Die Zeile, in der die Spaltennamen stehen müssten, fehlt oder ist leer; niemand kann wissen, was die Spalten enthalten.
    .example = Die erste Zeile der Datei ist leer, und gleich danach kommen die Daten.
    .mend = Schreiben Sie die Spaltennamen in die erste Zeile.
code-blank-label = Spalte ohne Namen
    .meaning = Eine Spalte hat Zellen, aber oben steht nichts.
    .example = FirstName,,Email
    .mend = Schreiben Sie den Namen des Feldes oben in die Spalte, oder löschen Sie die Spalte.
code-duplicate-label = Spaltenname doppelt
    .meaning = Zwei Spalten haben denselben Namen, und es ist unklar, welche gilt.
    .example = Email,FirstName,Email
    .mend = Behalten Sie eine der Spalten, oder berichtigen Sie den Namen der anderen.
code-missing-label = Fehlende Spalte
    .meaning = Die Vorlage hat ein Feld, nach dem keine Spalte der Datei benannt ist.
    .example = Die Vorlage verlangt User.Email, und die Datei hat keine solche Spalte.
    .mend = Ergänzen Sie eine Spalte mit genau diesem Namen.
code-extra-label = Unerwartete Spalte
    .meaning = Die Datei hat eine Spalte, die die Vorlage nicht kennt.
    .example = Eine Spalte „Notizen“, die jemand für sich selbst angelegt hat.
    .mend = Löschen Sie die Spalte, oder berichtigen Sie ihren Namen, wenn es ein falsch geschriebenes Feld ist.
code-incorrect-label = Spalte am falschen Platz
    .meaning = Die Spalten müssen in der Reihenfolge der Vorlage stehen, und diese ist eine andere als die hier erwartete.
    .example = LastName,FirstName, wo FirstName,LastName erwartet wird.
    .mend = Bringen Sie die Spalten in die Reihenfolge der Vorlage.
code-near-label = Spaltenname ungenau
    .meaning = Der Name weicht in Großschreibung, Leerzeichen oder Satzzeichen vom Namen des Feldes ab. Er wurde verstanden, aber das System, für das die Datei bestimmt ist, ist womöglich strenger.
    .example = „first name“ statt „First Name“.
    .mend = Schreiben Sie den Namen genau wie die Vorlage.
code-translated-label = Spaltenname übersetzt
    .meaning = Es ist der Name eines Feldes in einer anderen Sprache, wie ihn übersetzte Hilfeseiten zeigen. Spaltennamen sind aber in allen Sprachen gleich.
    .example = „Vorname“, wo die Datei „First Name“ braucht.
    .mend = Schreiben Sie den Namen wie die Vorlage.
code-label-row = Zweite Kopfzeile
    .meaning = Manche Vorlagen haben unter der Kopfzeile eine Zeile mit Beschreibungen. Hier steht sie, wo keine hingehört, oder sie fehlt, wo eine stehen müsste.
    .example = „Vorname“ unter User.FirstName, darunter der erste Benutzer.
    .mend = Löschen Sie die Zeile oder setzen Sie sie wieder ein, je nach Vorlage.
code-blank-row = Leere Zeile
    .meaning = In keiner Zelle der Zeile steht etwas.
    .example = ,,,,
    .mend = Löschen Sie die Zeile.
code-missing-cell = Zeile zu kurz
    .meaning = Eine Zeile hat weniger Zellen als die Kopfzeile; Werte können in die falsche Spalte gerutscht sein.
    .example = Zwei Zellen in einer Zeile unter drei Spaltennamen.
    .mend = Ergänzen Sie die fehlenden Zellen; auch eine leere Zelle braucht ihr Trennzeichen.
code-extra-cell = Zeile zu lang
    .meaning = Eine Zeile hat mehr Zellen als die Kopfzeile, meist weil ein Wert das Trennzeichen enthält.
    .example = Müller, Eva ohne Anführungszeichen, in einer Datei mit Kommas.
    .mend = Setzen Sie den Wert, der das Trennzeichen enthält, in doppelte Anführungszeichen: "Müller, Eva".
code-stray-quote = Anführungszeichen am falschen Platz
    .meaning = Ein doppeltes Anführungszeichen steht in einem Wert, der selbst nicht in Anführungszeichen steht, oder nach einem schließenden folgt noch Text.
    .example = Hans "Hansi" Müller
    .mend = Setzen Sie den Wert in Anführungszeichen und verdoppeln Sie die inneren: "Hans ""Hansi"" Müller".
code-unclosed-quote = Anführungszeichen nie geschlossen
    .meaning = Ein doppeltes Anführungszeichen beginnt einen Wert, und nichts schließt ihn; die folgenden Zeilen könnten für einen Teil davon gehalten werden.
    .example = "Eva,Müller,eva@example.com
    .mend = Schließen Sie das Anführungszeichen am Ende des Wertes, oder löschen Sie es.
code-cell-too-long = Wert zu lang zum Lesen
    .meaning = Ein Wert oder eine Zeile ist länger, als überhaupt gelesen wird, meist weil ein Anführungszeichen nicht geschlossen ist.
    .example = Ein einziger Wert mit einer Million Zeichen.
    .mend = Suchen Sie ein Anführungszeichen, das offen geblieben ist.
code-type-error = Wert von anderer Art
    .meaning = Der Wert ist nicht das, was das Feld enthält: ein Wort statt einer Zahl, ein Datum, das es nicht gibt, ein Text, der keine E-Mail-Adresse ist.
    .example = „eva.example.com“ in einer Spalte mit E-Mail-Adressen.
    .mend = Schreiben Sie den Wert in der Form, die beim Fehler steht.
code-constraint-error = Wert nicht erlaubt
    .meaning = Der Wert ist von der richtigen Art, verstößt aber gegen eine Regel seines Feldes: Er fehlt, ist zu lang, zu klein oder steht nicht auf der Liste.
    .example = „JA“, wo nur Y und N erlaubt sind.
    .mend = Schreiben Sie einen Wert, den die Regel erlaubt; beim Fehler steht, welche es ist.
code-unique-error = Wert doppelt
    .meaning = Der Wert steht schon in einer früheren Zeile, und jede Zeile muss ihren eigenen haben.
    .example = Die Nebenstelle 1001 für zwei Benutzer.
    .mend = Berichtigen Sie eine der beiden Zeilen, oder löschen Sie die, die die andere wiederholt.
code-primary-key = Schlüssel leer oder doppelt
    .meaning = Das Feld oder die Felder, die eine Zeile von den anderen unterscheiden, sind leer oder die gleichen wie in einer früheren Zeile.
    .example = Zwei Zeilen mit derselben User ID.
    .mend = Geben Sie jeder Zeile einen eigenen Schlüssel.
code-foreign-key = Unbekannter Verweis
    .meaning = Der Wert verweist auf eine Liste und steht nicht darin.
    .example = Ein Standort „Berlin 2“, den es nicht gibt.
    .mend = Berichtigen Sie den Wert, oder nehmen Sie ihn zuerst in die Liste auf.
code-resource-error = Liste fehlt
    .meaning = Laut Schema verweist eine Spalte auf eine Liste, doch diese Liste wurde weder mitgesendet noch hinterlegt. Sonst wurde die Spalte geprüft.
    .example = Eine Spalte „Standort“, die auf die Liste „standorte“ verweist, ohne dass sie mitkam.
    .mend = Senden Sie die Liste mit, ein Wert je Zeile, oder hinterlegen Sie sie einmal für alle Dateien.
code-row-constraint = Zellen, die nicht zusammenpassen
    .meaning = Jede Zelle ist für sich in Ordnung, aber zusammen verstoßen sie gegen eine Regel der Vorlage.
    .example = Eine Lizenz ohne die Telefonnummer, die sie braucht.
    .mend = Ändern Sie eine der Zellen so, dass die Regel gilt.
code-duplicate-row = Zeile wiederholt
    .meaning = Dieselbe Zeile steht zweimal in der Datei.
    .example = Ein Block Benutzer, der ein zweites Mal eingefügt wurde.
    .mend = Löschen Sie eine der beiden.
code-row-limit = Zu viele Zeilen
    .meaning = Das System, für das die Datei bestimmt ist, nimmt nur eine bestimmte Zahl von Zeilen auf einmal an.
    .example = 900 Benutzer, wo 750 angenommen werden.
    .mend = Teilen Sie die Datei und behalten Sie in jedem Teil die Kopfzeile.
code-unique-limit = Nicht alle Werte verglichen
    .meaning = Um Wiederholungen zu finden, muss jeder Wert gemerkt werden, und der Platz ist begrenzt. Die Werte danach wurden nicht verglichen.
    .example = Eine Datei mit mehr Werten, als Platz haben.
    .mend = Teilen Sie die Datei, wenn es auf Wiederholungen ankommt.
code-spreadsheet-damage = Von einer Tabellenkalkulation verändert
    .meaning = Eine Tabellenkalkulation hat den Wert für etwas anderes gehalten und umgeschrieben; ein Teil kann verloren sein.
    .example = 493012345678, aus dem 4,93012E+11 geworden ist.
    .mend = Stellen Sie die Spalte auf das Format Text, bevor Sie die ursprünglichen Werte einfügen.
code-formula-risk = Sieht wie eine Formel aus
    .meaning = Der Wert beginnt mit einem Zeichen, das eine Tabellenkalkulation dazu bringt, ihn als Formel auszuführen. Das kann auf dem Rechner derer, die die Datei öffnen, Schaden anrichten.
    .example = =HYPERLINK("https://example.com")
    .mend = Löschen Sie das Zeichen, wenn es nicht zum Wert gehört.
code-invisible-character = Unsichtbares Zeichen
    .meaning = Der Wert enthält ein Zeichen, das niemand sieht, das ihn aber zu einem anderen Wert macht.
    .example = Ein Leerzeichen ohne Breite mitten in einer E-Mail-Adresse, von einer Webseite kopiert.
    .mend = Leeren Sie die Zelle und tippen Sie den Wert von Hand ein.
code-destructive-change = Nimmt etwas weg
    .meaning = Wenn die Datei angewendet wird, nimmt dieser Wert jemandem eine Leitung, eine Lizenz oder eine Zuordnung weg.
    .example = FALSE in der Spalte einer Lizenz, die der Benutzer hat.
    .mend = Vergewissern Sie sich, dass das gewollt ist.
code-result-file = Die Antwort des Anbieters
    .meaning = Diese Datei ist kein Upload, sondern das, was der Anbieter danach zurückgegeben hat. Ihr Ergebnis ist zusammengefasst, und die Zeilen zum Korrigieren sind die, die noch einmal gesendet werden dürfen, ohne die Spalten des Anbieters.
    .example = Eine Spalte, in der bei manchen Zeilen RowProcessingFailed steht.
    .mend = Laden Sie die Zeilen zum Korrigieren herunter, bringen Sie sie in Ordnung, lassen Sie sie noch einmal prüfen und senden Sie nur diese.

## Die Berichtsseite und die Befehlszeile

ui-title = CSV-Prüfbericht
ui-verdict-valid = { $rows ->
    [one] Diese Datei ist bereit: Die einzige Zeile ist gültig.
   *[other] Diese Datei ist bereit: Alle { NUMBER($rows) } Zeilen sind gültig.
}
ui-verdict-warnings = Diese Datei ist gültig, aber { $warnings ->
    [one] eine Warnung verdient
   *[other] { NUMBER($warnings) } Warnungen verdienen
} einen Blick; { $rows ->
    [one] die einzige Zeile kann angenommen werden.
   *[other] alle { NUMBER($rows) } Zeilen können angenommen werden.
}
ui-verdict-rows = Diese Datei ist noch nicht bereit: { NUMBER($invalid) } von { $rows ->
    [one] { NUMBER($rows) } Zeile
   *[other] { NUMBER($rows) } Zeilen
} { $invalid ->
    [one] ist
   *[other] sind
} zu berichtigen.
ui-verdict-file = Diese Datei ist noch nicht bereit: { $errors ->
    [one] Ein Fehler betrifft
   *[other] { NUMBER($errors) } Fehler betreffen
} die Datei als Ganzes.
ui-verdict-no-rows = Diese Datei ist gültig, enthält aber keine einzige Datenzeile.

ui-errors = Fehler
ui-warnings = Warnungen
ui-error = Fehler
ui-warning = Warnung
ui-count-errors = { NUMBER($count) } Fehler
ui-count-warnings = { $count ->
    [one] { NUMBER($count) } Warnung
   *[other] { NUMBER($count) } Warnungen
}
ui-count-times = { NUMBER($count) }-mal
ui-nothing-found = In dieser Datei ist nichts zu berichtigen.
ui-overview = Auf einen Blick
ui-finding = Befund
ui-field = Feld
ui-count = Anzahl
ui-fix = Was zu tun ist
ui-message = Was nicht stimmt
ui-row = Zeile
ui-line = Textzeile
ui-column = Spalte
ui-value = Wert
ui-value-quoted = { part-value }
ui-empty = leer
ui-samples-all = { $count ->
    [one] Die einzige Stelle
   *[other] Alle { NUMBER($count) } Stellen
}
ui-samples-capped = Die ersten { NUMBER($shown) } von { NUMBER($count) } Stellen
ui-samples-note = Gezeigt werden die ersten { NUMBER($shown) } von { NUMBER($count) }; die Anzahl ist genau, und in der annotierten Datei sind alle vermerkt.
ui-samples-none = Hier war kein Platz mehr, sie zu zeigen; die Anzahl ist genau, und in der annotierten Datei sind alle vermerkt.
ui-positions = Die Zeile ist die, die eine Tabellenkalkulation anzeigt, Kopfzeile mitgezählt. Die Textzeile ist die, die ein Texteditor anzeigt; beide weichen voneinander ab, sobald ein Wert einen Zeilenumbruch enthält.

ui-rows = Datenzeilen
ui-rows-valid = Gültig
ui-rows-invalid = Zu berichtigen
ui-about = Zur Datei
ui-file = Datei
ui-size = Größe
ui-size-kilobytes = { $size } kB
ui-size-megabytes = { $size } MB
ui-size-gigabytes = { $size } GB
ui-bytes = { $count ->
    [one] { NUMBER($count) } Byte
   *[other] { NUMBER($count) } Bytes
}
ui-encoding = Kodierung
ui-delimiter = Trennzeichen
ui-delimiter-comma = Komma
ui-delimiter-semicolon = Semikolon
ui-delimiter-tab = Tabulator
ui-delimiter-pipe = senkrechter Strich
ui-delimiter-space = Leerzeichen
ui-quote = Anführungszeichen
ui-header-rows = Kopfzeile
ui-header-none = keine
ui-header-at = { $count ->
    [one] Zeile { $rows }
   *[other] Zeilen { $rows }
}
ui-and = und
ui-sniffed = an der Datei erkannt
ui-given = wie angegeben
ui-why-delimiter-widths = { $agree } der ersten { $records } Zeilen haben damit { $cells } Zellen
ui-why-delimiter-next = das nächstbeste, { $delimiter }: { $agree } mit { $cells }
ui-why-delimiter-labels = es trennt { $labels ->
    [one] { $labels } erwarteten Spaltennamen
   *[other] { $labels } erwartete Spaltennamen
}
ui-why-delimiter-line = die Datei beginnt mit sep={ $delimiter }
ui-why-delimiter-none = kein Trennzeichen teilt eine Zeile in zwei Zellen
ui-why-encoding-mark = die Datei beginnt mit einer Byte-Order-Mark
ui-why-encoding-utf8 = ihre Bytes sind gültiges UTF-8
ui-why-encoding-nul = jedes zweite Byte ist NUL
ui-why-encoding-fallback = sie ist kein UTF-8, und so schreiben Tabellenprogramme in Westeuropa
ui-why-header-first = die erste Zeile der Datei
ui-why-header-titles = Zeile { $row } ist die erste mit erwarteten Spaltennamen
ui-why-header-labels = Zeile { $row } beschreibt die Spalten und enthält keine Daten
ui-template = Vorlage
ui-description = Beschreibung
ui-checked = Geprüft am
ui-job = Kennung
ui-downloads = Downloads
ui-link-report-csv = Annotierte Datei (CSV)
ui-link-report-csv-note = Ihre Datei mit zwei zusätzlichen Spalten: Status und Einzelheiten
ui-link-errors-csv = Zu berichtigende Zeilen (CSV)
ui-link-errors-csv-note = zum Berichtigen und erneuten Senden
ui-link-clean-csv = Gültige Zeilen (CSV)
ui-link-clean-csv-note = ohne einen einzigen Fehler
ui-link-findings = Alle Befunde (NDJSON)
ui-link-findings-note = bis zu 1.000 je Art, für Programme
ui-link-report = Bericht (JSON)
ui-link-report-note = diese Seite, für Programme
ui-link-html = Diese Seite (HTML)
ui-link-html-note = zum Aufheben oder Weitergeben
ui-place-row = Zeile { $row }
ui-place-cell = Zeile { $row }, Spalte { $letter }
ui-place-line = Textzeile { $line }
ui-place-file = Datei
ui-decimal-point = ,
ui-date = { $day }. { $month ->
    [1] Januar
    [2] Februar
    [3] März
    [4] April
    [5] Mai
    [6] Juni
    [7] Juli
    [8] August
    [9] September
    [10] Oktober
    [11] November
   *[12] Dezember
} { $year } um { $time } UTC
ui-made-by = Von Rollcall geprüft, Zeile für Zeile, während die Datei ankam.

# Die Befehlszeile, und die Seite der Codes, die sie erzeugt.
ui-codes-title = Was gefunden werden kann
ui-codes-intro = Erzeugt von `rollcall codes --format markdown`; die Sätze stehen in `crates/engine/messages`. Angegeben ist die übliche Schwere: Eine Vorlage kann Feld für Feld eine andere verlangen.
ui-codes-code = Code
ui-codes-severity = Schwere
ui-codes-words = Titel
ui-codes-rules = Regeln der Vorlage { $name }
ui-cli-file-missing = Die Datei { $name } gibt es nicht; prüfen Sie den Namen und den Ordner.
ui-cli-file-forbidden = { $name } darf nicht gelesen werden; bitten Sie um Leserechte.
ui-cli-file-unreadable = { $name } lässt sich nicht lesen: { $reason }.
ui-cli-file-folder = { $name } ist ein Ordner; nennen Sie eine Datei darin.
ui-cli-file-not-utf8 = { $name } ist nicht in UTF-8; speichern Sie die Datei als UTF-8.
ui-cli-schema-unusable = { $name } ist kein brauchbares Schema:
ui-cli-dialect-unusable = { $name } ist kein brauchbarer Dialekt:
ui-cli-at-the-top = ganz oben
ui-cli-template-unknown = Die Vorlage „{ $name }“ gibt es nicht; zur Wahl steht: { $names }. Für ein eigenes Schema verwenden Sie --schema DATEI.
ui-cli-template-and-schema = Eine Datei wird mit --template oder mit --schema geprüft, nicht mit beidem; lassen Sie eines weg.
ui-cli-no-files = Nennen Sie mindestens eine Datei, etwa `rollcall check users.csv`, oder - für die Standardeingabe.
ui-cli-no-command = Es gibt nichts zu tun: Nennen Sie einen Befehl, etwa `rollcall check users.csv`, oder lesen Sie `rollcall --help`.
ui-cli-command-unknown = Den Befehl „{ $name }“ gibt es nicht; verwenden Sie check, rows, template, sample oder codes, oder lesen Sie `rollcall --help`.
ui-cli-option-unknown = `rollcall { $command }` hat keine Option --{ $name }; lesen Sie `rollcall --help`.
ui-cli-format-unknown = Das Format „{ $name }“ gibt es nicht; verwenden Sie eines von diesen: { $names }.
ui-cli-encoding-unknown = Die Zeichenkodierung „{ $name }“ gibt es nicht; nennen Sie sie so, wie es im Web üblich ist, etwa utf-8, utf-16le, windows-1252 oder iso-8859-15.
ui-cli-arguments = Die Argumente passen nicht ({ $reason }); lesen Sie `rollcall --help`.
ui-cli-one-file = Das Format { $name } gilt für eine einzige Datei; prüfen Sie die Dateien einzeln, oder verwenden Sie text, json oder sarif.
ui-cli-output = Die Ausgabe lässt sich nicht schreiben: { $reason }.
ui-cli-column-unknown = Die Vorlage hat keine Spalte { $name }; `rollcall template` mit ihrem Namen zeigt, welche sie hat.
ui-cli-column-near = Die Vorlage hat keine Spalte { $name }; ähnlich sind: { $names }.
