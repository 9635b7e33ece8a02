# What Rollcall says, in English. This file decides which messages there are and what each names;
# the other languages follow it, and the build stops where one does not.
#
# A finding's message says in one sentence what is wrong, without the place, which is shown beside
# it; its .fix says in one sentence what to do. Every message may name $row, $line, $column,
# $letter, $field and $cell. In secret fields there is no $cell.

part-value = { $cell ->
    [absent] The value
   *[other] “{ $cell }”
}
part-language = { $language ->
    [fr] French
    [it] Italian
    [pt] Portuguese
    [de] German
    [es] Spanish
    [en] English
   *[other] { $language }
}
part-export = Export the list as CSV from the system it comes from, and send that file.

## The file as a whole

format-error-xlsx = This is an Excel workbook (.xlsx), not a CSV file.
    .fix = Open it in Excel, choose File > Save As with the type “CSV UTF-8 (Comma delimited)”, and send the file that makes.
format-error-xls = This is an Excel workbook in the old format (.xls), not a CSV file.
    .fix = Open it in Excel, choose File > Save As with the type “CSV UTF-8 (Comma delimited)”, and send the file that makes.
format-error-ods = This is an OpenDocument spreadsheet (.ods), not a CSV file.
    .fix = Open it in LibreOffice, choose File > Save As with the type “Text CSV” and the character set Unicode (UTF-8), and send the file that makes.
format-error-zip = This is a zip archive, not a CSV file.
    .fix = Unpack it and send the CSV file inside.
format-error-pdf = This is a PDF document, not a CSV file.
    .fix = { part-export }
format-error-html = This is a web page, not a CSV file.
    .fix = The download probably ended on a sign-in or error page: sign in, download the file again, and open it in a text editor to see that it holds rows of values.
format-error-gzip = This file is compressed with gzip.
    .fix = Unpack it and send the CSV file inside; a program may send it as it is with the header Content-Encoding: gzip.
format-error-image = This is a picture, not a CSV file.
    .fix = { part-export }
format-error-json = This is JSON, not a CSV file.
    .fix = { part-export }
format-error-binary = This is not a text file: it is full of NUL bytes.
    .fix = Check that you picked the right file, then save it as “CSV UTF-8” and send that one.

source-error-empty = The file is empty.
    .fix = Check that the export finished and that you picked the right file, then send it again.
source-error-no-rows = There is a header, but not a single row of data under it.
    .fix = Add at least one row under the header, or check that the export finished.
source-error-too-many-columns = The header has more than { NUMBER($limit) } columns.
    .fix = Check the delimiter: a file read with the wrong one falls into far too many columns.

encoding-error-fallback = The file is not UTF-8 (the byte { $byte } does not belong there), so it was read as { $encoding }.
    .fix = Look at the accented letters; if any of them are wrong, save the file as “CSV UTF-8” and send it again.
encoding-error-invalid = The byte { $byte } is not a character in { $encoding }.
    .fix = Save the file again as “CSV UTF-8”, or name the encoding it really has when you send it.
encoding-error-guessed-utf16 = Nothing in the file names its encoding; it looks like { $encoding } and was read that way.
    .fix = If the text looks right there is nothing to do; saving the file as “CSV UTF-8” leaves nothing to guess.

## The header

blank-header = There is no header: the row where it should be is empty.
    .fix = Write the column labels in the first row of the file.
blank-label = This column has no label.
    .fix = Write the field’s name at the top of the column, or delete the column if it is not needed.
duplicate-label = Column { $first } has the label “{ $label }” already.
    .fix = Keep one of the two columns, or give this one the label that belongs to it.
missing-label = There is no column “{ $label }”.
    .fix = Add a column labelled exactly “{ $label }”; its cells may stay empty.
missing-label-required = There is no column “{ $label }”, and every row needs one.
    .fix = Add a column labelled exactly “{ $label }” and fill it in on every row.
missing-label-width = The header has { $labels ->
        [one] { $labels } label
       *[other] { $labels } labels
    }, but the rows have { $cells } cells.
    .fix = Look for a delimiter that is missing between two labels, or is not the one that the rows have.
extra-label = No column called “{ $label }” is expected here.
    .fix = Delete the column, or correct its label if it holds one of the expected fields.
extra-label-near = No column called “{ $label }” is expected here; the nearest is “{ $nearest }”.
    .fix = Rename the column to “{ $nearest }” if that is what it holds, and delete it if not.
extra-label-width = The header has { $labels } labels, but the rows have { $cells } cells.
    .fix = Look for a delimiter too many; a label that holds one must stand in double quotes.
