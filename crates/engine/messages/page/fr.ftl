# Ce que dit la page, en français. Le fichier en.ftl décide quels messages existent et ce que chacun
# nomme ; un test compare. L’espace devant ; : ! ? % et à l’intérieur des guillemets est U+202F, insécable.

app-title = Rollcall
nav-check = Vérifier un fichier
nav-jobs = Fichiers vérifiés
nav-label = Pages
skip-to-content = Aller au contenu
language-label = Langue
theme-label = Couleurs
theme-auto = Comme le système
theme-light = Clair
theme-dark = Sombre

# L’envoi
upload-title = Vérifier un fichier d’utilisateurs
upload-lead = Choisissez le CSV que vous allez importer. Chaque ligne est vérifiée, et chaque problème est montré avec son emplacement, sa raison et ce qu’il faut faire.
upload-choose = Choisissez un fichier ou déposez-le ici
upload-limits = CSV de n’importe quel tableur, { $size } au plus
upload-another = Choisir un autre fichier
upload-file = { $name }, { $size }
upload-drop-anywhere = Déposez le fichier pour le vérifier
upload-one-file = Un fichier à la fois : seul le premier a été pris.
upload-too-large = Ce fichier fait { $size } ; la limite d’envoi est de 100 Mo. Pour le vérifier quand même, gardez-le sur votre ordinateur, ou bien divisez-le.
upload-empty = Ce fichier est vide. Enregistrez-le de nouveau depuis votre tableur, puis choisissez-le encore une fois.
upload-options = De quoi il s’agit
template-label = Modèle du fichier
template-auto = Le reconnaître d’après l’en-tête
template-none = N’importe quel CSV : vérifier seulement sa structure
template-recognised = Modèle reconnu : { $title } (sûr à { $sure } %).
template-not-recognised = L’en-tête ne correspond à aucun modèle connu. Choisissez-en un, ou faites vérifier seulement la structure.
template-unknown = Impossible d’obtenir les modèles connus ; pour l’instant, seule la structure peut être vérifiée.
import-option-label = Importation
import-option-add = Ajouter seulement
import-option-add_and_remove = Ajouter, et supprimer ce qui n’est pas dans le fichier
description-label = Description
description-hint = Pour la liste des fichiers vérifiés ; vous pouvez la laisser vide.
keep-label = Le garder sur mon ordinateur
keep-hint = Le fichier est vérifié dans ce navigateur et n’est envoyé nulle part. Le rapport reste ici, lui aussi.
send-hint = Le fichier est vérifié ici pendant son envoi, et le rapport est conservé { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}.
upload-check = Vérifier le fichier
upload-stop = Arrêter

# Le déroulement
progress-label = Déroulement de la vérification
progress-reading = Lecture du fichier…
progress-rows = { $rows ->
    [one] { NUMBER($rows) } ligne vérifiée
    [many] { NUMBER($rows) } de lignes vérifiées
   *[other] { NUMBER($rows) } lignes vérifiées
}
progress-rate = { $rate } lignes par seconde
progress-left = encore { $time }
progress-good = Rien à signaler jusqu’ici
progress-errors = { $rows ->
    [one] { NUMBER($rows) } ligne à corriger jusqu’ici
    [many] { NUMBER($rows) } de lignes à corriger jusqu’ici
   *[other] { NUMBER($rows) } lignes à corriger jusqu’ici
}
progress-first = La première erreur est à la ligne { $row }.
progress-sent = { $share } % envoyés
progress-sending = Le fichier est vérifié ; envoi en cours…
progress-storing = Fichier envoyé ; le rapport est en cours d’écriture…
progress-stopped = Vérification arrêtée. Rien n’a été conservé.

# Le fichier vierge
empty-title = Partir d’un fichier vierge
empty-lead = Prenez les colonnes dont vous avez besoin ; celles qui servent presque toujours sont déjà choisies.
empty-columns = Colonnes
empty-basic = Les plus courantes
empty-all = Toutes
empty-chosen = { $count ->
    [one] { NUMBER($count) } colonne choisie
    [many] { NUMBER($count) } de colonnes choisies
   *[other] { NUMBER($count) } colonnes choisies
}
empty-search = Chercher une colonne
empty-required = obligatoire
empty-example = Avec une personne fictive en exemple
empty-download = Télécharger le fichier vierge

