# What the page says. The other languages have the same messages with the same names in them; a test
# compares. `⟨id⟩` on the page means that one is missing.

app-title = Rollcall
nav-check = Check a file
nav-jobs = Checked files
nav-label = Pages
skip-to-content = Skip to the content
language-label = Language
theme-label = Colours
theme-auto = As the system
theme-light = Light
theme-dark = Dark

# Upload
upload-title = Check a user file
upload-lead = Choose the CSV you are about to import. Every row is checked, and each problem is shown with its place, its reason and what to do.
upload-choose = Choose a file or drop it here
upload-limits = CSV from any spreadsheet, up to { $size }
upload-another = Choose another file
upload-file = { $name }, { $size }
upload-drop-anywhere = Drop the file to check it
upload-one-file = One file at a time: the first one was taken.
upload-too-large = This file is { $size }; at most 100 MB can be sent. Keep it on your machine to check it anyway, or split it.
upload-empty = This file is empty. Save it again from your spreadsheet, and choose it once more.
upload-options = About this file
template-label = Kind of file
template-auto = Recognise it from the header
template-none = Any CSV: check only its structure
template-recognised = Recognised: { $title } ({ $sure }% sure).
template-not-recognised = The header fits none of the known kinds. Choose one, or check only the structure.
template-unknown = The known kinds could not be fetched; only the structure can be checked now.
import-option-label = Import
import-option-add = Add only
import-option-add_and_remove = Add, and remove what is not in the file
description-label = Description
description-hint = For the list of checked files; you can leave it empty.
keep-label = Keep it on my machine
keep-hint = The file is checked in this browser and is not sent anywhere. The report stays here too.
send-hint = The file is checked here while it is sent, and the report is kept for { $days ->
    [one] { $days } day
   *[other] { $days } days
}.
upload-check = Check the file
upload-stop = Stop

# Progress
progress-label = Progress of the check
progress-reading = Reading the file…
progress-rows = { $rows ->
    [one] { NUMBER($rows) } row checked
   *[other] { NUMBER($rows) } rows checked
}
progress-rate = { $rate } rows a second
progress-left = { $time } left
progress-good = Nothing wrong so far
progress-errors = { $rows ->
    [one] { NUMBER($rows) } row to mend so far
   *[other] { NUMBER($rows) } rows to mend so far
}
progress-first = The first error is in row { $row }.
progress-sent = { $share }% sent
progress-sending = The file is checked; sending it…
progress-storing = Sent; the report is being written…
progress-stopped = Stopped. Nothing was kept.

# The empty file
empty-title = Start from an empty file
empty-lead = Take the columns you need; the ones that are nearly always wanted are chosen already.
empty-columns = Columns
empty-basic = The basic ones
empty-all = All of them
empty-chosen = { $count ->
    [one] { NUMBER($count) } column chosen
   *[other] { NUMBER($count) } columns chosen
}
empty-search = Find a column
empty-required = required
empty-example = With a made-up person as an example
empty-download = Download the empty file