incorrect-label = This column is “{ $label }”, but “{ $expected }” is expected here.
    .fix = Put the columns in the expected order, or correct the label.
near-label = “{ $label }” was read as “{ $expected }”.
    .fix = Write it exactly as “{ $expected }”: the system the file is for may be stricter.
translated-label = “{ $label }” is the { part-language } name of the column “{ $expected }”, which is not what the file needs.
    .fix = Write “{ $expected }”: labels are the same in every language, even where the help page translates them.
near-label-words = “{ $label }” describes the column “{ $expected }”; it is not its name.
    .fix = Write “{ $expected }” at the top of the column: the name is what the system looks for.
translated-label-several = “{ $label }” is the { part-language } name of more than one column: { $candidates }. This one was not checked, because it could be any of them.
    .fix = Write the name of the column you mean: { $candidates }.
extra-label-removed = The column “{ $label }” was part of this file once, and no longer is.
    .fix = Delete the column; the system has no use for it now.
extra-label-output = The column “{ $label }” comes from an export or a report; it is not one to send.
    .fix = Delete the column.
translated-value = { part-value } is the { part-language } word for “{ $expected }”, which is what the file needs.
    .fix = Write “{ $expected }”: values are the same in every language, even where the help page translates them.

label-row-missing = The row of descriptions that belongs under the header is missing; the row there was read as data.
    .fix = Put the second header row of the original template back before you import the file into the system it is for.
label-row-found = Row { $row } holds descriptions of the columns, not data, and was not checked.
    .fix = Delete row { $row }: here the data begins right under the header.
label-row-title = The header stands in row { $row }; what is above it is not part of the table and was not checked.
    .fix = Delete the rows above row { $row }, so that the file begins with its header.

## Records

blank-row = This row is empty.
    .fix = Delete the row.
missing-cell = This row has { $found ->
        [one] { $found } cell
       *[other] { $found } cells
    } instead of { $expected }: it ends before column { $first }.
    .fix = Add what is missing from column { $first } on; an empty cell needs its delimiter too.
extra-cell = This row has { $found } cells instead of { $expected }.
    .fix = Look for a delimiter too many; a value that holds one must stand in double quotes.
stray-quote = There is a double quote inside a value that is not in quotes itself.
    .fix = Delete it, or put the whole value in double quotes and write the one inside twice ("").
stray-quote-after = There is text after the closing double quote.
    .fix = Delete the text after the quote, or, if the quote belongs to the value, write it twice ("").
stray-quote-rest = This line reads like the rest of row { $row }: the quotes around a value with a line break are damaged.
    .fix = Put the line back into its value: a value that holds a line break stands between double quotes, and one inside it is written twice ("").
unclosed-quote = A double quote opens here and is never closed.
    .fix = Close it at the end of the value, or delete it; a quote that belongs to the value is written twice ("").
cell-too-long = This is longer than { NUMBER($limit) } bytes and was not read to its end.
    .fix = Look for a double quote that is not closed: it makes everything after it one value.

## Types

type-error-integer = { part-value } is not a whole number.
    .fix = Write digits only, such as 1200: no spaces, no decimals, no thousands separator.
type-error-number = { part-value } is not a number.
    .fix = Write digits with a point for the decimals, such as 1200.50, and nothing else.
type-error-boolean = { part-value } is neither a yes nor a no.
    .fix = Write one of these: { $expected }.
type-error-date = { part-value } is not a date in the form expected here.
    .fix = Write a date that exists, as { $expected }.
type-error-datetime = { part-value } is not a date and time in the form expected here.
    .fix = Write a date and a time that exist, as { $expected }.
type-error-time = { part-value } is not a time in the form expected here.
    .fix = Write the time as { $expected }.
type-error-year = { part-value } is not a year.
    .fix = Write the year with four digits, such as 2026.
type-error-yearmonth = { part-value } is not a year and month.
    .fix = Write the year and the month with a hyphen between them, such as 2026-09.
type-error-duration = { part-value } is not a duration.
    .fix = Write it the ISO 8601 way, such as P1Y2M3D or PT90M.
type-error-geopoint = { part-value } is not a point on the map.
    .fix = Write longitude, then latitude, in degrees, as { $expected }.
type-error-geojson = { part-value } is not GeoJSON.
    .fix = Write one GeoJSON or TopoJSON object, such as { "{" }"type": "Point", "coordinates": [2.35, 48.86]{ "}" }.
type-error-object = { part-value } is not a JSON object.
    .fix = Write JSON in curly braces, such as { "{" }"key": "value"{ "}" }.
