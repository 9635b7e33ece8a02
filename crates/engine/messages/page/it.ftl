# Quello che dice la pagina, in italiano. Quali messaggi esistono, e che cosa nomina ciascuno, lo decide
# en.ftl; un test li confronta. I pulsanti hanno l’imperativo dei programmi, le frasi l’infinito.

app-title = Rollcall
nav-check = Controlla un file
nav-jobs = File controllati
nav-label = Pagine
skip-to-content = Vai al contenuto
language-label = Lingua
theme-label = Colori
theme-auto = Come il sistema
theme-light = Chiaro
theme-dark = Scuro

# L’invio
upload-title = Controlla un file di utenti
upload-lead = Scegliere il CSV da importare. Ogni riga viene controllata, e ogni problema è mostrato con la sua posizione, il motivo e che cosa fare.
upload-choose = Scegliere un file o trascinarlo qui
upload-limits = CSV da qualsiasi foglio di calcolo, fino a { $size }
upload-another = Scegli un altro file
upload-file = { $name }, { $size }
upload-drop-anywhere = Rilasciare il file per controllarlo
upload-one-file = Un file alla volta: è stato preso solo il primo.
upload-too-large = Questo file occupa { $size }; il limite per l’invio è di 100 MB. Per controllarlo lo stesso, tenerlo su questo computer, oppure dividerlo.
upload-empty = Questo file è vuoto. Salvarlo di nuovo dal foglio elettronico e sceglierlo ancora una volta.
upload-options = Di che cosa si tratta
template-label = Modello del file
template-auto = Riconoscilo dall’intestazione
template-none = Un CSV qualsiasi: controlla solo la struttura
template-recognised = Modello riconosciuto: { $title } (sicuro al { $sure }%).
template-not-recognised = L’intestazione non corrisponde a nessuno dei modelli noti. Sceglierne uno, oppure far controllare solo la struttura.
template-unknown = Impossibile ottenere i modelli noti; per ora si può controllare solo la struttura.
import-option-label = Importazione
import-option-add = Aggiungi soltanto
import-option-add_and_remove = Aggiungi, e rimuovi ciò che non è nel file
description-label = Descrizione
description-hint = Per l’elenco dei file controllati; si può lasciare vuota.
keep-label = Tieni il file su questo computer
keep-hint = Il file viene controllato in questo browser e non viene inviato da nessuna parte. Anche il rapporto resta qui.
send-hint = Il file viene controllato qui durante l’invio, e il rapporto viene conservato per { $days ->
    [one] { $days } giorno
   *[other] { $days } giorni
}.
upload-check = Controlla il file
upload-stop = Interrompi

# L’avanzamento
progress-label = Avanzamento del controllo
progress-reading = Lettura del file…
progress-rows = { $rows ->
    [one] { NUMBER($rows) } riga controllata
    [many] { NUMBER($rows) } di righe controllate
   *[other] { NUMBER($rows) } righe controllate
}
progress-rate = { $rate } righe al secondo
progress-left = ancora { $time }
progress-good = Finora niente da segnalare
progress-errors = { $rows ->
    [one] { NUMBER($rows) } riga da correggere finora
    [many] { NUMBER($rows) } di righe da correggere finora
   *[other] { NUMBER($rows) } righe da correggere finora
}
progress-first = Il primo errore è nella riga { $row }.
progress-sent = Inviato il { $share }%
progress-sending = Il file è controllato; invio in corso…
progress-storing = File inviato; scrittura del rapporto in corso…
progress-stopped = Controllo interrotto. Non è stato conservato niente.

# Il file vuoto
empty-title = Parti da un file vuoto
empty-lead = Prendere le colonne che servono; quelle che servono quasi sempre sono già scelte.
empty-columns = Colonne
empty-basic = Le più comuni
empty-all = Tutte
empty-chosen = { $count ->
    [one] { NUMBER($count) } colonna scelta
    [many] { NUMBER($count) } di colonne scelte
   *[other] { NUMBER($count) } colonne scelte
}
empty-search = Cerca una colonna
empty-required = obbligatoria
empty-example = Con una persona inventata come esempio
empty-download = Scarica il file vuoto