# Report
report-title = Report
report-loading = Fetching the report…
report-valid = The file can be imported.
report-valid-rows = { $rows ->
    [0] It has no rows of data.
    [one] { NUMBER($rows) } row, and nothing is wrong with it.
   *[other] All { NUMBER($rows) } rows are right.
}
report-valid-warnings = { $count ->
    [one] There is { NUMBER($count) } thing to look at before you import it.
   *[other] There are { NUMBER($count) } things to look at before you import it.
}
report-invalid = The file cannot be imported yet.
report-invalid-rows = { $invalid ->
    [one] { NUMBER($invalid) } of { NUMBER($total) } rows has to be mended.
   *[other] { NUMBER($invalid) } of { NUMBER($total) } rows have to be mended.
}
report-invalid-file = Something about the file as a whole has to be mended; no row is wrong on its own.
report-failed = The file could not be checked.
report-running = This file is still being checked.
report-running-hint = The page looks again every few seconds.
report-queued = This file is waiting to be fetched.
report-gone = There is no such report. It may have been deleted, or its time is up.
report-local = This report is kept in this browser only; the file was not sent.
report-local-gone = This report was kept in the browser, and the browser no longer has it.
count-rows = Rows
count-right = Right
count-wrong = To mend
count-errors = Errors
count-warnings = Warnings
facts-file = File
facts-template = Kind
facts-template-none = Only the structure was checked
facts-encoding = Encoding
facts-delimiter = Cells separated by
facts-description = Description
facts-checked = Checked
facts-kept-until = Kept until
delimiter-comma = commas
delimiter-semicolon = semicolons
delimiter-tab = tabs
delimiter-pipe = vertical bars
places-title = Where the errors are
places-label = The file from its first row to its last. Each bar stands for { $each ->
    [one] one row
   *[other] { NUMBER($each) } rows
}; choose one to see its problems.
places-bin = Rows { $from } to { $to }: { $errors ->
    [0] no errors
    [one] { NUMBER($errors) } row with errors
   *[other] { NUMBER($errors) } rows with errors
}
places-all = Show the whole file
groups-title = What to do
groups-count = { $count ->
    [one] once
   *[other] { NUMBER($count) } times
}
groups-field = Column { $field }
groups-file = The whole file
groups-fix = What to do
groups-examples = Examples
groups-row = Row { $row }
groups-more = { $count ->
    [one] { NUMBER($count) } more
   *[other] { NUMBER($count) } more
}
groups-show-all = Show all in the list
groups-none = Nothing was found.
severity-error = Error
severity-warning = Warning
list-title = Every problem
list-show = Show the list of all problems
list-loading = Fetching the list…
list-shown = { NUMBER($shown) } of { NUMBER($total) } problems
list-left-out = The list holds the first 1,000 of each kind; the counts above are exact.
list-empty = No problem matches what you chose.
filter-field = Column
filter-code = Kind of problem
filter-severity = Severity
filter-all = All
filter-clear = Show everything
column-row = Row
column-place = Cell
column-field = Column
column-cell = Value
column-message = What is wrong
column-fix = What to do
downloads-title = Take it with you
download-report-csv = Your file with a status and a details column
download-errors-csv = Only the rows to mend
download-clean-csv = Only the good rows
download-html = The report as a page
download-findings = Every problem, as data (NDJSON)
download-report-json = The report, as data (JSON)
download-part = Part { NUMBER($part) } of { NUMBER($count) }
downloads-parts = The file has more rows than can be imported at once. Import these parts one after the other:
report-mend = Mend it here
report-again = Check another file
report-share = Copy the address
report-shared = The address is copied. Whoever has access to this Rollcall can open it.
report-print = Print
report-delete = Delete
delete-confirm = Delete this report and everything kept with it? This cannot be undone.
delete-yes = Delete it
delete-no = Keep it
deleted = The report is deleted.

# A job’s webhooks
deliveries-title = Webhooks
deliveries-event = Event
deliveries-address = Address
deliveries-status = Status
deliveries-attempts = Attempts
deliveries-error = Last error
deliveries-next = Next attempt
delivery-pending = Waiting
delivery-delivered = Delivered
delivery-dead = Given up
delivery-error-timeout = No answer in time
delivery-error-unreachable = Could not be reached
delivery-error-redirect = Answered with a redirect
delivery-error-gone = Wants no more (410)
delivery-error-address-refused = Address not allowed
delivery-error-status = Answered { $status }
delivery-error-webhook-removed = Webhook removed
delivery-again = Send again
delivery-sent-again = It is being sent again.

# Jobs
jobs-title = Checked files
jobs-lead = The newest first. Reports disappear by themselves when their time is up.
jobs-search = Search
jobs-search-hint = In names and descriptions
jobs-empty = No file has been checked yet.
jobs-none-found = No file matches “{ $text }”.
jobs-more = Show older ones
jobs-local-title = Kept in this browser
jobs-when = When
jobs-file = File
jobs-kind = Kind
jobs-verdict = Verdict
jobs-rows = Rows
jobs-nameless = Without a name
verdict-valid = Can be imported
verdict-invalid = { $rows ->
    [0] To mend
    [one] { NUMBER($rows) } row to mend
   *[other] { NUMBER($rows) } rows to mend
}
verdict-failed = Not checked
verdict-running = Being checked
verdict-queued = Waiting to be fetched