type-error-array = { part-value } is not a JSON array.
    .fix = Write JSON in square brackets, such as ["one", "two"].
type-error-list = { part-value } is a list with an item that does not fit: “{ $item }”.
    .fix = Correct that item, or remove it from the list.
type-error-email = { part-value } is not an e-mail address.
    .fix = Write one address, such as ada@example.com, with no name and no spaces around it.
type-error-uri = { part-value } is not a web address (URI).
    .fix = Write the whole address with its beginning, such as https://example.com/page.
type-error-uuid = { part-value } is not a UUID.
    .fix = Write 32 hexadecimal digits in groups of 8-4-4-4-12, such as 6f1c2b9e-4d3a-4f6b-9c8d-1a2b3c4d5e6f.
type-error-binary = { part-value } is not base64.
    .fix = Encode the bytes as base64: letters, digits, + and /, with = at the end where needed.
type-error-phone = { part-value } is not a phone number.
    .fix = Write the country code and the number in digits only, such as 442070966000: 7 to 15 digits, no letters.
type-error-phone-plus = { part-value } begins with a plus sign, which is not accepted here.
    .fix = Leave the plus out and begin with the country code, such as 442070966000, or with 00 before it.
type-error-phone-no-plus = { part-value } does not begin with a plus sign and the country code.
    .fix = Write the number in the international form, such as +442070966000.
type-error-extension = { part-value } is not an extension.
    .fix = Write the extension in digits only, such as 1001.
type-error-mac = { part-value } is not the MAC address of a device.
    .fix = Copy the 12 hexadecimal digits from the label on the device, such as 64:16:7F:0A:1B:2C.
type-error-pin = { part-value } is not an acceptable PIN.
    .fix = Choose six digits that are not in sequence and not all the same.
type-error-person-name = { part-value } holds something that a name cannot have here.
    .fix = Use at least two characters: letters, spaces, and of the signs only . & - _ and the apostrophe.
type-error-yes-no = { part-value } is neither a yes nor a no.
    .fix = Write one of these: { $expected }.
type-error-language-tag = { part-value } is not a language code.
    .fix = Write the language and, if needed, the country, such as en or en-GB.
type-error-timezone = { part-value } is not a time zone.
    .fix = Write the zone’s name as continent and city, such as Europe/Paris.
type-error-country = { part-value } is not a country code.
    .fix = Write the country’s ISO code in capital letters, such as FR.

## Constraints

constraint-error-required = A value is required here, but the cell is empty.
    .fix = Fill in the cell.
constraint-error-min-length = { part-value } has { $length ->
        [one] { $length } character
       *[other] { $length } characters
    }; at least { $limit ->
        [one] { $limit } is
       *[other] { $limit } are
    } needed.
    .fix = Write the value in full.
constraint-error-max-length = { part-value } has { $length ->
        [one] { $length } character
       *[other] { $length } characters
    }; at most { $limit } can be taken.
    .fix = Shorten the value to { $limit ->
        [one] { $limit } character
       *[other] { $limit } characters
    }.
constraint-error-minimum = { part-value } is below { $limit }, the smallest value allowed.
    .fix = Write { $limit } or more.
constraint-error-maximum = { part-value } is above { $limit }, the largest value allowed.
    .fix = Write { $limit } or less.
constraint-error-exclusive-minimum = { part-value } is not above { $limit }, as it has to be.
    .fix = Write a value above { $limit }.
constraint-error-exclusive-maximum = { part-value } is not below { $limit }, as it has to be.
    .fix = Write a value below { $limit }.
constraint-error-pattern = { part-value } does not have the form expected here.
    .fix = Write the value so that it matches the pattern { $pattern }.
constraint-error-enum = { part-value } is not one of the values allowed here.
    .fix = Write one of these: { $allowed }.
constraint-error-enum-near = { part-value } is not one of the values allowed here; the nearest is “{ $nearest }”.
    .fix = Write “{ $nearest }” if that is what is meant; these are allowed: { $allowed }.
constraint-error-json-schema = { part-value } does not have the structure expected here: { $reason }.
    .fix = Correct the JSON in the cell.

## Values that must be unique, and values that refer to others

unique-error = { part-value } stands in row { $first_row } already, and no two rows may share it.
    .fix = Correct one of the two rows, or delete this one if it repeats the other.
unique-limit = Repeats were looked for among the first { NUMBER($limit) } values only.
    .fix = Split the file to have every value compared, or look for repeats where the file is imported.
