//! What is to be known of a row, as a code with values, and as a sentence in five languages.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A code and the values of its sentence.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The code, in words with hyphens.
    pub code: String,
    /// What the sentence names.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<String, String>,
}

/// The languages of the sentences, in their order.
const LANGUAGES: [&str; 5] = ["en", "fr", "it", "pt", "de"];

/// Every code with its sentence in each of [`LANGUAGES`].
const SENTENCES: [(&str, [&str; 5]); 55] = [
    (
        "already-there",
        [
            "This user is there already, just as the row says.",
            "Cet utilisateur existe déjà, exactement comme le dit la ligne.",
            "Questo utente c’è già, proprio come dice la riga.",
            "Este usuário já existe, exatamente como diz a linha.",
            "Diesen Benutzer gibt es schon, genau so wie in der Zeile.",
        ],
    ),
    (
        "cell-invalid",
        [
            "“{value}” is not a value for “{field}”.",
            "« {value} » n’est pas une valeur pour « {field} ».",
            "«{value}» non è un valore per «{field}».",
            "“{value}” não é um valor para “{field}”.",
            "„{value}“ ist kein Wert für „{field}“.",
        ],
    ),
    (
        "cell-missing",
        [
            "“{field}” is empty, and the row needs it.",
            "« {field} » est vide, et la ligne en a besoin.",
            "«{field}» è vuoto, ma la riga ne ha bisogno.",
            "“{field}” está vazio, e a linha precisa dele.",
            "„{field}“ ist leer, und die Zeile braucht es.",
        ],
    ),
    (
        "contact-center-license-missing",
        [
            "{email} has no Contact Center license; give one in Control Hub first.",
            "{email} n’a pas de licence Contact Center ; attribuez-en d’abord une dans Control Hub.",
            "{email} non ha una licenza Contact Center; la assegni prima in Control Hub.",
            "{email} não tem licença de Contact Center; atribua uma antes no Control Hub.",
            "{email} hat keine Contact-Center-Lizenz; vergeben Sie zuerst eine im Control Hub.",
        ],
    ),
    (
        "contact-not-expressible",
        [
            "SCIM knows users only, no contacts; give the row a service, or leave it out.",
            "SCIM ne connaît que des utilisateurs, pas de contacts ; donnez un service à la ligne, ou retirez-la.",
            "SCIM conosce solo utenti, non contatti; dia un servizio alla riga, oppure la tolga.",
            "O SCIM só conhece usuários, não contatos; dê um serviço à linha ou retire-a.",
            "SCIM kennt nur Benutzer, keine Kontakte; geben Sie der Zeile einen Dienst, oder lassen Sie sie weg.",
        ],
    ),
    (
        "detach-takes-all",
        [
            "All lines are taken away, whatever else the row says: {lines}.",
            "Toutes les lignes sont retirées, quoi que dise le reste : {lines}.",
            "Vengono tolte tutte le linee, qualunque cosa dica il resto della riga: {lines}.",
            "Todas as linhas são retiradas, não importa o que diga o resto: {lines}.",
            "Alle Anschlüsse werden gelöst, was immer sonst in der Zeile steht: {lines}.",
        ],
    ),
    (
        "email-unknown",
        [
            "There is no user with the address {email}.",
            "Il n’y a pas d’utilisateur avec l’adresse {email}.",
            "Non c’è nessun utente con l’indirizzo {email}.",
            "Não há usuário com o endereço {email}.",
            "Es gibt keinen Benutzer mit der Adresse {email}.",
        ],
    ),
    (
        "ended-blocked",
        [
            "Rows that cannot be applied: {count}. So none was applied; the report says which and why.",
            "Lignes impossibles à appliquer : {count}. Aucune ne l’a donc été ; le rapport dit lesquelles et pourquoi.",
            "Righe che non si possono applicare: {count}. Quindi nessuna è stata applicata; il rapporto dice quali e perché.",
            "Linhas que não podem ser aplicadas: {count}. Por isso nenhuma foi; o relatório diz quais e por quê.",
            "Zeilen, die nicht angewendet werden können: {count}. Deshalb wurde keine angewendet; der Bericht sagt, welche und warum.",
        ],
    ),
    (
        "ended-changed",
        [
            "Somebody changed one of the users meanwhile; what was taken back stays so, and the rest stays as it was applied.",
            "Quelqu’un a modifié l’un des utilisateurs entre-temps ; ce qui est annulé le reste, et le reste demeure appliqué.",
            "Nel frattempo qualcuno ha modificato uno degli utenti; ciò che è annullato lo resta, il resto rimane applicato.",
            "Alguém alterou um dos usuários nesse meio-tempo; o que foi desfeito fica assim, e o resto continua aplicado.",
            "Jemand hat inzwischen einen der Benutzer geändert; was zurückgenommen ist, bleibt es, und der Rest bleibt angewendet.",
        ],
    ),
    (
        "ended-directory-failed",
        [
            "The directory did not do what it was asked; tell whoever runs it. What was done stays.",
            "L’annuaire n’a pas fait ce qui lui était demandé ; prévenez la personne qui l’exploite. Ce qui est fait le reste.",
            "La rubrica non ha fatto quanto richiesto; avvisi chi la gestisce. Ciò che è fatto resta.",
            "O diretório não fez o que lhe foi pedido; avise quem o mantém. O que foi feito fica.",
            "Das Verzeichnis hat nicht getan, was es sollte; sagen Sie es denen, die es betreiben. Was getan ist, bleibt.",
        ],
    ),
    (
        "ended-directory-full",
        [
            "The directory has no more room, or has used up what its plan allows; tell whoever runs it. What was done stays.",
            "L’annuaire n’a plus de place, ou a épuisé ce que permet son contrat ; prévenez la personne qui l’exploite. Ce qui est fait le reste.",
            "La rubrica non ha più spazio, o ha esaurito quanto consente il suo piano; avvisi chi la gestisce. Ciò che è fatto resta.",
            "O diretório não tem mais espaço, ou esgotou o que o seu plano permite; avise quem o mantém. O que foi feito fica.",
            "Das Verzeichnis hat keinen Platz mehr oder hat verbraucht, was sein Tarif erlaubt; sagen Sie es denen, die es betreiben. Was getan ist, bleibt.",
        ],
    ),
    (
        "ended-given-up",
        [
            "It could not go on; what was done stays, and the rest was not begun.",
            "L’application n’a pas pu continuer ; ce qui est fait le reste, et la suite n’a pas été commencée.",
            "Non è stato possibile proseguire; ciò che è fatto resta, e il resto non è stato iniziato.",
            "Não foi possível continuar; o que foi feito fica, e o resto não foi começado.",
            "Es ging nicht weiter; was getan ist, bleibt, und der Rest wurde nicht begonnen.",
        ],
    ),
    (
        "ended-license-full",
        [
            "The license “{license}” has no room for those who had it; what was taken back stays so, and the rest stays as it was applied.",
            "La licence « {license} » n’a plus de place pour ceux qui l’avaient ; ce qui est annulé le reste, et le reste demeure appliqué.",
            "La licenza «{license}» non ha posto per chi l’aveva; ciò che è annullato lo resta, il resto rimane applicato.",
            "A licença “{license}” não tem lugar para quem a tinha; o que foi desfeito fica assim, e o resto continua aplicado.",
            "Die Lizenz „{license}“ reicht nicht für die, die sie hatten; was zurückgenommen ist, bleibt es, und der Rest bleibt angewendet.",
        ],
    ),
    (
        "ended-service-denied",
        [
            "The directory behind SCIM does not let Rollcall in: whoever runs Rollcall has to give it a token that may read and write users there. What was done stays.",
            "L’annuaire derrière SCIM ne laisse pas entrer Rollcall : la personne qui exploite Rollcall doit lui donner un jeton qui permette d’y lire et d’y écrire des utilisateurs. Ce qui est fait le reste.",
            "La rubrica dietro SCIM non lascia entrare Rollcall: chi gestisce Rollcall deve dargli un token che possa leggere e scrivere utenti. Ciò che è fatto resta.",
            "O diretório por trás do SCIM não deixa o Rollcall entrar: quem mantém o Rollcall precisa dar-lhe um token que possa ler e gravar usuários. O que foi feito fica.",
            "Das Verzeichnis hinter SCIM lässt Rollcall nicht ein: Wer Rollcall betreibt, muss ihm ein Token geben, das dort Benutzer lesen und schreiben darf. Was getan ist, bleibt.",
        ],
    ),
    (
        "ended-service-silent",
        [
            "For a day the directory behind SCIM could not be worked with ({why}). What was done stays, and the rest was not begun.",
            "Pendant une journée, l’annuaire derrière SCIM n’a pas pu être utilisé ({why}). Ce qui est fait le reste, et la suite n’a pas été commencée.",
            "Per un giorno non è stato possibile lavorare con la rubrica dietro SCIM ({why}). Ciò che è fatto resta, e il resto non è stato iniziato.",
            "Durante um dia não foi possível trabalhar com o diretório por trás do SCIM ({why}). O que foi feito fica, e o resto não foi começado.",
            "Einen Tag lang war mit dem Verzeichnis hinter SCIM nicht zu arbeiten ({why}). Was getan ist, bleibt, und der Rest wurde nicht begonnen.",
        ],
    ),
    (
        "ended-service-unfit",
        [
            "The directory behind SCIM cannot be worked with ({why}): whoever runs Rollcall or the directory has to mend it. What was done stays.",
            "L’annuaire derrière SCIM ne peut pas être utilisé ({why}) : la personne qui exploite Rollcall ou l’annuaire doit y remédier. Ce qui est fait le reste.",
            "Con la rubrica dietro SCIM non si può lavorare ({why}): chi gestisce Rollcall o la rubrica deve rimediare. Ciò che è fatto resta.",
            "Não é possível trabalhar com o diretório por trás do SCIM ({why}): quem mantém o Rollcall ou o diretório precisa corrigir isso. O que foi feito fica.",
            "Mit dem Verzeichnis hinter SCIM ist nicht zu arbeiten ({why}): Wer Rollcall oder das Verzeichnis betreibt, muss das beheben. Was getan ist, bleibt.",
        ],
    ),
    (
        "ended-taken",
        [
            "Something that one of the users had is somebody else’s by now; what was taken back stays so, and the rest stays as it was applied.",
            "Ce qu’avait l’un des utilisateurs est désormais à quelqu’un d’autre ; ce qui est annulé le reste, et le reste demeure appliqué.",
            "Qualcosa che aveva uno degli utenti è ora di qualcun altro; ciò che è annullato lo resta, il resto rimane applicato.",
            "Algo que um dos usuários tinha agora é de outra pessoa; o que foi desfeito fica assim, e o resto continua aplicado.",
            "Etwas, das einer der Benutzer hatte, gehört inzwischen jemand anderem; was zurückgenommen ist, bleibt es, und der Rest bleibt angewendet.",
        ],
    ),
    (
        "ended-template-changed",
        [
            "The template is no longer the one that the file was checked against; send the file again. What was done stays.",
            "Le modèle n’est plus celui avec lequel le fichier a été vérifié ; renvoyez le fichier. Ce qui est fait le reste.",
            "Il modello non è più quello con cui il file è stato controllato; invii di nuovo il file. Ciò che è fatto resta.",
            "O modelo não é mais aquele com que o arquivo foi verificado; envie o arquivo de novo. O que foi feito fica.",
            "Die Vorlage ist nicht mehr die, mit der die Datei geprüft wurde; senden Sie die Datei noch einmal. Was getan ist, bleibt.",
        ],
    ),
    (
        "ended-user",
        [
            "{who} could not be taken back; what was taken back stays so, and the rest stays as it was applied.",
            "{who} : l’annulation n’a pas été possible ; ce qui est annulé le reste, et le reste demeure appliqué.",
            "{who}: non è stato possibile annullare; ciò che è annullato lo resta, il resto rimane applicato.",
            "{who}: não foi possível desfazer; o que foi desfeito fica assim, e o resto continua aplicado.",
            "{who} konnte nicht zurückgenommen werden; was zurückgenommen ist, bleibt es, und der Rest bleibt angewendet.",
        ],
    ),
    (
        "extension-given",
        [
            "The extension {extension} was given.",
            "Le poste {extension} a été attribué.",
            "È stato assegnato l’interno {extension}.",
            "O ramal {extension} foi atribuído.",
            "Die Nebenstelle {extension} wurde vergeben.",
        ],
    ),
    (
        "extension-none-left",
        [
            "There is no free extension (asked for: {given}); the user has none.",
            "Il n’y a plus de poste libre (demandé : {given}) ; l’utilisateur n’en a pas.",
            "Non ci sono interni liberi (richiesto: {given}); l’utente non ne ha.",
            "Não há ramal livre (pedido: {given}); o usuário fica sem.",
            "Es ist keine Nebenstelle frei (gewünscht: {given}); der Benutzer hat keine.",
        ],
    ),
    (
        "extension-replaced",
        [
            "The extension {given} cannot be had; {extension} was given instead.",
            "Le poste {given} n’est pas disponible ; {extension} a été attribué à la place.",
            "L’interno {given} non è disponibile; al suo posto è stato assegnato {extension}.",
            "O ramal {given} não está disponível; foi atribuído {extension} em seu lugar.",
            "Die Nebenstelle {given} ist nicht zu haben; stattdessen wurde {extension} vergeben.",
        ],
    ),
    (
        "extension-taken",
        [
            "{holder} has the extension {extension} already.",
            "{holder} a déjà le poste {extension}.",
            "L’interno {extension} è già di {holder}.",
            "O ramal {extension} já é de {holder}.",
            "Die Nebenstelle {extension} hat schon {holder}.",
        ],
    ),
    (
        "file-blocked",
        [
            "Not applied, because other rows of the file cannot be: 8x8 creates all or nobody.",
            "Non appliquée, car d’autres lignes du fichier ne peuvent pas l’être : 8x8 crée tout le monde ou personne.",
            "Non applicata, perché altre righe del file non possono esserlo: 8x8 crea tutti o nessuno.",
            "Não aplicada, porque outras linhas do arquivo não podem ser: a 8x8 cria todos ou ninguém.",
            "Nicht angewendet, weil andere Zeilen der Datei es nicht werden können: 8x8 legt alle an oder niemanden.",
        ],
    ),
    (
        "license-exhausted",
        [
            "No license “{license}” is left, of {capacity} that there are.",
            "Il ne reste plus de licence « {license} » (capacité : {capacity}).",
            "Non restano licenze «{license}» (capacità: {capacity}).",
            "Não resta nenhuma licença “{license}” (capacidade: {capacity}).",
            "Es ist keine Lizenz „{license}“ mehr frei (vorhanden: {capacity}).",
        ],
    ),
    (
        "license-suspended",
        [
            "“{license}” is suspended and cannot be given.",
            "« {license} » est suspendu et ne peut pas être attribué.",
            "«{license}» è sospeso e non può essere assegnato.",
            "“{license}” está suspenso e não pode ser atribuído.",
            "„{license}“ ist ausgesetzt und kann nicht vergeben werden.",
        ],
    ),
    (
        "license-unknown",
        [
            "There is no license “{license}”.",
            "Il n’y a pas de licence « {license} ».",
            "Non c’è nessuna licenza «{license}».",
            "Não há licença “{license}”.",
            "Es gibt keine Lizenz „{license}“.",
        ],
    ),
    (
        "line-taken",
        [
            "{holder} has the extension {extension} of {pbx}; only Force_attach takes it away.",
            "{holder} a le poste {extension} de {pbx} ; seul Force_attach le lui retire.",
            "L’interno {extension} di {pbx} è di {holder}; solo Force_attach lo toglie.",
            "O ramal {extension} de {pbx} é de {holder}; só Force_attach o retira.",
            "Die Nebenstelle {extension} von {pbx} hat {holder}; nur Force_attach nimmt sie weg.",
        ],
    ),
    (
        "line-taken-from",
        [
            "The extension {extension} of {pbx} is taken away from {holder}.",
            "Le poste {extension} de {pbx} est retiré à {holder}.",
            "L’interno {extension} di {pbx} viene tolto a {holder}.",
            "O ramal {extension} de {pbx} é retirado de {holder}.",
            "Die Nebenstelle {extension} von {pbx} wird {holder} weggenommen.",
        ],
    ),
    (
        "location-fixed",
        [
            "The location of a Webex Calling user cannot be changed by a file; it stays {site}.",
            "L’emplacement d’un utilisateur Webex Calling ne change pas par un fichier ; il reste {site}.",
            "La sede di un utente Webex Calling non si cambia con un file; resta {site}.",
            "O local de um usuário do Webex Calling não muda por arquivo; continua {site}.",
            "Der Standort eines Benutzers von Webex Calling ist per Datei nicht zu ändern; er bleibt {site}.",
        ],
    ),
    (
        "mac-taken",
        [
            "{holder} has the device {mac} already; the user has none.",
            "{holder} a déjà l’appareil {mac} ; l’utilisateur n’en a pas.",
            "Il dispositivo {mac} è già di {holder}; l’utente non ne ha.",
            "O aparelho {mac} já é de {holder}; o usuário fica sem.",
            "Das Gerät {mac} hat schon {holder}; der Benutzer hat keines.",
        ],
    ),
    (
        "not-begun",
        [
            "Not applied: it was stopped before this row.",
            "Non appliquée : l’application s’est arrêtée avant cette ligne.",
            "Non applicata: l’applicazione si è fermata prima di questa riga.",
            "Não aplicada: a aplicação parou antes desta linha.",
            "Nicht angewendet: Vor dieser Zeile war Schluss.",
        ],
    ),
    (
        "not-expressible",
        [
            "SCIM has no words for these, so the directory does not get them: {fields}.",
            "SCIM ne sait pas les exprimer, l’annuaire ne les reçoit donc pas : {fields}.",
            "SCIM non sa esprimerli, quindi la rubrica non li riceve: {fields}.",
            "O SCIM não sabe expressá-los, por isso o diretório não os recebe: {fields}.",
            "Dafür hat SCIM keine Worte, deshalb bekommt das Verzeichnis nicht: {fields}.",
        ],
    ),
    (
        "not-kept",
        [
            "The directory does not keep: {fields}.",
            "L’annuaire ne conserve pas : {fields}.",
            "La rubrica non conserva: {fields}.",
            "O diretório não guarda: {fields}.",
            "Das Verzeichnis behält nicht: {fields}.",
        ],
    ),
    (
        "nothing-to-detach",
        [
            "The member has no line.",
            "Le membre n’a pas de ligne.",
            "Il membro non ha linee.",
            "O membro não tem linha.",
            "Das Mitglied hat keinen Anschluss.",
        ],
    ),
    (
        "nothing-to-remove",
        [
            "The user does not have “{value}” in “{field}”.",
            "L’utilisateur n’a pas « {value} » dans « {field} ».",
            "L’utente non ha «{value}» in «{field}».",
            "O usuário não tem “{value}” em “{field}”.",
            "Der Benutzer hat „{value}“ nicht in „{field}“.",
        ],
    ),
    (
        "number-taken",
        [
            "{holder} has the number {number} already.",
            "{holder} a déjà le numéro {number}.",
            "Il numero {number} è già di {holder}.",
            "O número {number} já é de {holder}.",
            "Die Nummer {number} hat schon {holder}.",
        ],
    ),
    (
        "service-changed",
        [
            "Somebody changed this user in the directory at the same time; send the row again.",
            "Quelqu’un a modifié cet utilisateur dans l’annuaire au même moment ; renvoyez la ligne.",
            "Qualcuno ha modificato questo utente nella rubrica nello stesso momento; invii di nuovo la riga.",
            "Alguém alterou este usuário no diretório ao mesmo tempo; envie a linha de novo.",
            "Jemand hat diesen Benutzer im Verzeichnis gleichzeitig geändert; senden Sie die Zeile noch einmal.",
        ],
    ),
    (
        "service-gone",
        [
            "The directory no longer has this user.",
            "L’annuaire n’a plus cet utilisateur.",
            "La rubrica non ha più questo utente.",
            "O diretório não tem mais este usuário.",
            "Das Verzeichnis hat diesen Benutzer nicht mehr.",
        ],
    ),
    (
        "service-ignored",
        [
            "The directory took this and changed nothing.",
            "L’annuaire l’a accepté et n’a rien changé.",
            "La rubrica lo ha accettato e non ha cambiato nulla.",
            "O diretório aceitou e não mudou nada.",
            "Das Verzeichnis hat es angenommen und nichts geändert.",
        ],
    ),
    (
        "service-kept-otherwise",
        [
            "The directory took the row, but keeps these otherwise than they were sent: {fields}.",
            "L’annuaire a accepté la ligne, mais conserve autrement que ce qui a été envoyé : {fields}.",
            "La rubrica ha accettato la riga, ma conserva diversamente da come inviato: {fields}.",
            "O diretório aceitou a linha, mas guarda de outra forma do que foi enviado: {fields}.",
            "Das Verzeichnis hat die Zeile angenommen, behält aber anders als gesendet: {fields}.",
        ],
    ),
    (
        "service-refused",
        [
            "The directory refused it ({status}): {reason}.",
            "L’annuaire l’a refusé ({status}) : {reason}.",
            "La rubrica lo ha rifiutato ({status}): {reason}.",
            "O diretório recusou ({status}): {reason}.",
            "Das Verzeichnis hat es abgelehnt ({status}): {reason}.",
        ],
    ),
    (
        "service-silent",
        [
            "The directory did not say whether it did this; look there before you send the row again.",
            "L’annuaire n’a pas dit s’il l’a fait ; vérifiez-y avant de renvoyer la ligne.",
            "La rubrica non ha detto se lo ha fatto; controlli lì prima di inviare di nuovo la riga.",
            "O diretório não disse se fez isto; verifique lá antes de enviar a linha de novo.",
            "Das Verzeichnis hat nicht gesagt, ob es das getan hat; sehen Sie dort nach, bevor Sie die Zeile noch einmal senden.",
        ],
    ),
    (
        "service-taken",
        [
            "Somebody else in the directory has this user name or address already.",
            "Quelqu’un d’autre dans l’annuaire a déjà ce nom d’utilisateur ou cette adresse.",
            "Qualcun altro nella rubrica ha già questo nome utente o indirizzo.",
            "Outra pessoa no diretório já tem este nome de usuário ou endereço.",
            "Jemand anders im Verzeichnis hat diesen Benutzernamen oder diese Adresse schon.",
        ],
    ),
    (
        "site-unknown",
        [
            "There is no site “{site}”.",
            "Il n’y a pas de site « {site} ».",
            "Non c’è nessuna sede «{site}».",
            "Não há site “{site}”.",
            "Es gibt keinen Standort „{site}“.",
        ],
    ),
    (
        "status-read-only",
        [
            "A file cannot set the status to “{value}”; switch the user in the directory.",
            "Un fichier ne peut pas mettre l’état à « {value} » ; changez-le dans l’annuaire.",
            "Un file non può impostare lo stato «{value}»; lo cambi nella rubrica.",
            "Um arquivo não pode definir o status “{value}”; mude-o no diretório.",
            "Eine Datei kann den Status „{value}“ nicht setzen; schalten Sie den Benutzer im Verzeichnis um.",
        ],
    ),
    (
        "taken-back",
        [
            "It was applied, and has been taken back.",
            "Elle avait été appliquée, puis annulée.",
            "Era stata applicata, poi annullata.",
            "Tinha sido aplicada, e foi desfeita.",
            "Sie war angewendet und ist zurückgenommen worden.",
        ],
    ),
    (
        "teams-reset",
        [
            "With another site, the teams go: {teams}.",
            "Avec un autre site, les équipes disparaissent : {teams}.",
            "Con un’altra sede i team decadono: {teams}.",
            "Com outro site, as equipes deixam de valer: {teams}.",
            "Mit einem anderen Standort fallen die Teams weg: {teams}.",
        ],
    ),
    (
        "temporary-number",
        [
            "While {number} is being ported, {temporary} stands in for it.",
            "Pendant le portage de {number}, {temporary} le remplace.",
            "Durante la portabilità di {number} vale {temporary}.",
            "Durante a portabilidade de {number}, vale {temporary}.",
            "Während {number} portiert wird, gilt {temporary}.",
        ],
    ),
    (
        "temporary-number-none-left",
        [
            "There is no free number to stand in for {number} while it is being ported.",
            "Aucun numéro libre ne peut remplacer {number} pendant son portage.",
            "Nessun numero libero può sostituire {number} durante la portabilità.",
            "Não há número livre para substituir {number} durante a portabilidade.",
            "Es ist keine Nummer frei, die für {number} während der Portierung gelten könnte.",
        ],
    ),
    (
        "two-calling-licenses",
        [
            "A user has only one license for Webex Calling; take the other away first.",
            "Un utilisateur n’a qu’une licence Webex Calling ; retirez d’abord l’autre.",
            "Un utente ha una sola licenza Webex Calling; tolga prima l’altra.",
            "Um usuário tem só uma licença do Webex Calling; retire antes a outra.",
            "Ein Benutzer hat nur eine Lizenz für Webex Calling; nehmen Sie zuerst die andere weg.",
        ],
    ),
    (
        "two-contact-center-licenses",
        [
            "A user has only one Contact Center license; take the other away first.",
            "Un utilisateur n’a qu’une licence Contact Center ; retirez d’abord l’autre.",
            "Un utente ha una sola licenza Contact Center; tolga prima l’altra.",
            "Um usuário tem só uma licença de Contact Center; retire antes a outra.",
            "Ein Benutzer hat nur eine Contact-Center-Lizenz; nehmen Sie zuerst die andere weg.",
        ],
    ),
    (
        "user-exists",
        [
            "There is a user with this address already, and 8x8’s file only creates. Different: {fields}.",
            "Un utilisateur a déjà cette adresse, et le fichier de 8x8 ne fait que créer. Diffèrent : {fields}.",
            "C’è già un utente con questo indirizzo, e il file di 8x8 crea soltanto. Diversi: {fields}.",
            "Já existe um usuário com este endereço, e o arquivo da 8x8 só cria. Diferentes: {fields}.",
            "Einen Benutzer mit dieser Adresse gibt es schon, und die Datei von 8x8 legt nur an. Anders: {fields}.",
        ],
    ),
    (
        "user-name-made",
        [
            "The user name {user_name} was made.",
            "Le nom d’utilisateur {user_name} a été généré.",
            "È stato generato il nome utente {user_name}.",
            "O nome de usuário {user_name} foi gerado.",
            "Der Benutzername {user_name} wurde gebildet.",
        ],
    ),
    (
        "user-name-taken",
        [
            "Somebody has the user name {user_name} already.",
            "Quelqu’un a déjà le nom d’utilisateur {user_name}.",
            "Qualcuno ha già il nome utente {user_name}.",
            "Alguém já tem o nome de usuário {user_name}.",
            "Den Benutzernamen {user_name} hat schon jemand.",
        ],
    ),
];