# Applying a file
nav-users = Directory
list-next = Next page
list-previous = Previous page
list-range = { NUMBER($from) } to { NUMBER($to) } of { NUMBER($total) }
labelled = { $label }: { $value }
apply-title = Apply to the directory
apply-offer = First you see what would happen, row by row. Nothing is written before you say so.
apply-open = See what would happen
apply-open-how = See how it went
apply-back = Back to the report
apply-loading = Working out what would happen…
apply-counts = What would happen
apply-all = All rows
outcome-created = Created
outcome-changed = Changed
outcome-removed = Removed
outcome-unchanged = Left alone
outcome-refused = Refused
outcome-partial = Only in part
outcome-destructive = Something is lost
apply-rows = Row by row
apply-changes-only = Leave out rows that change nothing
apply-no-rows = There is no such row.
apply-column-what = What happens
apply-column-who = Who
apply-column-changes = Field by field
apply-becomes = becomes
apply-empty = nothing
apply-more-changes = { $count ->
    [one] { NUMBER($count) } more field
   *[other] { NUMBER($count) } more fields
}
apply-not-expressible = Some of what the file says cannot be written in this directory:
apply-not-expressible-row = Cannot be written there:
apply-in-rows = { $rows ->
    [one] in { NUMBER($rows) } row
   *[other] in { NUMBER($rows) } rows
}
apply-changed = The directory has changed since you saw this, and nothing was applied. Here is what would happen now: look at it again.
apply-start-title = Go ahead
apply-blocked = { $rows ->
    [one] { NUMBER($rows) } row cannot be applied, and that keeps back the whole file: none of its rows is applied.
   *[other] { NUMBER($rows) } rows cannot be applied, and that keeps back the whole file: none of its rows is applied.
}
apply-blocked-way = Each of them says why. Mend them in your file, or what the directory has to give, and check the file again.
apply-show-refused = Show the rows that are refused
apply-none = There is nothing to apply: no row that would change anything can be applied.
apply-nothing = There is nothing to apply: the directory is already as the file says.
apply-some-refused = { $rows ->
    [one] { NUMBER($rows) } row is refused; the others are applied.
   *[other] { NUMBER($rows) } rows are refused; the others are applied.
}
apply-lost-title = This is lost:
apply-lost-more = { $rows ->
    [one] and what { NUMBER($rows) } more row takes away.
   *[other] and what { NUMBER($rows) } more rows take away.
}
apply-sure = I have seen what will happen, and I want it so.
apply-sure-lost = { $rows ->
    [one] { NUMBER($rows) } row takes something away. I have seen what will happen, and I want it so.
   *[other] { NUMBER($rows) } rows take something away. I have seen what will happen, and I want it so.
}
apply-go = { $rows ->
    [one] Apply { NUMBER($rows) } row
   *[other] Apply { NUMBER($rows) } rows
}
process-awaiting_confirmation = Waiting to be confirmed
process-queued = Waiting to be applied
process-running = Being applied
process-completed = Applied
process-blocked = Kept back
process-cancelled = Stopped
process-failed = Broken off
process-reverting = Being undone
process-reverted = Undone
process-heading-queued = The file is waiting to be applied
process-heading-running = The file is being applied
process-heading-completed = The file is applied.
process-heading-blocked = Nothing was applied.
process-heading-cancelled = It was stopped.
process-heading-failed = It could not go on.
process-heading-reverting = What was applied is being undone
process-heading-reverted = It is undone.
process-progress = Progress
process-rows = { NUMBER($done) } of { NUMBER($total) } rows are done
process-part = { NUMBER($done) } of { NUMBER($total) } rows were done. What is done stays.
process-finished = Finished { $when }
process-leave = It goes on by itself when you leave this page.
process-unanswered = The server does not answer at the moment. This page asks again by itself.
process-stop = Stop
process-stop-hint = What is done stays, and can be undone afterwards; the other rows are not begun. To apply those, check the file again.
process-reverted-hint = The directory is as it was before this file. To apply the file after all, check it again.
download-outcomes = Your file with what became of each row
download-resend = Only the rows that were not applied, to send again
undo-title = Undo
undo-lead = Everybody becomes what they were before this file, as long as nobody has changed them since.
undo-look = See whether it can be undone
undo-possible = It can be undone: nobody has changed these users since.
undo-confirm = Users that this file created are removed, and what it changed becomes what it was. I want that.
undo-do = Undo it
undo-not-possible = It cannot be undone, because somebody has changed these users since:
undo-obstacle = Row { $row }: { $subject }
undo-obstacles-more = There may be more of them.