unique-limit-references = Not every reference to another row could be followed: there is room for { NUMBER($limit) } of them.
    .fix = Split the file to have every reference looked up.
primary-key-missing = The key of this row is empty.
    .fix = Fill in the key: it is what tells this row from the others.
primary-key-duplicate = Row { $first_row } has the same key.
    .fix = Correct one of the two keys, or delete this row if it repeats the other.
foreign-key = { part-value } is not in the list “{ $list }”, which this column refers to.
    .fix = Correct the value, or add it to that list first.
foreign-key-own = { part-value } stands in no row of this file under “{ $target }”, which this column refers to.
    .fix = Correct the value, or add the row it refers to.
resource-error-missing = The column “{ $fields }” was not looked up: the list “{ $list }” that it refers to is not here.
    .fix = Send the list along with the file, one value a line, under the name “{ $list }”, or keep it here once for all files.
resource-error-several = The columns “{ $fields }” were not looked up: a list holds one value a line, and they refer to “{ $list }” together.
    .fix = Leave this foreign key out of the schema, or refer to a list with one column.

## Rows and what is in them

row-limit = The file has { NUMBER($rows) } rows of data; at most { NUMBER($limit) } are taken at a time.
    .fix = Split it into files of { NUMBER($limit) } rows or fewer, each with the same header.
row-constraint = This row breaks a rule between its cells.
    .fix = Compare the cells of the row with what the template says about them.
duplicate-row = This row is the same as row { $first_row }.
    .fix = Delete one of the two.
invisible-character-nul = The cell holds a NUL character, which no text should have.
    .fix = Delete the cell and type the value again.
invisible-character = The cell holds a character that cannot be seen: { $name }.
    .fix = Delete the cell and type the value again rather than pasting it.
formula-risk = The value begins with “{ $start }”, so a spreadsheet would run it as a formula.
    .fix = Delete the sign if it does not belong to the value; in the files we give back, an apostrophe before it keeps it text.
spreadsheet-damage-scientific = { part-value } is a number of { $digits } digits that a spreadsheet has shortened: { $kept ->
        [one] only the first digit is
       *[other] only the first { $kept } digits are
    } left.
    .fix = The other digits are gone: set the column’s format to Text, then paste the numbers in again from where they came.
spreadsheet-damage-scientific-whole = { part-value } is a long number that a spreadsheet has rewritten in scientific notation.
    .fix = { $meant ->
        [absent] Set the column’s format to Text, then type the numbers again in full.
       *[other] Write { $meant }, after setting the column’s format to Text.
    }
spreadsheet-damage-digits = { part-value } ends in zeros from the sixteenth digit on: a spreadsheet keeps fifteen digits of a number and makes the rest 0.
    .fix = The last digits are gone: set the column’s format to Text, then paste the values in again from where they came.
spreadsheet-damage-decimals = { part-value } has become a number with a decimal place, which does not belong here.
    .fix = { $meant ->
        [absent] Remove what follows the whole number, and set the column’s format to Text or to numbers without decimals.
       *[other] Write { $meant }, and set the column’s format to Text or to numbers without decimals.
    }
spreadsheet-damage-plus = { part-value } has no plus sign in front; spreadsheets drop it because they take the value for an ordinary number.
    .fix = { $meant ->
        [absent] Set the column’s format to Text, then type the number with its plus sign.
       *[other] Write { $meant }, after setting the column’s format to Text so that the plus stays.
    }
spreadsheet-damage-zeros = { part-value } is too short, and probably began with zeros: spreadsheets drop them because they take the value for a number.
    .fix = { $meant ->
        [absent] Set the column’s format to Text, then type the value with the zeros it begins with.
       *[other] If { $meant } is what it should be, write that, after setting the column’s format to Text so that the zeros stay.
    }
spreadsheet-damage-serial = { part-value } is how a spreadsheet counts days and hours internally{ $meant ->
        [absent] , not a date or a time as it should be written here.
       *[other] ; it most likely stands for { $meant }.
    }
    .fix = Give the column a date or time format that shows { $expected }, and export the file again.
spreadsheet-damage-date = { part-value } looks like a date; a spreadsheet has probably made it out of something else{ $meant ->
        [absent] .
       *[other] , such as { $meant }.
    }
    .fix = Set the column’s format to Text, then type the original value again; changing the format alone does not bring it back.
spreadsheet-damage-boolean = { part-value } is the spreadsheet’s own word for true or false, not one that is taken here.
    .fix = { $meant ->
        [absent] Set the column’s format to Text and write one of these: { $expected }.
       *[other] Set the column’s format to Text and write { $meant }; these are taken: { $expected }.
    }