# Il rapporto
report-title = Rapporto
report-loading = Caricamento del rapporto…
report-valid = Il file si può importare.
report-valid-rows = { $rows ->
    [0] Non contiene nemmeno una riga di dati.
    [one] La sua unica riga è valida.
    [many] I suoi { NUMBER($rows) } di righe sono tutti validi.
   *[other] Tutte le { NUMBER($rows) } righe sono valide.
}
report-valid-warnings = { $count ->
    [one] { NUMBER($count) } avviso merita uno sguardo prima dell’importazione.
    [many] { NUMBER($count) } di avvisi meritano uno sguardo prima dell’importazione.
   *[other] { NUMBER($count) } avvisi meritano uno sguardo prima dell’importazione.
}
report-invalid = Il file non si può ancora importare.
report-invalid-rows = { $invalid ->
    [one] { NUMBER($invalid) } riga su { NUMBER($total) } va corretta.
    [many] { NUMBER($invalid) } di righe su { NUMBER($total) } vanno corrette.
   *[other] { NUMBER($invalid) } righe su { NUMBER($total) } vanno corrette.
}
report-invalid-file = C’è qualcosa da correggere nel file nel suo insieme; nessuna riga è sbagliata di per sé.
report-failed = Non è stato possibile controllare il file.
report-running = Il controllo di questo file è ancora in corso.
report-running-hint = La pagina si aggiorna da sola ogni pochi secondi.
report-queued = Questo file è in attesa di essere prelevato.
report-gone = Questo rapporto non esiste. Forse è stato eliminato, oppure il suo periodo di conservazione è finito.
report-local = Questo rapporto è conservato soltanto in questo browser; il file non è stato inviato.
report-local-gone = Questo rapporto era conservato nel browser, che ora non lo ha più.
count-rows = Righe
count-right = Valide
count-wrong = Da correggere
count-errors = Errori
count-warnings = Avvisi
facts-file = File
facts-template = Modello
facts-template-none = È stata controllata solo la struttura
facts-encoding = Codifica
facts-delimiter = Separatore
facts-description = Descrizione
facts-checked = Controllato il
facts-kept-until = Conservato fino al
delimiter-comma = virgola
delimiter-semicolon = punto e virgola
delimiter-tab = tabulazione
delimiter-pipe = barra verticale
places-title = Dove si trovano gli errori
places-label = Il file, dalla prima riga all’ultima. Ogni barra rappresenta { $each ->
    [one] una riga
    [many] { NUMBER($each) } di righe
   *[other] { NUMBER($each) } righe
}; sceglierne una per vederne i problemi.
places-bin = Righe da { $from } a { $to }: { $errors ->
    [0] nessun errore
    [one] { NUMBER($errors) } riga con errori
    [many] { NUMBER($errors) } di righe con errori
   *[other] { NUMBER($errors) } righe con errori
}
places-all = Mostra tutto il file
groups-title = Che cosa fare
groups-count = { $count ->
    [one] una volta
    [many] { NUMBER($count) } di volte
   *[other] { NUMBER($count) } volte
}
groups-field = Colonna { $field }
groups-file = Tutto il file
groups-fix = Che cosa fare
groups-examples = Esempi
groups-row = Riga { $row }
groups-more = { $count ->
    [one] { NUMBER($count) } altro
    [many] { NUMBER($count) } di altri
   *[other] { NUMBER($count) } altri
}
groups-show-all = Mostra tutto nell’elenco
groups-none = Non è stato trovato niente.
severity-error = Errore
severity-warning = Avviso
list-title = Tutti i problemi
list-show = Mostra l’elenco di tutti i problemi
list-loading = Caricamento dell’elenco…
list-shown = { NUMBER($shown) } problemi su { NUMBER($total) }
list-left-out = L’elenco contiene i primi 1.000 problemi di ogni tipo; i conteggi qui sopra sono esatti.
list-empty = Nessun problema corrisponde ai filtri scelti.
filter-field = Colonna
filter-code = Tipo di problema
filter-severity = Gravità
filter-all = Tutto
filter-clear = Mostra tutto
column-row = Riga
column-place = Cella
column-field = Colonna
column-cell = Valore
column-message = Che cosa non va
column-fix = Che cosa fare
downloads-title = Download
download-report-csv = Il file di partenza, con due colonne in più: stato e dettagli
download-errors-csv = Solo le righe da correggere
download-clean-csv = Solo le righe valide
download-html = Il rapporto come pagina
download-findings = Tutti i problemi, come dati (NDJSON)
download-report-json = Il rapporto, come dati (JSON)
download-part = Parte { NUMBER($part) } di { NUMBER($count) }
downloads-parts = Il file ha più righe di quante ne vengano accettate in una volta. Importare queste parti una dopo l’altra:
report-mend = Correggi qui
report-again = Controlla un altro file
report-share = Copia l’indirizzo
report-shared = L’indirizzo è stato copiato. Può aprirlo chiunque abbia accesso a questo Rollcall.
report-print = Stampa
report-delete = Elimina
delete-confirm = Eliminare questo rapporto e tutto ciò che è conservato con esso? L’operazione non si può annullare.
delete-yes = Elimina
delete-no = Conserva
deleted = Il rapporto è stato eliminato.