# The directory
users-title = Directory
users-lead = Everybody that clean files are applied to. Choose somebody to see what is known, to switch them on or off, or to change them.
users-search = Search
users-search-hint = In names and e-mail addresses
users-state = State
users-all = All
users-active = Active
users-inactive = Switched off
users-in-centre = In the contact centre
users-not-in-centre = Not in the contact centre
users-name = Name
users-lines = Numbers and extensions
users-shown = { NUMBER($from) } to { NUMBER($to) }, by name
users-none = Nobody is in the directory yet. Check a file and apply it, and those in it are here.
users-none-found = Nobody in the directory fits this.
users-export = The directory as a file
users-export-hint = Change it, check it and apply it. As it is, it changes nothing.
giving-title = What there is to give
giving-lead = Sites, licences with how many there are, and numbers.
giving-company = Company
giving-company-hint = The user names that are made for 8x8 begin with it.
giving-next-extension = Next extension
giving-next-extension-hint = Where the search for a free one begins.
giving-sites = Sites
giving-sites-hint = One in each line. Without any, every site is accepted.
giving-numbers = Numbers to stand in
giving-numbers-hint = One in each line, such as +33160000001. One is given while a number is being ported; { NUMBER($used) } in use.
giving-licenses-hint = Without any, every licence is accepted and never runs out.
giving-license = Licence
giving-capacity = How many (empty: any number)
giving-used = { NUMBER($used) } in use
giving-add-license = Add a licence
giving-save = Save what there is to give
giving-saved = It is saved.
giving-changed = Somebody else has changed this meanwhile. Here is how it is now; your changes were not saved.
giving-line = Line { $line }:
user-back = Back to the directory
user-contact = Contact
user-active = Can sign in
user-switched-on = Switched on: this user can sign in now.
user-switched-off = Switched off: this user can no longer sign in.
user-updated = Last changed { $when }
user-by-job = by a file
user-by-hand = by hand
user-person = Person
user-first_name = First name
user-last_name = Last name
user-display_name = Display name
user-email = E-mail address
user-user_name = User name
user-title = Job title
user-department = Department
user-mobile = Mobile
user-site = Site
user-locale = Language
user-time_zone = Time zone
user-cost_center = Cost centre
user-manager = Manager
user-licenses = Licences
user-license-used = { NUMBER($used) } of { NUMBER($capacity) } in use
user-other-license = Another licence
user-numbers = Telephone numbers
user-numbers-number = Number
user-add-numbers = Add a number
user-temporary = Stands in for { $number } while that is being ported.
user-extensions = Extensions
user-extensions-extension = Extension
user-extensions-pbx = PBX
user-extensions-internal = Internal number
user-extensions-number = Public number
user-add-extensions = Add an extension
user-devices = Devices
user-devices-mac = MAC address
user-devices-model = Model
user-add-devices = Add a device
user-line = For
line-voice = Telephone
line-fax = Fax
line-contact_center = Contact centre
user-contact_center = Contact centre
user-enabled = Works in the contact centre
user-user_profile = User profile
user-skill_profile = Skill profile
user-desktop_profile = Desktop profile
user-multimedia_profile = Multimedia profile
user-external_id = External ID
user-default_dn = Default number
user-teams = Teams
user-teams-hint = One in each line.
user-others = What only one vendor has
user-remove = Remove
user-save = Save the changes
user-saved = The changes are saved.
user-nothing-changed = Nothing is changed yet.
user-unsaved = Your changes are not saved yet.
user-conflict = Somebody else has changed this user since you opened it. Here is how it is now; your changes were not saved.
user-yours = You had wanted:
user-yes = yes
user-no = no
wrong-taken = Somebody else has this already.
wrong-email = This is no e-mail address.
wrong-site = The directory has no such site.
wrong-license = The directory has no such licence.
wrong-number = A number is a plus, the country code and the number, such as +33160000001.
wrong-extension = An extension is made of digits, 20 at most.
wrong-mac = A MAC address is twelve digits from 0 to 9 and letters from a to f.
wrong-twice = This stands here twice.
wrong-used = More than that is in use. Take it from somebody first.
wrong-left-out = A licence that somebody has cannot be left out. Take it from them first.

