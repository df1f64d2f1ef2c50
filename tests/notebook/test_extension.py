"""What `%load_ext gradkata` costs: next to nothing, until something is checked."""

import subprocess
import sys


def test_loading_the_extension_imports_nothing_that_only_a_check_needs():
    code = "import gradkata, sys; gradkata.load_ipython_extension; print({'numpy', 'pytest'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