# Le rapport
report-title = Rapport
report-loading = Chargement du rapport…
report-valid = Le fichier peut être importé.
report-valid-rows = { $rows ->
    [0] Il ne contient aucune ligne de données.
    [1] Son unique ligne est valide.
    [many] Ses { NUMBER($rows) } de lignes sont toutes valides.
   *[other] Ses { NUMBER($rows) } lignes sont toutes valides.
}
report-valid-warnings = { $count ->
    [one] { NUMBER($count) } avertissement mérite un coup d’œil avant l’importation.
    [many] { NUMBER($count) } d’avertissements méritent un coup d’œil avant l’importation.
   *[other] { NUMBER($count) } avertissements méritent un coup d’œil avant l’importation.
}
report-invalid = Le fichier ne peut pas encore être importé.
report-invalid-rows = { $invalid ->
    [one] { NUMBER($invalid) } ligne sur { NUMBER($total) } est à corriger.
    [many] { NUMBER($invalid) } de lignes sur { NUMBER($total) } sont à corriger.
   *[other] { NUMBER($invalid) } lignes sur { NUMBER($total) } sont à corriger.
}
report-invalid-file = Quelque chose est à corriger dans le fichier pris dans son ensemble ; aucune ligne n’est fautive en elle-même.
report-failed = Le fichier n’a pas pu être vérifié.
report-running = La vérification de ce fichier est encore en cours.
report-running-hint = La page s’actualise d’elle-même toutes les quelques secondes.
report-queued = Ce fichier attend d’être récupéré.
report-gone = Ce rapport n’existe pas. Il a peut-être été supprimé, ou sa durée de conservation est écoulée.
report-local = Ce rapport n’est conservé que dans ce navigateur ; le fichier n’a pas été envoyé.
report-local-gone = Ce rapport était conservé dans le navigateur, qui ne l’a plus.
count-rows = Lignes
count-right = Valides
count-wrong = À corriger
count-errors = Erreurs
count-warnings = Avertissements
facts-file = Fichier
facts-template = Modèle
facts-template-none = Seule la structure a été vérifiée
facts-encoding = Encodage
facts-delimiter = Séparateur
facts-description = Description
facts-checked = Vérifié le
facts-kept-until = Conservé jusqu’au
delimiter-comma = virgule
delimiter-semicolon = point-virgule
delimiter-tab = tabulation
delimiter-pipe = barre verticale
places-title = Où se trouvent les erreurs
places-label = Le fichier, de sa première ligne à la dernière. Chaque barre représente { $each ->
    [one] une ligne
    [many] { NUMBER($each) } de lignes
   *[other] { NUMBER($each) } lignes
} ; choisissez-en une pour voir ce qui y a été trouvé.
places-bin = Lignes { $from } à { $to } : { $errors ->
    [0] aucune erreur
    [one] { NUMBER($errors) } ligne avec des erreurs
    [many] { NUMBER($errors) } de lignes avec des erreurs
   *[other] { NUMBER($errors) } lignes avec des erreurs
}
places-all = Montrer tout le fichier
groups-title = Que faire
groups-count = { $count ->
    [1] une fois
    [many] { NUMBER($count) } de fois
   *[other] { NUMBER($count) } fois
}
groups-field = Colonne { $field }
groups-file = Tout le fichier
groups-fix = Que faire
groups-examples = Exemples
groups-row = Ligne { $row }
groups-more = { $count ->
    [one] { NUMBER($count) } autre
    [many] { NUMBER($count) } d’autres
   *[other] { NUMBER($count) } autres
}
groups-show-all = Tout montrer dans la liste
groups-none = Rien n’a été trouvé.
severity-error = Erreur
severity-warning = Avertissement
list-title = Tous les constats
list-show = Montrer la liste de tous les constats
list-loading = Chargement de la liste…
list-shown = { NUMBER($shown) } constats sur { NUMBER($total) }
list-left-out = La liste contient les 1 000 premiers constats de chaque sorte ; les comptes ci-dessus sont exacts.
list-empty = Aucun constat ne correspond à votre choix.
filter-field = Colonne
filter-code = Sorte de constat
filter-severity = Gravité
filter-all = Toutes
filter-clear = Tout montrer
column-row = Ligne
column-place = Cellule
column-field = Colonne
column-cell = Valeur
column-message = Ce qui ne va pas
column-fix = Que faire
downloads-title = Téléchargements
download-report-csv = Votre fichier, avec deux colonnes de plus : statut et détails
download-errors-csv = Seulement les lignes à corriger
download-clean-csv = Seulement les lignes valides
download-html = Le rapport sous forme de page
download-findings = Tous les constats, en données (NDJSON)
download-report-json = Le rapport, en données (JSON)
download-part = Partie { NUMBER($part) } sur { NUMBER($count) }
downloads-parts = Le fichier a plus de lignes qu’il n’en est accepté à la fois. Importez ces parties l’une après l’autre :
report-mend = Corriger ici
report-again = Vérifier un autre fichier
report-share = Copier l’adresse
report-shared = L’adresse est copiée. Toute personne qui a accès à ce Rollcall peut l’ouvrir.
report-print = Imprimer
report-delete = Supprimer
delete-confirm = Supprimer ce rapport et tout ce qui est conservé avec lui ? C’est irréversible.
delete-yes = Supprimer
delete-no = Garder
deleted = Le rapport est supprimé.