# Mend
mend-title = Mend the file
mend-lead = Only the rows in which something was found. Change a cell, and it is checked again at once.
mend-loading = Reading the rows to mend…
mend-left = { $left ->
    [0] Every row here is right now.
    [one] { NUMBER($left) } row left to mend.
   *[other] { NUMBER($left) } rows left to mend.
}
mend-too-many = These are the first { NUMBER($shown) } rows with something found; { $left ->
    [one] { NUMBER($left) } more follows
   *[other] { NUMBER($left) } more follow
} when the file is checked again.
mend-undo = Undo
mend-redo = Redo
mend-suggestions = Changes that lose nothing
mend-suggestion = { $count ->
    [one] { $field }: write “{ $after }” instead of “{ $before }”
   *[other] { $field }: change { NUMBER($count) } cells in the same way, for example “{ $before }” to “{ $after }”
}
mend-apply = Apply
mend-apply-all = Apply to all { NUMBER($count) } cells
mend-before = Before
mend-after = After
mend-no-suggestions = Nothing here can be mended without knowing what was meant.
mend-cell = Row { $row }, { $field }
mend-cell-right = This cell is right.
mend-pick = Choose a cell to see what is wrong with it.
mend-use = Use “{ $value }”
mend-download = Download the mended file
mend-send = Check and send the mended file
mend-changed = { $count ->
    [0] Nothing changed yet
    [one] { NUMBER($count) } cell changed
   *[other] { NUMBER($count) } cells changed
}
mend-header = The header has to be mended first: { $message }
mend-nothing = Nothing has to be mended: no cell of this file is wrong on its own.
mend-unsaved = Your changes have not been downloaded or sent yet.
mend-saving = Writing the mended file…
mend-grid = Rows to mend. Arrow keys move, Enter changes a cell, F8 goes to the next problem, Control+Z undoes, Tab leaves the grid.
mend-row-header = Row
mend-file-name = { $name }-mended
mend-row-right = Nothing is wrong with this row.
mend-row-cells = The problems are in the cells of this row.
mend-was = The file has “{ $value }” here.
mend-put-back = Put it back
mend-empty-value = (empty)
mend-use-empty = Empty the cell
mend-extra-column = without a label
mend-value = Value
mend-fill-row = Add the missing cells, empty
mend-next = Next problem
mend-previous = Previous
mend-cells = { $count ->
    [one] { NUMBER($count) } cell
   *[other] { NUMBER($count) } cells
}
mend-errors = { $count ->
    [one] { NUMBER($count) } error
   *[other] { NUMBER($count) } errors
}
mend-warnings = { $count ->
    [one] { NUMBER($count) } warning
   *[other] { NUMBER($count) } warnings
}
mend-all-columns = Show all columns
mend-hide-right = { $count ->
    [one] Hide the row that is right
   *[other] Hide { NUMBER($count) } rows that are right
}
mend-show-rows = Show all rows
mend-key-changed = Changed
mend-header-title = The header
mend-header-right = As far as can be told here, the labels are right.
mend-label-of = Label of column { $column }
mend-all-labels = Show all labels
mend-stay = Stay here
mend-leave = Leave without the changes
mend-file-gone = The browser no longer has “{ $name }”. Choose the file again to mend it.
mend-choose-again = File to mend

# The key
key-title = This Rollcall asks for a key
key-lead = Paste the key that you were given; it begins with rc_. It stays in this tab and is forgotten when the tab is closed.
key-label = Key
key-use = Continue
key-wrong = This key is not known here, or it has been withdrawn.
key-token = This is an upload token: a portal can send files with it, but it opens nothing here. Give a key instead.
key-forget = Forget the key

