# Quello che dice Rollcall, in italiano. Quali messaggi esistono, e che cosa nomina ciascuno, lo
# decide en.ftl.

part-value = { $cell ->
    [absent] Il valore
   *[other] «{ $cell }»
}
part-language = { $language ->
    [fr] francese
    [it] italiano
    [pt] portoghese
    [de] tedesco
    [es] spagnolo
    [en] inglese
   *[other] in un’altra lingua ({ $language })
}
part-export = Esporti l’elenco in formato CSV dal programma da cui proviene e invii quel file.

## Il file nel suo insieme

format-error-xlsx = Questa è una cartella di lavoro di Excel (.xlsx), non un file CSV.
    .fix = La apra in Excel, scelga File > Salva con nome con il tipo «CSV UTF-8 (delimitato da virgole)» e invii il file così ottenuto.
format-error-xls = Questa è una cartella di lavoro di Excel nel vecchio formato (.xls), non un file CSV.
    .fix = La apra in Excel, scelga File > Salva con nome con il tipo «CSV UTF-8 (delimitato da virgole)» e invii il file così ottenuto.
format-error-ods = Questo è un foglio elettronico OpenDocument (.ods), non un file CSV.
    .fix = Lo apra in LibreOffice, scelga File > Salva con nome con il tipo «Testo CSV» e il set di caratteri Unicode (UTF-8), e invii il file così ottenuto.
format-error-zip = Questo è un archivio zip, non un file CSV.
    .fix = Lo decomprima e invii il file CSV che contiene.
format-error-pdf = Questo è un documento PDF, non un file CSV.
    .fix = { part-export }
format-error-html = Questa è una pagina web, non un file CSV.
    .fix = Probabilmente il download è finito su una pagina di accesso o di errore: acceda, scarichi di nuovo il file e lo apra in un editor di testo per controllare che contenga righe di valori.
format-error-gzip = Questo file è compresso con gzip.
    .fix = Lo decomprima e invii il file CSV che contiene; un programma può inviarlo così com’è con l’intestazione Content-Encoding: gzip.
format-error-image = Questa è un’immagine, non un file CSV.
    .fix = { part-export }
format-error-json = Questo è JSON, non un file CSV.
    .fix = { part-export }
format-error-binary = Questo non è un file di testo: è pieno di byte NUL.
    .fix = Controlli di aver scelto il file giusto, poi lo salvi come «CSV UTF-8» e invii quello.

source-error-empty = Il file è vuoto.
    .fix = Controlli che l’esportazione sia arrivata in fondo e di aver scelto il file giusto, poi lo invii di nuovo.
source-error-no-rows = C’è l’intestazione, ma sotto non c’è nemmeno una riga di dati.
    .fix = Aggiunga almeno una riga sotto l’intestazione, o controlli che l’esportazione sia arrivata in fondo.
source-error-too-many-columns = L’intestazione ha più di { NUMBER($limit) } colonne.
    .fix = Controlli il separatore: con quello sbagliato, un file si spezza in fin troppe colonne.

encoding-error-fallback = Il file non è in UTF-8 (il byte { $byte } non può comparirvi), perciò è stato letto come { $encoding }.
    .fix = Guardi le lettere accentate; se qualcuna è sbagliata, salvi il file come «CSV UTF-8» e lo invii di nuovo.
encoding-error-invalid = Il byte { $byte } non corrisponde a nessun carattere in { $encoding }.
    .fix = Salvi di nuovo il file come «CSV UTF-8», oppure indichi la sua vera codifica al momento dell’invio.
encoding-error-guessed-utf16 = Nel file niente indica la codifica; sembra { $encoding } ed è stato letto così.
    .fix = Se il testo è corretto non c’è niente da fare; un file salvato come «CSV UTF-8» non lascia nulla da indovinare.

## L’intestazione

blank-header = Manca l’intestazione: la riga in cui dovrebbe trovarsi è vuota.
    .fix = Scriva i nomi delle colonne nella prima riga del file.
blank-label = Questa colonna non ha un nome.
    .fix = Scriva il nome del campo in cima alla colonna, oppure la elimini se non serve.
duplicate-label = La colonna { $first } si chiama già «{ $label }».
    .fix = Tenga una sola delle due colonne, oppure dia a questa il nome che le spetta.
missing-label = Non c’è nessuna colonna «{ $label }».
    .fix = Aggiunga una colonna che si chiami esattamente «{ $label }»; le sue celle possono restare vuote.
missing-label-required = Non c’è nessuna colonna «{ $label }», che ogni riga deve compilare.
    .fix = Aggiunga una colonna che si chiami esattamente «{ $label }» e la compili in ogni riga.
missing-label-width = L’intestazione ha { $labels ->
        [one] { $labels } nome di colonna
       *[other] { $labels } nomi di colonna
    }, ma le righe hanno { $cells } celle.
    .fix = Cerchi tra due nomi un separatore che manca o che non è quello delle righe.
extra-label = Qui non è prevista nessuna colonna «{ $label }».
    .fix = Elimini la colonna, oppure ne corregga il nome se contiene uno dei campi previsti.
extra-label-near = Qui non è prevista nessuna colonna «{ $label }»; la più simile è «{ $nearest }».
    .fix = Rinomini la colonna in «{ $nearest }» se è proprio quello che contiene; altrimenti la elimini.