# I webhook di un file controllato
deliveries-title = Webhook
deliveries-event = Evento
deliveries-address = Indirizzo
deliveries-status = Stato
deliveries-attempts = Tentativi
deliveries-error = Ultimo errore
deliveries-next = Prossimo tentativo
delivery-pending = In attesa
delivery-delivered = Consegnato
delivery-dead = Abbandonato
delivery-error-timeout = Nessuna risposta in tempo
delivery-error-unreachable = Server non raggiungibile
delivery-error-redirect = Risposta: un reindirizzamento
delivery-error-gone = Non ne vuole più (410)
delivery-error-address-refused = Indirizzo non consentito
delivery-error-status = Risposta: { $status }
delivery-error-webhook-removed = Webhook rimosso
delivery-again = Invia di nuovo
delivery-sent-again = Il nuovo invio è in corso.

# I file controllati
jobs-title = File controllati
jobs-lead = Prima i più recenti. I rapporti spariscono da soli alla fine del loro periodo di conservazione.
jobs-search = Cerca
jobs-search-hint = Nei nomi e nelle descrizioni
jobs-empty = Non è ancora stato controllato nessun file.
jobs-none-found = Nessun file corrisponde a «{ $text }».
jobs-more = Mostra i meno recenti
jobs-local-title = Conservati in questo browser
jobs-when = Data
jobs-file = File
jobs-kind = Modello
jobs-verdict = Esito
jobs-rows = Righe
jobs-nameless = Senza nome
verdict-valid = Si può importare
verdict-invalid = { $rows ->
    [0] Da correggere
    [one] { NUMBER($rows) } riga da correggere
    [many] { NUMBER($rows) } di righe da correggere
   *[other] { NUMBER($rows) } righe da correggere
}
verdict-failed = Non controllato
verdict-running = Controllo in corso
verdict-queued = In attesa di essere prelevato

