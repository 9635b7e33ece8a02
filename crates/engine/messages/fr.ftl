# Ce que dit Rollcall, en français. Le fichier en.ftl décide quels messages existent et ce que
# chacun nomme. L’espace devant ; : ! ? et à l’intérieur des guillemets est U+202F, insécable.

part-value = { $cell ->
    [absent] La valeur
   *[other] « { $cell } »
}
part-language = { $language ->
    [fr] en français
    [it] en italien
    [pt] en portugais
    [de] en allemand
    [es] en espagnol
    [en] en anglais
   *[other] dans une autre langue ({ $language })
}
part-export = Exportez la liste au format CSV depuis le logiciel d’où elle vient, puis envoyez ce fichier-là.

## Le fichier dans son ensemble

format-error-xlsx = Ce fichier est un classeur Excel (.xlsx), pas un CSV.
    .fix = Ouvrez-le dans Excel, choisissez Fichier > Enregistrer sous avec le type « CSV UTF-8 (délimité par des virgules) », puis envoyez le fichier obtenu.
format-error-xls = Ce fichier est un classeur Excel à l’ancien format (.xls), pas un CSV.
    .fix = Ouvrez-le dans Excel, choisissez Fichier > Enregistrer sous avec le type « CSV UTF-8 (délimité par des virgules) », puis envoyez le fichier obtenu.
format-error-ods = Ce fichier est une feuille de calcul OpenDocument (.ods), pas un CSV.
    .fix = Ouvrez-le dans LibreOffice, choisissez Fichier > Enregistrer sous avec le type « Texte CSV » et le jeu de caractères Unicode (UTF-8), puis envoyez le fichier obtenu.
format-error-zip = Ce fichier est une archive zip, pas un CSV.
    .fix = Décompressez-la et envoyez le fichier CSV qu’elle contient.
format-error-pdf = Ce fichier est un document PDF, pas un CSV.
    .fix = { part-export }
format-error-html = Ce fichier est une page web, pas un CSV.
    .fix = Le téléchargement a sans doute abouti à une page de connexion ou d’erreur : connectez-vous, téléchargez de nouveau le fichier et ouvrez-le dans un éditeur de texte pour vérifier qu’il contient bien des lignes de valeurs.
format-error-gzip = Ce fichier est compressé avec gzip.
    .fix = Décompressez-le et envoyez le fichier CSV qu’il contient ; un programme peut l’envoyer tel quel avec l’en-tête Content-Encoding: gzip.
format-error-image = Ce fichier est une image, pas un CSV.
    .fix = { part-export }
format-error-json = Ce fichier est du JSON, pas un CSV.
    .fix = { part-export }
format-error-binary = Ce n’est pas un fichier texte : il est plein d’octets nuls.
    .fix = Vérifiez que vous avez choisi le bon fichier, puis enregistrez-le au format « CSV UTF-8 » et envoyez celui-là.

source-error-empty = Le fichier est vide.
    .fix = Vérifiez que l’export est allé jusqu’au bout et que vous avez choisi le bon fichier, puis renvoyez-le.
source-error-no-rows = Il y a une ligne d’en-tête, mais aucune ligne de données en dessous.
    .fix = Ajoutez au moins une ligne sous l’en-tête, ou vérifiez que l’export est allé jusqu’au bout.
source-error-too-many-columns = L’en-tête compte plus de { NUMBER($limit) } colonnes.
    .fix = Vérifiez le séparateur : lu avec le mauvais, un fichier se retrouve éclaté en beaucoup trop de colonnes.

encoding-error-fallback = Le fichier n’est pas en UTF-8 (l’octet { $byte } ne peut pas y figurer) ; il a été lu comme du { $encoding }.
    .fix = Regardez les lettres accentuées ; si certaines sont fausses, enregistrez le fichier au format « CSV UTF-8 » et renvoyez-le.
encoding-error-invalid = L’octet { $byte } ne correspond à aucun caractère en { $encoding }.
    .fix = Enregistrez de nouveau le fichier au format « CSV UTF-8 », ou indiquez son véritable encodage au moment de l’envoi.
encoding-error-guessed-utf16 = Rien dans le fichier n’indique son encodage ; il semble être en { $encoding } et a été lu ainsi.
    .fix = Si le texte est correct, il n’y a rien à faire ; un fichier enregistré au format « CSV UTF-8 » ne laisse rien à deviner.

## L’en-tête

blank-header = Il n’y a pas d’en-tête : la ligne où il devrait se trouver est vide.
    .fix = Écrivez les intitulés des colonnes sur la première ligne du fichier.
blank-label = Cette colonne n’a pas d’intitulé.
    .fix = Écrivez le nom du champ en haut de la colonne, ou supprimez-la si elle ne sert à rien.
duplicate-label = La colonne { $first } porte déjà l’intitulé « { $label } ».
    .fix = Gardez une seule des deux colonnes, ou donnez à celle-ci l’intitulé qui lui revient.
missing-label = Il n’y a pas de colonne « { $label } ».
    .fix = Ajoutez une colonne intitulée exactement « { $label } » ; ses cellules peuvent rester vides.
missing-label-required = Il n’y a pas de colonne « { $label } », alors que chaque ligne doit la renseigner.
    .fix = Ajoutez une colonne intitulée exactement « { $label } » et renseignez-la à chaque ligne.
missing-label-width = L’en-tête compte { $labels ->
        [one] { $labels } intitulé
       *[other] { $labels } intitulés
    }, mais les lignes comptent { $cells } cellules.
    .fix = Cherchez entre deux intitulés un séparateur qui manque ou qui n’est pas celui des lignes.
extra-label = Aucune colonne « { $label } » n’est attendue ici.
    .fix = Supprimez la colonne, ou corrigez son intitulé si elle contient l’un des champs attendus.
extra-label-near = Aucune colonne « { $label } » n’est attendue ici ; la plus proche s’appelle « { $nearest } ».
    .fix = Renommez la colonne en « { $nearest } » si c’est bien ce qu’elle contient ; sinon, supprimez-la.