# Les webhooks d’un fichier vérifié
deliveries-title = Webhooks
deliveries-event = Événement
deliveries-address = Adresse
deliveries-status = État
deliveries-attempts = Tentatives
deliveries-error = Dernière erreur
deliveries-next = Prochaine tentative
delivery-pending = En attente
delivery-delivered = Remis
delivery-dead = Abandonné
delivery-error-timeout = Pas de réponse à temps
delivery-error-unreachable = Serveur injoignable
delivery-error-redirect = Réponse : une redirection
delivery-error-gone = N’en veut plus (410)
delivery-error-address-refused = Adresse non autorisée
delivery-error-status = Réponse : { $status }
delivery-error-webhook-removed = Webhook supprimé
delivery-again = Renvoyer
delivery-sent-again = Le renvoi est en cours.

# Les fichiers vérifiés
jobs-title = Fichiers vérifiés
jobs-lead = Les plus récents d’abord. Les rapports disparaissent d’eux-mêmes à la fin de leur durée de conservation.
jobs-search = Rechercher
jobs-search-hint = Dans les noms et les descriptions
jobs-empty = Aucun fichier n’a encore été vérifié.
jobs-none-found = Aucun fichier ne correspond à « { $text } ».
jobs-more = Montrer les plus anciens
jobs-local-title = Conservés dans ce navigateur
jobs-when = Date
jobs-file = Fichier
jobs-kind = Modèle
jobs-verdict = Résultat
jobs-rows = Lignes
jobs-nameless = Sans nom
verdict-valid = Peut être importé
verdict-invalid = { $rows ->
    [0] À corriger
    [one] { NUMBER($rows) } ligne à corriger
    [many] { NUMBER($rows) } de lignes à corriger
   *[other] { NUMBER($rows) } lignes à corriger
}
verdict-failed = Non vérifié
verdict-running = Vérification en cours
verdict-queued = En attente de récupération