spreadsheet-damage-decimal-sign = { part-value } has its decimals after { $found ->
        [point] a point; a comma
       *[other] a comma; a point
    } is needed here.
    .fix = { $meant ->
        [absent] Change the decimal separator in the spreadsheet’s options, and export the file again.
       *[other] Write { $meant }, or change the decimal separator in the spreadsheet’s options and export the file again.
    }
spreadsheet-damage-apostrophe = { part-value } begins with an apostrophe, which is how a spreadsheet marks a value as text; it is not part of the value.
    .fix = { $meant ->
        [absent] Remove the apostrophe in front.
       *[other] Remove the apostrophe in front, so that { $meant } remains.
    }
spreadsheet-damage-error-value = { part-value } is a spreadsheet’s error message; the value itself never got into the file.
    .fix = Correct the formula in that cell (or widen the column, if all it shows is ####), or type the value in, and export the file again.
spreadsheet-damage-cut = The text is exactly { NUMBER($limit) } characters long, which is where some spreadsheets cut a text off.
    .fix = See whether it ends in the middle; if so, paste in the whole text, or shorten it.
spreadsheet-damage-typography = { part-value } holds the character { $found } where { $expected } belongs: autocorrection does that.
    .fix = { $meant ->
        [absent] Replace it with the plain character from the keyboard, and turn off autocorrection for such values.
       *[other] Write { $meant }, with the plain character from the keyboard.
    }
spreadsheet-damage-look-alike = { part-value } holds a letter from another alphabet ({ $found }, { $name }) that only looks like { $expected }.
    .fix = Type the value again by hand; to a computer, the two letters have nothing in common.
spreadsheet-damage-space = There is blank space before or after the value, and the value cannot be taken with it.
    .fix = { $meant ->
        [absent] Delete the spaces around the value; in a spreadsheet, TRIM does a whole column at once.
       *[other] Write { $meant } with nothing around it; in a spreadsheet, TRIM does a whole column at once.
    }
destructive-change = This takes something away from somebody once the file is applied.
    .fix = Make sure that it is meant, and correct the cell if it is not.

## Result files

result-file-processed = This is 8x8’s report on an upload: { NUMBER($succeeded) } rows went through, { NUMBER($partial) } went through in part, and { NUMBER($failed) } failed.
    .fix = { $resend ->
        [0] There is nothing to send again.
        [one] Mend the one row that failed and send only that one again.
       *[other] Mend the { NUMBER($resend) } rows that failed and send only those again.
    } What went through in part exists already: put it right in the Admin Console, never by a second upload.
result-file-validation = This is 8x8’s validation report: { NUMBER($succeeded) } rows passed and { NUMBER($failed) } did not.
    .fix = Nobody was created, as one bad row stops them all: mend the rows that did not pass and send the whole file again.
result-file-errors = This is a list of errors that Webex gave back: { NUMBER($failed) } rows were refused.
    .fix = Mend these rows and send only those again.

## The catalogue: what each code means

code-format-error = Not a CSV file
    .meaning = The file is something else than CSV: a workbook, a PDF, a web page, an archive. It is recognised by its first bytes, whatever its name.
    .example = users.csv that is an Excel workbook renamed.
    .mend = Open it in the program that made it and export it as “CSV UTF-8”.
code-source-error = Not a table
    .meaning = The file cannot be read as a table: it is empty, has no rows of data, or has more columns than any spreadsheet.
    .example = A file of 0 bytes, because the export was interrupted.
    .mend = Export the file again and look at it in a text editor before you send it.
code-encoding-error = Characters in doubt
    .meaning = Some bytes are not text in the file’s encoding, or the encoding had to be guessed. Accented letters may have come out wrong.
    .example = “Zoë” saved by an older Excel as windows-1252, where UTF-8 was expected.
    .mend = Save the file as “CSV UTF-8”.
code-blank-header = No header
    .meaning = The row where the column labels should stand is missing or empty, so nobody can tell what the columns are.
    .example = The first line of the file is empty, and the data begins at once.
    .mend = Write the labels in the first row.
code-blank-label = Column without a label
    .meaning = A column has cells but nothing at its top.
    .example = FirstName,,Email
    .mend = Write the field’s name at the top of the column, or delete the column.
code-duplicate-label = Label used twice
    .meaning = Two columns have the same label, and it is not clear which of them counts.
    .example = Email,FirstName,Email
    .mend = Keep one of the columns, or correct the label of the other.
code-missing-label = Column missing
    .meaning = The template has a field that no column of the file is labelled with.
    .example = The template requires User.Email, and the file has no such column.
    .mend = Add a column with exactly this label.
code-extra-label = Unexpected column
    .meaning = The file has a column that the template does not know.
    .example = A column “Notes” that somebody added for themselves.
    .mend = Delete the column, or correct its label if it is a misspelt field.
code-incorrect-label = Column in the wrong place
    .meaning = The columns must stand in the order of the template, and this one is another than expected.
    .example = LastName,FirstName where FirstName,LastName is expected.
    .mend = Put the columns in the order of the template.
code-near-label = Label not quite right
    .meaning = The label differs from the field’s name in capitals, spaces or punctuation. It was understood, but the system the file is for may be stricter.
    .example = “first name” for “First Name”.
    .mend = Write the label exactly as the template does.
code-translated-label = Translated label
    .meaning = The label is a field’s name in another language, as translated help pages print it. Labels are the same in every language.
    .example = “Prénom” where the file needs “First Name”.
    .mend = Write the label as the template does.
code-label-row = Second header row
    .meaning = Some templates have a row of descriptions under the header. Here it stands where none belongs, or is missing where there should be one.
    .example = “First name” under User.FirstName, and the first user below it.
    .mend = Delete the row or put it back, as the template has it.
code-blank-row = Empty row
    .meaning = A row has nothing in any of its cells.
    .example = ,,,,
    .mend = Delete the row.
code-missing-cell = Row too short
    .meaning = A row has fewer cells than the header, so the values may have slipped into the wrong columns.
    .example = Two cells in a row under three labels.
    .mend = Add the missing cells; an empty cell needs its delimiter too.
code-extra-cell = Row too long
    .meaning = A row has more cells than the header, mostly because a value holds the delimiter.
    .example = Doe, John without quotes, in a file with commas.
    .mend = Put the value that holds the delimiter in double quotes: "Doe, John".
code-stray-quote = Quote out of place
    .meaning = A double quote stands inside a value that is not quoted, or text follows a closing quote.
    .example = John "Jack" Doe
    .mend = Put the value in double quotes and write the ones inside twice: "John ""Jack"" Doe".
code-unclosed-quote = Quote never closed
    .meaning = A double quote opens a value and nothing closes it, so the rows that follow could be taken for part of it.
    .example = "John,Doe,john@example.com
    .mend = Close the quote at the end of the value, or delete it.
code-cell-too-long = Value too long to read
    .meaning = A value or a row is longer than is read at all, mostly because a quote is not closed.
    .example = One value of a million characters.
    .mend = Look for a double quote that is not closed.
code-type-error = Wrong kind of value
    .meaning = The value is not what the field holds: a word where a number belongs, a date that does not exist, something that is no e-mail address.
    .example = “john.example.com” in a column of e-mail addresses.
    .mend = Write the value in the form the fix shows.
code-constraint-error = Value not allowed
    .meaning = The value is of the right kind but breaks a rule of its field: it is missing, too long, too small, or not on the list.
    .example = “OUI” where only Y and N are allowed.
    .mend = Write a value that the rule allows; the finding names it.
code-unique-error = Value used twice
    .meaning = The value stands in an earlier row already, and each row must have its own.
    .example = The extension 1001 for two users.
    .mend = Correct one of the two rows, or delete the one that repeats the other.
code-primary-key = Key empty or used twice
    .meaning = The field, or the fields together, that tell one row from another are empty or the same as in an earlier row.
    .example = Two rows with the same User ID.
    .mend = Give each row a key of its own.
code-foreign-key = Unknown reference
    .meaning = The value refers to a list, and it is not on that list.
    .example = A site “Lyon 2” that does not exist.
    .mend = Correct the value, or add it to the list first.
code-resource-error = List not at hand
    .meaning = The schema says that a column refers to a list, and that list was neither sent with the file nor kept for you. The column was checked in every other way.
    .example = A column “site” that refers to the list “sites”, sent without it.
    .mend = Send the list with the file, one value a line, or keep it once for all files.
code-row-constraint = Cells that do not go together
    .meaning = Each cell is fine by itself, but together they break a rule of the template.
    .example = A licence without the phone number it needs.
    .mend = Change one of the cells so that the rule holds.
code-duplicate-row = Row repeated
    .meaning = The same row stands in the file twice.
    .example = A block of users pasted in a second time.
    .mend = Delete one of the two.
code-row-limit = Too many rows
    .meaning = The system the file is for takes only so many rows at a time.
    .example = 900 users, where 750 are taken.
    .mend = Split the file, and keep the header in each part.
code-unique-limit = Not every value compared
    .meaning = To find repeats, every value has to be remembered, and there is room for a fixed number of them. The values after that were not compared.
    .example = A file with more values than there is room for.
    .mend = Split the file if repeats matter.
code-spreadsheet-damage = Changed by a spreadsheet
    .meaning = A spreadsheet took the value for something else and rewrote it, and part of it may be lost.
    .example = 442071234567 that became 4.42071E+11.
    .mend = Set the column’s format to Text before you paste the original values in.
code-formula-risk = Looks like a formula
    .meaning = The value begins with a sign that makes a spreadsheet run it as a formula. That can do harm on the computer of whoever opens the file.
    .example = =HYPERLINK("https://example.com")
    .mend = Delete the sign if it does not belong to the value.
code-invisible-character = Invisible character
    .meaning = The value holds a character that nobody sees but that makes it another value.
    .example = A zero-width space in the middle of an e-mail address, from a web page.
    .mend = Delete the cell and type the value by hand.
code-destructive-change = Takes something away
    .meaning = When the file is applied, this value removes a line, a licence or an assignment from somebody.
    .example = FALSE in the column of a licence the user has.
    .mend = Make sure that it is meant.
code-result-file = The vendor’s answer
    .meaning = The file is not an upload but what the vendor gave back after one. Its outcome is summed up, and the rows to correct are those that may be sent again, without the vendor’s columns.
    .example = A column that says RowProcessingFailed in some rows.
    .mend = Download the rows to correct, mend them, check them once more and send only those.

## The report page and the command line

ui-title = CSV check report
ui-verdict-valid = { $rows ->
    [one] This file is ready: its one row is valid.
   *[other] This file is ready: all { NUMBER($rows) } rows are valid.
}
ui-verdict-warnings = { $rows ->
    [one] This file is valid; its one row can be taken,
   *[other] This file is valid; all { NUMBER($rows) } rows can be taken,
} and { $warnings ->
    [one] one warning is worth a look.
   *[other] { NUMBER($warnings) } warnings are worth a look.
}
ui-verdict-rows = This file is not ready: { NUMBER($invalid) } of { $rows ->
    [one] { NUMBER($rows) } row
   *[other] { NUMBER($rows) } rows
} { $invalid ->
    [one] needs
   *[other] need
} correcting.
ui-verdict-file = This file is not ready: { $errors ->
    [one] one error concerns
   *[other] { NUMBER($errors) } errors concern
} the file as a whole.
ui-verdict-no-rows = This file is valid, but there is no row of data in it.

ui-errors = Errors
ui-warnings = Warnings
ui-error = error
ui-warning = warning
ui-count-errors = { $count ->
    [one] { NUMBER($count) } error
   *[other] { NUMBER($count) } errors
}
ui-count-warnings = { $count ->
    [one] { NUMBER($count) } warning
   *[other] { NUMBER($count) } warnings
}
ui-count-times = { $count ->
    [one] once
   *[other] { NUMBER($count) } times
}
ui-nothing-found = Nothing was found that needs mending.
ui-overview = At a glance
ui-finding = Finding
ui-field = Field
ui-count = Count
ui-fix = What to do
ui-message = What is wrong
ui-row = Row
ui-line = Line
ui-column = Column
ui-value = Value
ui-value-quoted = { part-value }
ui-empty = empty
ui-samples-all = { $count ->
    [one] The one place
   *[other] All { NUMBER($count) } places
}
ui-samples-capped = The first { NUMBER($shown) } of { NUMBER($count) } places
ui-samples-note = Shown are the first { NUMBER($shown) } of { NUMBER($count) }; the count is exact, and the annotated file marks every one.
ui-samples-none = There was no room left to show any of them here; the count is exact, and the annotated file marks every one.
ui-positions = The row is the one a spreadsheet shows, the header included. The line is the one a text editor shows; the two differ once a value holds a line break.

ui-rows = Rows of data
ui-rows-valid = Valid
ui-rows-invalid = To correct
ui-about = About the file
ui-file = File
ui-size = Size
ui-size-kilobytes = { $size } kB
ui-size-megabytes = { $size } MB
ui-size-gigabytes = { $size } GB
ui-bytes = { $count ->
    [one] { NUMBER($count) } byte
   *[other] { NUMBER($count) } bytes
}
ui-encoding = Encoding
ui-delimiter = Delimiter
ui-delimiter-comma = comma
ui-delimiter-semicolon = semicolon
ui-delimiter-tab = tab
ui-delimiter-pipe = vertical bar
ui-delimiter-space = space
ui-quote = Quote character
ui-header-rows = Header
ui-header-none = none
ui-header-at = { $count ->
    [one] row { $rows }
   *[other] rows { $rows }
}
ui-and = and
ui-sniffed = recognised from the file
ui-given = as given
ui-why-delimiter-widths = { $agree } of the first { $records ->
    [one] { $records } record has
   *[other] { $records } records have
} { $cells } cells
ui-why-delimiter-next = the next best, { $delimiter }: { $agree } with { $cells }
ui-why-delimiter-labels = it separates { $labels ->
    [one] { $labels } expected label
   *[other] { $labels } expected labels
}
ui-why-delimiter-line = the file begins with sep={ $delimiter }
ui-why-delimiter-none = no delimiter makes two cells of a record
ui-why-encoding-mark = the file begins with a byte order mark
ui-why-encoding-utf8 = its bytes are valid UTF-8
ui-why-encoding-nul = every other byte is a NUL
ui-why-encoding-fallback = it is not UTF-8, and this is what spreadsheets write in Western Europe
ui-why-header-first = the first row of the file
ui-why-header-titles = row { $row } is the first that holds expected labels
ui-why-header-labels = row { $row } describes the columns and holds no data
ui-template = Template
ui-description = Description
ui-checked = Checked
ui-job = Job
ui-downloads = Downloads
ui-link-report-csv = Annotated file (CSV)
ui-link-report-csv-note = your file with two more columns: status and details
ui-link-errors-csv = Rows to correct (CSV)
ui-link-errors-csv-note = mend them and send them again
ui-link-clean-csv = Valid rows (CSV)
ui-link-clean-csv-note = without a single error
ui-link-findings = All findings (NDJSON)
ui-link-findings-note = up to 1,000 of each kind, for programs
ui-link-report = Report (JSON)
ui-link-report-note = this page, for programs
ui-link-html = This page (HTML)
ui-link-html-note = to keep or to pass on
ui-place-row = row { $row }
ui-place-cell = row { $row }, column { $letter }
ui-place-line = line { $line }
ui-place-file = file
ui-decimal-point = .
ui-date = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }, { $time } UTC
ui-made-by = Checked by Rollcall, row by row, while the file was arriving.