# L’applicazione di un file
nav-users = Rubrica
list-next = Pagina successiva
list-previous = Pagina precedente
list-range = Da { NUMBER($from) } a { NUMBER($to) } di { NUMBER($total) }
labelled = { $label }: { $value }
apply-title = Applica alla rubrica
apply-offer = Per prima cosa si vede che cosa succederebbe, riga per riga. Senza conferma non viene scritto nulla.
apply-open = Guarda che cosa succederebbe
apply-open-how = Guarda com’è andata
apply-back = Torna al rapporto
apply-loading = Calcolo di che cosa succederebbe…
apply-counts = Che cosa succederebbe
apply-all = Tutte le righe
outcome-created = Creato
outcome-changed = Modificato
outcome-removed = Rimosso
outcome-unchanged = Invariato
outcome-refused = Rifiutato
outcome-partial = Solo in parte
outcome-destructive = Con perdita
apply-rows = Riga per riga
apply-changes-only = Nascondi le righe che non cambiano nulla
apply-no-rows = Non c’è nessuna riga di questo tipo.
apply-column-what = Che cosa succede
apply-column-who = Chi
apply-column-changes = Campo per campo
apply-becomes = diventa
apply-empty = niente
apply-more-changes = { $count ->
    [one] { NUMBER($count) } altro campo
    [many] { NUMBER($count) } di altri campi
   *[other] { NUMBER($count) } altri campi
}
apply-not-expressible = Una parte di ciò che dice il file non si può scrivere in questa rubrica:
apply-not-expressible-row = Non si può scrivere:
apply-in-rows = { $rows ->
    [one] in { NUMBER($rows) } riga
    [many] in { NUMBER($rows) } di righe
   *[other] in { NUMBER($rows) } righe
}
apply-changed = La rubrica è cambiata da quando questo è stato mostrato, e nulla è stato applicato. Ecco che cosa succederebbe adesso: riguardarlo.
apply-start-title = Avvia l’applicazione
apply-blocked = { $rows ->
    [one] { NUMBER($rows) } riga non si può applicare, e questo blocca tutto il file: nessuna delle sue righe viene applicata.
    [many] { NUMBER($rows) } di righe non si possono applicare, e questo blocca tutto il file: nessuna delle sue righe viene applicata.
   *[other] { NUMBER($rows) } righe non si possono applicare, e questo blocca tutto il file: nessuna delle sue righe viene applicata.
}
apply-blocked-way = Ognuna dice perché. Correggerle nel file, oppure correggere ciò che la rubrica ha da assegnare, e ricontrollare il file.
apply-show-refused = Mostra le righe rifiutate
apply-none = Non c’è nulla da applicare: nessuna delle righe che cambierebbero qualcosa si può applicare.
apply-nothing = Non c’è nulla da applicare: la rubrica è già come dice il file.
apply-some-refused = { $rows ->
    [one] { NUMBER($rows) } riga viene rifiutata; le altre vengono applicate.
    [many] { NUMBER($rows) } di righe vengono rifiutate; le altre vengono applicate.
   *[other] { NUMBER($rows) } righe vengono rifiutate; le altre vengono applicate.
}
apply-lost-title = Ecco che cosa va perso:
apply-lost-more = { $rows ->
    [one] e ciò che toglie { NUMBER($rows) } altra riga.
    [many] e ciò che tolgono { NUMBER($rows) } di altre righe.
   *[other] e ciò che tolgono { NUMBER($rows) } altre righe.
}
apply-sure = Ho visto che cosa succederà, ed è quello che voglio.
apply-sure-lost = { $rows ->
    [one] { NUMBER($rows) } riga toglie qualcosa. Ho visto che cosa succederà, ed è quello che voglio.
    [many] { NUMBER($rows) } di righe tolgono qualcosa. Ho visto che cosa succederà, ed è quello che voglio.
   *[other] { NUMBER($rows) } righe tolgono qualcosa. Ho visto che cosa succederà, ed è quello che voglio.
}
apply-go = { $rows ->
    [one] Applica { NUMBER($rows) } riga
    [many] Applica { NUMBER($rows) } di righe
   *[other] Applica { NUMBER($rows) } righe
}
process-awaiting_confirmation = In attesa di conferma
process-queued = In attesa di essere applicato
process-running = Applicazione in corso
process-completed = Applicato
process-blocked = Bloccato
process-cancelled = Fermato
process-failed = Interrotto
process-reverting = Annullamento in corso
process-reverted = Annullato
process-heading-queued = Il file attende di essere applicato
process-heading-running = Il file viene applicato
process-heading-completed = Il file è applicato.
process-heading-blocked = Non è stato applicato nulla.
process-heading-cancelled = L’applicazione è stata fermata.
process-heading-failed = Non si è potuto continuare.
process-heading-reverting = Ciò che è stato applicato viene annullato
process-heading-reverted = È stato annullato tutto.
process-progress = Avanzamento
process-rows = Righe elaborate: { NUMBER($done) } su { NUMBER($total) }
process-part = Righe elaborate: { NUMBER($done) } su { NUMBER($total) }. Ciò che è fatto resta.
process-finished = Terminato il { $when }
process-leave = Il lavoro continua da solo anche se si lascia questa pagina.
process-unanswered = Al momento il server non risponde. Questa pagina riprova da sola.
process-stop = Ferma
process-stop-hint = Ciò che è fatto resta e si può annullare dopo; le altre righe non vengono iniziate. Per applicarle, ricontrollare il file.
process-reverted-hint = La rubrica è com’era prima di questo file. Per applicare comunque il file, ricontrollarlo.
download-outcomes = Il file di partenza, con l’esito di ogni riga
download-resend = Solo le righe non applicate, da rinviare
undo-title = Annulla l’applicazione
undo-lead = Ognuno torna com’era prima di questo file, purché nessuno lo abbia modificato nel frattempo.
undo-look = Guarda se è possibile
undo-possible = È possibile: nessuno ha modificato questi utenti nel frattempo.
undo-confirm = Gli utenti creati da questo file vengono eliminati, e ciò che ha modificato torna com’era. È quello che voglio.
undo-do = Annulla tutto
undo-not-possible = Non è possibile, perché nel frattempo questi utenti sono stati modificati:
undo-obstacle = Riga { $row }: { $subject }
undo-obstacles-more = Possono essercene altri.