/// Why a file goes no further.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// So many rows cannot be applied, and none of the others is without them.
    Blocked {
        /// How many.
        refused: u64,
    },
    /// A user was changed while it was taken back.
    Changed,
    /// The directory does not do it, and will not later.
    DirectoryFailed,
    /// The directory has no room.
    DirectoryFull,
    /// It was tried as often as it is tried.
    GivenUp,
    /// Whoever had a licence cannot have it back.
    LicenseFull {
        /// Which.
        license: String,
    },
    /// A service that has the users lets nobody in.
    ServiceDenied,
    /// A service that has the users did not answer for as long as is waited.
    ServiceSilent {
        /// What it said or did last, in English.
        why: String,
    },
    /// A service that has the users is not what it should be.
    ServiceUnfit {
        /// What is wrong with it, in English.
        why: String,
    },
    /// What a user had is somebody else's.
    Taken,
    /// The file was checked against another version of its template.
    TemplateChanged,
    /// One of the users could not be taken back.
    User {
        /// Who.
        who: String,
    },
}

impl Note {
    /// The note `code` with its values.
    #[must_use]
    pub fn new(code: &str, params: &[(&str, &str)]) -> Self {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Self { code: code.to_owned(), params: params.iter().map(owned).collect() }
    }

    /// That a row was not applied because another of the file could not be.
    #[must_use]
    pub fn file_blocked() -> Self {
        Self::new("file-blocked", &[])
    }

