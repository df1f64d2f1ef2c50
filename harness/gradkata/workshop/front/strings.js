// All that the board itself says, in each language. What a mistake is called comes from the server.

import { h } from "./patch.js";

const STRINGS = {
  en: {
    title: "Board", title_wall: "Wall",
    skip: "To the mistakes", language: "Language", smaller: "Smaller", larger: "Larger", wall: "Wall",
    wall_help: "What the whole class may see: no names (key W)", board_help: "Back to the board with names (key W)",
    view: "View", controls: "Controls", room: "The room", join: "Join at", qr: "QR code of {address}", qr_larger: "Show the QR code large",
    close: "Close", private: "Only this machine reaches the room.",
    here: "here", here_of: "{here} of {all}", handed_in: "handed in", judged: "judged", waiting: "waiting",
    longest: "the longest for {time}", judging_now: "{count} being judged now",
    wait: "The board is being loaded …",
    lost: "The connection is lost, and is tried again. What you see is as it was {time} ago.",
    lost_first: "The workshop does not answer yet; it is tried again.",
    closed: "Another address of the board is in force now: open the newest one that `kata workshop`, or the board where it was made, shows.",
    boards: "{count} boards are open: is the other one yours?", boards_more: "{count} boards are open: are all of them yours?",
    boards_close: "New address, close the others",
    mistakes: "Mistakes in the room now", no_mistakes: "None now: nobody's last work is wrong.",
    mistake_count: "{count} of {of}", recent: "{count} in the last 5 min",
    who: "Who", example: "Show an example", example_next: "Show another", example_help: "On the wall, without a name",
    example_shown: "An example is on the wall.",
    news: "New: {words}, {count} of {of}.",
    stuck: "Stuck", nobody_stuck: "Nobody, as far as can be seen from here.",
    stuck_line_one: "1 attempt in {time}", stuck_line: "{count} attempts in {time}",
    stuck_same: "{attempts}, {same} with the same mistake", stuck_in: "{name}, {kata}",
    learners_katas: "Learners and katas", sort: "Order", by_name: "by name", by_stuck: "who is stuck first", learner: "Learner",
    no_learners: "Nobody has come in yet.", passed_tried: "{passed} of {tried} passed", nobody_tried: "not tried yet", away: "away",
    waits_one: "1 waits to be judged", waits: "{count} wait to be judged",
    passed: "passed", failed: "failed", error: "ended with an error", timeout: "took too long", killed: "was stopped",
    unattempted: "nothing written yet", nothing: "nothing handed in",
    points: "{score} of {max} points", attempts_one: "1 attempt", attempts: "{count} attempts", ago: "{time} ago", closed_kata: "closed",
    legend: "✓ passed  ✗ failed  ! error or time  · nothing written",
    hint: "Hint to all", hint_label: "Hint", hint_place: "A hint that everybody sees", hint_for: "For", all_katas: "all katas", send: "Send",
    hint_now: "Shown now:", hint_now_kata: "Shown now with {kata}:", take_away: "Take away", hint_sent: "The hint is sent.", hint_away: "The hint is taken away.",
    katas: "Katas", katas_help: "What is closed can be read, but not handed in.", open_all: "Open all", open_none: "Close all",
    learners: "Learners", choose: "Choose a learner", letin: "Let in again", remove: "Remove …",
    letin_help: "For somebody who lost their way in: another browser, another machine.",
    letin_code: "{name} types this code on the room's page. It works once.",
    remove_sure: "All that is kept of {name} is deleted: attempts, results, and what was handed in. It cannot be brought back.",
    remove_yes: "Delete all of it", cancel: "Cancel", removed: "All that was kept of {name} is deleted.", choose_first: "Choose a learner first.",
    address: "Board's address", address_help: "Has somebody seen the board's address? With a new one, all other boards that are open are closed; this one stays.",
    address_new: "Make a new address", address_is: "The board's address from now on:",
    no_answer: "The workshop does not answer; nothing was changed.",
    examples: "Examples", hint_wall: "Hint", wall_katas: "Katas", bar: "{passed} passed, {tried} tried, of {all}", code_of: "Code of an example",
    no_known: "None that is known, so far.",
    below_minute: "less than a minute", minutes_one: "1 minute", minutes: "{count} minutes", hours: "{hours} h {minutes} min", days: "{count} days",
    seconds: "{count} s",
  },
  de: {
    title: "Tafel", title_wall: "Wand",
    skip: "Zu den Fehlern", language: "Sprache", smaller: "Kleiner", larger: "Größer", wall: "Wand",
    wall_help: "Was die ganze Klasse sehen darf: keine Namen (Taste W)", board_help: "Zurück zur Tafel mit Namen (Taste W)",
    view: "Ansicht", controls: "Bedienung", room: "Der Raum", join: "Mitmachen unter", qr: "QR-Code von {address}", qr_larger: "QR-Code groß zeigen",
    close: "Schließen", private: "Nur dieser Rechner erreicht den Raum.",
    here: "da", here_of: "{here} von {all}", handed_in: "abgegeben", judged: "beurteilt", waiting: "in der Schlange",
    longest: "die längste seit {time}", judging_now: "{count} gerade in Prüfung",
    wait: "Die Tafel wird geladen …",
    lost: "Die Verbindung ist weg und wird neu versucht. Was du siehst, war vor {time} so.",
    lost_first: "Der Workshop antwortet noch nicht; es wird weiter versucht.",
    closed: "Inzwischen gilt eine andere Adresse der Tafel: Öffne die neueste, die `kata workshop` zeigt, oder die Tafel, auf der sie entstand.",
    boards: "{count} Tafeln sind offen: Ist die andere deine?", boards_more: "{count} Tafeln sind offen: Sind alle deine?",
    boards_close: "Neue Adresse, die anderen schließen",
    mistakes: "Fehler im Raum, jetzt", no_mistakes: "Jetzt keine: Niemandes letzte Abgabe ist falsch.",
    mistake_count: "{count} von {of}", recent: "{count} in den letzten 5 Min.",
    who: "Wer", example: "Beispiel zeigen", example_next: "Anderes zeigen", example_help: "An der Wand, ohne Namen",
    example_shown: "Ein Beispiel ist an der Wand.",
    news: "Neu: {words}, {count} von {of}.",
    stuck: "Hängt fest", nobody_stuck: "Niemand, soweit es von hier zu sehen ist.",
    stuck_line_one: "1 Versuch in {time}", stuck_line: "{count} Versuche in {time}",
    stuck_same: "{attempts}, {same} mit demselben Fehler", stuck_in: "{name}, {kata}",
    learners_katas: "Lernende und Katas", sort: "Reihenfolge", by_name: "nach Namen", by_stuck: "wer festhängt zuerst", learner: "Name",
    no_learners: "Noch ist niemand da.", passed_tried: "{passed} von {tried} bestanden", nobody_tried: "noch nicht versucht", away: "nicht da",
    waits_one: "1 wartet auf die Prüfung", waits: "{count} warten auf die Prüfung",
    passed: "bestanden", failed: "nicht bestanden", error: "endete mit einem Fehler", timeout: "dauerte zu lange", killed: "wurde angehalten",
    unattempted: "noch nichts geschrieben", nothing: "nichts abgegeben",
    points: "{score} von {max} Punkten", attempts_one: "1 Versuch", attempts: "{count} Versuche", ago: "vor {time}", closed_kata: "geschlossen",
    legend: "✓ bestanden  ✗ nicht bestanden  ! Fehler oder Zeit  · nichts geschrieben",
    hint: "Tipp an alle", hint_label: "Tipp", hint_place: "Ein Tipp, den alle sehen", hint_for: "Für", all_katas: "alle Katas", send: "Senden",
    hint_now: "Jetzt zu sehen:", hint_now_kata: "Jetzt zu sehen bei {kata}:", take_away: "Wegnehmen", hint_sent: "Der Tipp ist gesendet.", hint_away: "Der Tipp ist weggenommen.",
    katas: "Katas", katas_help: "Was geschlossen ist, kann gelesen, aber nicht abgegeben werden.", open_all: "Alle öffnen", open_none: "Alle schließen",
    learners: "Lernende", choose: "Wähle einen Namen", letin: "Wieder hereinlassen", remove: "Entfernen …",
    letin_help: "Für alle, die nicht mehr hineinkommen: anderer Browser, anderer Rechner.",
    letin_code: "{name} gibt diesen Code auf der Seite des Raums ein. Er gilt einmal.",
    remove_sure: "Alles, was von {name} aufgehoben ist, wird gelöscht: Versuche, Ergebnisse und Abgaben. Es lässt sich nicht zurückholen.",
    remove_yes: "Alles löschen", cancel: "Abbrechen", removed: "Alles, was von {name} aufgehoben war, ist gelöscht.", choose_first: "Wähle zuerst einen Namen.",
    address: "Adresse der Tafel", address_help: "Hat jemand die Adresse der Tafel gesehen? Mit einer neuen schließen sich alle anderen offenen Tafeln; diese bleibt.",
    address_new: "Neue Adresse machen", address_is: "Die Adresse der Tafel von jetzt an:",
    no_answer: "Der Workshop antwortet nicht; nichts wurde geändert.",
    examples: "Beispiele", hint_wall: "Tipp", wall_katas: "Katas", bar: "{passed} bestanden, {tried} versucht, von {all}", code_of: "Code eines Beispiels",
    no_known: "Bisher keine, die bekannt sind.",
    below_minute: "weniger als einer Minute", minutes_one: "1 Minute", minutes: "{count} Minuten", hours: "{hours} Std. {minutes} Min.", days: "{count} Tagen",
    seconds: "{count} s",
  },
};