# La rubrica
users-title = Rubrica
users-lead = Tutti coloro a cui vengono applicati i file. Scegliere qualcuno per vedere i suoi dati, attivarlo, disattivarlo o modificarlo.
users-search = Cerca
users-search-hint = Nei nomi e negli indirizzi e-mail
users-state = Stato
users-all = Tutti
users-active = Attivo
users-inactive = Disattivato
users-in-centre = Nel contact center
users-not-in-centre = Fuori dal contact center
users-name = Nome
users-lines = Numeri e interni
users-shown = Da { NUMBER($from) } a { NUMBER($to) }, per nome
users-none = La rubrica è ancora vuota. Controllare un file e applicarlo: chi vi si trova comparirà qui.
users-none-found = Nessuno nella rubrica corrisponde.
users-export = La rubrica come file
users-export-hint = Modificarlo, controllarlo e applicarlo. Così com’è, non cambia nulla.
giving-title = Che cosa si può assegnare
giving-lead = Sedi, licenze con la loro quantità, e numeri.
giving-company = Azienda
giving-company-hint = I nomi utente generati per 8x8 cominciano così.
giving-next-extension = Prossimo interno
giving-next-extension-hint = Da dove comincia la ricerca di un interno libero.
giving-sites = Sedi
giving-sites-hint = Una per riga. Senza nessuna, vengono accettate tutte le sedi.
giving-numbers = Numeri sostitutivi
giving-numbers-hint = Uno per riga, come +33160000001. Ne viene assegnato uno durante la portabilità di un numero; in uso: { NUMBER($used) }.
giving-licenses-hint = Senza nessuna, vengono accettate tutte le licenze e non finiscono mai.
giving-license = Licenza
giving-capacity = Quante (vuoto: senza limite)
giving-used = In uso: { NUMBER($used) }
giving-add-license = Aggiungi una licenza
giving-save = Salva
giving-saved = Salvato.
giving-changed = Nel frattempo qualcun altro l’ha modificato. Ecco la situazione attuale; le modifiche fatte qui non sono state salvate.
giving-line = Riga { $line }:
user-back = Torna alla rubrica
user-contact = Contatto
user-active = Può accedere
user-switched-on = Attivato: ora questo utente può accedere.
user-switched-off = Disattivato: questo utente non può più accedere.
user-updated = Ultima modifica: { $when }
user-by-job = da un file
user-by-hand = a mano
user-person = Persona
user-first_name = Nome
user-last_name = Cognome
user-display_name = Nome visualizzato
user-email = Indirizzo e-mail
user-user_name = Nome utente
user-title = Qualifica
user-department = Reparto
user-mobile = Cellulare
user-site = Sede
user-locale = Lingua
user-time_zone = Fuso orario
user-cost_center = Centro di costo
user-manager = Responsabile
user-licenses = Licenze
user-license-used = { NUMBER($used) } su { NUMBER($capacity) } in uso
user-other-license = Un’altra licenza
user-numbers = Numeri di telefono
user-numbers-number = Numero
user-add-numbers = Aggiungi un numero
user-temporary = Sostituisce { $number } durante la portabilità.
user-extensions = Interni
user-extensions-extension = Interno
user-extensions-pbx = PBX
user-extensions-internal = Numero interno
user-extensions-number = Numero pubblico
user-add-extensions = Aggiungi un interno
user-devices = Dispositivi
user-devices-mac = Indirizzo MAC
user-devices-model = Modello
user-add-devices = Aggiungi un dispositivo
user-line = Per
line-voice = Telefono
line-fax = Fax
line-contact_center = Contact center
user-contact_center = Contact center
user-enabled = Lavora nel contact center
user-user_profile = Profilo utente
user-skill_profile = Profilo delle competenze
user-desktop_profile = Profilo desktop
user-multimedia_profile = Profilo multimediale
user-external_id = ID esterno
user-default_dn = Numero predefinito
user-teams = Team
user-teams-hint = Uno per riga.
user-others = Proprio di un solo fornitore
user-remove = Rimuovi
user-save = Salva le modifiche
user-saved = Le modifiche sono salvate.
user-nothing-changed = Non è ancora cambiato nulla.
user-unsaved = Le modifiche non sono ancora salvate.
user-conflict = Qualcun altro ha modificato questo utente da quando è stato aperto. Ecco la situazione attuale; le modifiche fatte qui non sono state salvate.
user-yours = Si voleva:
user-yes = sì
user-no = no
wrong-taken = Ce l’ha già qualcun altro.
wrong-email = Non è un indirizzo e-mail.
wrong-site = La rubrica non ha questa sede.
wrong-license = La rubrica non ha questa licenza.
wrong-number = Un numero è composto da un più, il prefisso del Paese e il numero, come +33160000001.
wrong-extension = Un interno è composto da cifre, al massimo 20.
wrong-mac = Un indirizzo MAC è composto da dodici cifre da 0 a 9 o lettere da a a f.
wrong-twice = Qui compare due volte.
wrong-used = Ne è in uso di più. Prima toglierlo a qualcuno.
wrong-left-out = Una licenza che qualcuno possiede non si può omettere. Prima toglierla.