# Trouble
trouble-title = That did not work
trouble-retry = Try again
trouble-close = Close
trouble-network = The server does not answer. Check your connection; nothing was changed.
trouble-upload-lost = The connection was lost while the file was being sent. Your file and the check here are unharmed; send it again, and it will not be stored twice.
trouble-key = A key is needed, or the one you gave is no longer good. Give another, and carry on where you are.
trouble-server = The server could not do it ({ $status }). Nothing was changed; try again in a moment.
trouble-busy = Too many requests at once. Try again in { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
}.
trouble-too-many-uploads = Too many files are being checked at the moment. Try again in { $time }.
trouble-bytes-used-up = No more can be sent today: the amount agreed for one day has been used. Try again in { $time }.
trouble-other = The server answered { $status }, and did not say why.
trouble-body-too-large = The file is larger than may be sent. Split it, or keep it on your machine to check it.
trouble-job-not-found = There is no such report. It may have been deleted, or its time is up.
trouble-job-running = The file is still being checked or applied. Look again in a moment.
trouble-template-not-recognised = The header fits none of the known kinds. Choose the kind of file, and check it again.
trouble-template-ambiguous = The header fits more than one kind. Choose the kind of file, and check it again.
trouble-template-not-found = The kind of file you chose is no longer there. Choose another.
trouble-token-used = You have sent as many files as the portal allows. Load the page again to send another.
trouble-token-other-template = Sending is set up for another kind of file here. Please tell the people who run this portal.
trouble-token-other-origin = Sending is set up for another portal than this one. Please tell the people who run this portal.
trouble-token-not-for-this = The portal gave no access to this. Please tell the people who run this portal.
trouble-origin-not-allowed = Files may not be sent from this page. Please tell the people who run this portal.
trouble-address-refused = Files may not be fetched from the address that was given.
trouble-file-unreachable = The server that has the file could not be reached.
trouble-file-refused = The server that has the file did not give it out.
trouble-file-timeout = The server that has the file took too long.
trouble-file-too-large = The file to be fetched is larger than is allowed.
trouble-file-type = What is at the address that was given is not a CSV file.
trouble-too-many-redirects = The address that was given leads on to others too many times.
trouble-deliveries-none = There is nothing to send again.
trouble-delivery-not-found = This delivery is no longer there.
trouble-file-changed = The file was changed or moved on disk while it was being read. Choose it again.
trouble-out-of-memory = The browser has no memory left for this file. Close other tabs, or send the file instead of keeping it on your machine.
trouble-broken = The check stopped because of a fault of ours. Send the file to be checked on the server instead.
trouble-parts = A part of this page could not be fetched. Check your connection, and try again.
trouble-unsupported = This browser cannot check files by itself: use a more recent one, or send the file to be checked on the server.
trouble-not-ours = This page could not be shown. Load it again.
trouble-mode-not-available = Files of this kind are checked and not applied: it does not say what their rows mean for a directory.
trouble-job-not-valid = The file has errors, and only one without any is applied. Mend it, and check it again.
trouble-template-changed = The template has changed since the file was checked. Check the file again.
trouble-user-not-found = This user is no longer in the directory.
trouble-user-conflict = Nothing was saved: somebody else has something of this already.
trouble-document-invalid = Nothing was saved: something here cannot be so.
trouble-directory-invalid = Nothing was saved: something here cannot be so.
trouble-license-capacity = Nothing was saved: there are not enough of a licence. Take it from somebody, or say that there are more.
trouble-users-elsewhere = The users are in a directory elsewhere, and are changed there.
trouble-service-unavailable = The directory elsewhere does not answer, or has too much to do. Try again in a moment.
trouble-service-unfit = The directory elsewhere cannot be worked with. Please tell the people who run Rollcall.
trouble-too-many-rows = The file has too many rows to be applied at once. Cut it into several, and check each.
trouble-directory-too-large = There are too many users for one file.

# In a portal's frame
embed-frame = Rollcall: check a user file
embed-renewing = Your access has expired. The portal is renewing it, and the check then goes on by itself.
embed-renewing-long = The portal has not renewed your access yet. If nothing happens, load the page again and choose your file once more.
embed-no-access = Your access has expired, and the portal could not renew it. Load the page again and choose your file once more.
embed-waiting = Many files are being checked at the moment. The check goes on by itself in a few seconds.
embed-not-recognised = The header fits none of the kinds of file that are taken here. Make sure that it is the right file.
embed-too-large = This file is larger than may be sent here. Split it into smaller ones.
embed-portal-has = The portal has the whole report; only a part of it can be shown here.
embed-more-groups = { $count ->
    [one] The report has { NUMBER($count) } more kind of problem.
   *[other] The report has { NUMBER($count) } more kinds of problem.
}
embed-open = Open the whole report
embed-new-tab = (in a new tab)