export const LANGUAGES = Object.keys(STRINGS);
let language = "en";

export const currentLanguage = () => language;

// The first of the languages asked for that there is.
export const known = (...asked) =>
  asked.filter(Boolean).map((each) => each.slice(0, 2).toLowerCase()).find((each) => LANGUAGES.includes(each)) ?? "en";

const wordsOf = (key) => STRINGS[language][key] ?? STRINGS.en[key];

export const say = (key, values = {}) => wordsOf(key).replace(/\{(\w+)\}/g, (_, name) => values[name]);

// One or several: the same key with `_one` for 1.
export const sayMany = (key, count, values = {}) => say(count === 1 ? `${key}_one` : key, { count, ...values });

// The same as children of an element, where values may be elements.
export const parts = (key, values) =>
  wordsOf(key).split(/\{(\w+)\}/).map((part, index) => (index % 2 ? values[part] : part));

export const number = (value) => Number(value.toFixed(2)).toLocaleString(language);

// Words of the server, which speaks the language of the teacher's terminal.
export const theirs = (words, spoken, properties = {}) =>
  h("span", { dir: "auto", lang: spoken === language ? null : spoken, ...properties }, words);

export function chooseLanguage(wanted) {
  language = wanted;
  document.documentElement.lang = wanted;
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", say(element.dataset.label));
  for (const element of document.querySelectorAll("[data-place]")) element.placeholder = say(element.dataset.place);
  for (const element of document.querySelectorAll("[data-title]")) element.title = say(element.dataset.title);
}