    /// That a row was not applied because it was stopped before.
    #[must_use]
    pub fn not_begun() -> Self {
        Self::new("not-begun", &[])
    }

    /// That what a row did was taken back.
    #[must_use]
    pub fn taken_back() -> Self {
        Self::new("taken-back", &[])
    }

    /// Why a file goes no further that is applied, or taken back.
    #[must_use]
    pub fn ended(why: Ending) -> Self {
        match why {
            Ending::Blocked { refused } => {
                Self::new("ended-blocked", &[("count", &refused.to_string())])
            }
            Ending::Changed => Self::new("ended-changed", &[]),
            Ending::DirectoryFailed => Self::new("ended-directory-failed", &[]),
            Ending::DirectoryFull => Self::new("ended-directory-full", &[]),
            Ending::GivenUp => Self::new("ended-given-up", &[]),
            Ending::LicenseFull { license } => {
                Self::new("ended-license-full", &[("license", &license)])
            }
            Ending::ServiceDenied => Self::new("ended-service-denied", &[]),
            Ending::ServiceSilent { why } => Self::new("ended-service-silent", &[("why", &why)]),
            Ending::ServiceUnfit { why } => Self::new("ended-service-unfit", &[("why", &why)]),
            Ending::Taken => Self::new("ended-taken", &[]),
            Ending::TemplateChanged => Self::new("ended-template-changed", &[]),
            Ending::User { who } => Self::new("ended-user", &[("who", &who)]),
        }
    }