# L’application d’un fichier
nav-users = Annuaire
list-next = Page suivante
list-previous = Page précédente
list-range = { NUMBER($from) } à { NUMBER($to) } sur { NUMBER($total) }
labelled = { $label } : { $value }
apply-title = Appliquer à l’annuaire
apply-offer = Vous voyez d’abord ce qui se passerait, ligne par ligne. Rien n’est écrit avant votre accord.
apply-open = Voir ce qui se passerait
apply-open-how = Voir le résultat
apply-back = Retour au rapport
apply-loading = Calcul de ce qui se passerait…
apply-counts = Ce qui se passerait
apply-all = Toutes les lignes
outcome-created = Créé
outcome-changed = Modifié
outcome-removed = Retiré
outcome-unchanged = Inchangé
outcome-refused = Refusé
outcome-partial = En partie
outcome-destructive = Avec perte
apply-rows = Ligne par ligne
apply-changes-only = Masquer les lignes qui ne changent rien
apply-no-rows = Il n’y a aucune ligne de ce genre.
apply-column-what = Ce qui se passe
apply-column-who = Qui
apply-column-changes = Champ par champ
apply-becomes = devient
apply-empty = rien
apply-more-changes = { $count ->
    [one] { NUMBER($count) } autre champ
    [many] { NUMBER($count) } d’autres champs
   *[other] { NUMBER($count) } autres champs
}
apply-not-expressible = Une partie de ce que dit le fichier ne peut pas être écrite dans cet annuaire :
apply-not-expressible-row = Ne peut pas y être écrit :
apply-in-rows = { $rows ->
    [one] dans { NUMBER($rows) } ligne
    [many] dans { NUMBER($rows) } de lignes
   *[other] dans { NUMBER($rows) } lignes
}
apply-changed = L’annuaire a changé depuis que vous avez vu ceci, et rien n’a été appliqué. Voici ce qui se passerait maintenant : regardez-le de nouveau.
apply-start-title = Lancer l’application
apply-blocked = { $rows ->
    [one] { NUMBER($rows) } ligne ne peut pas être appliquée, et cela retient tout le fichier : aucune de ses lignes n’est appliquée.
    [many] { NUMBER($rows) } de lignes ne peuvent pas être appliquées, et cela retient tout le fichier : aucune de ses lignes n’est appliquée.
   *[other] { NUMBER($rows) } lignes ne peuvent pas être appliquées, et cela retient tout le fichier : aucune de ses lignes n’est appliquée.
}
apply-blocked-way = Chacune dit pourquoi. Corrigez-les dans votre fichier, ou bien ce que l’annuaire peut attribuer, puis faites vérifier le fichier de nouveau.
apply-show-refused = Montrer les lignes refusées
apply-none = Il n’y a rien à appliquer : aucune des lignes qui changeraient quelque chose ne peut être appliquée.
apply-nothing = Il n’y a rien à appliquer : l’annuaire est déjà tel que le dit le fichier.
apply-some-refused = { $rows ->
    [one] { NUMBER($rows) } ligne est refusée ; les autres sont appliquées.
    [many] { NUMBER($rows) } de lignes sont refusées ; les autres sont appliquées.
   *[other] { NUMBER($rows) } lignes sont refusées ; les autres sont appliquées.
}
apply-lost-title = Voici ce qui est perdu :
apply-lost-more = { $rows ->
    [one] et ce que retire { NUMBER($rows) } autre ligne.
    [many] et ce que retirent { NUMBER($rows) } d’autres lignes.
   *[other] et ce que retirent { NUMBER($rows) } autres lignes.
}
apply-sure = J’ai vu ce qui va se passer, et c’est bien ce que je veux.
apply-sure-lost = { $rows ->
    [one] { NUMBER($rows) } ligne retire quelque chose. J’ai vu ce qui va se passer, et c’est bien ce que je veux.
    [many] { NUMBER($rows) } de lignes retirent quelque chose. J’ai vu ce qui va se passer, et c’est bien ce que je veux.
   *[other] { NUMBER($rows) } lignes retirent quelque chose. J’ai vu ce qui va se passer, et c’est bien ce que je veux.
}
apply-go = { $rows ->
    [one] Appliquer { NUMBER($rows) } ligne
    [many] Appliquer { NUMBER($rows) } de lignes
   *[other] Appliquer { NUMBER($rows) } lignes
}
process-awaiting_confirmation = En attente de confirmation
process-queued = En attente d’application
process-running = Application en cours
process-completed = Appliqué
process-blocked = Retenu
process-cancelled = Arrêté
process-failed = Interrompu
process-reverting = Annulation en cours
process-reverted = Annulé
process-heading-queued = Le fichier attend d’être appliqué
process-heading-running = Le fichier est en cours d’application
process-heading-completed = Le fichier est appliqué.
process-heading-blocked = Rien n’a été appliqué.
process-heading-cancelled = L’application a été arrêtée.
process-heading-failed = L’opération n’a pas pu se poursuivre.
process-heading-reverting = Ce qui a été appliqué est en cours d’annulation
process-heading-reverted = Tout a été annulé.
process-progress = Avancement
process-rows = Lignes traitées : { NUMBER($done) } sur { NUMBER($total) }
process-part = Lignes traitées : { NUMBER($done) } sur { NUMBER($total) }. Ce qui est fait reste.
process-finished = Terminé le { $when }
process-leave = Le travail continue de lui-même si vous quittez cette page.
process-unanswered = Le serveur ne répond pas pour l’instant. Cette page l’interroge de nouveau d’elle-même.
process-stop = Arrêter
process-stop-hint = Ce qui est fait reste et peut être annulé ensuite ; les autres lignes ne sont pas commencées. Pour les appliquer, faites vérifier le fichier de nouveau.
process-reverted-hint = L’annuaire est tel qu’il était avant ce fichier. Pour appliquer le fichier malgré tout, faites-le vérifier de nouveau.
download-outcomes = Votre fichier, avec ce qu’est devenue chaque ligne
download-resend = Seulement les lignes non appliquées, à renvoyer
undo-title = Annuler l’application
undo-lead = Chacun redevient ce qu’il était avant ce fichier, tant que personne ne l’a modifié depuis.
undo-look = Voir si c’est possible
undo-possible = C’est possible : personne n’a modifié ces utilisateurs depuis.
undo-confirm = Les utilisateurs créés par ce fichier sont supprimés, et ce qu’il a modifié redevient ce que c’était. C’est ce que je veux.
undo-do = Tout annuler
undo-not-possible = C’est impossible, parce que ces utilisateurs ont été modifiés depuis :
undo-obstacle = Ligne { $row } : { $subject }
undo-obstacles-more = Il peut y en avoir d’autres.