# La correzione
mend-title = Correggi il file
mend-lead = Solo le righe in cui è stato trovato qualcosa. Ogni cella modificata viene subito controllata di nuovo.
mend-loading = Lettura delle righe da correggere…
mend-left = { $left ->
    [0] Ora qui tutte le righe sono valide.
    [one] Resta { NUMBER($left) } riga da correggere.
    [many] Restano { NUMBER($left) } di righe da correggere.
   *[other] Restano { NUMBER($left) } righe da correggere.
}
mend-too-many = Queste sono le prime { NUMBER($shown) } righe in cui è stato trovato qualcosa; { $left ->
    [one] { NUMBER($left) } altra seguirà
    [many] altri { NUMBER($left) } seguiranno
   *[other] altre { NUMBER($left) } seguiranno
} al prossimo controllo del file.
mend-undo = Annulla
mend-redo = Ripeti
mend-suggestions = Correzioni che non perdono niente
mend-suggestion = { $count ->
    [one] { $field }: scrivere «{ $after }» invece di «{ $before }»
    [many] { $field }: correggere { NUMBER($count) } di celle allo stesso modo, per esempio «{ $before }» in «{ $after }»
   *[other] { $field }: correggere { NUMBER($count) } celle allo stesso modo, per esempio «{ $before }» in «{ $after }»
}
mend-apply = Applica
mend-apply-all = Applica tutto ({ NUMBER($count) })
mend-before = Prima
mend-after = Dopo
mend-no-suggestions = Qui non si può correggere niente senza sapere che cosa si voleva scrivere.
mend-cell = Riga { $row }, { $field }
mend-cell-right = Questa cella è corretta.
mend-pick = Scegliere una cella per vedere che cosa non va.
mend-use = Usa «{ $value }»
mend-download = Scarica il file corretto
mend-send = Controlla e invia il file corretto
mend-changed = { $count ->
    [0] Ancora nessuna modifica
    [one] { NUMBER($count) } cella modificata
    [many] { NUMBER($count) } di celle modificate
   *[other] { NUMBER($count) } celle modificate
}
mend-header = Prima va corretta l’intestazione: { $message }
mend-nothing = Non c’è niente da correggere: nessuna cella di questo file è sbagliata di per sé.
mend-unsaved = Le modifiche non sono ancora state né scaricate né inviate.
mend-saving = Scrittura del file corretto…
mend-grid = Righe da correggere. I tasti freccia spostano, Invio modifica una cella, F8 passa al problema successivo, Ctrl+Z annulla, Tab esce dalla griglia.
mend-row-header = Riga
mend-file-name = { $name }-corretto
mend-row-right = Questa riga non ha problemi.
mend-row-cells = I problemi sono nelle celle della riga.
mend-was = Nel file qui c’è «{ $value }».
mend-put-back = Rimetti questo valore
mend-empty-value = (vuoto)
mend-use-empty = Svuota la cella
mend-extra-column = senza nome
mend-value = Valore
mend-fill-row = Aggiungi le celle mancanti, vuote
mend-next = Problema successivo
mend-previous = Precedente
mend-cells = { $count ->
    [one] { NUMBER($count) } cella
    [many] { NUMBER($count) } di celle
   *[other] { NUMBER($count) } celle
}
mend-errors = { $count ->
    [one] { NUMBER($count) } errore
    [many] { NUMBER($count) } di errori
   *[other] { NUMBER($count) } errori
}
mend-warnings = { $count ->
    [one] { NUMBER($count) } avviso
    [many] { NUMBER($count) } di avvisi
   *[other] { NUMBER($count) } avvisi
}
mend-all-columns = Mostra tutte le colonne
mend-hide-right = { $count ->
    [one] Nascondi la riga valida
    [many] Nascondi { NUMBER($count) } di righe valide
   *[other] Nascondi le { NUMBER($count) } righe valide
}
mend-show-rows = Mostra tutte le righe
mend-key-changed = Modifica
mend-header-title = L’intestazione
mend-header-right = Per quanto si può vedere qui, i nomi delle colonne sono corretti.
mend-label-of = Nome della colonna { $column }
mend-all-labels = Mostra tutti i nomi delle colonne
mend-stay = Resta qui
mend-leave = Esci senza le modifiche
mend-file-gone = Il browser non ha più «{ $name }». Scegliere di nuovo il file per correggerlo.
mend-choose-again = File da correggere