    /// The codes that there are.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        SENTENCES.iter().map(|(code, _)| *code)
    }

    /// The sentence in `language` (`en`, `fr`, `it`, `pt`, `de`; English for any other). A code
    /// that this version does not know is its own sentence.
    ///
    /// ```
    /// use rollcall_processing::Note;
    ///
    /// let note = Note::new("site-unknown", &[("site", "Lyon")]);
    /// assert_eq!(note.sentence("en"), "There is no site “Lyon”.");
    /// assert_eq!(note.sentence("de"), "Es gibt keinen Standort „Lyon“.");
    /// ```
    #[must_use]
    pub fn sentence(&self, language: &str) -> String {
        let Some((_, sentences)) = SENTENCES.iter().find(|(code, _)| *code == self.code) else {
            return self.code.clone();
        };
        let at = LANGUAGES.iter().position(|known| *known == language).unwrap_or_default();
        let mut sentence = String::new();
        let mut rest = sentences[at];
        // In one pass, so that a value with a brace in it stays a value.
        while let Some((text, (name, after))) =
            rest.split_once('{').and_then(|(text, after)| Some((text, after.split_once('}')?)))
        {
            sentence.push_str(text);
            sentence.push_str(self.params.get(name).map_or("", String::as_str));
            rest = after;
        }
        sentence.push_str(rest);
        sentence
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn names_in(sentence: &str) -> BTreeSet<&str> {
        sentence.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
    }

    #[test]
    fn every_language_names_the_same_values() {
        for (code, sentences) in &SENTENCES {
            for sentence in sentences {
                assert_eq!(names_in(sentence), names_in(sentences[0]), "{code}: {sentence}");
                assert!(sentence.ends_with('.'), "{code}: {sentence}");
            }
        }
        assert!(SENTENCES.is_sorted_by_key(|(code, _)| code));
    }

    #[test]
    fn a_value_with_a_brace_stays_as_it_is() {
        let note = Note::new("cell-invalid", &[("value", "{field}"), ("field", "Site")]);
        assert_eq!(note.sentence("en"), "“{field}” is not a value for “Site”.");
    }

    #[test]
    fn every_code_that_is_used_has_a_sentence() {
        let known: BTreeSet<_> = Note::codes().collect();
        let sources = [
            include_str!("contact_center.rs"),
            include_str!("eight_by_eight.rs"),
            include_str!("lib.rs"),
            include_str!("note.rs").split("#[cfg(test)]").next().unwrap(),
            include_str!("rainbow.rs"),
            include_str!("scim/narrow.rs"),
            include_str!("webex.rs"),
        ];
        let mut used = BTreeSet::new();
        for call in ["note(", "refuse(", "fall_short(", "Self::new("] {
            for source in sources {
                for after in source.split(call).skip(1) {
                    let code = after.trim_start().strip_prefix('"');
                    used.extend(code.and_then(|code| Some(code.split_once('"')?.0)));
                }
            }
        }
        assert_eq!(used, known);
    }
}