# L’annuaire
users-title = Annuaire
users-lead = Tous ceux à qui les fichiers sont appliqués. Choisissez quelqu’un pour voir ce que l’on en sait, l’activer, le désactiver ou le modifier.
users-search = Rechercher
users-search-hint = Dans les noms et les adresses e-mail
users-state = État
users-all = Tous
users-active = Actif
users-inactive = Désactivé
users-in-centre = Au centre de contact
users-not-in-centre = Hors du centre de contact
users-name = Nom
users-lines = Numéros et postes
users-shown = { NUMBER($from) } à { NUMBER($to) }, par nom
users-none = L’annuaire est encore vide. Faites vérifier un fichier et appliquez-le : ceux qui s’y trouvent seront ici.
users-none-found = Personne dans l’annuaire n’y correspond.
users-export = L’annuaire sous forme de fichier
users-export-hint = Modifiez-le, faites-le vérifier et appliquez-le. Tel quel, il ne change rien.
giving-title = Ce qui peut être attribué
giving-lead = Les sites, les licences avec leur nombre, et les numéros.
giving-company = Entreprise
giving-company-hint = Les noms d’utilisateur générés pour 8x8 commencent par elle.
giving-next-extension = Prochain poste
giving-next-extension-hint = Là où commence la recherche d’un poste libre.
giving-sites = Sites
giving-sites-hint = Un par ligne. Sans aucun, tous les sites sont acceptés.
giving-numbers = Numéros de remplacement
giving-numbers-hint = Un par ligne, comme +33160000001. Il en est attribué un pendant le portage d’un numéro ; utilisés : { NUMBER($used) }.
giving-licenses-hint = Sans aucune, toutes les licences sont acceptées et ne s’épuisent jamais.
giving-license = Licence
giving-capacity = Combien (vide : sans limite)
giving-used = Utilisées : { NUMBER($used) }
giving-add-license = Ajouter une licence
giving-save = Enregistrer
giving-saved = C’est enregistré.
giving-changed = Quelqu’un d’autre l’a modifié entre-temps. Voici l’état actuel ; vos modifications n’ont pas été enregistrées.
giving-line = Ligne { $line } :
user-back = Retour à l’annuaire
user-contact = Contact
user-active = Peut se connecter
user-switched-on = Activé : cet utilisateur peut maintenant se connecter.
user-switched-off = Désactivé : cet utilisateur ne peut plus se connecter.
user-updated = Dernière modification : { $when }
user-by-job = par un fichier
user-by-hand = à la main
user-person = Personne
user-first_name = Prénom
user-last_name = Nom de famille
user-display_name = Nom affiché
user-email = Adresse e-mail
user-user_name = Nom d’utilisateur
user-title = Fonction
user-department = Service
user-mobile = Mobile
user-site = Site
user-locale = Langue
user-time_zone = Fuseau horaire
user-cost_center = Centre de coûts
user-manager = Responsable
user-licenses = Licences
user-license-used = { NUMBER($used) } sur { NUMBER($capacity) } utilisées
user-other-license = Une autre licence
user-numbers = Numéros de téléphone
user-numbers-number = Numéro
user-add-numbers = Ajouter un numéro
user-temporary = Remplace { $number } pendant son portage.
user-extensions = Postes
user-extensions-extension = Poste
user-extensions-pbx = PBX
user-extensions-internal = Numéro interne
user-extensions-number = Numéro public
user-add-extensions = Ajouter un poste
user-devices = Appareils
user-devices-mac = Adresse MAC
user-devices-model = Modèle
user-add-devices = Ajouter un appareil
user-line = Pour
line-voice = Téléphone
line-fax = Fax
line-contact_center = Centre de contact
user-contact_center = Centre de contact
user-enabled = Travaille au centre de contact
user-user_profile = Profil d’utilisateur
user-skill_profile = Profil de compétences
user-desktop_profile = Profil de bureau
user-multimedia_profile = Profil multimédia
user-external_id = Identifiant externe
user-default_dn = Numéro par défaut
user-teams = Équipes
user-teams-hint = Une par ligne.
user-others = Propre à un fournisseur
user-remove = Retirer
user-save = Enregistrer les modifications
user-saved = Les modifications sont enregistrées.
user-nothing-changed = Rien n’est encore modifié.
user-unsaved = Vos modifications ne sont pas encore enregistrées.
user-conflict = Quelqu’un d’autre a modifié cet utilisateur depuis que vous l’avez ouvert. Voici l’état actuel ; vos modifications n’ont pas été enregistrées.
user-yours = Vous aviez voulu :
user-yes = oui
user-no = non
wrong-taken = Quelqu’un d’autre l’a déjà.
wrong-email = Ce n’est pas une adresse e-mail.
wrong-site = L’annuaire n’a pas de tel site.
wrong-license = L’annuaire n’a pas de telle licence.
wrong-number = Un numéro est un plus, l’indicatif du pays et le numéro, comme +33160000001.
wrong-extension = Un poste se compose de chiffres, 20 au plus.
wrong-mac = Une adresse MAC se compose de douze chiffres de 0 à 9 ou lettres de a à f.
wrong-twice = Ceci figure ici deux fois.
wrong-used = Il y en a davantage d’utilisé. Retirez-le d’abord à quelqu’un.
wrong-left-out = Une licence que quelqu’un possède ne peut pas être omise. Retirez-la d’abord.

