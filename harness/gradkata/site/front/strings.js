// All that the page itself says, in each language. What a check says comes from Python, in the same language.

const STRINGS = {
  en: {
    skip_task: "To the task", skip_work: "To your code", path: "Path through the katas", task: "Task", work: "Your work",
    jump: "Parts of this page", code: "Code", result: "Result", language: "Language", your_work: "Your files",
    count: "{passed} of {all} passed", summary: "Path: {passed} of {all} passed", state_passed: "passed", state_begun: "begun",
    state_open: "not begun", minutes: "about {minutes} minutes",
    builds_on: "builds on {names}", check: "Check", stop: "Stop", hint: "Hint", run: "Run", reset: "Start over",
    keys: "Tab indents. Esc, then Tab leaves the editor. Ctrl or ⌘ with Enter checks.",
    editor: "Your code, {file}. Esc, then Tab leaves the editor.", cell: "Cell {number}",
    cell_editor: "Code of cell {number}. Esc, then Tab leaves the editor.",
    saved: "Saved in this browser", saved_behind: "Saved in {folder}/", saving: "Saving …", unsaved: "Not saved", stub: "Nothing written yet",
    loading_python: "Python is being loaded, once: about 12 MB", loading_numpy: "NumPy is being loaded: about 3 MB",
    loading_gradkata: "The checks are being loaded", ready: "Python is ready: everything runs in your browser",
    waits: "Python is still being loaded; your check begins as soon as it is there.", checking: "Checking {kata} …",
    running: "Running {kata} for about {seconds} seconds …", stopped: "Stopped. Python starts again.",
    timeout: "timeout: {kata} was stopped after {seconds} seconds. Is there a loop that never ends?",
    start_failed: "Python could not be loaded: {words}", again: "Try again",
    died: "Python came to an end: {words}",
    offline: "Without a network, Python can only be loaded if it was here before.",
    passed: "passed", failed_status: "failed",
    skipped: "not tried", test_error: "could not be judged",
    checks: "Checks", line: "{file}, line {line}", maps: "Where the numbers are wrong", printed: "What your code printed",
    printed_part: "(the beginning of {lines} lines)", next: "Next kata: {title}", all_passed: "All katas are passed.",
    held_up: "First comes {title}: this kata imports it.", right: "right", too_small: "too small",
    too_large: "too large", wrong_sign: "wrong sign", zero: "0, should not be", other: "should be 0",
    no_number: "nan or inf", map: "{name} {shape}: {wrong} of {count} entries are wrong",
    map_part: "{name} {shape}: {wrong} of {count} entries are wrong; this is its upper left corner",
    hints: "Hints", hint_title: "Hint {number} of {all}: {title}", one_more: "One more hint ({left} left)",
    no_hints: "There are no hints on this kata. What helps: the task, read again; and a check.",
    no_more: "There are no more hints on this kata.", hint_shown: "Hint {number} of {all} is shown.",
    run_title: "Your solution at work", curve: "The loss: from {first} to {last} in {steps} steps",
    steps: "{steps} steps", done: "The run has ended.", work_lies:
      "What you write is kept in this browser, and nowhere else. Export it to keep it safe, to go on elsewhere, or to hand it in.",
    export: "Export", export_one: "Save {file}", export_all: "Save all as a zip file", import: "Import",
    choose: "Choose files …",
    import_help: "Files such as softmax.py, or a zip file of them. What is here already is kept as a copy.",
    imported: "{file} is imported.", imported_kept: "{file} is imported; what was here is kept as a copy.",
    imported_same: "{file} is here already, just so.", imported_not: "{file} belongs to no kata here, and is left out.",
    imported_progress: "Your progress is imported.", imported_broken: "{file} cannot be read: {words}",
    kept: "Kept copies", none_kept: "There are none.", put_back: "Put back", save: "Save", remove: "Remove",
    remove_sure: "Remove for good?", close: "Close", reset_done: "{file} is the stub again. Your text is kept as a copy.",
    undo: "Undo", undone: "Your text is back.", foreign:
      "{file} was changed in another tab; the newest text is shown here.", foreign_kept:
      "{file} was changed in another tab; the newest text is shown here, and yours is kept as a copy.",
    disk: "{file} was saved elsewhere; this is what it holds now.", disk_kept:
      "{file} was saved elsewhere while you wrote here. What was saved there is shown; what you wrote is in {path}.",
    take_mine: "Take mine", your_text: "What you wrote here",
    unwritten: "Your last changes are not saved: {words}", serve_gone:
      "`kata serve` does not answer, so your last changes are not saved. Keep this page open, and save your file before you start it again.",
    work_lies_behind:
      "What you write is saved in the files of your folder work/, which `kata check` reads. Copies of what you replace are in work/old/.",
    full: "Your browser's storage is full, so your last changes are not saved. Save your file, or remove kept copies.",
    forbidden: "Your browser keeps nothing for this page, so a reload loses your work. Save your file before you leave.",
    open_files: "Open your files", new_version: "A new version of this page is here.", reload: "Reload", dismiss: "Dismiss",
    no_course: "The katas could not be loaded: {words}", notebook_broken:
      "{file} is no notebook that can be read. It is shown as text.",

    hand_in: "Hand in", keys_room: "Tab indents. Esc, then Tab leaves the editor. Ctrl or ⌘ with Enter hands in.",
    ready_room: "Python is ready: what you check runs in your browser", work_lies_room:
      "What you write is kept in this browser; what you hand in, on the teacher's machine as well. Export it to keep it safe, or to go on elsewhere.",
    join: "Join the room", join_title: "Join the room", join_name: "Your name, as the teacher knows you", join_look: "Only look around",
    join_again: "The room does not know this browser any more. Your files are still here. Join again, or come in with a code of the teacher's.",
    join_before: "I was here before", join_code: "Code from the teacher", join_return: "Come in", join_code_help:
      "In another browser, on another machine, or after you left: ask your teacher for a code. It works once.",
    join_unanswered: "The room does not answer. Try again in a moment.", kept_title: "What is kept, and who sees it",
    kept_what: "Your name, what you hand in and its results are kept on the teacher's machine, in one folder.", kept_who:
      "The teacher sees them by name. Other learners never do; code may be shown on the wall, without name and comments.",
    kept_where: "Nothing leaves that machine. There is no https, so what passes through the network can be read there.",
    kept_until: "It is kept until the teacher deletes it. You can delete yours here at any time.",
    who_help: "what is kept of you, and leaving", me_title: "You are here as {name}", me_terminal: "In a terminal",
    me_terminal_help: "Hand in from there, too: type the command that you get here in the folder that holds your work/. From then on, it works without the code.",
    me_code: "Get the command", me_code_made: "The code in it works once.", me_kept: "What is kept of you",
    me_kept_help: "Your name, what you handed in and its results, on the teacher's machine.", me_save: "Save all of it",
    me_saved: "{file} is saved.", me_delete: "Delete all of it", me_delete_sure: "Delete for good?", me_leave: "Leave this browser", me_leave_help:
      "The room forgets that you sit here; what you handed in stays on the teacher's machine. To come back, you need a code from the teacher.",
    me_clears: "Remove my files and my progress from this browser too", me_leave_now: "Leave", me_leave_sure: "Leave now?",
    me_left: "This browser is nobody's now.", stranger:
      "The room does not know this browser any more: what was kept of you is deleted, or you came in elsewhere with a code. Your files are still here.",
    not_handed_in: "Nothing is handed in: join the room first.", room_lost: "The room does not answer; your work is kept in this browser.",
    room_cannot: "the room cannot do that now ({status})", closed: "closed by the teacher", closed_kata: "{kata} is closed by the teacher: it cannot be handed in now.",
    queue: "In the room: {waiting} waiting, {judging} being judged.", hand_sending: "{kata} is being handed in …", hand_unclear:
      "{kata}: the room does not answer. In {seconds} s, it is asked whether your work is there.",
    hand_full: "{kata} is handed in again in {seconds} s: {words}", hand_judging: "{kata} is handed in: it is being judged.",
    waiting_0: "{kata} is handed in: it is next.", waiting_1: "{kata} is handed in: 1 is judged before it.",
    waiting_many: "{kata} is handed in: {place} are judged before it.", from_room: "The room's verdict on what you handed in.",
    hint_from: "From your teacher:", hint_about: "From your teacher, on {kata}:",
  },
  de: {
    skip_task: "Zur Aufgabe", skip_work: "Zu deinem Code", path: "Weg durch die Katas", task: "Aufgabe",
    work: "Deine Arbeit", jump: "Teile dieser Seite", code: "Code", result: "Ergebnis", language: "Sprache",
    your_work: "Deine Dateien", count: "{passed} von {all} bestanden", summary: "Weg: {passed} von {all} bestanden",
    state_passed: "bestanden", state_begun: "begonnen", state_open: "nicht begonnen",
    minutes: "etwa {minutes} Minuten", builds_on: "baut auf {names} auf",
    check: "Prüfen", stop: "Anhalten", hint: "Tipp", run: "Laufen lassen", reset: "Neu beginnen",
    keys: "Tab rückt ein. Esc, dann Tab verlässt den Editor. Strg oder ⌘ mit Enter prüft.",
    editor: "Dein Code, {file}. Esc, dann Tab verlässt den Editor.", cell: "Zelle {number}",
    cell_editor: "Code der Zelle {number}. Esc, dann Tab verlässt den Editor.",
    saved: "In diesem Browser gespeichert", saved_behind: "In {folder}/ gespeichert", saving: "Wird gespeichert …",
    unsaved: "Nicht gespeichert",
    stub: "Noch nichts geschrieben", loading_python: "Python wird geladen, einmalig: etwa 12 MB",
    loading_numpy: "NumPy wird geladen: etwa 3 MB", loading_gradkata: "Die Prüfungen werden geladen",
    ready: "Python ist bereit: Alles läuft in deinem Browser",
    waits: "Python wird noch geladen; deine Prüfung beginnt, sobald es da ist.", checking: "{kata} wird geprüft …",
    running: "{kata} läuft etwa {seconds} Sekunden lang …", stopped: "Angehalten. Python startet neu.",
    timeout: "Zeit abgelaufen: {kata} wurde nach {seconds} Sekunden angehalten. Gibt es eine Schleife, die nie endet?",
    start_failed: "Python konnte nicht geladen werden: {words}", again: "Noch einmal versuchen",
    died: "Python ist am Ende: {words}",
    offline: "Ohne Netz kann Python nur geladen werden, wenn es schon einmal hier war.",
    passed: "bestanden", failed_status: "nicht bestanden",
   
    skipped: "nicht versucht", test_error: "nicht zu beurteilen", checks: "Prüfungen", line: "{file}, Zeile {line}",
    maps: "Wo die Zahlen falsch sind", printed: "Was dein Code ausgegeben hat",
    printed_part: "(der Anfang von {lines} Zeilen)", next: "Nächste Kata: {title}",
    all_passed: "Alle Katas sind bestanden.", held_up: "Zuerst kommt {title}: Diese Kata importiert sie.",
    right: "richtig", too_small: "zu klein", too_large: "zu groß", wrong_sign: "falsches Vorzeichen",
    zero: "0, sollte es nicht sein", other: "sollte 0 sein", no_number: "nan oder inf",
    map: "{name} {shape}: {wrong} von {count} Einträgen sind falsch",
    map_part: "{name} {shape}: {wrong} von {count} Einträgen sind falsch; dies ist die Ecke oben links",
    hints: "Tipps", hint_title: "Tipp {number} von {all}: {title}", one_more: "Noch ein Tipp ({left} übrig)",
    no_hints: "Zu dieser Kata gibt es keine Tipps. Was hilft: die Aufgabe noch einmal lesen, und prüfen.",
    no_more: "Zu dieser Kata gibt es keine weiteren Tipps.", hint_shown: "Tipp {number} von {all} ist zu sehen.",
    run_title: "Deine Lösung bei der Arbeit", curve: "Der Verlust: von {first} auf {last} in {steps} Schritten",
    steps: "{steps} Schritte", done: "Der Lauf ist zu Ende.", work_lies:
      "Was du schreibst, liegt in diesem Browser und sonst nirgends. Exportiere es, um es zu sichern, anderswo weiterzumachen oder abzugeben.",
    export: "Exportieren", export_one: "{file} speichern", export_all: "Alle als Zip-Datei speichern",
    import: "Importieren", choose: "Dateien auswählen …", import_help:
      "Dateien wie softmax.py oder eine Zip-Datei davon. Was schon hier ist, bleibt als Kopie erhalten.",
    imported: "{file} ist importiert.", imported_kept: "{file} ist importiert; was hier war, bleibt als Kopie erhalten.",
    imported_same: "{file} ist genau so schon hier.",
    imported_not: "{file} gehört hier zu keiner Kata und wird ausgelassen.",
    imported_progress: "Dein Fortschritt ist importiert.", imported_broken: "{file} lässt sich nicht lesen: {words}",
    kept: "Aufgehobene Kopien", none_kept: "Es gibt keine.", put_back: "Zurückholen", save: "Speichern",
    remove: "Löschen", remove_sure: "Endgültig löschen?", close: "Schließen",
    reset_done: "{file} ist wieder das Gerüst. Dein Text bleibt als Kopie erhalten.", undo: "Rückgängig",
    undone: "Dein Text ist wieder da.", foreign:
      "{file} wurde in einem anderen Tab geändert; hier steht der neueste Text.", foreign_kept:
      "{file} wurde in einem anderen Tab geändert; hier steht der neueste Text, und deiner bleibt als Kopie erhalten.",
    disk: "{file} wurde anderswo gespeichert; das steht jetzt darin.", disk_kept:
      "{file} wurde anderswo gespeichert, während du hier geschrieben hast. Hier steht, was dort gespeichert wurde; was du geschrieben hast, ist in {path}.",
    take_mine: "Meines nehmen", your_text: "Was du hier geschrieben hast",
    unwritten: "Deine letzten Änderungen sind nicht gespeichert: {words}", serve_gone:
      "`kata serve` antwortet nicht, deshalb sind deine letzten Änderungen nicht gespeichert. Lass diese Seite offen und sichere deine Datei, bevor du es neu startest.",
    work_lies_behind:
      "Was du schreibst, wird in den Dateien deines Ordners work/ gespeichert, die auch `kata check` liest. Kopien von dem, was du ersetzt, sind in work/old/.",
    full: "Der Speicher deines Browsers ist voll, deshalb sind deine letzten Änderungen nicht gespeichert. Speichere deine Datei, oder lösche aufgehobene Kopien.",
    forbidden: "Dein Browser hebt für diese Seite nichts auf: Beim Neuladen geht deine Arbeit verloren. Speichere deine Datei, bevor du gehst.",
    open_files: "Deine Dateien öffnen", new_version: "Eine neue Version dieser Seite ist da.", reload: "Neu laden",
    dismiss: "Ausblenden", no_course: "Die Katas konnten nicht geladen werden: {words}",
    notebook_broken: "{file} ist kein lesbares Notebook. Es wird als Text gezeigt.",

    hand_in: "Abgeben", keys_room: "Tab rückt ein. Esc, dann Tab verlässt den Editor. Strg oder ⌘ mit Enter gibt ab.",
    ready_room: "Python ist bereit: Was du prüfst, läuft in deinem Browser", work_lies_room:
      "Was du schreibst, liegt in diesem Browser; was du abgibst, auch auf dem Rechner der Lehrperson. Exportiere es, um es zu sichern oder anderswo weiterzumachen.",
    join: "Dem Raum beitreten", join_title: "Dem Raum beitreten", join_name: "Dein Name, wie ihn die Lehrperson kennt", join_look: "Nur umsehen",
    join_again: "Der Raum kennt diesen Browser nicht mehr. Deine Dateien sind noch hier. Tritt noch einmal bei, oder komm mit einem Code der Lehrperson herein.",
    join_before: "Ich war schon einmal hier", join_code: "Code von der Lehrperson", join_return: "Hereinkommen", join_code_help:
      "In einem anderen Browser, an einem anderen Rechner oder nachdem du gegangen bist: Frag deine Lehrperson nach einem Code. Er gilt einmal.",
    join_unanswered: "Der Raum antwortet nicht. Versuch es gleich noch einmal.", kept_title: "Was aufgehoben wird, und wer es sieht",
    kept_what: "Dein Name, was du abgibst und die Ergebnisse liegen auf dem Rechner der Lehrperson, in einem Ordner.", kept_who:
      "Die Lehrperson sieht sie mit Namen. Andere Lernende nie; an der Wand kann Code zu sehen sein, ohne Namen und Kommentare.",
    kept_where: "Nichts verlässt diesen Rechner. Es gibt kein https: Was durchs Netz geht, kann dort mitgelesen werden.",
    kept_until: "Es bleibt, bis die Lehrperson es löscht. Deines kannst du hier jederzeit löschen.",
    who_help: "was von dir aufgehoben ist, und gehen", me_title: "Du bist hier als {name}", me_terminal: "Im Terminal",
    me_terminal_help: "Gib auch von dort ab: Tippe den Befehl, den du hier bekommst, in dem Ordner, in dem dein work/ liegt. Danach geht es ohne den Code.",
    me_code: "Den Befehl holen", me_code_made: "Der Code darin gilt einmal.", me_kept: "Was von dir aufgehoben ist",
    me_kept_help: "Dein Name, was du abgegeben hast und die Ergebnisse, auf dem Rechner der Lehrperson.", me_save: "Alles speichern",
    me_saved: "{file} ist gespeichert.", me_delete: "Alles löschen", me_delete_sure: "Endgültig löschen?", me_leave: "Diesen Browser verlassen", me_leave_help:
      "Der Raum vergisst, dass du hier sitzt; was du abgegeben hast, bleibt auf dem Rechner der Lehrperson. Um zurückzukommen, brauchst du einen Code von ihr.",
    me_clears: "Auch meine Dateien und meinen Fortschritt aus diesem Browser löschen", me_leave_now: "Gehen", me_leave_sure: "Jetzt gehen?",
    me_left: "Dieser Browser gehört jetzt niemandem.", stranger:
      "Der Raum kennt diesen Browser nicht mehr: Was von dir aufgehoben war, ist gelöscht, oder du bist anderswo mit einem Code hereingekommen. Deine Dateien sind noch hier.",
    not_handed_in: "Es ist nichts abgegeben: Tritt erst dem Raum bei.", room_lost: "Der Raum antwortet nicht; deine Arbeit bleibt in diesem Browser erhalten.",
    room_cannot: "der Raum kann das jetzt nicht ({status})", closed: "von der Lehrperson geschlossen", closed_kata: "{kata} ist von der Lehrperson geschlossen und kann jetzt nicht abgegeben werden.",
    queue: "Im Raum: {waiting} in der Warteschlange, {judging} in Arbeit.", hand_sending: "{kata} wird abgegeben …", hand_unclear:
      "{kata}: Der Raum antwortet nicht. In {seconds} s wird gefragt, ob deine Arbeit dort ist.",
    hand_full: "{kata} wird in {seconds} s noch einmal abgegeben: {words}", hand_judging: "{kata} ist abgegeben und wird gerade beurteilt.",
    waiting_0: "{kata} ist abgegeben und kommt als Nächstes dran.", waiting_1: "{kata} ist abgegeben: 1 wird vorher beurteilt.",
    waiting_many: "{kata} ist abgegeben: {place} werden vorher beurteilt.", from_room: "Das Urteil des Raums über das, was du abgegeben hast.",
    hint_from: "Von deiner Lehrperson:", hint_about: "Von deiner Lehrperson, zu {kata}:",
  },
};

export const LANGUAGES = Object.keys(STRINGS);
let language = "en";

export const currentLanguage = () => language;

// The language that was chosen before, or the first of the browser's that there is.
export function wantedLanguage(kept) {
  const asked = [kept, ...(navigator.languages ?? [])].filter(Boolean).map((each) => each.slice(0, 2).toLowerCase());
  return asked.find((each) => LANGUAGES.includes(each)) ?? "en";
}

export function say(key, values = {}) {
  const words = STRINGS[language][key] ?? STRINGS.en[key];
  return words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

// One of a course's texts, which are there in each language.
export const inLanguage = (texts) => texts[language] ?? texts.en;

export function chooseLanguage(wanted) {
  language = wanted;
  document.documentElement.lang = wanted;
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", say(element.dataset.label));
}
