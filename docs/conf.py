"""How the pages of this folder become a site: ``nox -s docs``. Each of them reads well as a plain file, too."""

import gradkata

project = "gradkata"
author = "the gradkata authors"
copyright = f"2026, {author}"
release = version = gradkata.__version__

extensions = ["myst_parser"]
exclude_patterns = ["making"]
myst_heading_anchors = 3  # links to headings, as they are in plain files
myst_links_external_new_tab = False
suppress_warnings = ["myst.header"]  # the pages of a group begin as files do, each with its own title

html_theme = "furo"
html_title = "gradkata"
html_show_copyright = False
nitpicky = True
linkcheck_anchors = False