# La correction
mend-title = Corriger le fichier
mend-lead = Seulement les lignes où quelque chose a été trouvé. Modifiez une cellule : elle est aussitôt vérifiée de nouveau.
mend-loading = Lecture des lignes à corriger…
mend-left = { $left ->
    [0] Toutes les lignes sont maintenant valides ici.
    [one] Encore { NUMBER($left) } ligne à corriger.
    [many] Encore { NUMBER($left) } de lignes à corriger.
   *[other] Encore { NUMBER($left) } lignes à corriger.
}
mend-too-many = Voici les { NUMBER($shown) } premières lignes où quelque chose a été trouvé ; { $left ->
    [one] { NUMBER($left) } autre suivra
    [many] { NUMBER($left) } d’autres suivront
   *[other] { NUMBER($left) } autres suivront
} quand le fichier sera vérifié de nouveau.
mend-undo = Annuler
mend-redo = Rétablir
mend-suggestions = Corrections sans aucune perte
mend-suggestion = { $count ->
    [one] { $field } : écrire « { $after } » au lieu de « { $before } »
    [many] { $field } : corriger { NUMBER($count) } de cellules de la même façon, par exemple « { $before } » en « { $after } »
   *[other] { $field } : corriger { NUMBER($count) } cellules de la même façon, par exemple « { $before } » en « { $after } »
}
mend-apply = Appliquer
mend-apply-all = Tout appliquer ({ NUMBER($count) })
mend-before = Avant
mend-after = Après
mend-no-suggestions = Rien ici ne peut être corrigé sans savoir ce que l’on voulait écrire.
mend-cell = Ligne { $row }, { $field }
mend-cell-right = Cette cellule est correcte.
mend-pick = Choisissez une cellule pour voir ce qui n’y va pas.
mend-use = Utiliser « { $value } »
mend-download = Télécharger le fichier corrigé
mend-send = Vérifier et envoyer le fichier corrigé
mend-changed = { $count ->
    [0] Rien de modifié pour l’instant
    [one] { NUMBER($count) } cellule modifiée
    [many] { NUMBER($count) } de cellules modifiées
   *[other] { NUMBER($count) } cellules modifiées
}
mend-header = L’en-tête est à corriger d’abord : { $message }
mend-nothing = Il n’y a rien à corriger : aucune cellule de ce fichier n’est fautive en elle-même.
mend-unsaved = Vos modifications ne sont encore ni téléchargées ni envoyées.
mend-saving = Écriture du fichier corrigé…
mend-grid = Lignes à corriger. Les touches fléchées déplacent, Entrée modifie une cellule, F8 va au problème suivant, Ctrl+Z annule, Tab fait sortir de la grille.
mend-row-header = Ligne
mend-file-name = { $name }-corrigé
mend-row-right = Cette ligne n’a aucun problème.
mend-row-cells = Les problèmes sont dans les cellules de la ligne.
mend-was = Dans le fichier, il y a ici « { $value } ».
mend-put-back = Remettre cette valeur
mend-empty-value = (vide)
mend-use-empty = Vider la cellule
mend-extra-column = sans intitulé
mend-value = Valeur
mend-fill-row = Ajouter les cellules manquantes, vides
mend-next = Problème suivant
mend-previous = Précédent
mend-cells = { $count ->
    [one] { NUMBER($count) } cellule
    [many] { NUMBER($count) } de cellules
   *[other] { NUMBER($count) } cellules
}
mend-errors = { $count ->
    [one] { NUMBER($count) } erreur
    [many] { NUMBER($count) } d’erreurs
   *[other] { NUMBER($count) } erreurs
}
mend-warnings = { $count ->
    [one] { NUMBER($count) } avertissement
    [many] { NUMBER($count) } d’avertissements
   *[other] { NUMBER($count) } avertissements
}
mend-all-columns = Montrer toutes les colonnes
mend-hide-right = { $count ->
    [one] Masquer la ligne valide
    [many] Masquer les { NUMBER($count) } de lignes valides
   *[other] Masquer les { NUMBER($count) } lignes valides
}
mend-show-rows = Montrer toutes les lignes
mend-key-changed = Modification
mend-header-title = L’en-tête
mend-header-right = Autant qu’on puisse en juger ici, les intitulés sont corrects.
mend-label-of = Intitulé de la colonne { $column }
mend-all-labels = Montrer tous les intitulés
mend-stay = Rester ici
mend-leave = Quitter sans les modifications
mend-file-gone = Le navigateur n’a plus « { $name } ». Choisissez de nouveau le fichier pour le corriger.
mend-choose-again = Fichier à corriger