extra-label-width = L’intestazione ha { $labels } nomi di colonna, ma le righe hanno { $cells } celle.
    .fix = Cerchi un separatore di troppo; un nome che ne contiene uno va messo tra virgolette doppie (").
incorrect-label = Questa colonna si chiama «{ $label }», ma qui è prevista «{ $expected }».
    .fix = Metta le colonne nell’ordine previsto, oppure corregga il nome.
near-label = «{ $label }» è stato letto come «{ $expected }».
    .fix = Lo scriva esattamente così: «{ $expected }»; il sistema a cui è destinato il file potrebbe essere più rigido.
translated-label = «{ $label }» è il nome { part-language } della colonna «{ $expected }», e non quello che serve nel file.
    .fix = Scriva «{ $expected }»: i nomi delle colonne sono gli stessi in tutte le lingue, anche dove la pagina di aiuto li traduce.
near-label-words = «{ $label }» descrive la colonna «{ $expected }», ma non è il suo nome.
    .fix = Scriva «{ $expected }» in cima alla colonna: è quello il nome che il sistema cerca.
translated-label-several = «{ $label }» è il nome { part-language } di più di una colonna: { $candidates }. Questa non è stata controllata, perché potrebbe essere una qualsiasi di loro.
    .fix = Scriva il nome della colonna che intende: { $candidates }.
extra-label-removed = La colonna «{ $label }» un tempo faceva parte di questo file, ora non più.
    .fix = Elimini la colonna: il sistema non la usa più.
extra-label-output = La colonna «{ $label }» viene da un’esportazione o da un rapporto; non va inviata.
    .fix = Elimini la colonna.
translated-value = { part-value } è la traduzione { part-language } di «{ $expected }», che è ciò che serve nel file.
    .fix = Scriva «{ $expected }»: i valori sono gli stessi in tutte le lingue, anche dove la pagina di aiuto li traduce.

label-row-missing = Manca la riga di descrizioni prevista sotto l’intestazione; quella che c’è è stata letta come dati.
    .fix = Rimetta al suo posto la seconda riga di intestazione del modello originale, prima di importare il file nel sistema a cui è destinato.
label-row-found = La riga { $row } descrive le colonne; non contiene dati e non è stata controllata.
    .fix = Elimini la riga { $row }: qui i dati cominciano subito sotto l’intestazione.
label-row-title = L’intestazione si trova nella riga { $row }; ciò che sta sopra non fa parte della tabella e non è stato controllato.
    .fix = Elimini le righe sopra la riga { $row }, in modo che il file cominci con l’intestazione.

## Le righe

blank-row = Questa riga è vuota.
    .fix = Elimini la riga.
missing-cell = Questa riga ha { $found ->
        [one] { $found } cella
       *[other] { $found } celle
    } invece di { $expected }: finisce prima della colonna { $first }.
    .fix = Aggiunga quello che manca dalla colonna { $first } in poi; anche una cella vuota vuole il suo separatore.
extra-cell = Questa riga ha { $found } celle invece di { $expected }.
    .fix = Cerchi un separatore di troppo; un valore che ne contiene uno va messo tra virgolette doppie (").
stray-quote = Ci sono virgolette doppie (") all’interno di un valore che non è racchiuso tra virgolette.
    .fix = Le tolga, oppure racchiuda tutto il valore tra virgolette e raddoppi quelle interne ("").
stray-quote-after = C’è del testo dopo le virgolette di chiusura (").
    .fix = Tolga il testo dopo le virgolette oppure, se fanno parte del valore, le raddoppi ("").
stray-quote-rest = Questa sembra la continuazione della riga { $row }: le virgolette (") attorno a un valore che va a capo sono danneggiate.
    .fix = Rimetta il testo nel suo valore: un valore che va a capo sta tra virgolette doppie ("), e quelle al suo interno si raddoppiano ("").
unclosed-quote = Qui si aprono virgolette doppie (") che non si chiudono mai.
    .fix = Le chiuda alla fine del valore, oppure le tolga; se fanno parte del valore, le raddoppi ("").
cell-too-long = Il testo supera i { NUMBER($limit) } byte e non è stato letto fino in fondo.
    .fix = Cerchi delle virgolette doppie (") rimaste aperte: fanno di tutto ciò che segue un unico valore.

## I tipi

type-error-integer = { part-value } non è un numero intero.
    .fix = Scriva soltanto cifre, per esempio 1200: niente spazi, niente decimali, niente separatore delle migliaia.
type-error-number = { part-value } non è un numero.
    .fix = Scriva cifre, con il punto per i decimali, per esempio 1200.50, e nient’altro.
type-error-boolean = { part-value } non vuol dire né sì né no.
    .fix = Scriva uno di questi valori: { $expected }.
type-error-date = { part-value } non è una data nella forma prevista qui.
    .fix = Scriva una data che esiste, nella forma { $expected }.
type-error-datetime = { part-value } non è una data con l’ora nella forma prevista qui.
    .fix = Scriva una data e un’ora che esistono, nella forma { $expected }.
type-error-time = { part-value } non è un’ora nella forma prevista qui.
    .fix = Scriva l’ora nella forma { $expected }.
type-error-year = { part-value } non è un anno.
    .fix = Scriva l’anno con quattro cifre, per esempio 2026.
type-error-yearmonth = { part-value } non è un mese con il suo anno.
    .fix = Scriva l’anno e poi il mese, uniti da un trattino, per esempio 2026-09.
type-error-duration = { part-value } non è una durata.
    .fix = La scriva secondo ISO 8601, per esempio P1Y2M3D o PT90M.
type-error-geopoint = { part-value } non è un punto geografico.
    .fix = Scriva la longitudine e poi la latitudine, in gradi, nella forma { $expected }.
type-error-geojson = { part-value } non è GeoJSON.
    .fix = Scriva un solo oggetto GeoJSON o TopoJSON, per esempio { "{" }"type": "Point", "coordinates": [2.35, 48.86]{ "}" }.
type-error-object = { part-value } non è un oggetto JSON.
    .fix = Scriva JSON tra parentesi graffe, per esempio { "{" }"chiave": "valore"{ "}" }.
type-error-array = { part-value } non è un array JSON.
    .fix = Scriva JSON tra parentesi quadre, per esempio ["uno", "due"].
type-error-list = { part-value } è un elenco con un elemento che non va bene: «{ $item }».
    .fix = Corregga quell’elemento, oppure lo tolga dall’elenco.
type-error-email = { part-value } non è un indirizzo e-mail.
    .fix = Scriva un solo indirizzo, per esempio ada@example.com, senza nome né spazi attorno.
type-error-uri = { part-value } non è un indirizzo web (URI).
    .fix = Scriva l’indirizzo completo, a partire dall’inizio, per esempio https://example.com/page.
type-error-uuid = { part-value } non è un UUID.
    .fix = Scriva 32 cifre esadecimali in gruppi di 8-4-4-4-12, per esempio 6f1c2b9e-4d3a-4f6b-9c8d-1a2b3c4d5e6f.
type-error-binary = { part-value } non è base64.
    .fix = Codifichi i byte in base64: lettere, cifre, + e /, con = alla fine dove serve.
type-error-phone = { part-value } non è un numero di telefono.
    .fix = Scriva il prefisso internazionale e il numero, solo cifre, per esempio 390669812345: da 7 a 15 cifre, nessuna lettera.
type-error-phone-plus = { part-value } comincia con il segno più, che qui non è accettato.
    .fix = Tolga il più e cominci dal prefisso internazionale, per esempio 390669812345, oppure da 00 seguito dal prefisso.
type-error-phone-no-plus = { part-value } non comincia con il segno più e il prefisso internazionale.
    .fix = Scriva il numero nella forma internazionale, per esempio +390669812345.
type-error-extension = { part-value } non è un numero di interno.
    .fix = Scriva l’interno con sole cifre, per esempio 1001.
type-error-mac = { part-value } non è l’indirizzo MAC di un dispositivo.
    .fix = Copi le 12 cifre esadecimali dall’etichetta del dispositivo, per esempio 64:16:7F:0A:1B:2C.
type-error-pin = { part-value } non è un PIN accettabile.
    .fix = Scelga sei cifre che non siano in sequenza né tutte uguali.
type-error-person-name = { part-value } contiene qualcosa che qui un nome non può avere.
    .fix = Usi almeno due caratteri: lettere, spazi e, tra i segni, soltanto . & - _ e l’apostrofo.
type-error-yes-no = { part-value } non vuol dire né sì né no.
    .fix = Scriva uno di questi valori: { $expected }.
type-error-language-tag = { part-value } non è un codice di lingua.
    .fix = Scriva la lingua e, se serve, il paese, per esempio it o it-IT.
type-error-timezone = { part-value } non è un fuso orario.
    .fix = Scriva il nome del fuso in inglese, continente e poi città, per esempio Europe/Rome.
type-error-country = { part-value } non è un codice di paese.
    .fix = Scriva il codice ISO del paese in maiuscolo, per esempio IT.

## I vincoli

constraint-error-required = Qui serve un valore, ma la cella è vuota.
    .fix = Compili la cella.
constraint-error-min-length = { part-value } ha { $length ->
        [one] { $length } carattere
       *[other] { $length } caratteri
    }; ne { $limit ->
        [one] serve
       *[other] servono
    } almeno { $limit }.
    .fix = Scriva il valore per intero.
constraint-error-max-length = { part-value } ha { $length ->
        [one] { $length } carattere
       *[other] { $length } caratteri
    }; il massimo è { $limit }.
    .fix = Accorci il valore a { $limit ->
        [one] { $limit } carattere
       *[other] { $limit } caratteri
    }.
constraint-error-minimum = { part-value } è al di sotto di { $limit }, il valore più basso ammesso.
    .fix = Scriva { $limit } o più.
constraint-error-maximum = { part-value } è al di sopra di { $limit }, il valore più alto ammesso.
    .fix = Scriva { $limit } o meno.
constraint-error-exclusive-minimum = { part-value } non è al di sopra di { $limit }, come dovrebbe.
    .fix = Scriva un valore al di sopra di { $limit }.
constraint-error-exclusive-maximum = { part-value } non è al di sotto di { $limit }, come dovrebbe.
    .fix = Scriva un valore al di sotto di { $limit }.
constraint-error-pattern = { part-value } non ha la forma prevista qui.
    .fix = Scriva il valore in modo che rispetti il modello { $pattern }.
constraint-error-enum = { part-value } non è tra i valori ammessi qui.
    .fix = Scriva uno di questi valori: { $allowed }.
constraint-error-enum-near = { part-value } non è tra i valori ammessi qui; il più simile è «{ $nearest }».
    .fix = Scriva «{ $nearest }» se è quello che intendeva; i valori ammessi sono: { $allowed }.
constraint-error-json-schema = { part-value } non ha la struttura prevista qui: { $reason }.
    .fix = Corregga il JSON nella cella.

## I valori unici e i riferimenti

unique-error = { part-value } compare già nella riga { $first_row }, e due righe non possono avere lo stesso valore.
    .fix = Corregga una delle due righe, oppure elimini questa se ripete l’altra.
unique-limit = I doppioni sono stati cercati soltanto tra i primi { NUMBER($limit) } valori.
    .fix = Divida il file perché tutti i valori siano confrontati, oppure cerchi i doppioni dove il file verrà importato.
unique-limit-references = Non è stato possibile seguire tutti i rimandi ad altre righe: c’è posto per { NUMBER($limit) }.
    .fix = Divida il file perché tutti i rimandi siano controllati.
primary-key-missing = La chiave di questa riga è vuota.
    .fix = Compili la chiave: è ciò che distingue questa riga dalle altre.
primary-key-duplicate = La riga { $first_row } ha la stessa chiave.
    .fix = Corregga una delle due chiavi, oppure elimini questa riga se ripete l’altra.
foreign-key = { part-value } non è nell’elenco «{ $list }», a cui rimanda questa colonna.
    .fix = Corregga il valore, oppure lo aggiunga prima a quell’elenco.
foreign-key-own = { part-value } non compare in nessuna riga di questo file sotto «{ $target }», a cui rimanda questa colonna.
    .fix = Corregga il valore, oppure aggiunga la riga a cui rimanda.
resource-error-missing = La colonna «{ $fields }» non è stata confrontata: manca l’elenco «{ $list }» a cui rimanda.
    .fix = Invii l’elenco insieme al file, un valore per riga, con il nome «{ $list }», oppure lo salvi una volta per tutti i file.
resource-error-several = Le colonne «{ $fields }» non sono state confrontate: un elenco contiene un valore per riga, e queste rimandano insieme a «{ $list }».
    .fix = Tolga questa chiave esterna dallo schema, oppure faccia rimandare a un elenco una sola colonna.

## Le righe e il loro contenuto

row-limit = Il file ha { NUMBER($rows) } righe di dati; se ne accettano al massimo { NUMBER($limit) } alla volta.
    .fix = Lo divida in file di { NUMBER($limit) } righe al massimo, ciascuno con la stessa intestazione.
row-constraint = Questa riga non rispetta una regola tra le sue celle.
    .fix = Confronti le celle della riga con quello che ne dice il modello.
duplicate-row = Questa riga è identica alla riga { $first_row }.
    .fix = Elimini una delle due.
invisible-character-nul = La cella contiene un carattere NUL, che in un testo non dovrebbe esserci.
    .fix = Svuoti la cella e digiti di nuovo il valore.
invisible-character = La cella contiene un carattere che non si vede: { $name }.
    .fix = Svuoti la cella e digiti il valore invece di incollarlo.
formula-risk = Il valore comincia con «{ $start }»: un foglio elettronico lo eseguirebbe come formula.
    .fix = Tolga quel segno se non fa parte del valore; nei file che restituiamo, un apostrofo davanti fa sì che resti testo.
spreadsheet-damage-scientific = { part-value } è un numero di { $digits } cifre che un foglio elettronico ha abbreviato: { $kept ->
        [one] resta solo la prima.
       *[other] restano solo le prime { $kept }.
    }
    .fix = Le altre cifre sono andate perse: imposti la colonna sul formato Testo, poi incolli di nuovo i numeri dalla loro fonte.
spreadsheet-damage-scientific-whole = { part-value } è un numero lungo che un foglio elettronico ha riscritto in notazione scientifica.
    .fix = { $meant ->
        [absent] Imposti la colonna sul formato Testo, poi digiti di nuovo i numeri per intero.
       *[other] Scriva { $meant }, dopo aver impostato la colonna sul formato Testo.
    }
spreadsheet-damage-digits = { part-value } finisce con degli zeri dalla sedicesima cifra in poi: un foglio elettronico conserva quindici cifre di un numero e mette 0 al posto delle altre.
    .fix = Le ultime cifre sono andate perse: imposti la colonna sul formato Testo, poi incolli di nuovo i valori dalla loro fonte.
spreadsheet-damage-decimals = { part-value } è diventato un numero con un decimale, che qui non ci va.
    .fix = { $meant ->
        [absent] Lasci solo la parte intera e imposti la colonna sul formato Testo o su Numero senza decimali.
       *[other] Scriva { $meant } e imposti la colonna sul formato Testo o su Numero senza decimali.
    }
spreadsheet-damage-plus = { part-value } non ha il segno più davanti; i fogli elettronici lo tolgono perché prendono il valore per un numero qualsiasi.
    .fix = { $meant ->
        [absent] Imposti la colonna sul formato Testo, poi digiti il numero con il segno più.
       *[other] Scriva { $meant }, dopo aver impostato la colonna sul formato Testo perché il più rimanga.
    }
spreadsheet-damage-zeros = { part-value } è troppo corto e probabilmente cominciava con degli zeri: i fogli elettronici li tolgono perché prendono il valore per un numero.
    .fix = { $meant ->
        [absent] Imposti la colonna sul formato Testo, poi digiti il valore con gli zeri iniziali.
       *[other] Se il valore giusto è { $meant }, lo scriva dopo aver impostato la colonna sul formato Testo perché gli zeri rimangano.
    }
spreadsheet-damage-serial = { part-value } è il modo in cui un foglio elettronico conta al suo interno i giorni e le ore{ $meant ->
        [absent] , non una data o un’ora come va scritta qui.
       *[other] ; molto probabilmente sta per { $meant }.
    }
    .fix = Dia alla colonna un formato di data o di ora che mostri { $expected }, poi esporti di nuovo il file.
spreadsheet-damage-date = { part-value } sembra una data; probabilmente un foglio elettronico l’ha ricavata da qualcos’altro{ $meant ->
        [absent] .
       *[other] , per esempio da { $meant }.
    }
    .fix = Imposti la colonna sul formato Testo, poi digiti di nuovo il valore originale; cambiare solo il formato non basta a farlo tornare.
spreadsheet-damage-boolean = { part-value } è la parola del foglio elettronico per vero o falso, e qui non è ammessa.
    .fix = { $meant ->
        [absent] Imposti la colonna sul formato Testo e scriva uno di questi valori: { $expected }.
       *[other] Imposti la colonna sul formato Testo e scriva { $meant }; i valori ammessi sono: { $expected }.
    }
spreadsheet-damage-decimal-sign = { $found ->
        [point] { part-value } ha i decimali dopo un punto, ma qui ci vuole la virgola.
       *[other] { part-value } ha i decimali dopo una virgola, ma qui ci vuole il punto.
    }
    .fix = { $meant ->
        [absent] Cambi il separatore decimale nelle opzioni del foglio elettronico, poi esporti di nuovo il file.
       *[other] Scriva { $meant }, oppure cambi il separatore decimale nelle opzioni del foglio elettronico ed esporti di nuovo il file.
    }
spreadsheet-damage-apostrophe = { part-value } comincia con un apostrofo: è così che un foglio elettronico contrassegna un testo, ma non fa parte del valore.
    .fix = { $meant ->
        [absent] Tolga l’apostrofo iniziale.
       *[other] Tolga l’apostrofo iniziale, in modo che resti { $meant }.
    }
spreadsheet-damage-error-value = { part-value } è un messaggio di errore del foglio elettronico; il valore vero non è mai arrivato nel file.
    .fix = Corregga la formula di quella cella (o allarghi la colonna, se mostra solo ####), oppure digiti il valore, poi esporti di nuovo il file.
spreadsheet-damage-cut = Il testo è lungo esattamente { NUMBER($limit) } caratteri, il punto in cui certi fogli elettronici tagliano i testi.
    .fix = Guardi se si interrompe a metà; in tal caso incolli il testo intero, oppure lo accorci.
spreadsheet-damage-typography = { part-value } contiene il carattere { $found } dove ci vuole { $expected }: è opera della correzione automatica.
    .fix = { $meant ->
        [absent] Lo sostituisca con il carattere semplice della tastiera e disattivi la correzione automatica per valori come questo.
       *[other] Scriva { $meant }, con il carattere semplice della tastiera.
    }
spreadsheet-damage-look-alike = { part-value } contiene una lettera di un altro alfabeto ({ $found }, { $name }) che a { $expected } somiglia soltanto.
    .fix = Digiti di nuovo il valore a mano; per un computer le due lettere non hanno niente in comune.
spreadsheet-damage-space = C’è dello spazio prima o dopo il valore, che così non può essere accettato.
    .fix = { $meant ->
        [absent] Elimini gli spazi attorno al valore; in un foglio elettronico, ANNULLA.SPAZI sistema un’intera colonna in una volta.
       *[other] Scriva { $meant } senza niente attorno; in un foglio elettronico, ANNULLA.SPAZI sistema un’intera colonna in una volta.
    }
destructive-change = Quando il file sarà applicato, questo valore toglierà qualcosa a qualcuno.
    .fix = Si assicuri che sia voluto, e corregga la cella se non lo è.

## File di esito

result-file-processed = È il resoconto di un caricamento 8x8: { NUMBER($succeeded) } righe sono andate a buon fine, { NUMBER($partial) } solo in parte e { NUMBER($failed) } sono fallite.
    .fix = { $resend ->
        [0] Non c’è niente da rimandare.
        [one] Corregga l’unica riga fallita e rimandi solo quella.
       *[other] Corregga le { NUMBER($resend) } righe fallite e rimandi solo quelle.
    } Ciò che è riuscito in parte esiste già: lo sistemi nella console di amministrazione, mai con un secondo caricamento.
result-file-validation = È un resoconto di convalida 8x8: { NUMBER($succeeded) } righe sono passate, { NUMBER($failed) } no.
    .fix = Non è stato creato nessuno, perché una sola riga sbagliata ferma tutto: corregga le righe respinte e rimandi il file intero.
result-file-errors = È un elenco di errori restituito da Webex: { NUMBER($failed) } righe sono state respinte.
    .fix = Corregga queste righe e rimandi solo quelle.

## Il catalogo: che cosa vuol dire ciascun codice

code-format-error = Non è un file CSV
    .meaning = Il file è qualcos’altro: una cartella di lavoro, un PDF, una pagina web, un archivio. Lo si riconosce dai primi byte, qualunque sia il suo nome.
    .example = Un users.csv che in realtà è una cartella di Excel rinominata.
    .mend = Lo apra nel programma che l’ha creato e lo esporti come «CSV UTF-8».
code-source-error = Non è una tabella
    .meaning = Il file non si può leggere come tabella: è vuoto, non ha righe di dati, oppure ha più colonne di qualsiasi foglio elettronico.
    .example = Un file di 0 byte, perché l’esportazione si è interrotta.
    .mend = Esporti di nuovo il file e lo guardi in un editor di testo prima di inviarlo.
code-encoding-error = Caratteri incerti
    .meaning = Alcuni byte non sono testo nella codifica del file, oppure la codifica è stata indovinata. Le lettere accentate potrebbero essere sbagliate.
    .example = «Nicolò» salvato da un vecchio Excel in windows-1252, dove era previsto UTF-8.
    .mend = Salvi il file come «CSV UTF-8».
code-blank-header = Manca l’intestazione
    .meaning = La riga in cui dovrebbero trovarsi i nomi delle colonne manca o è vuota, e non si può sapere che cosa contengono le colonne.
    .example = La prima riga del file è vuota, e subito dopo cominciano i dati.
    .mend = Scriva i nomi delle colonne nella prima riga.
code-blank-label = Colonna senza nome
    .meaning = Una colonna ha delle celle, ma niente in cima.
    .example = FirstName,,Email
    .mend = Scriva il nome del campo in cima alla colonna, oppure elimini la colonna.
code-duplicate-label = Nome di colonna ripetuto
    .meaning = Due colonne hanno lo stesso nome, e non si capisce quale delle due valga.
    .example = Email,FirstName,Email
    .mend = Tenga una delle due colonne, oppure corregga il nome dell’altra.
code-missing-label = Colonna mancante
    .meaning = Il modello ha un campo di cui nessuna colonna del file porta il nome.
    .example = Il modello richiede User.Email, e il file non ha questa colonna.
    .mend = Aggiunga una colonna con esattamente quel nome.
code-extra-label = Colonna non prevista
    .meaning = Il file ha una colonna che il modello non conosce.
    .example = Una colonna «Note» che qualcuno ha aggiunto per sé.
    .mend = Elimini la colonna, oppure ne corregga il nome se è un campo scritto male.
code-incorrect-label = Colonna al posto sbagliato
    .meaning = Le colonne devono seguire l’ordine del modello, e questa non è quella prevista in questo punto.
    .example = LastName,FirstName dove è previsto FirstName,LastName.
    .mend = Metta le colonne nell’ordine del modello.
code-near-label = Nome di colonna impreciso
    .meaning = Il nome differisce da quello del campo per maiuscole, spazi o punteggiatura. È stato capito, ma il sistema a cui è destinato il file potrebbe essere più rigido.
    .example = «first name» per «First Name».
    .mend = Scriva il nome esattamente come nel modello.
code-translated-label = Nome di colonna tradotto
    .meaning = È il nome di un campo in un’altra lingua, come lo riportano le pagine di aiuto tradotte. I nomi delle colonne sono invece gli stessi in tutte le lingue.
    .example = «Nome» dove il file deve avere «First Name».
    .mend = Scriva il nome come nel modello.
code-label-row = Seconda riga di intestazione
    .meaning = Alcuni modelli hanno una riga di descrizioni sotto l’intestazione. Qui c’è dove non dovrebbe esserci, oppure manca dove dovrebbe.
    .example = «Nome» sotto User.FirstName, e sotto ancora il primo utente.
    .mend = Elimini la riga o la rimetta, secondo il modello.
code-blank-row = Riga vuota
    .meaning = Una riga non ha niente in nessuna delle sue celle.
    .example = ,,,,
    .mend = Elimini la riga.
code-missing-cell = Riga troppo corta
    .meaning = Una riga ha meno celle dell’intestazione, e qualche valore può essere scivolato nella colonna sbagliata.
    .example = Due celle in una riga, sotto tre nomi di colonna.
    .mend = Aggiunga le celle che mancano; anche una cella vuota vuole il suo separatore.
code-extra-cell = Riga troppo lunga
    .meaning = Una riga ha più celle dell’intestazione, di solito perché un valore contiene il separatore.
    .example = Rossi, Mario senza virgolette, in un file con le virgole.
    .mend = Metta tra virgolette doppie il valore che contiene il separatore: "Rossi, Mario".
code-stray-quote = Virgolette fuori posto
    .meaning = Ci sono virgolette doppie all’interno di un valore che non è tra virgolette, oppure c’è del testo dopo le virgolette di chiusura.
    .example = Mario "Super" Rossi
    .mend = Metta il valore tra virgolette e raddoppi quelle interne: "Mario ""Super"" Rossi".
code-unclosed-quote = Virgolette mai chiuse
    .meaning = Delle virgolette doppie aprono un valore e niente lo chiude, così le righe che seguono potrebbero sembrarne una parte.
    .example = "Mario,Rossi,mario@example.com
    .mend = Chiuda le virgolette alla fine del valore, oppure le tolga.
code-cell-too-long = Valore troppo lungo da leggere
    .meaning = Un valore o una riga supera la lunghezza che viene letta, di solito perché delle virgolette non sono chiuse.
    .example = Un solo valore di un milione di caratteri.
    .mend = Cerchi delle virgolette doppie rimaste aperte.
code-type-error = Valore di un altro tipo
    .meaning = Il valore non è quello che il campo contiene: una parola al posto di un numero, una data che non esiste, un testo che non è un indirizzo e-mail.
    .example = «mario.example.com» in una colonna di indirizzi e-mail.
    .mend = Scriva il valore nella forma indicata accanto all’errore.
code-constraint-error = Valore non ammesso
    .meaning = Il valore è del tipo giusto, ma non rispetta una regola del suo campo: manca, è troppo lungo, troppo piccolo o non è nell’elenco.
    .example = «SÌ» dove sono ammessi soltanto Y e N.
    .mend = Scriva un valore che la regola ammette; l’errore dice qual è la regola.
code-unique-error = Valore ripetuto
    .meaning = Il valore compare già in una riga precedente, e ogni riga deve avere il suo.
    .example = L’interno 1001 per due utenti.
    .mend = Corregga una delle due righe, oppure elimini quella che ripete l’altra.
code-primary-key = Chiave vuota o ripetuta
    .meaning = Il campo, o l’insieme di campi, che distingue una riga dalle altre è vuoto oppure uguale a quello di una riga precedente.
    .example = Due righe con lo stesso User ID.
    .mend = Dia a ogni riga una chiave tutta sua.
code-foreign-key = Riferimento sconosciuto
    .meaning = Il valore rimanda a un elenco, e in quell’elenco non c’è.
    .example = Una sede «Milano 2» che non esiste.
    .mend = Corregga il valore, oppure lo aggiunga prima all’elenco.
code-resource-error = Elenco non disponibile
    .meaning = Secondo lo schema una colonna rimanda a un elenco, ma quell’elenco non è stato inviato con il file e non è tra quelli salvati. Per il resto la colonna è stata controllata.
    .example = Una colonna «sede» che rimanda all’elenco «sedi», inviata senza elenco.
    .mend = Invii l’elenco con il file, un valore per riga, oppure lo salvi una volta per tutti i file.
code-row-constraint = Celle che non vanno insieme
    .meaning = Ogni cella presa da sola va bene, ma insieme non rispettano una regola del modello.
    .example = Una licenza senza il numero di telefono che richiede.
    .mend = Modifichi una delle celle in modo che la regola sia rispettata.
code-duplicate-row = Riga ripetuta
    .meaning = La stessa riga compare due volte nel file.
    .example = Un blocco di utenti incollato una seconda volta.
    .mend = Elimini una delle due.
code-row-limit = Troppe righe
    .meaning = Il sistema a cui è destinato il file accetta solo un certo numero di righe alla volta.
    .example = 900 utenti, dove se ne accettano 750.
    .mend = Divida il file e tenga l’intestazione in ogni parte.
code-unique-limit = Non tutti i valori confrontati
    .meaning = Per trovare i doppioni bisogna ricordare ogni valore, e lo spazio è limitato. I valori oltre quel limite non sono stati confrontati.
    .example = Un file con più valori di quanti ce ne stiano.
    .mend = Divida il file, se i doppioni contano.
code-spreadsheet-damage = Modificato da un foglio elettronico
    .meaning = Un foglio elettronico ha preso il valore per qualcos’altro e l’ha riscritto; una parte può essere andata persa.
    .example = 390669812345 diventato 3,9067E+11.
    .mend = Imposti la colonna sul formato Testo prima di incollarvi i valori originali.
code-formula-risk = Sembra una formula
    .meaning = Il valore comincia con un segno che lo fa eseguire come formula da un foglio elettronico. Questo può fare danni sul computer di chi apre il file.
    .example = =HYPERLINK("https://example.com")
    .mend = Tolga quel segno se non fa parte del valore.
code-invisible-character = Carattere invisibile
    .meaning = Il valore contiene un carattere che nessuno vede, ma che lo rende un altro valore.
    .example = Uno spazio di larghezza zero nel mezzo di un indirizzo e-mail, copiato da una pagina web.
    .mend = Svuoti la cella e digiti il valore a mano.
code-destructive-change = Toglie qualcosa
    .meaning = Quando il file viene applicato, questo valore toglie a qualcuno una linea, una licenza o un’assegnazione.
    .example = FALSE nella colonna di una licenza che l’utente possiede.
    .mend = Si assicuri che sia voluto.
code-result-file = La risposta del fornitore
    .meaning = Questo file non è un caricamento, ma ciò che il fornitore ha restituito dopo. L’esito è riassunto, e le righe da correggere sono quelle che si possono rimandare, senza le colonne del fornitore.
    .example = Una colonna in cui alcune righe dicono RowProcessingFailed.
    .mend = Scarichi le righe da correggere, le corregga, le faccia controllare ancora una volta e mandi solo quelle.

## La pagina del rapporto e la riga di comando

ui-title = Rapporto di controllo CSV
ui-verdict-valid = { $rows ->
    [one] Questo file è pronto: la sua unica riga è valida.
    [many] Questo file è pronto: i suoi { NUMBER($rows) } di righe sono tutti validi.
   *[other] Questo file è pronto: tutte le { NUMBER($rows) } righe sono valide.
}
ui-verdict-warnings = Questo file è valido, ma { $warnings ->
    [one] un avviso merita
   *[other] { NUMBER($warnings) } avvisi meritano
} uno sguardo; { $rows ->
    [one] la sua unica riga si può accettare.
    [many] i suoi { NUMBER($rows) } di righe si possono accettare tutti.
   *[other] tutte le { NUMBER($rows) } righe si possono accettare.
}
ui-verdict-rows = Questo file non è pronto: { $invalid ->
    [one] { NUMBER($invalid) } riga
    [many] { NUMBER($invalid) } di righe
   *[other] { NUMBER($invalid) } righe
} su { NUMBER($rows) } { $invalid ->
    [one] va corretta.
   *[other] vanno corrette.
}
ui-verdict-file = Questo file non è pronto: { $errors ->
    [one] un errore riguarda
   *[other] { NUMBER($errors) } errori riguardano
} il file nel suo insieme.
ui-verdict-no-rows = Questo file è valido, ma non contiene nemmeno una riga di dati.

ui-errors = Errori
ui-warnings = Avvisi
ui-error = errore
ui-warning = avviso
ui-count-errors = { $count ->
    [one] { NUMBER($count) } errore
    [many] { NUMBER($count) } di errori
   *[other] { NUMBER($count) } errori
}
ui-count-warnings = { $count ->
    [one] { NUMBER($count) } avviso
    [many] { NUMBER($count) } di avvisi
   *[other] { NUMBER($count) } avvisi
}
ui-count-times = { $count ->
    [one] { NUMBER($count) } volta
    [many] { NUMBER($count) } di volte
   *[other] { NUMBER($count) } volte
}
ui-nothing-found = In questo file non c’è niente da correggere.
ui-overview = In breve
ui-finding = Problema
ui-field = Campo
ui-count = Quante volte
ui-fix = Che cosa fare
ui-message = Che cosa non va
ui-row = Riga
ui-line = Riga di testo
ui-column = Colonna
ui-value = Valore
ui-value-quoted = { part-value }
ui-empty = vuoto
ui-samples-all = { $count ->
    [one] L’unico punto
   *[other] Tutti i { NUMBER($count) } punti
}
ui-samples-capped = I primi { NUMBER($shown) } punti su { NUMBER($count) }
ui-samples-note = Sono mostrati i primi { NUMBER($shown) } su { NUMBER($count) }; il conteggio è esatto, e il file annotato li segnala tutti.
ui-samples-none = Non restava spazio per mostrarli qui; il conteggio è esatto, e il file annotato li segnala tutti.
ui-positions = La riga è quella che mostra un foglio elettronico, intestazione compresa. La riga di testo è quella che mostra un editor di testo; le due differiscono quando un valore contiene un a capo.

ui-rows = Righe di dati
ui-rows-valid = Valide
ui-rows-invalid = Da correggere
ui-about = Il file
ui-file = File
ui-size = Dimensione
ui-size-kilobytes = { $size } kB
ui-size-megabytes = { $size } MB
ui-size-gigabytes = { $size } GB
ui-bytes = { $count ->
    [many] { NUMBER($count) } di byte
   *[other] { NUMBER($count) } byte
}
ui-encoding = Codifica
ui-delimiter = Separatore
ui-delimiter-comma = virgola
ui-delimiter-semicolon = punto e virgola
ui-delimiter-tab = tabulazione
ui-delimiter-pipe = barra verticale
ui-delimiter-space = spazio
ui-quote = Virgolette
ui-header-rows = Intestazione
ui-header-none = nessuna
ui-header-at = { $count ->
    [one] riga { $rows }
   *[other] righe { $rows }
}
ui-and = e
ui-sniffed = in base al file stesso
ui-given = come indicato
ui-why-delimiter-widths = { $agree } delle prime { $records } righe hanno { $cells } celle
ui-why-delimiter-next = il successivo, { $delimiter }: { $agree } con { $cells }
ui-why-delimiter-labels = separa { $labels ->
    [one] { $labels } nome di colonna previsto
   *[other] { $labels } nomi di colonna previsti
}
ui-why-delimiter-line = il file comincia con sep={ $delimiter }
ui-why-delimiter-none = nessun separatore divide una riga in due celle
ui-why-encoding-mark = il file comincia con un byte order mark
ui-why-encoding-utf8 = i suoi byte sono UTF-8 valido
ui-why-encoding-nul = un byte su due è nullo
ui-why-encoding-fallback = non è UTF-8, e questo è ciò che i fogli di calcolo scrivono in Europa occidentale
ui-why-header-first = la prima riga del file
ui-why-header-titles = la riga { $row } è la prima con nomi di colonna previsti
ui-why-header-labels = la riga { $row } descrive le colonne e non contiene dati
ui-template = Modello
ui-description = Descrizione
ui-checked = Controllato il
ui-job = Identificativo
ui-downloads = Download
ui-link-report-csv = File annotato (CSV)
ui-link-report-csv-note = il Suo file con due colonne in più: stato e dettagli
ui-link-errors-csv = Righe da correggere (CSV)
ui-link-errors-csv-note = da correggere e inviare di nuovo
ui-link-clean-csv = Righe valide (CSV)
ui-link-clean-csv-note = senza nemmeno un errore
ui-link-findings = Tutti i problemi (NDJSON)
ui-link-findings-note = fino a 1.000 per tipo, per i programmi
ui-link-report = Rapporto (JSON)
ui-link-report-note = questa pagina, per i programmi
ui-link-html = Questa pagina (HTML)
ui-link-html-note = da conservare o da inoltrare
ui-place-row = riga { $row }
ui-place-cell = riga { $row }, colonna { $letter }
ui-place-line = riga di testo { $line }
ui-place-file = file
ui-decimal-point = ,
ui-date = { $day } { $month ->
    [1] gennaio
    [2] febbraio
    [3] marzo
    [4] aprile
    [5] maggio
    [6] giugno
    [7] luglio
    [8] agosto
    [9] settembre
    [10] ottobre
    [11] novembre
   *[12] dicembre
} { $year } alle { $time } UTC
ui-made-by = Controllato da Rollcall, riga per riga, mentre il file arrivava.

# La riga di comando, e la pagina dei codici che produce.
ui-codes-title = Che cosa si può trovare
ui-codes-intro = Pagina prodotta da `rollcall codes --format markdown`; le frasi si trovano in `crates/engine/messages`. La gravità è quella abituale: un modello può chiederne un’altra, campo per campo.
ui-codes-code = codice
ui-codes-severity = gravità
ui-codes-words = titolo
ui-codes-rules = Regole del modello { $name }
ui-cli-file-missing = Il file { $name } non esiste; controlli il nome e la cartella.
ui-cli-file-forbidden = Non ha il permesso di leggere { $name }; lo richieda.
ui-cli-file-unreadable = Impossibile leggere { $name }: { $reason }.
ui-cli-file-folder = { $name } è una cartella; indichi un file al suo interno.
ui-cli-file-not-utf8 = { $name } non è in UTF-8; lo salvi in UTF-8.
ui-cli-schema-unusable = { $name } non è uno schema utilizzabile:
ui-cli-dialect-unusable = { $name } non è un dialetto utilizzabile:
ui-cli-at-the-top = alla radice
ui-cli-template-unknown = Il modello «{ $name }» non esiste; si può scegliere tra: { $names }. Per uno schema proprio usi --schema FILE.
ui-cli-template-and-schema = Un file si controlla con --template o con --schema, non con entrambi; ne tolga uno.
ui-cli-no-files = Indichi almeno un file, per esempio `rollcall check users.csv`, oppure - per lo standard input.
ui-cli-no-command = Non c’è niente da fare: indichi un comando, per esempio `rollcall check users.csv`, oppure veda `rollcall --help`.
ui-cli-command-unknown = Il comando «{ $name }» non esiste; usi check, rows, template, sample o codes, oppure veda `rollcall --help`.
ui-cli-option-unknown = `rollcall { $command }` non ha l’opzione --{ $name }; veda `rollcall --help`.
ui-cli-format-unknown = Il formato «{ $name }» non esiste; usi uno di questi: { $names }.
ui-cli-encoding-unknown = La codifica «{ $name }» non esiste; la indichi come si fa sul web, per esempio utf-8, utf-16le, windows-1252 o iso-8859-15.
ui-cli-arguments = Gli argomenti non vanno bene ({ $reason }); veda `rollcall --help`.
ui-cli-one-file = Il formato { $name } vale per un solo file; controlli i file uno alla volta, oppure usi text, json o sarif.
ui-cli-output = Impossibile scrivere il risultato: { $reason }.
ui-cli-column-unknown = Il modello non ha una colonna { $name }; `rollcall template` con il suo nome mostra quelle che ha.
ui-cli-column-near = Il modello non ha una colonna { $name }; le più simili: { $names }.