# La chiave
key-title = Questo Rollcall richiede una chiave
key-lead = Incollare la chiave ricevuta; comincia con rc_. Resta in questa scheda e viene dimenticata quando la si chiude.
key-label = Chiave
key-use = Continua
key-wrong = Questa chiave qui non è nota, oppure è stata revocata.
key-token = Questo è un token di invio: con esso un portale può inviare file, ma qui non dà accesso a niente. Indicare invece una chiave.
key-forget = Dimentica la chiave

# I guai
trouble-title = Non ha funzionato
trouble-retry = Riprova
trouble-close = Chiudi
trouble-network = Il server non risponde. Controllare la connessione; non è stato modificato niente.
trouble-upload-lost = La connessione è caduta durante l’invio del file. Il file e il suo controllo qui non ne risentono; inviandolo di nuovo, non verrà salvato due volte.
trouble-key = Serve una chiave, oppure quella indicata non è più valida. Indicarne un’altra e continuare da dove si era.
trouble-server = Il server non ci è riuscito ({ $status }). Non è stato modificato niente; riprovare tra un momento.
trouble-busy = Troppe richieste in una volta. Riprovare tra { $seconds ->
    [one] { $seconds } secondo
   *[other] { $seconds } secondi
}.
trouble-too-many-uploads = In questo momento sono in corso troppi controlli. Riprovare tra { $time }.
trouble-bytes-used-up = Per oggi non si può inviare altro: il volume previsto per un giorno è esaurito. Riprovare tra { $time }.
trouble-other = Il server ha risposto { $status } senza dire perché.
trouble-body-too-large = Il file supera la dimensione consentita per l’invio. Dividerlo, oppure tenerlo su questo computer per controllarlo.
trouble-job-not-found = Questo rapporto non esiste. Forse è stato eliminato, oppure il suo periodo di conservazione è finito.
trouble-job-running = Il file è ancora in fase di controllo o di applicazione. Tornare tra un momento.
trouble-template-not-recognised = L’intestazione non corrisponde a nessuno dei modelli noti. Scegliere il modello del file e ripetere il controllo.
trouble-template-ambiguous = L’intestazione corrisponde a più di un modello. Scegliere il modello del file e ripetere il controllo.
trouble-template-not-found = Il modello scelto non esiste più. Sceglierne un altro.
trouble-token-used = Sono stati inviati tutti i file che il portale consente. Ricaricare la pagina per inviarne un altro.
trouble-token-other-template = Qui l’invio è configurato per un altro modello di file. Si prega di avvisare chi gestisce questo portale.
trouble-token-other-origin = L’invio è configurato per un portale diverso da questo. Si prega di avvisare chi gestisce questo portale.
trouble-token-not-for-this = Il portale non ha dato accesso a questa funzione. Si prega di avvisare chi gestisce questo portale.
trouble-origin-not-allowed = Da questa pagina non è consentito inviare file. Si prega di avvisare chi gestisce questo portale.
trouble-address-refused = Dall’indirizzo indicato non si possono prelevare file.
trouble-file-unreachable = Il server su cui si trova il file non è raggiungibile.
trouble-file-refused = Il server su cui si trova il file non lo ha fornito.
trouble-file-timeout = Il server su cui si trova il file ha impiegato troppo tempo.
trouble-file-too-large = Il file da prelevare supera la dimensione consentita.
trouble-file-type = Quello che si trova all’indirizzo indicato non è un file CSV.
trouble-too-many-redirects = L’indirizzo indicato rimanda ad altri troppe volte.
trouble-deliveries-none = Non c’è niente da inviare di nuovo.
trouble-delivery-not-found = Questa consegna non esiste più.
trouble-file-changed = Il file è stato modificato o spostato sul disco durante la lettura. Sceglierlo di nuovo.
trouble-out-of-memory = Il browser non ha più memoria per questo file. Chiudere altre schede, oppure inviare il file invece di tenerlo su questo computer.
trouble-broken = Il controllo si è interrotto per un errore nostro. Inviare invece il file, per farlo controllare sul server.
trouble-parts = Una parte di questa pagina non è stata caricata. Controllare la connessione e riprovare.
trouble-unsupported = Questo browser non può controllare i file da solo: usarne uno più recente, oppure inviare il file per farlo controllare sul server.
trouble-not-ours = Non è stato possibile mostrare questa pagina. Ricaricarla.
trouble-mode-not-available = I file di questo modello vengono controllati ma non applicati: il modello non dice che cosa significano le righe per una rubrica.
trouble-job-not-valid = Il file contiene errori, e viene applicato solo un file che non ne ha. Correggerlo e ricontrollarlo.
trouble-template-changed = Il modello è cambiato da quando il file è stato controllato. Ricontrollarlo.
trouble-user-not-found = Questo utente non è più nella rubrica.
trouble-user-conflict = Non è stato salvato nulla: qualcun altro ha già una parte di questi dati.
trouble-document-invalid = Non è stato salvato nulla: qualcosa qui non va bene.
trouble-directory-invalid = Non è stato salvato nulla: qualcosa qui non va bene.
trouble-license-capacity = Non è stato salvato nulla: una licenza non basta. Toglierla a qualcuno, o aumentarne la quantità.
trouble-users-elsewhere = Gli utenti sono in una rubrica esterna, ed è lì che si modificano.
trouble-service-unavailable = La rubrica esterna non risponde, o ha troppo da fare. Riprovi tra un momento.
trouble-service-unfit = Con la rubrica esterna non si può lavorare. Avvisi chi gestisce Rollcall.
trouble-too-many-rows = Il file ha troppe righe per essere applicato in una volta. Lo divida in più file, e li controlli uno a uno.
trouble-directory-too-large = Ci sono troppi utenti per un solo file.

