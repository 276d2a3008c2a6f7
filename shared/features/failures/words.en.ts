/** The sentence of every expected failure: what happened, what is safe, what to do next. In English. */
import type { EnglishFor } from '../../i18n/words.ts';
import type { failuresRu } from './words.ru.ts';

export const failuresEn = {
  'refusal.mutation.quarantined':
    'This waits for an administrator, because its author no longer works here. The hub keeps it; nothing is lost.',
  'refusal.people.lastAdministrator':
    'This is the last administrator of the theatre: nobody else could manage access. Appoint another one first.',
  'refusal.people.above': 'You can only give or take rights that you have yourself{lacking}. Ask an administrator.',
  'refusal.people.reservedCode': 'The code “{value}” belongs to a system role. Choose another.',
  'refusal.mutation.unknown': 'This version does not know the action “{name}”. Update the app.',
  'refusal.mutation.invalid': 'The action is malformed ({pathOrProblem}). Nothing was changed.',
  'refusal.mutation.outOfOrder': 'The actions came out of order. They will be sent again.',
  'refusal.permission.denied':
    'You have no right to do this{right}. Nothing was changed; ask your theatre’s administrator.',
  'refusal.row.missing': 'This record is no longer there: {table}.',
  'refusal.row.deleted': '“{title}” was deleted. Restore it to go on.',
  'refusal.row.exists': 'This record exists already: {table}.',
  'refusal.reference.missing': '“{column}” points at a record that does not exist.',
  'refusal.reference.deleted': '“{column}” points at a deleted record. Choose another.',
  'refusal.unique.taken': '“{value}” is taken{holding}. Choose another {column}.',
  'refusal.value.invalid': '“{column}” {fault}.',
  'refusal.column.readonly': '“{column}” is only changed by its own action.',
  'refusal.conflict.changed':
    'Somebody else changed “{column}” meanwhile: it is now “{foundValue}”. Yours was “{wantedValue}”.',
  'refusal.stock.insufficient': '“{item}”: {available} there, {wanted} wanted. Check the stock and try again.',
  'refusal.stock.sameLocation': 'From and to are the same place.',
  'refusal.count.wrongStatus': 'The count “{count}” is {countStatus}. This cannot be done now.',
  'refusal.count.undecided':
    '“{count}” cannot be posted yet: {undecided}. Nothing was changed. Open the review and decide line by line, or leave the rest as it is.',
  'refusal.count.severalNumbers':
    '“{item}”: the count says {number}. Say whether the work was shared or done twice, and choose a number.',
  'refusal.count.alreadyReversed': '“{count}” has already been taken back by {by}. Stock did not change.',
  'refusal.count.alreadyUndone': 'This entry has already been undone.',
  'refusal.status.transition': '“{title}” cannot go from “{fromValue}” to “{toValue}”.',
  'refusal.conflict.resolved': 'This conflict has already been settled by {by}.',
  'refusal.constraint.violated': 'A rule of the database does not allow this ({constraint}). Nothing was changed.',
  'refusal.author.unknown':
    'Its author no longer has access from this laptop. The entry is kept here; ask an administrator.',
  'refusal.row.someoneElses': 'This is somebody else’s: only its owner can change it.',
  'refusal.row.shared': 'Everybody shares this: changing it needs the right “{permission}”.',
  'refusal.row.otherDepartment':
    'The department “{department}” keeps this: its people change it, and who runs the production.',
  'refusal.report.signed': 'The report is signed already ({by}). It changes by addenda alone: write a new note.',
  'refusal.report.tooEarly':
    '“{title}” has not been yet: a report is signed on the day of the evening or after it. Nothing was changed.',
  'refusal.tour.datesReversed': 'The last day is before the first. Nothing was changed: correct the dates.',
  'refusal.tour.eventsOutside':
    'Events of this tour would lie outside its new dates: {titles}. Nothing was changed: move them or take them out first.',
  'refusal.tour.eventsOutsideUnseen':
    'Events of this tour would lie outside its new dates: {count}. Nothing was changed: whoever plans the schedule moves them or takes them out first.',
  'refusal.tour.eventOutside':
    '“{title}” ({date}) is outside the tour “{tour}” ({from} – {to}). Nothing was changed: change the date of the event or of the tour.',
  'refusal.tour.piecesOut':
    '“{title}”: {count} pcs are still in trucks, on site or in stock of the tour. The tour was not deleted: bring them home first, or write off what was lost.',
  'refusal.tour.placeHolds':
    '“{title}” holds {count} pcs that are on tour. The place was not deleted: bring them home first, or write off what was lost.',
  'refusal.tour.movedMeanwhile':
    'The tour “{tour}” has been moved meanwhile: it is now {from} – {to}. Nothing was changed: look, and shift it again where needed.',
  'refusal.packing.caseInItself':
    '“{item}” already lies in “{inside}”: packing one into the other would be a circle. Everything else is kept.',
  'refusal.packing.moreThanOut':
    '“{item}”: more cannot come back than went out: {out} are out, {wanted} come back. Everything else is kept.',
  'refusal.packing.moreThanThere':
    '“{item}”: there are not so many here: {there} there, {wanted} wanted. Everything else is kept.',
  'refusal.packing.alreadyUndone': 'This entry has been taken back already. Nothing was changed.',
  'refusal.packing.damagedAlready':
    '“{item}”: {damaged} of {there} are said to be damaged already. Everything else is kept.',
  'refusal.packing.piecesAway':
    '“{title}”: {count} pcs are still away with “{tour}”, counting what lies in it. Nothing was deleted: say first that all came back.',
  'refusal.transport.nothingLoaded': 'Nothing is loaded in “{title}”: there is nothing to send off. Load it first.',
  'refusal.transport.onRoad':
    '“{title}” is on the road now: this can be done when it has arrived. Nothing was changed.',
  'refusal.transport.goneOn':
    '“{title}” has gone on since, or somebody else said this step. Nothing was changed: look where the truck is now.',
  'refusal.transport.holdsPieces':
    '“{title}” holds {count} pcs. The truck was not deleted: unload it first, or take the loading back.',
  'refusal.booking.taken':
    '“{item}”: {short} too few on {from} – {to}: “{holder}” has them. A rule of the theatre says so. Nothing was booked.',
  'refusal.booking.tooFew':
    '“{item}”: {count} are wanted, and there are {have}. A rule of the theatre says so. Nothing was booked.',
  'refusal.booking.takenByEvent':
    '“{item}”: {short} too few on {from} – {to}: one of the events has the others. A rule of the theatre says so. Nothing was booked.',
  'refusal.booking.substituteTaken':
    '“{item}” cannot serve instead: {free} free, {needed} needed. Nothing was changed: choose another thing or another way out.',
  'refusal.booking.policyChanged':
    'Somebody else has changed the rule of double bookings meanwhile. Look at what it is now.',
  'refusal.booking.over':
    'The days of this double booking are over: nothing is left to settle, and nothing was changed.',
  'refusal.booking.settled': 'This double booking has been settled already, by {by}. Nothing was changed.',
  'refusal.event.running': '“{title}” is running now: delete it once the evening is over. Nothing was changed.',
  'refusal.event.reported':
    'The report of “{title}” is signed: the evening stays in history and cannot be deleted. Nothing was changed.',
  'refusal.event.signed':
    'The report of “{title}” is signed: what was played, where and when changes no more. Nothing was changed.',
  'refusal.show.timeStands':
    'This time was taken before or changed after you: it stands. If it is wrong, correct it by hand.',
  'refusal.show.markStands': 'Somebody else has said since, or before, whether it is done: that stands.',
  'refusal.show.sceneStands': 'Somebody else has turned the scene since: it stays.',
  'refusal.schedule.partTold':
    'This call has been published: replace the person, or withdraw the call and call anew. Nothing was changed.',
  'refusal.schedule.blocked':
    '“{title}” is not published: {collision}, “{other}”. The theatre does not publish such collisions. Move one of the events and publish again.',
  'refusal.schedule.ruleChanged':
    'Somebody else has changed the rule “{collision}” meanwhile. Your change is not kept, the schedule is as it was. Open the rules of the schedule and decide again.',
  'refusal.show.notReady':
    'Critical lines hold it back ({count}): {lines}. Tick them off, or declare ready with a reason.',
  'refusal.show.running': '“{title}” is running now: it can be archived once the evening is over.',
  'refusal.show.endsBeforeItBegins': 'The end is before the beginning. Correct the time: what was recorded stands.',
  'refusal.show.otherProduction': 'The scene “{scene}” is of another production, not of “{event}”.',
  'refusal.row.notYours': 'Only {author}, who wrote this, can change it.',
  'refusal.row.protected':
    'This record cannot be erased or rewritten ({table}): history stays. Delete it through the trash.',
  'refusal.deletion.blocked':
    '“{title}” cannot be deleted yet: {blockers} in the way. Nothing was changed. Open them, move or delete them, then try again.',
  'refusal.deletion.changed':
    'The data changed while you were deleting “{title}”: {differences}. Nothing was deleted. Look at the plan again and confirm.',
  'refusal.deletion.self': 'You cannot delete your own account. Ask another administrator.',
  'refusal.deletion.restored': '“{title}” has already been restored.',
  'refusal.movement.noWayBack':
    '“{type}” cannot be taken back this way. Nothing was changed. Enter the opposite movement: a receipt, a move or a write-off.',
  'refusal.movement.takenBack': '“{item}”: this movement has already been taken back ({by}). The stock is as it was.',
  'refusal.restore.parentDeleted':
    'Restore “{parentTitle}” ({parentTable}) first: this record cannot come back without it.',
  'refusal.restore.taken':
    '“{value}” has been taken by {holder} meanwhile. “{title}” can come back with another {column}.',
  'refusal.restore.purged':
    '“{title}” has been purged: its time in the trash is over. Only a backup of the hub still has it.',
  'refusal.payload.text':
    'The text ({path}) holds a character that cannot be kept: a broken symbol or a zero byte. Nothing was changed. Take it out or type the text again.',
  'refusal.payload.key': 'The field name “{path}” is reserved. Nothing was changed. Choose another name.',
  'refusal.payload.shape':
    '“{path}” holds something that cannot be written down. Nothing was changed. Enter text or a number.',
  'refusal.payload.depth': 'The data is nested too deeply. Nothing was changed. Simplify it and try again.',
  'refusal.payload.size':
    'This is too much for one entry (over one megabyte). Nothing was changed. Split it, or attach it as a file.',
  'refusal.tag.taken': 'Tag {code} is on another item already: “{holder}”. Put another one on “{item}” and scan that.',
  'refusal.tag.another':
    '“{item}” got another code meanwhile: {found}. Tag {code} was not recorded; decide which code stays.',
  'refusal.case.none':
    '“{item}” is no case: nothing can be put into it. Nothing was changed. Make it a case and try again.',
  'refusal.case.notSingle':
    '“{item}” is {count} pieces, and a case is one: nobody knows which of them is meant. Enter the case as a thing of its own.',
  'refusal.case.holds':
    'There are {count} pieces in the case “{title}”. Nothing was changed: take them out in one step under “In the case” first.',
  'refusal.case.follows': '“{title}” is a case: its place and its name follow the thing. Move or rename the thing.',
  'refusal.kit.inItself':
    '“{item}” cannot belong into the case “{inside}”, which lies inside it itself. The list was not changed.',
  'refusal.tree.cycle':
    '“{title}” cannot be part of “{parent}”, which is inside it. Nothing was changed. Choose another place in the tree.',
  'refusal.time.locked': 'These hours are {hoursStatus} and locked. Withdraw them first, or have them rejected.',
  'refusal.time.notYours': 'These are the hours of somebody else ({employee}).',
  'refusal.time.otherProject': '“{title}” belongs to another project. Choose a {column} of this one.',
  'refusal.time.tooMany': 'That would be {hours} hours of {employee} on {date}: more than a day holds.',
  'refusal.time.ownApproval': 'Somebody else must decide about hours that you worked or wrote down.',
  'refusal.push.refused':
    'The hub could not take this action. What was entered is kept here, and the rest was sent. Correct it or send it again.',
  'refusal.internal.failed':
    'The action failed because of a fault in the app. What was entered is kept here; please report it.',
  'error.invitation.unknown': 'There is no such invitation. Check the code or ask for a new one; no password was set.',
  'error.invitation.expired': 'This code has expired. Ask an administrator for a new one.',
  'error.invitation.used':
    'This code was used or withdrawn already. If it was not you who used it, tell an administrator.',
  'error.invitation.form': 'The code has a typing mistake. Compare it with the paper: four groups of four characters.',
  'error.password.weak': 'This password will not do: {weakness}. Nothing was changed.',
  'error.auth.mustChangePassword':
    'Set a new password first, as an administrator asked. What was entered before is sent by itself.',
  'error.auth.recovery':
    'The e-mail or the recovery code is wrong. The code is shown when an invitation is accepted, and works once.',
  'error.people.above': 'This person has rights that you lack. Ask an administrator.',
  'error.device.revoked':
    'An administrator revoked this laptop. It hands over its unsent work and then erases the data here.',
  'error.device.wiped': 'This laptop was revoked and has erased its data{rescued}. Sign in to begin anew.',
  'error.permission.denied': 'You have no right to do this ({permission}). Ask your theatre’s administrator.',
  'error.port.taken':
    'Port {port} is in use by another program; nothing was started. Name another (--port) or end that program.',
  'error.replica.locked': '{dir} is in use by process {pid} ({command}). Close it and try again.',
  'error.replica.newer': '{dir} was made by a newer version ({version}). Update the app; the data was not touched.',
  'error.replica.missing': '{dir} holds no Offstage replica. Begin with “offstage replica init”.',
  'error.replica.corrupt':
    'The data file is damaged and was set aside as {setAside}. Unsent work was kept; the rest is loaded from the hub.',
  'error.replica.notLoaded': 'The data has not been loaded yet. Connect to the hub once.',
  'error.file.empty': 'There is nothing in this file: it was not added. Check it where it came from.',
  'error.file.tooLarge': 'The file is larger than {mostBytes}: it was not added. Other files go on.',
  'error.file.diskFull':
    'No room on this disk for the file ({freeBytes} free): it was not added. Free some space, or unpin something.',
  'error.file.unknown': 'The theatre has no such file.',
  'error.file.elsewhere': 'This file is not on this laptop. It comes once there is a connection and it was sent.',
  'error.file.damaged': 'This file is damaged on this laptop. It will be fetched again; everything else is safe.',
  'error.file.noThumbnail':
    'This file cannot be shown as a picture. The file itself is untouched: it can be saved or opened.',
  'error.file.broken': 'This file is damaged or cut off and cannot be shown. It was kept as it came.',
  'error.file.locked': 'This PDF is closed with a password and cannot be shown. Save it and open it with the password.',
  'error.file.tooManyPixels':
    'This picture is too large to be shown here. It was kept whole and can be opened elsewhere.',
  'error.file.noProgram': 'No program of this computer opens “{name}”. Save the file and open it where there is one.',
  'error.file.quota':
    'The hub has no room left for this theatre’s files. The file is kept on this laptop and goes once there is room.',
  'error.file.mismatch': 'The file reached the hub otherwise than it was here. It will be sent again.',
  'error.file.metered': 'This network is paid for by the byte: files wait for another. Entries and thumbnails go on.',
  'error.made.gone': 'This document is no longer here. Make it once more.',
  'error.label.noTemplate': 'This label template is no longer there. Choose another.',
  'error.label.unknown': 'There is nothing with the number or code “{code}” here.',
  'error.label.newer': 'The template “{template}” was made by a newer version. Update the app or choose another.',
  'error.label.nothing': 'There is nothing to print: what was chosen is gone.',
  'error.label.notMade': 'The labels could not be made: {problem}. Nothing is lost; try again.',
  'error.disk.full': 'The disk is full: the entry was not saved. Free some space and try again.',
  'error.hub.unreachable':
    'The hub {hub} does not answer. Everything entered is kept here and will be sent when it does.',
  'error.shapes.silent':
    'The hub answers, but no updates come from it. What was entered is being sent; the rest appears once that works again.',
  'error.hub.failed': 'The hub cannot cope just now. What was entered is kept here and will be sent by itself.',
  'error.hub.database':
    'This hub’s database has ended and cannot be started again ({problem}). Everything saved is safe, and laptops go on working. Start the hub again.',
  'error.hub.answer':
    'The hub answered in an unknown way ({problem}). What was entered is kept; it will be tried again.',
  'error.hub.refused': 'The hub refused: {problem}',
  'error.release.tooOld':
    'This laptop must be updated. Everything goes on here; what was entered is kept and will be sent afterwards.',
  'error.auth.tooMany':
    'Too many attempts to sign in. Wait {seconds} s and try again; everything entered is kept here.',
  'error.device.known':
    'The hub knows this laptop, but the laptop has lost its proof. Everything entered is kept here. Ask an administrator to sign in on it once.',
  'error.hub.insecure':
    'The hub {hub} speaks without encryption, so that anybody on this network could read the password. Nothing was sent. Use an address that begins with https://.',
  'error.auth.credentials': 'E-mail or password is wrong.',
  'error.auth.expired': 'The session has expired. Sign in again; what was entered is kept.',
  'error.auth.revoked': 'Access was revoked. What was entered is kept on this laptop.',
  'error.auth.needed': 'Somebody must sign in.',
  'error.auth.pinWrong': 'That is not the PIN. {left} tries are left; after that the password is needed.',
  'error.auth.pinLocked': 'The PIN is not enough now. Sign in with the password; what was entered is kept.',
  'error.auth.pinForm': 'A PIN has 4 to 12 digits. The previous one still holds.',
  'error.auth.notKnownOffline':
    'Without the hub, only people who have signed in on this laptop before can sign in. Connect and try again.',
  'error.session.locked': 'The app is locked. Enter the PIN or the password; sync goes on.',
  'error.session.broken': 'The sign-in file is damaged. Sign in again; nothing is lost.',
  'error.replica.sealed': 'The data on this laptop is encrypted. Sign in with a password to open it.',
  'error.disk.readOnly': '{dir} cannot be written to. Check its permissions and try again; nothing was changed.',
  'error.usage': '{problem}',
  'error.query.readOnly': 'This only reads: data is changed by mutations.',
  'error.query.failed': 'The query failed: {problem}',
  'error.import.file': 'The file could not be read: {problem}',
  'error.import.map': 'The import map is wrong: {problem}',
  'error.mutation.refused': '{sentence}',
  'error.backup.failed':
    'The backup was not written ({problem}). Earlier ones are intact. Check the disk and try again.',
  'error.backup.unreadable': '{file} cannot be read as a backup: {problem}. Nothing was changed.',
  'error.backup.newer':
    'The backup was made by a newer version ({version}). Update the hub and try again; nothing was changed.',
  'error.backup.busy':
    'The hub is too busy: within a minute there was no moment to put the backup back. Nothing was changed. Try again, or stop the hub first.',
  'error.backup.otherTheater': 'This backup holds the theatre {found}, not {theater}. Nothing was changed.',
  'error.paper.template': 'Template “{file}”, line {line}: {message}. No sheet was made.',
  'error.paper.late': 'The sheet took too long and was stopped. Take fewer lines, or another template.',
  'error.paper.failed': 'The sheet could not be made: printing does not work just now. Try again; no data changed.',
  'error.paper.nothing': 'There is nothing to print: it is gone, or has no such form.',
  'error.tour.unknown':
    'This laptop knows no tour “{tour}”. Name it by its code or name, as on the screen; where it is new, meet the hub first.',
  'error.paper.unknown': 'Not found: {what}. Name it as on the screen, by its code or by its id.',
  'error.paper.noForm': 'There is no form “{form}”. There are: {forms}.',
  'error.export.empty': 'There is nothing to export: the list has no rows.',
  'error.export.busy': 'Two exports are being made already. Wait for one of them, or stop it.',
  'error.export.tooLarge':
    'The list has {rows} rows and {columns} columns: an Excel workbook does not take as much. Nothing was written. Narrow the list or choose CSV.',
  'error.export.stopped': 'The export was stopped, there is no file.',
  'error.export.failed': 'The file could not be made ({problem}). The data is safe. Try again.',
  'error.internal': 'Internal error: {problem}',
  'refusal.undo.changed':
    '“{title}” ({column}) has been changed since{changedBy}. Undoing would wipe that out: nothing changed.',
  'refusal.undo.stays': '“{title}” was changed after it came: it stays. Delete it where nobody needs it.',
  'refusal.undo.hasMore': 'Something belongs to “{title}” by now: deleting it will show what goes along.',
  'fault.required': 'must be filled in',
  'fault.type': 'has a value of the wrong kind',
  'fault.tooLong': 'is too long',
  'fault.oneOf': 'is not one of the allowed values',
  'fault.format': 'is not in the right format',
  'fault.range': 'is out of range',
  'fault.unknownColumn': 'is not a known field',
  'weakness.short': 'it needs at least 10 characters',
  'weakness.long': 'it may have at most 500 characters',
  'weakness.email': 'it is your e-mail',
  'weakness.same': 'it is the one you have now',
  'weakness.simple': 'it is too easy to guess',
  'part.right': ' (“{permission}”)',
  'part.lacking': ' (you lack {permission})',
  'part.changedBy': ' — {name}',
  'part.holding': ' by {holder}',
  'part.rescued': '; {count} unsent changes are on the hub',
  'part.anotherNumber': 'another number',
  'part.otherRecords': 'other records of the same kind',
  'part.difference': '{table}: {was} before, {now} now',
  'part.open': '{count} undecided',
  'part.uncounted': '{count} not counted',
} as const satisfies EnglishFor<typeof failuresRu>;
