// Opened as a file, the page cannot load its modules: index.html then says what to do.
if (location.protocol === "file:") document.documentElement.classList.add("from-file");