extra-label-width = L’en-tête compte { $labels } intitulés, mais les lignes comptent { $cells } cellules.
    .fix = Cherchez un séparateur en trop ; un intitulé qui en contient un doit être entre guillemets droits (").
incorrect-label = Cette colonne s’intitule « { $label } », alors qu’on attend ici « { $expected } ».
    .fix = Mettez les colonnes dans l’ordre attendu, ou corrigez l’intitulé.
near-label = « { $label } » a été compris comme « { $expected } ».
    .fix = Écrivez exactement « { $expected } » : le système auquel le fichier est destiné sera peut-être plus strict.
translated-label = « { $label } » est le nom, { part-language }, de la colonne « { $expected } » ; ce n’est pas celui que le fichier doit porter.
    .fix = Écrivez « { $expected } » : les intitulés sont les mêmes dans toutes les langues, même là où la page d’aide les traduit.
near-label-words = « { $label } » décrit la colonne « { $expected } », mais ce n’est pas son nom.
    .fix = Écrivez « { $expected } » en haut de la colonne : c’est ce nom-là que le système cherche.
translated-label-several = « { $label } » est le nom, { part-language }, de plusieurs colonnes à la fois : { $candidates }. Celle-ci n’a pas été vérifiée, car ce pourrait être n’importe laquelle.
    .fix = Écrivez le nom de la colonne voulue : { $candidates }.
extra-label-removed = La colonne « { $label } » faisait autrefois partie de ce fichier, et ce n’est plus le cas.
    .fix = Supprimez la colonne : le système ne s’en sert plus.
extra-label-output = La colonne « { $label } » vient d’un export ou d’un rapport ; elle n’est pas à envoyer.
    .fix = Supprimez la colonne.
translated-value = { part-value } traduit « { $expected } » { part-language }, et c’est « { $expected } » que le fichier attend.
    .fix = Écrivez « { $expected } » : les valeurs sont les mêmes dans toutes les langues, même là où la page d’aide les traduit.

label-row-missing = La ligne de descriptions prévue sous l’en-tête manque ; celle qui s’y trouve a été lue comme des données.
    .fix = Remettez la seconde ligne d’en-tête du modèle d’origine avant d’importer le fichier dans le système auquel il est destiné.
label-row-found = La ligne { $row } décrit les colonnes et ne contient pas de données : elle n’a pas été vérifiée.
    .fix = Supprimez la ligne { $row } : ici, les données commencent juste sous l’en-tête.
label-row-title = L’en-tête se trouve à la ligne { $row } ; ce qui est au-dessus ne fait pas partie du tableau et n’a pas été vérifié.
    .fix = Supprimez les lignes au-dessus de la ligne { $row }, pour que le fichier commence par l’en-tête.

## Les lignes

blank-row = Cette ligne est vide.
    .fix = Supprimez la ligne.
missing-cell = Cette ligne compte { $found ->
        [one] { $found } cellule
       *[other] { $found } cellules
    } au lieu de { $expected } : elle s’arrête avant la colonne { $first }.
    .fix = Ajoutez ce qui manque à partir de la colonne { $first } ; même une cellule vide a besoin de son séparateur.
extra-cell = Cette ligne compte { $found } cellules au lieu de { $expected }.
    .fix = Cherchez un séparateur en trop ; une valeur qui en contient un doit être entre guillemets droits (").
stray-quote = Il y a un guillemet (") au milieu d’une valeur qui n’est pas elle-même entre guillemets.
    .fix = Supprimez-le, ou mettez toute la valeur entre guillemets et doublez celui de l’intérieur ("").
stray-quote-after = Il y a du texte après le guillemet fermant (").
    .fix = Supprimez le texte qui suit le guillemet ou, si ce guillemet fait partie de la valeur, doublez-le ("").
stray-quote-rest = Cette ligne semble être la suite de la ligne { $row } : les guillemets (") autour d’une valeur avec retour à la ligne sont abîmés.
    .fix = Remettez ce texte dans sa valeur : une valeur qui contient un retour à la ligne se met entre guillemets ("), et un guillemet à l’intérieur se double ("").
unclosed-quote = Un guillemet (") s’ouvre ici et ne se referme jamais.
    .fix = Fermez-le à la fin de la valeur, ou supprimez-le ; un guillemet qui fait partie de la valeur se double ("").
cell-too-long = Le texte dépasse { NUMBER($limit) } octets et n’a pas été lu jusqu’au bout.
    .fix = Cherchez un guillemet (") resté ouvert : il fait de tout ce qui suit une seule valeur.

## Les types

type-error-integer = { part-value } n’est pas un nombre entier.
    .fix = Écrivez uniquement des chiffres, par exemple 1200 : ni espace, ni décimales, ni séparateur de milliers.
type-error-number = { part-value } n’est pas un nombre.
    .fix = Écrivez des chiffres, avec un point pour les décimales, par exemple 1200.50, et rien d’autre.
type-error-boolean = { part-value } ne veut dire ni oui ni non.
    .fix = Écrivez l’une de ces valeurs : { $expected }.
type-error-date = { part-value } n’est pas une date sous la forme attendue.
    .fix = Écrivez une date qui existe, sous la forme { $expected }.
type-error-datetime = { part-value } n’est pas une date suivie d’une heure sous la forme attendue.
    .fix = Écrivez une date et une heure qui existent, sous la forme { $expected }.
type-error-time = { part-value } n’est pas une heure sous la forme attendue.
    .fix = Écrivez l’heure sous la forme { $expected }.
type-error-year = { part-value } n’est pas une année.
    .fix = Écrivez l’année en quatre chiffres, par exemple 2026.
type-error-yearmonth = { part-value } n’est pas une année suivie d’un mois.
    .fix = Écrivez l’année puis le mois, séparés par un trait d’union, par exemple 2026-09.
type-error-duration = { part-value } n’est pas une durée.
    .fix = Écrivez-la selon ISO 8601, par exemple P1Y2M3D ou PT90M.
type-error-geopoint = { part-value } n’est pas un point géographique.
    .fix = Écrivez la longitude puis la latitude, en degrés, sous la forme { $expected }.
type-error-geojson = { part-value } n’est pas du GeoJSON.
    .fix = Écrivez un seul objet GeoJSON ou TopoJSON, par exemple { "{" }"type": "Point", "coordinates": [2.35, 48.86]{ "}" }.
type-error-object = { part-value } n’est pas un objet JSON.
    .fix = Écrivez du JSON entre accolades, par exemple { "{" }"clé": "valeur"{ "}" }.
type-error-array = { part-value } n’est pas un tableau JSON.
    .fix = Écrivez du JSON entre crochets, par exemple ["un", "deux"].
type-error-list = { part-value } est une liste dont un élément ne convient pas : « { $item } ».
    .fix = Corrigez cet élément, ou retirez-le de la liste.
type-error-email = { part-value } n’est pas une adresse e-mail.
    .fix = Écrivez une seule adresse, par exemple ada@example.com, sans nom ni espace autour.
type-error-uri = { part-value } n’est pas une adresse web (URI).
    .fix = Écrivez l’adresse entière, avec son début, par exemple https://example.com/page.
type-error-uuid = { part-value } n’est pas un UUID.
    .fix = Écrivez 32 chiffres hexadécimaux en groupes de 8-4-4-4-12, par exemple 6f1c2b9e-4d3a-4f6b-9c8d-1a2b3c4d5e6f.
type-error-binary = { part-value } n’est pas du base64.
    .fix = Encodez les octets en base64 : des lettres, des chiffres, + et /, avec = à la fin s’il le faut.
type-error-phone = { part-value } n’est pas un numéro de téléphone.
    .fix = Écrivez l’indicatif du pays puis le numéro, en chiffres seulement, par exemple 33142685300 : de 7 à 15 chiffres, aucune lettre.
type-error-phone-plus = { part-value } commence par un signe plus, qui n’est pas accepté ici.
    .fix = Retirez le plus et commencez par l’indicatif du pays, par exemple 33142685300, ou par 00 devant l’indicatif.
type-error-phone-no-plus = { part-value } ne commence pas par un signe plus et l’indicatif du pays.
    .fix = Écrivez le numéro sous sa forme internationale, par exemple +33142685300.
type-error-extension = { part-value } n’est pas un numéro de poste.
    .fix = Écrivez le numéro de poste en chiffres seulement, par exemple 1001.
type-error-mac = { part-value } n’est pas l’adresse MAC d’un appareil.
    .fix = Recopiez les 12 chiffres hexadécimaux de l’étiquette de l’appareil, par exemple 64:16:7F:0A:1B:2C.
type-error-pin = { part-value } n’est pas un code PIN acceptable.
    .fix = Choisissez six chiffres qui ne se suivent pas et ne sont pas tous identiques.
type-error-person-name = { part-value } contient quelque chose qu’un nom ne peut pas contenir ici.
    .fix = Utilisez au moins deux caractères : des lettres, des espaces et, parmi les signes, seulement . & - _ et l’apostrophe.
type-error-yes-no = { part-value } ne veut dire ni oui ni non.
    .fix = Écrivez l’une de ces valeurs : { $expected }.
type-error-language-tag = { part-value } n’est pas un code de langue.
    .fix = Écrivez la langue et, au besoin, le pays, par exemple fr ou fr-CA.
type-error-timezone = { part-value } n’est pas un fuseau horaire.
    .fix = Écrivez le nom du fuseau en anglais, continent puis ville, par exemple Europe/Paris.
type-error-country = { part-value } n’est pas un code de pays.
    .fix = Écrivez le code ISO du pays en majuscules, par exemple FR.

## Les contraintes

constraint-error-required = Une valeur est obligatoire ici, mais la cellule est vide.
    .fix = Remplissez la cellule.
constraint-error-min-length = { part-value } compte { $length ->
        [one] { $length } caractère
       *[other] { $length } caractères
    } ; il en faut au moins { $limit }.
    .fix = Écrivez la valeur en entier.
constraint-error-max-length = { part-value } compte { $length ->
        [one] { $length } caractère
       *[other] { $length } caractères
    } ; le maximum est de { $limit }.
    .fix = Raccourcissez la valeur à { $limit ->
        [one] { $limit } caractère
       *[other] { $limit } caractères
    }.
constraint-error-minimum = { part-value } est en dessous de { $limit }, la plus petite valeur admise.
    .fix = Écrivez { $limit } ou plus.
constraint-error-maximum = { part-value } est au-dessus de { $limit }, la plus grande valeur admise.
    .fix = Écrivez { $limit } ou moins.
constraint-error-exclusive-minimum = { part-value } n’est pas au-dessus de { $limit }, alors qu’il le faudrait.
    .fix = Écrivez une valeur au-dessus de { $limit }.
constraint-error-exclusive-maximum = { part-value } n’est pas en dessous de { $limit }, alors qu’il le faudrait.
    .fix = Écrivez une valeur en dessous de { $limit }.
constraint-error-pattern = { part-value } n’a pas la forme attendue ici.
    .fix = Écrivez la valeur de façon à respecter le motif { $pattern }.
constraint-error-enum = { part-value } ne fait pas partie des valeurs admises ici.
    .fix = Écrivez l’une de ces valeurs : { $allowed }.
constraint-error-enum-near = { part-value } ne fait pas partie des valeurs admises ici ; la plus proche est « { $nearest } ».
    .fix = Écrivez « { $nearest } » si c’est ce que vous vouliez dire ; les valeurs admises sont : { $allowed }.
constraint-error-json-schema = { part-value } n’a pas la structure attendue ici : { $reason }.
    .fix = Corrigez le JSON de la cellule.

## Les valeurs uniques et les renvois

unique-error = { part-value } figure déjà à la ligne { $first_row }, et deux lignes ne peuvent pas partager la même valeur.
    .fix = Corrigez l’une des deux lignes, ou supprimez celle-ci si elle répète l’autre.
unique-limit = Les doublons n’ont été cherchés que parmi les { NUMBER($limit) } premières valeurs.
    .fix = Divisez le fichier pour que toutes les valeurs soient comparées, ou cherchez les doublons là où il sera importé.
unique-limit-references = Les renvois à d’autres lignes n’ont pas tous pu être suivis : il y a de la place pour { NUMBER($limit) }.
    .fix = Divisez le fichier pour que tous les renvois soient vérifiés.
primary-key-missing = La clé de cette ligne est vide.
    .fix = Renseignez la clé : c’est elle qui distingue cette ligne des autres.
primary-key-duplicate = La ligne { $first_row } a la même clé.
    .fix = Corrigez l’une des deux clés, ou supprimez cette ligne si elle répète l’autre.
foreign-key = { part-value } ne figure pas dans la liste « { $list } », à laquelle cette colonne renvoie.
    .fix = Corrigez la valeur, ou ajoutez-la d’abord à cette liste.
foreign-key-own = { part-value } ne figure sur aucune ligne de ce fichier dans « { $target } », à quoi cette colonne renvoie.
    .fix = Corrigez la valeur, ou ajoutez la ligne à laquelle elle renvoie.
resource-error-missing = La colonne « { $fields } » n’a pas pu être comparée : la liste « { $list } », à laquelle elle renvoie, n’est pas là.
    .fix = Envoyez la liste avec le fichier, une valeur par ligne, sous le nom « { $list } », ou enregistrez-la une fois pour tous vos fichiers.
resource-error-several = Les colonnes « { $fields } » n’ont pas pu être comparées : une liste contient une valeur par ligne, et elles renvoient ensemble à « { $list } ».
    .fix = Retirez cette clé étrangère du schéma, ou faites renvoyer une seule colonne à une liste.

## Les lignes et leur contenu

row-limit = Le fichier compte { NUMBER($rows) } lignes de données ; on en accepte { NUMBER($limit) } au plus à la fois.
    .fix = Divisez-le en fichiers de { NUMBER($limit) } lignes au plus, chacun avec le même en-tête.
row-constraint = Cette ligne ne respecte pas une règle qui lie ses cellules entre elles.
    .fix = Comparez les cellules de la ligne avec ce que le modèle en dit.
duplicate-row = Cette ligne est identique à la ligne { $first_row }.
    .fix = Supprimez l’une des deux.
invisible-character-nul = La cellule contient un caractère nul, qui n’a sa place dans aucun texte.
    .fix = Effacez la cellule et saisissez de nouveau la valeur.
invisible-character = La cellule contient un caractère qui ne se voit pas : { $name }.
    .fix = Effacez la cellule et saisissez la valeur au clavier au lieu de la coller.
formula-risk = La valeur commence par « { $start } » : un tableur l’exécuterait comme une formule.
    .fix = Effacez ce signe s’il ne fait pas partie de la valeur ; dans les fichiers que nous rendons, une apostrophe placée devant garantit qu’elle reste du texte.
spreadsheet-damage-scientific = { part-value } est un nombre de { $digits } chiffres qu’un tableur a abrégé : { $kept ->
        [one] il n’en reste que le premier.
       *[other] il n’en reste que les { $kept } premiers.
    }
    .fix = Les autres chiffres sont perdus : mettez la colonne au format Texte, puis recollez les numéros depuis leur source.
spreadsheet-damage-scientific-whole = { part-value } est un long nombre qu’un tableur a réécrit en notation scientifique.
    .fix = { $meant ->
        [absent] Mettez la colonne au format Texte, puis ressaisissez les numéros en entier.
       *[other] Écrivez { $meant }, après avoir mis la colonne au format Texte.
    }
spreadsheet-damage-digits = { part-value } se termine par des zéros à partir du seizième chiffre : un tableur ne retient que quinze chiffres d’un nombre et remplace les suivants par 0.
    .fix = Les derniers chiffres sont perdus : mettez la colonne au format Texte, puis recollez les valeurs depuis leur source.
spreadsheet-damage-decimals = { part-value } est devenu un nombre à décimale, ce qui n’a pas lieu d’être ici.
    .fix = { $meant ->
        [absent] Ne gardez que la partie entière, et mettez la colonne au format Texte ou au format Nombre sans décimales.
       *[other] Écrivez { $meant }, et mettez la colonne au format Texte ou au format Nombre sans décimales.
    }
spreadsheet-damage-plus = { part-value } n’a pas de signe plus devant ; les tableurs le suppriment parce qu’ils prennent la valeur pour un nombre ordinaire.
    .fix = { $meant ->
        [absent] Mettez la colonne au format Texte, puis saisissez le numéro avec son signe plus.
       *[other] Écrivez { $meant }, après avoir mis la colonne au format Texte pour que le plus soit conservé.
    }
spreadsheet-damage-zeros = { part-value } est trop court et commençait sans doute par des zéros : les tableurs les suppriment parce qu’ils prennent la valeur pour un nombre.
    .fix = { $meant ->
        [absent] Mettez la colonne au format Texte, puis saisissez la valeur avec ses zéros de tête.
       *[other] Si la bonne valeur est { $meant }, écrivez-la après avoir mis la colonne au format Texte pour que les zéros soient conservés.
    }
spreadsheet-damage-serial = { part-value } est la façon dont un tableur compte les jours et les heures en interne{ $meant ->
        [absent] , pas une date ou une heure telle qu’on l’écrit ici.
       *[other]  ; il s’agit très probablement de { $meant }.
    }
    .fix = Donnez à la colonne un format de date ou d’heure qui affiche { $expected }, puis exportez de nouveau le fichier.
spreadsheet-damage-date = { part-value } ressemble à une date ; un tableur l’a sans doute tirée d’autre chose{ $meant ->
        [absent] .
       *[other] , par exemple de { $meant }.
    }
    .fix = Mettez la colonne au format Texte, puis ressaisissez la valeur d’origine ; changer le format ne suffit pas à la faire revenir.
spreadsheet-damage-boolean = { part-value } est le mot du tableur pour vrai ou faux, et il n’est pas admis ici.
    .fix = { $meant ->
        [absent] Mettez la colonne au format Texte et écrivez l’une de ces valeurs : { $expected }.
       *[other] Mettez la colonne au format Texte et écrivez { $meant } ; les valeurs admises sont : { $expected }.
    }
spreadsheet-damage-decimal-sign = { $found ->
        [point] { part-value } a ses décimales après un point, alors qu’il faut ici une virgule.
       *[other] { part-value } a ses décimales après une virgule, alors qu’il faut ici un point.
    }
    .fix = { $meant ->
        [absent] Changez le séparateur décimal dans les options du tableur, puis exportez de nouveau le fichier.
       *[other] Écrivez { $meant }, ou changez le séparateur décimal dans les options du tableur et exportez de nouveau le fichier.
    }
spreadsheet-damage-apostrophe = { part-value } commence par une apostrophe : c’est ainsi qu’un tableur marque du texte, elle ne fait pas partie de la valeur.
    .fix = { $meant ->
        [absent] Retirez l’apostrophe du début.
       *[other] Retirez l’apostrophe du début, pour qu’il reste { $meant }.
    }
spreadsheet-damage-error-value = { part-value } est un message d’erreur du tableur ; la valeur elle-même n’est jamais arrivée dans le fichier.
    .fix = Corrigez la formule de cette cellule (ou élargissez la colonne si elle n’affiche que ####), ou saisissez la valeur, puis exportez de nouveau le fichier.
spreadsheet-damage-cut = Le texte compte exactement { NUMBER($limit) } caractères, la longueur à laquelle certains tableurs coupent un texte.
    .fix = Regardez s’il s’arrête en plein milieu ; si c’est le cas, recollez le texte entier ou raccourcissez-le.
spreadsheet-damage-typography = { part-value } contient le caractère { $found } là où il faut { $expected } : c’est l’œuvre de la correction automatique.
    .fix = { $meant ->
        [absent] Remplacez-le par le caractère simple du clavier, et désactivez la correction automatique pour ce genre de valeurs.
       *[other] Écrivez { $meant }, avec le caractère simple du clavier.
    }
spreadsheet-damage-look-alike = { part-value } contient une lettre d’un autre alphabet ({ $found }, { $name }) qui ressemble seulement à { $expected }.
    .fix = Ressaisissez la valeur au clavier ; pour un ordinateur, ces deux lettres n’ont rien en commun.
spreadsheet-damage-space = Il y a du blanc avant ou après la valeur, et elle ne peut pas être acceptée ainsi.
    .fix = { $meant ->
        [absent] Supprimez les espaces autour de la valeur ; dans un tableur, SUPPRESPACE traite toute une colonne d’un coup.
       *[other] Écrivez { $meant } sans rien autour ; dans un tableur, SUPPRESPACE traite toute une colonne d’un coup.
    }
destructive-change = Une fois le fichier appliqué, cette valeur retire quelque chose à quelqu’un.
    .fix = Assurez-vous que c’est voulu, et corrigez la cellule si ce n’est pas le cas.

## Fichiers de résultat

result-file-processed = C’est le rapport d’un téléversement 8x8 : { NUMBER($succeeded) } lignes ont abouti, { NUMBER($partial) } n’ont abouti qu’en partie et { NUMBER($failed) } ont échoué.
    .fix = { $resend ->
        [0] Il n’y a rien à renvoyer.
        [one] Corrigez la seule ligne en échec et ne renvoyez qu’elle.
       *[other] Corrigez les { NUMBER($resend) } lignes en échec et ne renvoyez que celles-là.
    } Ce qui n’a abouti qu’en partie existe déjà : réglez-le dans la console d’administration, jamais par un second téléversement.
result-file-validation = C’est un rapport de validation 8x8 : { NUMBER($succeeded) } lignes sont passées, { NUMBER($failed) } non.
    .fix = Personne n’a été créé, car une seule mauvaise ligne arrête tout : corrigez les lignes refusées et renvoyez le fichier entier.
result-file-errors = C’est une liste d’erreurs rendue par Webex : { NUMBER($failed) } lignes ont été refusées.
    .fix = Corrigez ces lignes et ne renvoyez que celles-là.

## Le catalogue : ce que veut dire chaque code

code-format-error = Pas un fichier CSV
    .meaning = Le fichier est autre chose qu’un CSV : un classeur, un PDF, une page web, une archive. On le reconnaît à ses premiers octets, quel que soit son nom.
    .example = Un users.csv qui est en fait un classeur Excel renommé.
    .mend = Ouvrez-le dans le programme qui l’a créé et exportez-le au format « CSV UTF-8 ».
code-source-error = Pas un tableau
    .meaning = Le fichier ne peut pas être lu comme un tableau : il est vide, n’a aucune ligne de données, ou a plus de colonnes que n’en a n’importe quel tableur.
    .example = Un fichier de 0 octet, parce que l’export a été interrompu.
    .mend = Refaites l’export et regardez le fichier dans un éditeur de texte avant de l’envoyer.
code-encoding-error = Caractères douteux
    .meaning = Certains octets ne sont pas du texte dans l’encodage du fichier, ou bien il a fallu deviner cet encodage. Des lettres accentuées peuvent être fausses.
    .example = « Zoé » enregistré par un ancien Excel en windows-1252, alors qu’on attendait de l’UTF-8.
    .mend = Enregistrez le fichier au format « CSV UTF-8 ».
code-blank-header = Pas d’en-tête
    .meaning = La ligne où devraient se trouver les intitulés des colonnes manque ou est vide : impossible de savoir ce que contiennent les colonnes.
    .example = La première ligne du fichier est vide, et les données commencent aussitôt.
    .mend = Écrivez les intitulés sur la première ligne.
code-blank-label = Colonne sans intitulé
    .meaning = Une colonne a des cellules, mais rien en haut.
    .example = FirstName,,Email
    .mend = Écrivez le nom du champ en haut de la colonne, ou supprimez la colonne.
code-duplicate-label = Intitulé en double
    .meaning = Deux colonnes portent le même intitulé, et rien ne dit laquelle compte.
    .example = Email,FirstName,Email
    .mend = Gardez une des deux colonnes, ou corrigez l’intitulé de l’autre.
code-missing-label = Colonne manquante
    .meaning = Le modèle a un champ dont aucune colonne du fichier ne porte le nom.
    .example = Le modèle exige User.Email, et le fichier n’a pas cette colonne.
    .mend = Ajoutez une colonne portant exactement cet intitulé.
code-extra-label = Colonne inattendue
    .meaning = Le fichier a une colonne que le modèle ne connaît pas.
    .example = Une colonne « Remarques » que quelqu’un a ajoutée pour lui-même.
    .mend = Supprimez la colonne, ou corrigez son intitulé si c’est un champ mal orthographié.
code-incorrect-label = Colonne mal placée
    .meaning = Les colonnes doivent suivre l’ordre du modèle, et celle-ci n’est pas celle qu’on attend à cet endroit.
    .example = LastName,FirstName là où l’on attend FirstName,LastName.
    .mend = Mettez les colonnes dans l’ordre du modèle.
code-near-label = Intitulé approximatif
    .meaning = L’intitulé diffère du nom du champ par les majuscules, les espaces ou la ponctuation. Il a été compris, mais le système auquel le fichier est destiné sera peut-être plus strict.
    .example = « first name » pour « First Name ».
    .mend = Écrivez l’intitulé exactement comme le modèle.
code-translated-label = Intitulé traduit
    .meaning = L’intitulé est le nom d’un champ dans une autre langue, tel que l’impriment les pages d’aide traduites. Or les intitulés sont les mêmes dans toutes les langues.
    .example = « Prénom » là où le fichier doit porter « First Name ».
    .mend = Écrivez l’intitulé comme le modèle.
code-label-row = Seconde ligne d’en-tête
    .meaning = Certains modèles ont une ligne de descriptions sous l’en-tête. Ici, elle se trouve là où il n’en faut pas, ou manque là où il en faut une.
    .example = « Prénom » sous User.FirstName, puis le premier utilisateur.
    .mend = Supprimez la ligne ou remettez-la, selon le modèle.
code-blank-row = Ligne vide
    .meaning = Aucune des cellules de la ligne ne contient quoi que ce soit.
    .example = ,,,,
    .mend = Supprimez la ligne.
code-missing-cell = Ligne trop courte
    .meaning = Une ligne a moins de cellules que l’en-tête : des valeurs ont pu glisser dans la mauvaise colonne.
    .example = Deux cellules sur une ligne, sous trois intitulés.
    .mend = Ajoutez les cellules qui manquent ; même une cellule vide a besoin de son séparateur.
code-extra-cell = Ligne trop longue
    .meaning = Une ligne a plus de cellules que l’en-tête, le plus souvent parce qu’une valeur contient le séparateur.
    .example = Dupont, Jean sans guillemets, dans un fichier à virgules.
    .mend = Mettez entre guillemets la valeur qui contient le séparateur : "Dupont, Jean".
code-stray-quote = Guillemet mal placé
    .meaning = Un guillemet se trouve au milieu d’une valeur qui n’est pas entre guillemets, ou du texte suit un guillemet fermant.
    .example = Jean "Jeannot" Dupont
    .mend = Mettez la valeur entre guillemets et doublez ceux de l’intérieur : "Jean ""Jeannot"" Dupont".
code-unclosed-quote = Guillemet jamais fermé
    .meaning = Un guillemet ouvre une valeur et rien ne la referme : les lignes suivantes pourraient passer pour une partie d’elle.
    .example = "Jean,Dupont,jean@example.com
    .mend = Fermez le guillemet à la fin de la valeur, ou supprimez-le.
code-cell-too-long = Valeur trop longue pour être lue
    .meaning = Une valeur ou une ligne dépasse la longueur qui est lue, le plus souvent parce qu’un guillemet n’est pas fermé.
    .example = Une seule valeur d’un million de caractères.
    .mend = Cherchez un guillemet resté ouvert.
code-type-error = Valeur d’un autre type
    .meaning = La valeur n’est pas ce que le champ contient : un mot à la place d’un nombre, une date qui n’existe pas, un texte qui n’est pas une adresse e-mail.
    .example = « jean.example.com » dans une colonne d’adresses e-mail.
    .mend = Écrivez la valeur sous la forme indiquée avec l’erreur.
code-constraint-error = Valeur non admise
    .meaning = La valeur est du bon type mais enfreint une règle de son champ : elle manque, elle est trop longue, trop petite, ou absente de la liste.
    .example = « OUI » là où seuls Y et N sont admis.
    .mend = Écrivez une valeur que la règle admet ; l’erreur indique laquelle.
code-unique-error = Valeur en double
    .meaning = La valeur figure déjà sur une ligne plus haut, alors que chaque ligne doit avoir la sienne.
    .example = Le poste 1001 pour deux utilisateurs.
    .mend = Corrigez l’une des deux lignes, ou supprimez celle qui répète l’autre.
code-primary-key = Clé vide ou en double
    .meaning = Le champ, ou l’ensemble de champs, qui distingue une ligne des autres est vide ou identique à celui d’une ligne plus haut.
    .example = Deux lignes avec le même User ID.
    .mend = Donnez à chaque ligne une clé bien à elle.
code-foreign-key = Renvoi inconnu
    .meaning = La valeur renvoie à une liste, et elle n’y figure pas.
    .example = Un site « Lyon 2 » qui n’existe pas.
    .mend = Corrigez la valeur, ou ajoutez-la d’abord à la liste.
code-resource-error = Liste absente
    .meaning = D’après le schéma, une colonne renvoie à une liste ; or cette liste n’a pas été envoyée avec le fichier et n’est pas enregistrée. La colonne a été vérifiée pour tout le reste.
    .example = Une colonne « site » qui renvoie à la liste « sites », envoyée sans elle.
    .mend = Envoyez la liste avec le fichier, une valeur par ligne, ou enregistrez-la une fois pour tous vos fichiers.
code-row-constraint = Cellules incompatibles
    .meaning = Chaque cellule est correcte en elle-même, mais ensemble elles enfreignent une règle du modèle.
    .example = Une licence sans le numéro de téléphone qu’elle exige.
    .mend = Modifiez l’une des cellules pour que la règle soit respectée.
code-duplicate-row = Ligne répétée
    .meaning = La même ligne figure deux fois dans le fichier.
    .example = Un bloc d’utilisateurs collé une seconde fois.
    .mend = Supprimez l’une des deux.
code-row-limit = Trop de lignes
    .meaning = Le système auquel le fichier est destiné n’accepte qu’un certain nombre de lignes à la fois.
    .example = 900 utilisateurs, là où 750 sont acceptés.
    .mend = Divisez le fichier et gardez l’en-tête dans chaque partie.
code-unique-limit = Comparaison incomplète
    .meaning = Pour trouver les doublons, il faut retenir chaque valeur, et la place est limitée. Les valeurs au-delà n’ont pas été comparées.
    .example = Un fichier qui compte plus de valeurs qu’il n’y a de place.
    .mend = Divisez le fichier si les doublons ont de l’importance.
code-spreadsheet-damage = Modifié par un tableur
    .meaning = Un tableur a pris la valeur pour autre chose et l’a réécrite ; une partie peut en être perdue.
    .example = 33142685300 devenu 3.31427E+10.
    .mend = Mettez la colonne au format Texte avant d’y coller les valeurs d’origine.
code-formula-risk = Ressemble à une formule
    .meaning = La valeur commence par un signe qui la fait exécuter comme une formule par un tableur. Cela peut nuire à l’ordinateur de qui ouvre le fichier.
    .example = =HYPERLINK("https://example.com")
    .mend = Effacez ce signe s’il ne fait pas partie de la valeur.
code-invisible-character = Caractère invisible
    .meaning = La valeur contient un caractère que personne ne voit, mais qui en fait une autre valeur.
    .example = Un espace de largeur nulle au milieu d’une adresse e-mail, copié d’une page web.
    .mend = Effacez la cellule et saisissez la valeur au clavier.
code-destructive-change = Retire quelque chose
    .meaning = Quand le fichier est appliqué, cette valeur retire à quelqu’un une ligne, une licence ou une affectation.
    .example = FALSE dans la colonne d’une licence que la personne possède.
    .mend = Assurez-vous que c’est voulu.
code-result-file = La réponse du fournisseur
    .meaning = Ce fichier n’est pas un envoi, mais ce que le fournisseur a rendu après un envoi. Son bilan est fait, et les lignes à corriger sont celles que l’on peut renvoyer, sans les colonnes du fournisseur.
    .example = Une colonne où certaines lignes disent RowProcessingFailed.
    .mend = Téléchargez les lignes à corriger, corrigez-les, faites-les vérifier encore une fois et n’envoyez que celles-là.

## La page du rapport et la ligne de commande

ui-title = Rapport de vérification CSV
ui-verdict-valid = { $rows ->
    [0] Ce fichier est prêt.
    [1] Ce fichier est prêt : son unique ligne est valide.
    [many] Ce fichier est prêt : ses { NUMBER($rows) } de lignes sont toutes valides.
   *[other] Ce fichier est prêt : ses { NUMBER($rows) } lignes sont toutes valides.
}
ui-verdict-warnings = Ce fichier est valide, mais { $warnings ->
    [one] un avertissement mérite
   *[other] { NUMBER($warnings) } avertissements méritent
} un coup d’œil ; { $rows ->
    [one] son unique ligne peut être acceptée.
    [many] ses { NUMBER($rows) } de lignes peuvent toutes être acceptées.
   *[other] ses { NUMBER($rows) } lignes peuvent toutes être acceptées.
}
ui-verdict-rows = Ce fichier n’est pas prêt : { $invalid ->
    [one] { NUMBER($invalid) } ligne
    [many] { NUMBER($invalid) } de lignes
   *[other] { NUMBER($invalid) } lignes
} sur { NUMBER($rows) } { $invalid ->
    [one] est
   *[other] sont
} à corriger.
ui-verdict-file = Ce fichier n’est pas prêt : { $errors ->
    [one] une erreur concerne
   *[other] { NUMBER($errors) } erreurs concernent
} le fichier dans son ensemble.
ui-verdict-no-rows = Ce fichier est valide, mais il ne contient aucune ligne de données.

ui-errors = Erreurs
ui-warnings = Avertissements
ui-error = erreur
ui-warning = avertissement
ui-count-errors = { $count ->
    [one] { NUMBER($count) } erreur
    [many] { NUMBER($count) } d’erreurs
   *[other] { NUMBER($count) } erreurs
}
ui-count-warnings = { $count ->
    [one] { NUMBER($count) } avertissement
    [many] { NUMBER($count) } d’avertissements
   *[other] { NUMBER($count) } avertissements
}
ui-count-times = { NUMBER($count) } fois
ui-nothing-found = Rien à corriger dans ce fichier.
ui-overview = En bref
ui-finding = Constat
ui-field = Champ
ui-count = Nombre
ui-fix = Que faire
ui-message = Ce qui ne va pas
ui-row = Ligne
ui-line = Ligne du texte
ui-column = Colonne
ui-value = Valeur
ui-value-quoted = { part-value }
ui-empty = vide
ui-samples-all = { $count ->
    [one] Le seul endroit concerné
   *[other] Les { NUMBER($count) } endroits concernés
}
ui-samples-capped = { NUMBER($shown) } premiers endroits sur { NUMBER($count) }
ui-samples-note = Seuls les { NUMBER($shown) } premiers sur { NUMBER($count) } sont montrés ; le compte est exact, et le fichier annoté les signale tous.
ui-samples-none = Il ne restait plus de place pour les montrer ici ; le compte est exact, et le fichier annoté les signale tous.
ui-positions = La ligne est celle qu’affiche un tableur, en-tête compris. La ligne du texte est celle qu’affiche un éditeur de texte ; les deux diffèrent dès qu’une valeur contient un saut de ligne.

ui-rows = Lignes de données
ui-rows-valid = Valides
ui-rows-invalid = À corriger
ui-about = À propos du fichier
ui-file = Fichier
ui-size = Taille
ui-size-kilobytes = { $size } ko
ui-size-megabytes = { $size } Mo
ui-size-gigabytes = { $size } Go
ui-bytes = { $count ->
    [one] { NUMBER($count) } octet
    [many] { NUMBER($count) } d’octets
   *[other] { NUMBER($count) } octets
}
ui-encoding = Encodage
ui-delimiter = Séparateur
ui-delimiter-comma = virgule
ui-delimiter-semicolon = point-virgule
ui-delimiter-tab = tabulation
ui-delimiter-pipe = barre verticale
ui-delimiter-space = espace
ui-quote = Guillemet
ui-header-rows = En-tête
ui-header-none = aucun
ui-header-at = { $count ->
    [one] ligne { $rows }
   *[other] lignes { $rows }
}
ui-and = et
ui-sniffed = d’après le fichier lui-même
ui-given = comme indiqué
ui-why-delimiter-widths = { $agree } des { $records } premières lignes ont { $cells } cellules
ui-why-delimiter-next = le suivant, { $delimiter } : { $agree } avec { $cells }
ui-why-delimiter-labels = il sépare { $labels ->
    [one] { $labels } intitulé attendu
   *[other] { $labels } intitulés attendus
}
ui-why-delimiter-line = le fichier commence par sep={ $delimiter }
ui-why-delimiter-none = aucun séparateur ne donne deux cellules à une ligne
ui-why-encoding-mark = le fichier commence par une marque d’ordre des octets (BOM)
ui-why-encoding-utf8 = ses octets forment de l’UTF-8 correct
ui-why-encoding-nul = un octet sur deux est nul
ui-why-encoding-fallback = ce n’est pas de l’UTF-8, et c’est ce que les tableurs écrivent en Europe de l’Ouest
ui-why-header-first = la première ligne du fichier
ui-why-header-titles = la ligne { $row } est la première à porter des intitulés attendus
ui-why-header-labels = la ligne { $row } décrit les colonnes et ne contient pas de données
ui-template = Modèle
ui-description = Description
ui-checked = Vérifié le
ui-job = Identifiant
ui-downloads = Téléchargements
ui-link-report-csv = Fichier annoté (CSV)
ui-link-report-csv-note = votre fichier, avec deux colonnes de plus : statut et détails
ui-link-errors-csv = Lignes à corriger (CSV)
ui-link-errors-csv-note = à corriger puis à renvoyer
ui-link-clean-csv = Lignes valides (CSV)
ui-link-clean-csv-note = sans la moindre erreur
ui-link-findings = Tous les constats (NDJSON)
ui-link-findings-note = jusqu’à 1 000 de chaque sorte, à exploiter par un programme
ui-link-report = Rapport (JSON)
ui-link-report-note = cette page, à exploiter par un programme
ui-link-html = Cette page (HTML)
ui-link-html-note = à garder ou à transmettre
ui-place-row = ligne { $row }
ui-place-cell = ligne { $row }, colonne { $letter }
ui-place-line = ligne du texte { $line }
ui-place-file = fichier
ui-decimal-point = ,
ui-date = { $day ->
    [1] 1er
   *[other] { $day }
} { $month ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[12] décembre
} { $year } à { $time } UTC
ui-made-by = Vérifié par Rollcall, ligne par ligne, pendant l’arrivée du fichier.

# La ligne de commande, et la page des codes qu’elle produit.
ui-codes-title = Ce qui peut être trouvé
ui-codes-intro = Page produite par `rollcall codes --format markdown` ; les phrases se trouvent dans `crates/engine/messages`. La gravité indiquée est la gravité habituelle : un modèle peut en demander une autre, champ par champ.
ui-codes-code = code
ui-codes-severity = gravité
ui-codes-words = intitulé
ui-codes-rules = Règles du modèle { $name }
ui-cli-file-missing = Le fichier { $name } n’existe pas ; vérifiez le nom et le dossier.
ui-cli-file-forbidden = Vous n’avez pas le droit de lire { $name } ; demandez-en l’accès.
ui-cli-file-unreadable = Impossible de lire { $name } : { $reason }.
ui-cli-file-folder = { $name } est un dossier ; indiquez un fichier de ce dossier.
ui-cli-file-not-utf8 = { $name } n’est pas en UTF-8 ; enregistrez-le en UTF-8.
ui-cli-schema-unusable = { $name } n’est pas un schéma utilisable :
ui-cli-dialect-unusable = { $name } n’est pas un dialecte utilisable :
ui-cli-at-the-top = à la racine
ui-cli-template-unknown = Le modèle « { $name } » n’existe pas ; vous avez le choix entre : { $names }. Pour votre propre schéma, utilisez --schema FICHIER.
ui-cli-template-and-schema = Un fichier se vérifie avec --template ou avec --schema, pas avec les deux ; retirez-en un.
ui-cli-no-files = Indiquez au moins un fichier, par exemple `rollcall check users.csv`, ou - pour l’entrée standard.
ui-cli-no-command = Il n’y a rien à faire : indiquez une commande, par exemple `rollcall check users.csv`, ou consultez `rollcall --help`.
ui-cli-command-unknown = La commande « { $name } » n’existe pas ; utilisez check, rows, template, sample ou codes, ou consultez `rollcall --help`.
ui-cli-option-unknown = `rollcall { $command }` n’a pas d’option --{ $name } ; consultez `rollcall --help`.
ui-cli-format-unknown = Le format « { $name } » n’existe pas ; utilisez l’un de ceux-ci : { $names }.
ui-cli-encoding-unknown = L’encodage « { $name } » n’existe pas ; nommez-le comme sur le web, par exemple utf-8, utf-16le, windows-1252 ou iso-8859-15.
ui-cli-arguments = Les arguments ne conviennent pas ({ $reason }) ; consultez `rollcall --help`.
ui-cli-one-file = Le format { $name } ne vaut que pour un seul fichier ; vérifiez les fichiers un par un, ou utilisez text, json ou sarif.
ui-cli-output = Impossible d’écrire le résultat : { $reason }.
ui-cli-column-unknown = Le modèle n’a pas de colonne { $name } ; `rollcall template` suivi de son nom montre celles qu’il a.
ui-cli-column-near = Le modèle n’a pas de colonne { $name } ; les plus proches : { $names }.