# La clé
key-title = Ce Rollcall demande une clé
key-lead = Collez la clé qui vous a été remise ; elle commence par rc_. Elle reste dans cet onglet et elle est oubliée quand vous le fermez.
key-label = Clé
key-use = Continuer
key-wrong = Cette clé n’est pas connue ici, ou elle a été révoquée.
key-token = Ceci est un jeton d’envoi : il permet à un portail d’envoyer des fichiers, mais il ne donne accès à rien ici. Donnez plutôt une clé.
key-forget = Oublier la clé

# Les ennuis
trouble-title = Cela n’a pas fonctionné
trouble-retry = Réessayer
trouble-close = Fermer
trouble-network = Le serveur ne répond pas. Vérifiez votre connexion ; rien n’a été modifié.
trouble-upload-lost = La connexion a été perdue pendant l’envoi du fichier. Votre fichier et sa vérification ici n’en souffrent pas ; envoyez-le de nouveau, il ne sera pas enregistré deux fois.
trouble-key = Il faut une clé, ou bien celle que vous avez donnée n’est plus valable. Donnez-en une autre, et reprenez où vous en êtes.
trouble-server = Le serveur n’y est pas parvenu ({ $status }). Rien n’a été modifié ; réessayez dans un instant.
trouble-busy = Trop de demandes à la fois. Réessayez dans { $seconds ->
    [one] { $seconds } seconde
   *[other] { $seconds } secondes
}.
trouble-too-many-uploads = Trop de fichiers sont en cours de vérification. Réessayez dans { $time }.
trouble-bytes-used-up = Plus rien ne peut être envoyé aujourd’hui : le volume prévu pour une journée est épuisé. Réessayez dans { $time }.
trouble-other = Le serveur a répondu { $status } sans dire pourquoi.
trouble-body-too-large = Le fichier dépasse la taille permise pour l’envoi. Divisez-le, ou gardez-le sur votre ordinateur pour le vérifier.
trouble-job-not-found = Ce rapport n’existe pas. Il a peut-être été supprimé, ou sa durée de conservation est écoulée.
trouble-job-running = Le fichier est encore en cours de vérification ou d’application. Revenez dans un instant.
trouble-template-not-recognised = L’en-tête ne correspond à aucun modèle connu. Choisissez le modèle du fichier, puis relancez la vérification.
trouble-template-ambiguous = L’en-tête correspond à plus d’un modèle. Choisissez le modèle du fichier, puis relancez la vérification.
trouble-template-not-found = Le modèle que vous avez choisi n’existe plus. Choisissez-en un autre.
trouble-token-used = Vous avez envoyé autant de fichiers que le portail le permet. Rechargez la page pour en envoyer un autre.
trouble-token-other-template = L’envoi est configuré ici pour un autre modèle de fichier. Merci d’en informer les responsables de ce portail.
trouble-token-other-origin = L’envoi est configuré pour un autre portail que celui-ci. Merci d’en informer les responsables de ce portail.
trouble-token-not-for-this = Le portail n’a pas donné accès à cela. Merci d’en informer les responsables de ce portail.
trouble-origin-not-allowed = L’envoi de fichiers n’est pas autorisé depuis cette page. Merci d’en informer les responsables de ce portail.
trouble-address-refused = Aucun fichier ne peut être récupéré à l’adresse indiquée.
trouble-file-unreachable = Le serveur où se trouve le fichier est injoignable.
trouble-file-refused = Le serveur où se trouve le fichier ne l’a pas fourni.
trouble-file-timeout = Le serveur où se trouve le fichier a mis trop de temps.
trouble-file-too-large = Le fichier à récupérer dépasse la taille permise.
trouble-file-type = Ce qui se trouve à l’adresse indiquée n’est pas un fichier CSV.
trouble-too-many-redirects = L’adresse indiquée renvoie trop de fois vers une autre.
trouble-deliveries-none = Il n’y a rien à renvoyer.
trouble-delivery-not-found = Cette remise n’existe plus.
trouble-file-changed = Le fichier a été modifié ou déplacé sur le disque pendant sa lecture. Choisissez-le de nouveau.
trouble-out-of-memory = Le navigateur n’a plus assez de mémoire pour ce fichier. Fermez d’autres onglets, ou envoyez le fichier au lieu de le garder sur votre ordinateur.
trouble-broken = La vérification s’est arrêtée par notre faute. Envoyez plutôt le fichier pour qu’il soit vérifié sur le serveur.
trouble-parts = Une partie de cette page n’a pas pu être chargée. Vérifiez votre connexion, puis réessayez.
trouble-unsupported = Ce navigateur ne peut pas vérifier de fichiers lui-même : utilisez-en un plus récent, ou envoyez le fichier pour qu’il soit vérifié sur le serveur.
trouble-not-ours = Cette page n’a pas pu être affichée. Rechargez-la.
trouble-mode-not-available = Les fichiers de ce modèle sont vérifiés, mais pas appliqués : il ne dit pas ce que leurs lignes signifient pour un annuaire.
trouble-job-not-valid = Le fichier contient des erreurs, et seul un fichier sans erreur est appliqué. Corrigez-le, puis faites-le vérifier de nouveau.
trouble-template-changed = Le modèle a changé depuis la vérification du fichier. Faites-le vérifier de nouveau.
trouble-user-not-found = Cet utilisateur n’est plus dans l’annuaire.
trouble-user-conflict = Rien n’a été enregistré : quelqu’un d’autre a déjà une partie de ceci.
trouble-document-invalid = Rien n’a été enregistré : quelque chose ici ne convient pas.
trouble-directory-invalid = Rien n’a été enregistré : quelque chose ici ne convient pas.
trouble-license-capacity = Rien n’a été enregistré : il n’y a pas assez d’une licence. Retirez-la à quelqu’un, ou augmentez leur nombre.
trouble-users-elsewhere = Les utilisateurs sont dans un annuaire extérieur, et c’est là qu’ils se modifient.
trouble-service-unavailable = L’annuaire extérieur ne répond pas, ou a trop à faire. Réessayez dans un instant.
trouble-service-unfit = L’annuaire extérieur ne peut pas être utilisé. Prévenez les personnes qui exploitent Rollcall.
trouble-too-many-rows = Le fichier a trop de lignes pour être appliqué en une fois. Coupez-le en plusieurs, et vérifiez chacun.
trouble-directory-too-large = Il y a trop d’utilisateurs pour un seul fichier.