# Nel riquadro di un portale
embed-frame = Rollcall: controlla un file di utenti
embed-renewing = L’accesso è scaduto. Il portale lo sta rinnovando, poi il controllo continua da solo.
embed-renewing-long = Il portale non ha ancora rinnovato l’accesso. Se non succede niente, ricaricare la pagina e scegliere di nuovo il file.
embed-no-access = L’accesso è scaduto e il portale non è riuscito a rinnovarlo. Ricaricare la pagina e scegliere di nuovo il file.
embed-waiting = In questo momento sono in corso molti controlli. Questo riprende da solo tra qualche secondo.
embed-not-recognised = L’intestazione non corrisponde a nessuno dei modelli accettati qui. Verificare che sia il file giusto.
embed-too-large = Questo file supera la dimensione consentita qui. Dividerlo in file più piccoli.
embed-portal-has = Il rapporto completo è a disposizione del portale; qui se ne può mostrare solo una parte.
embed-more-groups = { $count ->
    [one] Il rapporto contiene { NUMBER($count) } altro tipo di problema.
    [many] Il rapporto contiene altri { NUMBER($count) } di tipi di problemi.
   *[other] Il rapporto contiene altri { NUMBER($count) } tipi di problemi.
}
embed-open = Apri il rapporto completo
embed-new-tab = (in una nuova scheda)