# The command line, and the page of codes that it makes.
ui-codes-title = What can be found
ui-codes-intro = Made by `rollcall codes --format markdown`; the sentences are in `crates/engine/messages`. A severity is the usual one: a template can ask for another, field by field.
ui-codes-code = code
ui-codes-severity = severity
ui-codes-words = title
ui-codes-rules = Rules of the template { $name }
ui-cli-file-missing = There is no file { $name }; check the name and the folder.
ui-cli-file-forbidden = { $name } may not be read; ask for the right to.
ui-cli-file-unreadable = { $name } cannot be read: { $reason }.
ui-cli-file-folder = { $name } is a folder; name a file in it.
ui-cli-file-not-utf8 = { $name } is not UTF-8; save it as UTF-8.
ui-cli-schema-unusable = { $name } is not a schema that can be used:
ui-cli-dialect-unusable = { $name } is not a dialect that can be used:
ui-cli-at-the-top = at the top
ui-cli-template-unknown = There is no template `{ $name }`; there is { $names }. For a schema of your own use --schema FILE.
ui-cli-template-and-schema = A file is checked against --template or --schema, not both; leave one out.
ui-cli-no-files = Name at least one file, as in `rollcall check users.csv`, or - for standard input.
ui-cli-no-command = There is nothing to do: name a command, such as `rollcall check users.csv`, or see `rollcall --help`.
ui-cli-command-unknown = There is no command `{ $name }`; use check, rows, template, sample or codes, or see `rollcall --help`.
ui-cli-option-unknown = `rollcall { $command }` has no option --{ $name }; see `rollcall --help`.
ui-cli-format-unknown = There is no format `{ $name }`; use { $names }.
ui-cli-encoding-unknown = There is no encoding `{ $name }`; name one as the web does, such as utf-8, utf-16le, windows-1252 or iso-8859-15.
ui-cli-arguments = The arguments do not fit ({ $reason }); see `rollcall --help`.
ui-cli-one-file = The format { $name } is of one file; check one FILE at a time, or use text, json or sarif.
ui-cli-output = The output cannot be written: { $reason }.
ui-cli-column-unknown = The template has no column { $name }; `rollcall template` with its name shows the columns it has.
ui-cli-column-near = The template has no column { $name }; near it are { $names }.