# Dans le cadre d’un portail
embed-frame = Rollcall : vérifier un fichier d’utilisateurs
embed-renewing = Votre accès a expiré. Le portail le renouvelle, puis la vérification reprend d’elle-même.
embed-renewing-long = Le portail n’a pas encore renouvelé votre accès. Si rien ne se passe, rechargez la page et choisissez de nouveau votre fichier.
embed-no-access = Votre accès a expiré, et le portail n’a pas pu le renouveler. Rechargez la page et choisissez de nouveau votre fichier.
embed-waiting = Beaucoup de fichiers sont en cours de vérification. Celle du vôtre reprendra d’elle-même dans quelques secondes.
embed-not-recognised = L’en-tête ne correspond à aucun des modèles acceptés ici. Assurez-vous que c’est le bon fichier.
embed-too-large = Ce fichier dépasse la taille permise ici. Divisez-le en fichiers plus petits.
embed-portal-has = Le portail dispose du rapport complet ; seule une partie peut en être montrée ici.
embed-more-groups = { $count ->
    [one] Le rapport contient { NUMBER($count) } autre sorte de constat.
    [many] Le rapport contient { NUMBER($count) } d’autres sortes de constats.
   *[other] Le rapport contient { NUMBER($count) } autres sortes de constats.
}
embed-open = Ouvrir le rapport complet
embed-new-tab = (dans un nouvel onglet)
